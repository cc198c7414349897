// One exercise of a session: figure, dose, where one is, the counter or the clock, and what can be done now.
import { useEffect, useRef, useState } from "react";
import { onSide } from "./figure_address.js";
import { Reasons, Shown, Steps, TherapistNote } from "./how_to.jsx";
import { Icon } from "./icon.jsx";
import { Controls, Primary, StepTitle, backControl, endControl } from "./session_parts.jsx";
import { clockWords, placeWords, setWords, sideWords } from "./session_words.js";

// While one of these runs, the one thing to do is to pause.
const BY_THE_CLOCK = new Set(["ready", "hold", "relax", "run"]);

export function SessionExercise({ t, seen, onAct }) {
  const [asking, setAsking] = useState(false);
  useEffect(() => setAsking(false), [seen.index]);
  const { item } = seen;
  const pausesBelow = BY_THE_CLOCK.has(seen.phase) && !asking;
  const { words, primary } = seen.phase === "count" ? {} : stageOf(t, seen);
  return (
    <div className="hs-session">
      <div className="hs-session-head">
        <p className="hs-muted">{t("Exercise {n} of {total}", { n: seen.index + 1, total: seen.total })}</p>
        {!pausesBelow && (
          <button type="button" className="hs-button" onClick={() => onAct("pause")}>
            <Icon name="pause" />
            {t("Pause")}
          </button>
        )}
      </div>
      <StepTitle id={seen.index}>{item.name}</StepTitle>
      <p className="hs-session-dose">{item.dose}</p>
      <div className="hs-session-view">
        <Figure item={item} side={seen.side} />
        <Place t={t} seen={seen} />
        {!asking && <Stage t={t} seen={seen} words={words} onAct={onAct} />}
      </div>
      {asking ? (
        <div className="hs-card">
          <Reasons t={t} onPick={(reason) => onAct("skip", { reason })} onLeave={() => setAsking(false)} />
        </div>
      ) : (
        <>
          {primary && <Primary {...primary} onClick={() => onAct(primary.action)} />}
          <Controls
            controls={controlsOf(t, seen)}
            onAct={(action) => (action === "skip" ? setAsking(true) : onAct(action))}
          />
        </>
      )}
      <HowTo t={t} item={item} />
    </div>
  );
}

/** The figure shows the side that works, where the phone has that picture; else the one it has. */
function Figure({ item, side }) {
  // The same addresses as in phone.js, which keeps them for when there is no network.
  const wanted = item.side === "both" && side ? onSide(item.figure, side) : item.figure;
  const [missing, setMissing] = useState("");
  return (
    <img
      className="hs-session-figure"
      src={missing === wanted ? item.figure : wanted}
      alt=""
      width="320"
      height="240"
      onError={() => setMissing(wanted)}
    />
  );
}

function Place({ t, seen }) {
  const words = placeWords(t, seen);
  if (!words) return null;
  return (
    <p className="hs-session-place">
      {seen.item.sets > 1 && <span>{setWords(t, seen)}</span>}
      {sideWords(t, seen.side) && <strong>{sideWords(t, seen.side)}</strong>}
    </p>
  );
}

/** The counter or the clock, readable from the floor. */
function Stage({ t, seen, words, onAct }) {
  const stage = useRef(null);
  useEffect(() => {
    if (seen.phase === "intro") return;
    // From wherever the reader had scrolled to: what is to be done stands at the same place each time.
    window.scrollTo(0, 0);
    stage.current?.scrollIntoView({ block: "nearest" });
  }, [seen.phase]);
  if (seen.phase === "count") return <Counter t={t} seen={seen} onAct={onAct} stage={stage} />;
  return (
    <div ref={stage} className={`hs-session-stage hs-session-${seen.phase}`}>
      <p className="hs-session-now">{words}</p>
      {seen.left !== null && (
        <>
          <div role="timer" aria-live="off" className="hs-session-number">
            {clockWords(seen.left)}
          </div>
          <div className="hs-session-bar" aria-hidden="true">
            <span style={{ inlineSize: `${Math.round(seen.share * 1000) / 10}%` }} />
          </div>
        </>
      )}
      {seen.kind === "hold" && seen.of > 1 && BY_THE_CLOCK.has(seen.phase) && (
        <p className="hs-session-count">{t("{n} of {of} held", { n: seen.count, of: seen.of })}</p>
      )}
    </div>
  );
}

function stageOf(t, { phase, item, left, restIsOver, set }) {
  const timed = {
    ready: t("Get ready"),
    hold: t("Hold"),
    relax: item.side === "alternating" ? t("Change sides") : t("Relax"),
    run: t("Time left"),
  };
  if (phase in timed) {
    return { words: timed[phase], primary: { action: "pause", icon: "pause", label: t("Pause"), isQuiet: true } };
  }
  if (phase === "intro") {
    return { words: t("Get into position."), primary: { action: "start", icon: "play", label: t("Start") } };
  }
  if (phase === "over") {
    return {
      words: t("The time is over. Did you do all of it?"),
      primary: { action: "set_done", icon: "check", label: t("Yes, all of it") },
    };
  }
  return {
    words: restIsOver ? t("The rest is over") : left === null ? t("Rest as long as you need.") : t("Rest"),
    primary: { action: "end_rest", icon: "play", label: t("Start set {n}", { n: set }) },
  };
}

/** All of the stage is the button: it is found without looking. */
function Counter({ t, seen, onAct, stage }) {
  const isOneTap = seen.of === 1 && seen.item.reps === null;
  const label = isOneTap ? t("Set done") : t("Count");
  return (
    <button
      ref={stage}
      type="button"
      data-primary=""
      className="hs-session-stage hs-session-counter"
      aria-label={isOneTap ? label : t("Count: {n} of {of} done", { n: seen.count, of: seen.of })}
      onClick={() => onAct("count")}
    >
      {isOneTap ? (
        <Icon name="check" size="large" />
      ) : (
        <>
          <span className="hs-session-number">{seen.count}</span>
          <span className="hs-session-count">{t("of {n}", { n: seen.of })}</span>
        </>
      )}
      <span className="hs-session-tap">{label}</span>
    </button>
  );
}

function controlsOf(t, seen) {
  const isHolding = seen.kind === "hold" && BY_THE_CLOCK.has(seen.phase);
  const canSetDone = isHolding || (seen.phase === "count" && seen.of > 1);
  const canRestMore = seen.phase === "rest" && (seen.left !== null || seen.restIsOver);
  return [
    canSetDone && { action: "set_done", icon: "check", label: t("Set done") },
    canRestMore && { action: "more_rest", icon: "plus", label: t("15 seconds more") },
    seen.phase === "over" && { action: "redo", icon: "undo", label: t("No, go on from there") },
    seen.canGoBack && backControl(t),
    seen.canStop && { action: "stop", icon: "minus", label: t("Stop here") },
    { action: "skip", icon: "skip", label: t("Skip this one") },
    endControl(t),
  ];
}

function HowTo({ t, item }) {
  return (
    <div className="hs-stack">
      <TherapistNote t={t} line={item} />
      <details className="hs-details">
        <summary>
          <Icon name="chevron-right" size="small" />
          {t("How to do it")}
        </summary>
        <div className="hs-stack">
          {item.video && <Shown t={t} name={item.name} figure={item.figure} video={item.video} />}
          <Steps steps={item.steps} caution={item.caution} />
        </div>
      </details>
    </div>
  );
}
