// The daily check-in: three taps (pain now, worst pain in 24 hours, one activity), saved with the third.
import { useEffect, useMemo, useRef, useState } from "react";
import { localDate, newId, timeZone } from "./clock.js";
import { Icon } from "./icon.jsx";
import { Scale } from "./scale.jsx";
import { SignedOut } from "./signed_out.jsx";
import { makeT } from "./t.js";
import { useAnswer, useOutbox } from "./use_entries.js";
import { SafetyAnswer, SafetyQuestions } from "./warning_signs.jsx";

const FIELDS = [
  "pain_now",
  "pain_worst",
  "pain_average",
  "pain_sites",
  "activity_ratings",
  "morning_settled",
  "flare",
  "sleep",
  "note",
  "warning_signs",
];

const given = (value) =>
  value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);

const rated = (answers, id) => answers.activity_ratings?.find((each) => each.activity_id === id)?.rating ?? null;

const withRating = (answers, id, rating) => [
  ...(answers.activity_ratings ?? []).filter((each) => each.activity_id !== id),
  { activity_id: id, rating },
];

function More({ t, answers, activities, onAnswer }) {
  const settled = {
    yes: t("Yes"),
    bit_more: t("A bit more pain"),
    much_more: t("Much more pain"),
  };
  return (
    <div className="hs-stack">
      <Scale
        name={t("Average pain in the last 24 hours")}
        value={answers.pain_average ?? null}
        onPick={(n) => onAnswer({ pain_average: n })}
        low={t("no pain")}
        high={t("worst pain")}
      />
      {activities.map((activity) => (
        <Scale
          key={activity.id}
          name={t("How well could you do this: {activity}?", { activity: activity.name })}
          value={rated(answers, activity.id)}
          onPick={(n) => onAnswer({ activity_ratings: withRating(answers, activity.id, n) })}
          low={t("cannot do it")}
          high={t("as well as before")}
        />
      ))}
      <fieldset className="hs-choice">
        <legend className="hs-label">{t("Is this morning's pain back to your usual level?")}</legend>
        <div className="hs-choice-steps hs-choice-words">
          {Object.entries(settled).map(([value, name]) => (
            <button
              key={value}
              type="button"
              className="hs-choice-step"
              aria-pressed={answers.morning_settled === value}
              onClick={() => onAnswer({ morning_settled: value })}
            >
              {name}
            </button>
          ))}
        </div>
      </fieldset>
      <Scale
        name={t("How well did you sleep?")}
        value={answers.sleep ?? null}
        onPick={(n) => onAnswer({ sleep: n })}
        low={t("not at all")}
        high={t("very well")}
      />
      <div className="hs-field">
        <label htmlFor="check-in-note">{t("A short note, if you like")}</label>
        <textarea
          id="check-in-note"
          className="hs-input"
          rows="3"
          maxLength={2000}
          defaultValue={answers.note ?? ""}
          onBlur={(event) => onAnswer({ note: event.target.value.trim() || null })}
        />
      </div>
    </div>
  );
}

function Saved({ t, state }) {
  if (state.state === "refused") {
    return (
      <p className="hs-notice hs-notice-stop" role="alert">
        <Icon name="alert" />
        <span>{t("This was not saved: {reason}", { reason: state.problem.detail })}</span>
      </p>
    );
  }
  return (
    <p className="hs-notice hs-notice-done" role="status">
      <Icon name={state.state === "sent" ? "check-circle" : "clock"} />
      <span>
        {state.state === "sent"
          ? t("Saved. Your care team can see it if you share it with them.")
          : t("Not sent yet. It is sent by itself when you are online. Keep this page open.")}
      </span>
    </p>
  );
}

