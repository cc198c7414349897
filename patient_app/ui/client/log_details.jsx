// What can be added to a logged exercise: pain, effort, sets and repetitions, side. Each tap is saved at once.
import { Notice } from "./notice.jsx";
import { painColour } from "./pain_rule.js";
import { Scale, Stepper } from "./scale.jsx";
import { isGiven } from "./slot_work.js";

const LOOKS = {
  green: { tone: "done", icon: "check-circle" },
  amber: { tone: "care", icon: "alert" },
  red: { tone: "stop", icon: "stop" },
};

export function PainAdvice({ t, colour }) {
  if (!colour) return null;
  const words = {
    green: t("Green: carry on."),
    amber: t("Amber: you may carry on. Do less if it has not settled by tomorrow morning."),
    red: t("Red: stop this exercise today. Tell your therapist if it happens twice."),
  };
  return (
    <Notice {...LOOKS[colour]} role="status">
      {words[colour]}
    </Notice>
  );
}

/** Pain and effort of one exercise. `onPick` gets the one that was tapped. */
export function Feelings({ t, value, painRule, restingPain, onPick }) {
  return (
    <>
      <Scale
        name={t("Pain during this exercise")}
        value={value.pain_during ?? null}
        onPick={(pain) => onPick({ pain_during: pain })}
        low={t("no pain")}
        high={t("worst pain")}
      />
      <PainAdvice t={t} colour={painColour(painRule, value.pain_during, restingPain)} />
      <Scale
        name={t("How hard was it?")}
        value={value.effort ?? null}
        onPick={(effort) => onPick({ effort })}
        low={t("very easy")}
        high={t("as hard as can be")}
      />
    </>
  );
}

function Sides({ t, value, onPick }) {
  const names = { both: t("Both sides"), left: t("Left only"), right: t("Right only") };
  return (
    <fieldset className="hs-choice">
      <legend className="hs-label">{t("Which side did you do?")}</legend>
      <div className="hs-choice-steps hs-choice-three">
        {Object.entries(names).map(([side, name]) => (
          <button
            key={side}
            type="button"
            className="hs-choice-step"
            aria-pressed={(value ?? "both") === side}
            onClick={() => onPick(side === "both" ? null : side)}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

export function LogDetails({ t, prescription, log, restingPain, onChange, onClose }) {
  const sets = log.sets_done ?? prescription.sets;
  const reps = log.reps_done ?? prescription.reps;
  const twoSided = prescription.side === "both" || prescription.side === "alternating";
  const number = (field, value, prescribed) => onChange({ [field]: value === prescribed ? null : value });
  return (
    <div className="hs-stack">
      <Feelings t={t} value={log} painRule={prescription.pain_rule} restingPain={restingPain} onPick={onChange} />
      <Stepper
        name={t("Sets done")}
        value={sets}
        most={Math.max(prescription.sets * 2, 10)}
        onPick={(value) => number("sets_done", value, prescription.sets)}
        less={t("One set less")}
        more={t("One set more")}
      />
      {isGiven(prescription.reps) && (
        <Stepper
          name={t("Times in each set")}
          value={reps}
          most={Math.max(prescription.reps * 3, 30)}
          onPick={(value) => number("reps_done", value, prescription.reps)}
          less={t("One time less")}
          more={t("One time more")}
        />
      )}
      {isGiven(prescription.duration_minutes) && (
        <Stepper
          name={t("Minutes")}
          value={log.duration_minutes ?? prescription.duration_minutes}
          most={Math.max(prescription.duration_minutes * 3, 60)}
          onPick={(value) => number("duration_minutes", value, prescription.duration_minutes)}
          less={t("One minute less")}
          more={t("One minute more")}
        />
      )}
      {twoSided && <Sides t={t} value={log.side} onPick={(side) => onChange({ side })} />}
      <button type="button" className="hs-button hs-button-block" onClick={onClose}>
        {t("Close details")}
      </button>
    </div>
  );
}
