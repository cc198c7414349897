// The questions of the intake that are answered by tapping words: one answer, several, dates, and the patient's own
// words besides.
import { useEffect, useRef, useState } from "react";
import { addDays } from "./clock.js";
import { aboutMonthsAgo, dateWords, inMonth, toggled } from "./intake.js";

/** Hands on what was typed when the reader leaves the field, the question or the page: not each of them takes the focus
 *  away. The props of the field; `onText` gets the text, trimmed. */
export function useTyped(onText) {
  const typed = useRef(null);
  const hand = useRef(null);
  hand.current = () => {
    const text = typed.current;
    typed.current = null;
    if (text !== null) onText(text.trim());
  };
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && hand.current();
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      hand.current();
    };
  }, []);
  return {
    onInput: (event) => {
      typed.current = event.target.value;
    },
    onBlur: () => hand.current(),
  };
}

/** A field for own words. */
export function Words({ label, hint, value, rows, onWrite }) {
  const typing = useTyped((text) => text !== (value ?? "") && onWrite(text));
  return (
    <div className="hs-field">
      <label htmlFor="intake-words">{label}</label>
      {hint && (
        <p id="intake-words-hint" className="hs-hint">
          {hint}
        </p>
      )}
      <textarea
        {...typing}
        id="intake-words"
        className="hs-input"
        rows={rows}
        maxLength={1000}
        defaultValue={value ?? ""}
        aria-describedby={hint ? "intake-words-hint" : undefined}
      />
    </div>
  );
}

function Options({ question, isChosen, onPick }) {
  return (
    <div className="hs-intake-options" role="group" aria-label={question.text}>
      {question.options.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          className="hs-choice-step"
          aria-pressed={isChosen(code)}
          onClick={() => onPick(code)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

/** One of several. A tap answers and goes on, unless own words belong to the answer (`asksWords`). */
export function One({ question, answer, asksWords, onAnswer, onNext }) {
  const pick = (choice) => {
    onAnswer(asksWords(choice) && answer?.words ? { choice, words: answer.words } : { choice });
    if (!asksWords(choice)) onNext();
  };
  return (
    <>
      <Options question={question} isChosen={(code) => answer?.choice === code} onPick={pick} />
      {answer && asksWords(answer.choice) && (
        <Words
          label={question.words}
          value={answer.words}
          rows="2"
          onWrite={(words) => onAnswer({ choice: answer.choice, ...(words ? { words } : {}) })}
        />
      )}
    </>
  );
}

export function Many({ question, answer, onAnswer }) {
  const choices = answer?.choices ?? [];
  const say = (chosen, words) => {
    const isNothing = chosen.length === 0 && !words;
    onAnswer(isNothing ? null : { choices: chosen, ...(words ? { words } : {}) });
  };
  return (
    <>
      <Options
        question={question}
        isChosen={(code) => choices.includes(code)}
        onPick={(code) => say(toggled(choices, code, question.none), answer?.words)}
      />
      <Words label={question.words} value={answer?.words} rows="1" onWrite={(words) => say(choices, words)} />
    </>
  );
}

const OLDEST_YEARS = 80;

function OtherDate({ t, today, answer, onAnswer }) {
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: OLDEST_YEARS }, (_, ago) => String(thisYear - ago));
  const isDay = answer?.precision === "day";
  const year = answer && !isDay ? answer.on.slice(0, 4) : "";
  const month = answer?.precision === "month" ? answer.on.slice(5, 7) : "";
  const names = new Intl.DateTimeFormat(t.language, { month: "long", timeZone: "UTC" });
  const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0")).filter(
    (each) => !year || `${year}-${each}-01` <= today,
  );
  const put = (changedYear, changedMonth) => {
    if (!changedYear) return onAnswer(null);
    const found = inMonth(changedYear, changedMonth);
    return onAnswer(found.on <= today ? found : inMonth(changedYear, ""));
  };
  return (
    <details className="hs-details">
      <summary>{t("Another day, month or year")}</summary>
      <div className="hs-stack">
        <div className="hs-field">
          <label htmlFor="intake-year">{t("Year")}</label>
          <select id="intake-year" className="hs-input" value={year} onChange={(e) => put(e.target.value, month)}>
            <option value="">{t("Choose a year")}</option>
            {years.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
        <div className="hs-field">
          <label htmlFor="intake-month">{t("Month, if you know it")}</label>
          <select
            id="intake-month"
            className="hs-input"
            value={month}
            disabled={!year}
            onChange={(e) => put(year, e.target.value)}
          >
            <option value="">{t("I do not know")}</option>
            {months.map((each) => (
              <option key={each} value={each}>
                {names.format(new Date(`2026-${each}-15T12:00:00Z`))}
              </option>
            ))}
          </select>
        </div>
        <div className="hs-field">
          <label htmlFor="intake-day">{t("Or the day, if you know it")}</label>
          <input
            id="intake-day"
            type="date"
            className="hs-input"
            max={today}
            value={isDay ? answer.on : ""}
            onChange={(e) => onAnswer(e.target.value ? { on: e.target.value, precision: "day" } : null)}
          />
        </div>
      </div>
    </details>
  );
}

/** When it began: about is good enough, so most answers are one tap. */
export function About({ t, question, today, answer, onAnswer, onNext }) {
  const choices = [
    [t("Today"), { on: today, precision: "day" }],
    [t("Yesterday"), { on: addDays(today, -1), precision: "day" }],
    [t("This month"), aboutMonthsAgo(today, 0)],
    [t("Last month"), aboutMonthsAgo(today, 1)],
    [t("About 3 months ago"), aboutMonthsAgo(today, 3)],
    [t("About 6 months ago"), aboutMonthsAgo(today, 6)],
    [t("About a year ago"), aboutMonthsAgo(today, 12)],
    [t("About 2 years ago"), inMonth(String(Number(today.slice(0, 4)) - 2), "")],
  ];
  const [picked, setPicked] = useState(null);
  const pick = (name, date) => {
    setPicked(name);
    onAnswer(date);
    onNext();
  };
  const isThis = (name, date) =>
    picked === name || (picked === null && answer?.on === date.on && answer?.precision === date.precision);
  return (
    <>
      <div className="hs-intake-options" role="group" aria-label={question.text}>
        {choices.map(([name, date]) => (
          <button
            key={name}
            type="button"
            className="hs-choice-step"
            aria-pressed={isThis(name, date)}
            onClick={() => pick(name, date)}
          >
            {name}
          </button>
        ))}
      </div>
      {answer && <p role="status">{t("It began: {when}", { when: dateWords(t, answer) })}</p>}
      <OtherDate
        t={t}
        today={today}
        answer={answer}
        onAnswer={(date) => {
          setPicked("");
          onAnswer(date);
        }}
      />
    </>
  );
}