export function CheckIn({ strings, language, revision }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const [answers, setAnswers] = useState(null);
  const [entry, setEntry] = useState(null);
  const [hold, setHold] = useState(null);
  const [asked, setAsked] = useState(false);
  const [outbox] = useOutbox(language, (sent, answer) => setHold(answer?.hold ?? null));
  const mayLeave = () => outbox.size === 0;
  const { answer: day, problem, load } = useAnswer("/today", language, revision, mayLeave);
  const { answer: snapshot } = useAnswer("/snapshot", language, 0, mayLeave);
  outbox.owner = day?.patient_id ?? outbox.owner;
  const latest = useRef(null);

  // The day's check-in, when there is one, is what is changed here.
  useEffect(() => {
    if (!day || answers !== null) return;
    const kept = day.check_in ?? {};
    const start = Object.fromEntries(FIELDS.filter((name) => given(kept[name])).map((name) => [name, kept[name]]));
    latest.current = start;
    setAnswers(start);
    setEntry({
      id: kept.id ?? newId(),
      local_date: kept.local_date ?? localDate(),
      recorded_at: kept.recorded_at ?? new Date().toISOString(),
      saved: Boolean(kept.id),
    });
  }, [day, answers]);

  if (!day || answers === null || entry === null) {
    return problem ? (
      <div className="hs-notice hs-notice-care" role="alert">
        <Icon name="cloud-off" />
        <div className="hs-stack hs-stack-tight">
          <p>{problem.detail || t("No answer from the clinic's server.")}</p>
          <button type="button" className="hs-button" onClick={load}>
            {t("Try again")}
          </button>
        </div>
      </div>
    ) : (
      <div className="hs-stack" aria-busy="true">
        {[1, 2, 3].map((n) => (
          <span key={n} className="hs-skeleton hs-skeleton-card" aria-hidden="true" />
        ))}
      </div>
    );
  }

  const [first, ...others] = day.activities;
  const save = (next) => {
    const body = Object.fromEntries(FIELDS.filter((name) => given(next[name])).map((name) => [name, next[name]]));
    outbox.put("/check-ins", entry.id, {
      local_date: entry.local_date,
      recorded_at: entry.recorded_at,
      time_zone: timeZone(),
      edited_at: new Date().toISOString(),
      ...body,
      flare: Boolean(next.flare),
    });
    setEntry((before) => ({ ...before, saved: true }));
  };
  const enough = (next) =>
    given(next.pain_now) && given(next.pain_worst) && (!first || rated(next, first.id) !== null);
  const answer = (change, { always = false } = {}) => {
    const next = { ...latest.current, ...change };
    latest.current = next;
    setAnswers(next);
    if (always || entry.saved || enough(next)) save(next);
  };

  const safety = snapshot?.warning_signs;
  const openHold = hold ?? (day.hold && day.hold.level !== "C" ? day.hold : null);
  return (
    <div className="hs-stack hs-stack-wide">
      <SignedOut t={t} outbox={outbox} />
      {openHold && <SafetyAnswer t={t} hold={openHold} clinic={day.clinic} />}
      <Scale
        name={t("How strong is your pain right now?")}
        value={answers.pain_now ?? null}
        onPick={(n) => answer({ pain_now: n })}
        low={t("no pain")}
        high={t("the worst pain you can imagine")}
      />
      <Scale
        name={t("Your worst pain in the last 24 hours?")}
        value={answers.pain_worst ?? null}
        onPick={(n) => answer({ pain_worst: n })}
        low={t("no pain")}
        high={t("the worst pain you can imagine")}
      />
      {first && (
        <Scale
          name={t("How well could you do this: {activity}?", { activity: first.name })}
          value={rated(answers, first.id)}
          onPick={(n) => answer({ activity_ratings: withRating(latest.current, first.id, n) })}
          low={t("cannot do it")}
          high={t("as well as before")}
        />
      )}
      <button
        type="button"
        className="hs-chip hs-self-start"
        aria-pressed={Boolean(answers.flare)}
        onClick={() => answer({ flare: !answers.flare })}
      >
        <Icon name="flame" />
        {t("This is a flare day")}
      </button>
      {entry.saved ? (
        <Saved t={t} state={outbox.state(entry.id)} />
      ) : (
        <button
          type="button"
          className="hs-button hs-button-block"
          disabled={!FIELDS.some((name) => given(answers[name]))}
          onClick={() => save(latest.current)}
        >
          {t("Save what I answered")}
        </button>
      )}
      {safety && (
        <SafetyQuestions
          t={t}
          safety={safety}
          open={asked}
          onOpen={() => setAsked(true)}
          onAnswers={(given) => {
            answer(
              { warning_signs: { question_version: safety.version, answers: given } },
              { always: true },
            );
            setAsked(false);
          }}
          answered={Boolean(answers.warning_signs)}
          hasHold={Boolean(openHold)}
          clinic={day.clinic}
        />
      )}
      <details className="hs-details">
        <summary>
          <Icon name="chevron-right" size="small" />
          {t("Add more")}
        </summary>
        <More t={t} answers={answers} activities={others} onAnswer={answer} />
      </details>
      {entry.saved && (
        <a className="hs-button hs-button-primary hs-button-block hs-button-large" href={t.href("/today")}>
          {t("Back to today")}
        </a>
      )}
    </div>
  );
}
