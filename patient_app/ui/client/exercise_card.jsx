// One exercise of the day: a figure, the dose, one large check. Done, it folds to a line that can be undone.
import { useEffect, useRef, useState } from "react";
import { timeInWords } from "./clock.js";
import { isNotDone, restingPain } from "./course.js";
import { DoneRow, REASONS, Reasons, Shown, Steps, Still, TherapistNote } from "./how_to.jsx";
import { Icon } from "./icon.jsx";
import { LogDetails, PainAdvice, feelingWords } from "./log_details.jsx";
import { Refusal } from "./notice.jsx";
import { painColour } from "./pain_rule.js";
import { isGiven } from "./slot_work.js";

function DoneLine({ t, slot, log, phone, isNew, onUndo }) {
  const [open, setOpen] = useState(false);
  const state = phone.stateOf(log.id);
  const resting = restingPain(phone.checkIns, log.local_date, log.performed_at);
  const { name } = slot.prescription.exercise;
  const skipped = isNotDone(log);
  const parts = [
    skipped
      ? t("Not done: {reason}", { reason: REASONS(t)[log.not_done_reason] })
      : t("Done {time}", { time: timeInWords(log.performed_at, t.language) }),
    isGiven(log.sets_done) && t.n("{n} set", "{n} sets", log.sets_done),
    ...feelingWords(t, log),
  ].filter(Boolean);
  return (
    <li className={`hs-card ${skipped ? "hs-card-quiet" : "hs-card-done"}`}>
      <DoneRow isSkipped={skipped}>
        <div className="hs-grow hs-opens">
          <h3>
            {skipped ? (
              name
            ) : (
              <button
                type="button"
                className="hs-exercise-name"
                aria-label={t("{name}: pain, effort and sets", { name })}
                aria-expanded={open}
                onClick={() => setOpen(!open)}
              >
                {name}
                <Icon name="chevron-right" size="small" />
              </button>
            )}
          </h3>
          <p className="hs-muted hs-small">
            {parts.join(" · ")}
            {state.state === "waiting" && <> · {state.isKept ? t("saved on this phone") : t("not sent yet")}</>}
            {state.state === "sent" && isNew && <> · {t("sent")}</>}
          </p>
        </div>
        <button
          type="button"
          id={`undo-${log.id}`}
          className="hs-button hs-button-quiet"
          aria-label={t("Undo {name}", { name })}
          onClick={onUndo}
        >
          {t("Undo")}
        </button>
      </DoneRow>
      {state.state === "refused" && (
        <Refusal t={t} problem={state.problem} onRemove={() => phone.discard(log.id)} />
      )}
      {isNew && !skipped && !open && (
        <button
          type="button"
          className="hs-link hs-link-alone hs-self-start"
          aria-label={t("Add pain and effort to {name}", { name })}
          onClick={() => setOpen(true)}
        >
          {t("Add pain and effort")}
          <Icon name="chevron-right" size="small" />
        </button>
      )}
      {!open && <PainAdvice t={t} colour={painColour(slot.prescription.pain_rule, log.pain_during, resting)} />}
      {open && (
        <LogDetails
          t={t}
          prescription={slot.prescription}
          log={log}
          restingPain={resting}
          onChange={(fields) => phone.save("exercise_log", log.id, { ...log, ...fields })}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  );
}

function HowTo({ t, slot, onReason }) {
  const { exercise } = slot.prescription;
  const [asking, setAsking] = useState(false);
  return (
    <div className="hs-stack">
      <Shown t={t} name={exercise.name} figure={exercise.figure_url} video={exercise.video_url} />
      <Steps steps={exercise.steps} caution={exercise.caution} />
      <TherapistNote t={t} line={slot.prescription} />
      {asking ? (
        <Reasons t={t} onPick={onReason} onLeave={() => setAsking(false)} />
      ) : (
        <button type="button" className="hs-link hs-link-alone hs-self-start" onClick={() => setAsking(true)}>
          {t("I did not do this one")}
        </button>
      )}
    </div>
  );
}

function progressWords(t, { flexible, due_today: due, done, week_due: weekDue, week_done: weekDone }) {
  if (flexible && weekDue > 0) return t("{done} of {due} this week", { done: weekDone, due: weekDue });
  return due > 1 && done > 0 ? t("{done} of {due} today", { done, due }) : "";
}

/** `slot` is as in `dayOf`; `made`: ids of the logs of this visit. On hold nothing is offered. */
export function ExerciseCard({ t, slot, phone, made, isOffered, onLog }) {
  const [open, setOpen] = useState(false);
  // The phone's storage answers in a few milliseconds; a second tap in between is not a second log.
  const isSaving = useRef(false);
  const { logs, done } = slot;
  const { exercise } = slot.prescription;
  const save = async (fields) => {
    if (isSaving.current) return;
    isSaving.current = true;
    isTapped.current = true;
    try {
      await onLog(slot, fields);
    } finally {
      isSaving.current = false;
    }
  };
  const finished = logs.some(isNotDone) || done >= Math.max(slot.due_today, 1);
  const offered = !finished && isOffered;
  const checkId = `check-${slot.prescription.id}`;
  const progress = progressWords(t, slot);
  // The button that was tapped is gone: the one that takes the tap back has the focus now, or the other way round.
  const isTapped = useRef(false);
  useEffect(() => {
    if (!isTapped.current) return;
    isTapped.current = false;
    const wanted = document.getElementById(checkId) ?? document.getElementById(`undo-${logs.at(-1)?.id}`);
    if (document.activeElement === document.body) wanted?.focus({ preventScroll: true });
  }, [logs.length]);
  return (
    <>
      {offered && (
        <li className="hs-card">
          <div className="hs-exercise">
            <Still address={exercise.figure_url} />
            <div className="hs-grow hs-opens">
              <h3>
                <button
                  type="button"
                  className="hs-exercise-name"
                  aria-expanded={open}
                  onClick={() => setOpen(!open)}
                >
                  {exercise.name}
                  <Icon name="chevron-right" size="small" />
                </button>
              </h3>
              <p>{slot.dose_text}</p>
              {progress && <p className="hs-muted hs-small">{progress}</p>}
            </div>
            <button
              type="button"
              id={checkId}
              className="hs-check"
              aria-pressed="false"
              aria-label={t("{name}: done", { name: exercise.name })}
              onClick={() => save({})}
            >
              <Icon name="check" />
            </button>
          </div>
          {open && <HowTo t={t} slot={slot} onReason={(reason) => save({ not_done_reason: reason })} />}
        </li>
      )}
      {logs.map((log) => (
        <DoneLine
          key={log.id}
          t={t}
          slot={slot}
          log={log}
          phone={phone}
          isNew={made.has(log.id)}
          onUndo={() => {
            isTapped.current = true;
            phone.remove("exercise_log", log.id);
          }}
        />
      ))}
    </>
  );
}
