// What can be added to a check-in after its three taps. Each change is saved at once.
import { useEffect, useRef } from "react";
import { BodyMap } from "./body_map.jsx";
import { rated, withRating } from "./check_in.js";
import { Scale } from "./scale.jsx";

function MorningSettled({ t, value, onPick }) {
  const names = { yes: t("Yes"), bit_more: t("A bit more pain"), much_more: t("Much more pain") };
  return (
    <fieldset className="hs-choice">
      <legend className="hs-label">{t("Is this morning's pain back to your usual level?")}</legend>
      <div className="hs-choice-steps hs-choice-words">
        {Object.entries(names).map(([answer, name]) => (
          <button
            key={answer}
            type="button"
            className="hs-choice-step"
            aria-pressed={value === answer}
            onClick={() => onPick(value === answer ? null : answer)}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** Saved when the reader leaves the field, or the phone leaves the page. */
function Note({ t, value, onWrite }) {
  const field = useRef(null);
  const write = useRef(null);
  write.current = () => {
    const text = field.current?.value.trim() ?? "";
    if (text !== (value ?? "")) onWrite(text || null);
  };
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && write.current();
    document.addEventListener("visibilitychange", hidden);
    return () => document.removeEventListener("visibilitychange", hidden);
  }, []);
  return (
    <div className="hs-field">
      <label htmlFor="check-in-note">{t("A short note, if you like")}</label>
      <textarea
        ref={field}
        id="check-in-note"
        className="hs-input"
        rows="3"
        maxLength={2000}
        defaultValue={value ?? ""}
        onBlur={() => write.current()}
      />
    </div>
  );
}

/** One of the patient's own activities, 0-10. */
export function ActivityScale({ t, activity, answers, onRate }) {
  return (
    <Scale
      name={t("How well could you do this: {activity}?", { activity: activity.name })}
      value={rated(answers, activity.id)}
      onPick={(rating) => onRate((ratings) => withRating({ activity_ratings: ratings }, activity.id, rating))}
      low={t("cannot do it")}
      high={t("as well as before")}
    />
  );
}

export function More({ t, answers, activities, sites, onAnswer, onRate }) {
  return (
    <div className="hs-stack hs-stack-wide">
      <Scale
        name={t("Average pain in the last 24 hours")}
        value={answers.pain_average ?? null}
        onPick={(pain) => onAnswer({ pain_average: pain })}
        low={t("no pain")}
        high={t("worst pain")}
      />
      <BodyMap
        t={t}
        groups={sites}
        sites={answers.pain_sites ?? []}
        onChange={(chosen) => onAnswer({ pain_sites: chosen })}
      />
      {activities.map((activity) => (
        <ActivityScale key={activity.id} t={t} activity={activity} answers={answers} onRate={onRate} />
      ))}
      <MorningSettled
        t={t}
        value={answers.morning_settled}
        onPick={(settled) => onAnswer({ morning_settled: settled })}
      />
      <Scale
        name={t("How well did you sleep?")}
        value={answers.sleep ?? null}
        onPick={(sleep) => onAnswer({ sleep })}
        low={t("not at all")}
        high={t("very well")}
      />
      <Note t={t} value={answers.note} onWrite={(note) => onAnswer({ note })} />
    </div>
  );
}
