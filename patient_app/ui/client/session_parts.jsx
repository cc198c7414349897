// Small parts that several screens of the guided session share.
import { useEffect, useRef } from "react";
import { canShake, canSpeak } from "./cues.js";
import { Icon } from "./icon.jsx";
import { SafetyAnswer } from "./warning_signs.jsx";

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

export function SessionHold({ t, hold, clinic }) {
  if (hold.level !== "C") return <SafetyAnswer t={t} hold={hold} clinic={clinic} />;
  return (
    <section className="hs-notice hs-notice-stop" role="alert" aria-labelledby="hold-title">
      <Icon name="stop" />
      <div className="hs-stack hs-stack-tight">
        <h2 id="hold-title" className="hs-notice-title">
          {t("Your program is on hold")}
        </h2>
        <p>{hold.text}</p>
        <a className="hs-button hs-button-block" href={`tel:${clinic.phone.replace(/[^+\d]/g, "")}`}>
          <Icon name="phone" />
          {t("Call {clinic}: {phone}", { clinic: clinic.name, phone: clinic.phone })}
        </a>
        <p className="hs-small">
          {t(
            "Your care team was told that your program is on hold. Nobody watches this app live. In an emergency, call {number}.",
            { number: clinic.emergency_number },
          )}
        </p>
      </div>
    </section>
  );
}

export function BackToToday({ t, isPrimary }) {
  const look = isPrimary ? "hs-button hs-button-primary hs-button-block hs-button-large" : "hs-button hs-button-block";
  return (
    <a className={look} href={t.href("/today")}>
      {t("Back to today")}
    </a>
  );
}
