// One exercise of the day: a figure, the dose, one large check. Done, it folds to a line that can be undone.
import { useRef, useState } from "react";
import { timeInWords } from "./clock.js";
import { isNotDone } from "./course.js";
import { Icon } from "./icon.jsx";
import { LogDetails, PainAdvice } from "./log_details.jsx";
import { painColour } from "./pain_rule.js";

export const REASONS = (t) => ({
  pain: t("Pain"),
  tired: t("Tired"),
  no_time: t("No time"),
  forgot: t("Forgot"),
  not_sure_how: t("Not sure how"),
  no_equipment: t("No equipment"),
  unwell: t("Felt unwell"),
  felt_fine: t("Felt fine"),
  other: t("Other"),
});

function DoneLine({ t, slot, log, state, isNew, restingPain, onChange, onUndo, onDiscard }) {
  const [open, setOpen] = useState(false);
  const { name } = slot.prescription.exercise;
  const skipped = isNotDone(log);
  const parts = [
    skipped
      ? t("Not done: {reason}", { reason: REASONS(t)[log.not_done_reason] })
      : t("Done {time}", { time: timeInWords(log.performed_at, t.language) }),
    log.sets_done !== null && log.sets_done !== undefined && t.n("{n} set", "{n} sets", log.sets_done),
    log.pain_during !== null && log.pain_during !== undefined && t("pain {n}", { n: log.pain_during }),
    log.effort !== null && log.effort !== undefined && t("effort {n}", { n: log.effort }),
  ].filter(Boolean);
  const detailsId = `details-${log.id}`;
  return (
    <li className={`hs-card ${skipped ? "hs-card-quiet" : "hs-card-done"}`}>
      <div className="hs-done">
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
                aria-controls={detailsId}
                onClick={() => setOpen(!open)}
              >
                {name}
                <Icon name={open ? "chevron-down" : "chevron-right"} size="small" />
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
          className="hs-button hs-button-quiet"
          aria-label={t("Undo {name}", { name })}
          onClick={onUndo}
        >
          {t("Undo")}
        </button>
        <span className={skipped ? "hs-mark" : "hs-mark hs-mark-done"} aria-hidden="true">
          <Icon name={skipped ? "minus" : "check"} />
        </span>
      </div>
      {state.state === "refused" && (
        <div className="hs-notice hs-notice-stop" role="alert">
          <Icon name="alert" />
          <div className="hs-stack hs-stack-tight">
            <p>{t("This was not saved: {reason}", { reason: state.problem?.detail ?? "" })}</p>
            <button type="button" className="hs-button" onClick={onDiscard}>
              {t("Remove it")}
            </button>
          </div>
        </div>
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
      {!open && <PainAdvice t={t} colour={painColour(slot.prescription.pain_rule, log.pain_during, restingPain)} />}
      <div id={detailsId} hidden={!open}>
        {open && (
          <LogDetails
            t={t}
            prescription={slot.prescription}
            log={log}
            restingPain={restingPain}
            onChange={onChange}
            onClose={() => setOpen(false)}
          />
        )}
      </div>
    </li>
  );
}

// Many small figures that move at once tire the eye and the battery: they move where one is looked at.
const still = (address) => `${address}${address.includes("?") ? "&" : "?"}still=true`;

function HowTo({ t, slot, onReason }) {
  const { exercise, note, precautions } = slot.prescription;
  const [asking, setAsking] = useState(false);
  return (
    <div className="hs-stack">
      <img className="hs-figure-large" src={exercise.figure_url} alt="" width="320" height="240" />
      <ol className="hs-steps">
        {exercise.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {exercise.caution && (
        <p className="hs-notice hs-notice-care">
          <Icon name="alert" />
          <span>{exercise.caution}</span>
        </p>
      )}
      {(note || precautions) && (
        <p className="hs-notice">
          <Icon name="note" />
          <span>
            {t("From your therapist:")} {[note, precautions].filter(Boolean).join(" ")}
          </span>
        </p>
      )}
      {asking ? (
        <fieldset className="hs-choice">
          <legend className="hs-label">{t("What got in the way?")}</legend>
          <div className="hs-choice-steps hs-choice-words">
            {Object.entries(REASONS(t)).map(([reason, name]) => (
              <button key={reason} type="button" className="hs-choice-step" onClick={() => onReason(reason)}>
                {name}
              </button>
            ))}
          </div>
        </fieldset>
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

/** `slot` is as in `dayOf`; `restingPain(log)` is the pain at rest before a log. On hold nothing is offered. */
export function ExerciseCard({ t, slot, stateOf, isNew, restingPain, onHold, onLog, onChange, onUndo, onDiscard }) {
  const [open, setOpen] = useState(false);
  // The phone's storage answers in a few milliseconds; a second tap in between is not a second log.
  const isSaving = useRef(false);
  const { logs, done } = slot;
  const { exercise } = slot.prescription;
  const save = async (fields) => {
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      await onLog(fields);
    } finally {
      isSaving.current = false;
    }
  };
  const finished = logs.some(isNotDone) || done >= Math.max(slot.due_today, 1);
  const offered = !finished && !onHold;
  const howToId = `how-${slot.prescription.id}`;
  const progress = progressWords(t, slot);
  return (
    <>
      {offered && (
        <li className="hs-card">
          <div className="hs-exercise">
            <img className="hs-figure" src={still(exercise.figure_url)} alt="" width="96" height="72" />
            <div className="hs-grow hs-opens">
              <h3>
                <button
                  type="button"
                  className="hs-exercise-name"
                  aria-expanded={open}
                  aria-controls={howToId}
                  onClick={() => setOpen(!open)}
                >
                  {exercise.name}
                  <Icon name={open ? "chevron-down" : "chevron-right"} size="small" />
                </button>
              </h3>
              <p>{slot.dose_text}</p>
              {progress && <p className="hs-muted hs-small">{progress}</p>}
            </div>
            <button
              type="button"
              className="hs-check"
              aria-pressed="false"
              aria-label={t("{name}: done", { name: exercise.name })}
              onClick={() => save({})}
            >
              <Icon name="check" />
            </button>
          </div>
          <div id={howToId} hidden={!open}>
            {open && <HowTo t={t} slot={slot} onReason={(reason) => save({ not_done_reason: reason })} />}
          </div>
        </li>
      )}
      {logs.map((log) => (
        <DoneLine
          key={log.id}
          t={t}
          slot={slot}
          log={log}
          state={stateOf(log.id)}
          isNew={isNew(log.id)}
          restingPain={restingPain(log)}
          onChange={(change) => onChange(log, change)}
          onUndo={() => onUndo(log)}
          onDiscard={() => onDiscard(log)}
        />
      ))}
    </>
  );
}
