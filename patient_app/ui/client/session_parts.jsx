// Small parts that several screens of the guided session share.
import { useEffect, useRef } from "react";
import { canShake, canSpeak } from "./cues.js";
import { Icon } from "./icon.jsx";
import { GoTo } from "./notice.jsx";
import { placeWords } from "./session_words.js";

/** The `h1` of a step. It takes the focus when the step begins, so that a screen reader reads it. */
export function StepTitle({ id, children }) {
  const title = useRef(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [id]);
  return (
    <h1 ref={title} tabIndex={-1} className="hs-session-title">
      {children}
    </h1>
  );
}

/** 'Exercise 2 of 4: Bridge · Set 2 of 3' */
export function Where({ t, seen }) {
  const place = seen.screen === "exercise" ? placeWords(t, seen) : "";
  return (
    <>
      {t("Exercise {n} of {total}", { n: seen.index + 1, total: seen.total })}
      {": "}
      <strong>{[seen.item.name, place].filter(Boolean).join(" · ")}</strong>
    </>
  );
}

/** Voice and vibration, on or off; only what this browser has. */
export function CueSwitches({ t, cues, onChange }) {
  const switches = [
    { name: "voice", icon: "voice", label: t("Voice"), has: canSpeak() },
    { name: "vibration", icon: "vibrate", label: t("Vibration"), has: canShake() },
  ].filter(({ has }) => has);
  if (switches.length === 0) return null;
  return (
    <div className="hs-session-cues" role="group" aria-label={t("Cues")}>
      {switches.map(({ name, icon, label }) => (
        <button
          key={name}
          type="button"
          className="hs-chip"
          aria-pressed={cues[name]}
          onClick={() => onChange({ ...cues, [name]: !cues[name] })}
        >
          <Icon name={icon} />
          {label}
          <span className="hs-session-switch" aria-hidden="true">
            {cues[name] ? t("on") : t("off")}
          </span>
        </button>
      ))}
    </div>
  );
}

/** What can be done besides the one thing to do now: `[{action, icon, label}]`; what is false is left out. */
export function Controls({ controls, onAct }) {
  return (
    <div className="hs-session-controls">
      {controls.filter(Boolean).map(({ action, icon, label }) => (
        <button key={action} type="button" className="hs-button" onClick={() => onAct(action)}>
          <Icon name={icon} />
          {label}
        </button>
      ))}
    </div>
  );
}

export const backControl = (t) => ({ action: "back", icon: "undo", label: t("Back one step") });
export const endControl = (t) => ({ action: "end", icon: "end", label: t("End session") });

/** The one thing to do now, within the thumb's reach. */
export function Primary({ icon, label, isQuiet, onClick, children }) {
  return (
    <div className="hs-thumb hs-stack hs-stack-tight">
      <button
        type="button"
        data-primary=""
        className={`hs-button hs-button-block hs-session-primary${isQuiet ? "" : " hs-button-primary"}`}
        onClick={onClick}
      >
        <Icon name={icon} />
        {label}
      </button>
      {children}
    </div>
  );
}

export function BackToToday({ t, isPrimary }) {
  return (
    <GoTo href={t.href("/today")} isPrimary={isPrimary}>
      {t("Back to today")}
    </GoTo>
  );
}
