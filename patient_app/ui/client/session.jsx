// The guided session: the day's exercises one at a time, with counter, timers, cues, and a summary. Works offline.
import { useEffect, useRef, useState } from "react";
import { restingPain } from "./course.js";
import { allowSpeech, hush, keepAwake, keepCues, keptCues, shake, speak } from "./cues.js";
import { HoldNotice } from "./hold_notice.jsx";
import { Notice } from "./notice.jsx";
import { NotCovered, PhoneStatus, Waiting, insteadOf } from "./phone_status.jsx";
import { entries } from "./player.js";
import { SessionPause, SessionQuestions } from "./session_between.jsx";
import { SessionExercise } from "./session_exercise.jsx";
import { BackToToday } from "./session_parts.jsx";
import { SessionStart } from "./session_start.jsx";
import { SessionSummary } from "./session_summary.jsx";
import { cueWords } from "./session_words.js";
import { useDay } from "./use_day.js";
import { useSession } from "./use_session.js";

const NO_SLOTS = [];

export function Session(props) {
  const found = useDay(props);
  // When somebody else signs in beside an open screen, nothing of the session at hand is theirs.
  return <OwnSession key={found.phone.snapshot?.patient.id ?? ""} {...found} language={props.language} />;
}

function OwnSession({ t, phone, day, language }) {
  const [cues, changeCues] = useCues();
  const [words, setWords] = useState("");
  const session = useSession(phone, day?.slots ?? NO_SLOTS, (code, seen) => {
    const text = cueWords(t, code, seen);
    if (cues.voice) speak(text, language);
    if (cues.vibration) shake(code);
    // The title of a step takes the focus and is read; each second is said by nobody but the voice.
    if (typeof code !== "number" && code !== "exercise") setWords(text);
  });
  const { state, seen, kept, act } = session;
  const isOnHold = Boolean(day?.hold);
  const isRunning = state !== null && seen.screen !== "summary" && !seen.paused;

  useEffect(() => (isRunning ? keepAwake() : hush()), [isRunning]);
  useEffect(() => hush, []);
  useEffect(() => {
    if (isOnHold) act("end");
  }, [isOnHold, act]);
  useKeys(!isOnHold && seen?.screen !== "summary", isRunning, act);
  useFocusKept(seen);

  const count = (type, more) => {
    if (type === "count" && cues.vibration) shake("count");
    act(type, more);
  };
  const begun = (go) => () => {
    if (cues.voice) allowSpeech();
    go();
  };

  const instead = insteadOf(t, phone, <Title t={t} />);
  if (instead) return instead;
  if (!day || kept === undefined) return <Loading t={t} />;
  if (!day.covered && state === null) {
    return (
      <div className="hs-stack">
        <Title t={t} />
        <PhoneStatus t={t} phone={phone} />
        <Waiting t={t} phone={phone} />
        <NotCovered t={t} />
      </div>
    );
  }
  const told = new Set(state === null ? [] : entries(state).map(({ id }) => id));

  const screen = () => {
    if (isOnHold && state === null) return <BackToToday t={t} />;
    if (state === null) {
      return (
        <SessionStart
          t={t}
          day={day}
          kept={kept}
          cues={cues}
          onCues={changeCues}
          onStart={begun(session.start)}
          onGoOn={begun(() => session.goOn(kept))}
        />
      );
    }
    if (seen.screen === "summary" || isOnHold) {
      return (
        <SessionSummary
          t={t}
          state={state}
          seen={seen}
          day={day}
          phone={phone}
          isStopped={isOnHold}
          onBack={() => act("back")}
        />
      );
    }
    if (seen.paused) return <SessionPause t={t} seen={seen} cues={cues} onCues={changeCues} onAct={act} />;
    if (seen.screen === "ask") {
      const resting = restingPain(phone.checkIns, state.date, new Date(state.phase.since).toISOString());
      return <SessionQuestions t={t} seen={seen} restingPain={resting} onAct={act} />;
    }
    return <SessionExercise t={t} seen={seen} onAct={count} />;
  };
  return (
    <div className="hs-stack">
      <p className="hs-hidden" role="status">
        {words}
      </p>
      <PhoneStatus t={t} phone={phone} shown={told} />
      {session.isFailing && (
        <Notice icon="alert" tone="care" role="alert">
          {t("This phone could not keep what you did last. Keep this page open: it tries again with each step.")}
        </Notice>
      )}
      {isOnHold && state === null && <Title t={t} />}
      {isOnHold && <HoldNotice t={t} phone={phone} hold={day.hold} isNew />}
      {screen()}
      {(state === null || seen.screen === "summary") && <Waiting t={t} phone={phone} />}
    </div>
  );
}

function useCues() {
  const [cues, setCues] = useState({ voice: false, vibration: false });
  useEffect(() => setCues(keptCues()), []);
  const change = (next) => {
    if (!next.voice) hush();
    keepCues(next);
    setCues(next);
  };
  return [cues, change];
}

const OWN_KEYS = "button, a, summary, input, textarea, select, [contenteditable]";

/** Space and Enter do the one thing to do now, wherever the focus is but on another control; Escape pauses. */
function useKeys(isOn, isRunning, act) {
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event) => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && isRunning) {
        event.preventDefault();
        act("pause");
      } else if ((event.key === " " || event.key === "Enter") && !event.target.closest?.(OWN_KEYS)) {
        event.preventDefault();
        document.querySelector("[data-primary]")?.click();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn, isRunning, act]);
}

/** A control that had the focus and is gone leaves it to the one thing to do now. */
function useFocusKept(seen) {
  const step = seen && `${seen.screen} ${seen.phase} ${seen.index} ${seen.paused}`;
  const former = useRef(step);
  useEffect(() => {
    if (former.current === step) return;
    former.current = step;
    if (document.activeElement === document.body) {
      document.querySelector("[data-primary]")?.focus({ preventScroll: true });
    }
  }, [step]);
}

function Title({ t }) {
  return <h1 className="hs-session-title">{t("Guided session")}</h1>;
}

function Loading({ t }) {
  return (
    <div className="hs-stack" aria-busy="true">
      <Title t={t} />
      <p role="status" className="hs-hidden">
        {t("Loading your program")}
      </p>
      {[1, 2, 3].map((n) => (
        <span key={n} className="hs-skeleton hs-skeleton-card" aria-hidden="true" />
      ))}
    </div>
  );
}
