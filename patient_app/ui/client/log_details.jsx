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

/** Pain and effort of a log in words. */
export const feelingWords = (t, log) => [
  isGiven(log.pain_during) && t("pain {n}", { n: log.pain_during }),
  isGiven(log.effort) && t("effort {n}", { n: log.effort }),
];

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

const PRESCRIBED = { sets_done: "sets", reps_done: "reps", duration_minutes: "duration_minutes" };

export function LogDetails({ t, prescription, log, restingPain, onChange, onClose }) {
  const amounts = [
    { field: "sets_done", name: t("Sets done"), atLeast: 10, less: t("One set less"), more: t("One set more") },
    { field: "reps_done", name: t("Times in each set"), atLeast: 30, less: t("One time less"), more: t("One time more") },
    { field: "duration_minutes", name: t("Minutes"), atLeast: 60, less: t("One minute less"), more: t("One minute more") },
  ];
  const twoSided = prescription.side === "both" || prescription.side === "alternating";
  return (
    <div className="hs-stack">
      <Feelings t={t} value={log} painRule={prescription.pain_rule} restingPain={restingPain} onPick={onChange} />
      {amounts.map(({ field, name, atLeast, less, more }) => {
        const prescribed = prescription[PRESCRIBED[field]];
        if (!isGiven(prescribed)) return null;
        return (
          <Stepper
            key={field}
            name={name}
            value={log[field] ?? prescribed}
            most={Math.max(prescribed * 3, atLeast)}
            onPick={(value) => onChange({ [field]: value === prescribed ? null : value })}
            less={less}
            more={more}
          />
        );
      })}
      {twoSided && <Sides t={t} value={log.side} onPick={(side) => onChange({ side })} />}
      <button type="button" className="hs-button hs-button-block" onClick={onClose}>
        {t("Close details")}
      </button>
    </div>
  );
}
