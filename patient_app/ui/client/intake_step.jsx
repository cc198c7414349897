// One question of the intake on one screen, with the way back and on within the thumb's reach.
import { useEffect, useRef, useState } from "react";
import { BodyMap } from "./body_map.jsx";
import { isAnswered } from "./intake.js";
import { Activities } from "./intake_activities.jsx";
import { About, Many, One, Words } from "./intake_choices.jsx";
import { Signs, StillUrgent } from "./intake_signs.jsx";
import { Scale } from "./scale.jsx";

const WITH_OWN_TITLE = new Set(["sites", "scale", "signs"]);

function Answer({ t, phone, intake, checkIn, hold, question, sites, onNext }) {
  const { view } = intake;
  const { key } = question;
  const [isAskedAgain, setAskedAgain] = useState(false);
  const answer = intake.answers[key];
  const give = (value) => intake.answer(key, value);
  switch (question.kind) {
    case "sites":
      return (
        <BodyMap
          t={t}
          groups={sites}
          sites={answer?.sites ?? []}
          onChange={(chosen) => give(chosen.length > 0 ? { sites: chosen } : null)}
        />
      );
    case "date":
      return <About t={t} question={question} today={phone.today} answer={answer} onAnswer={give} onNext={onNext} />;
    case "one":
      return (
        <One question={question} answer={answer} asksWords={(code) => code === "other"} onAnswer={give} onNext={onNext} />
      );
    case "operation":
      return (
        <One question={question} answer={answer} asksWords={(code) => code === "yes"} onAnswer={give} onNext={onNext} />
      );
    case "many":
      return <Many question={question} answer={answer} onAnswer={give} />;
    case "text":
      return (
        <Words
          label={question.text}
          hint={question.hint}
          value={answer?.words}
          rows="3"
          onWrite={(words) => give(words ? { words } : null)}
        />
      );
    case "scale":
      return (
        <Scale
          name={question.text}
          value={answer?.value ?? null}
          low={t("no pain")}
          high={t("the worst pain you can imagine")}
          onPick={(value) => {
            checkIn.answer({ [key]: value });
            give({ value });
          }}
        />
      );
    case "activities":
      return <Activities t={t} question={question} answer={answer} known={view.activities} onAnswer={give} />;
    default:
      return (
        <Signs
          t={t}
          phone={phone}
          view={view}
          checkIn={checkIn}
          hold={hold}
          answer={isAskedAgain ? null : answer}
          places={intake.answers.where?.sites ?? []}
          onAnswer={(value) => {
            setAskedAgain(false);
            give(value);
          }}
          onAgain={() => setAskedAgain(true)}
        />
      );
  }
}

/** `at`: which question of how many (`of`). `onBack`: null on the first one. */
export function Step({ at, of, onBack, onNext, children, ...parts }) {
  const { t, phone, intake, hold, question } = parts;
  const title = useRef(null);
  const [isTyped, setTyped] = useState(false);
  useEffect(() => {
    setTyped(false);
    window.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
  }, [question.key]);
  // Own words are an answer as soon as they are typed, and are handed on when the field is left.
  const hasAnswer = isTyped || isAnswered(intake.answers[question.key]);
  const hasOwnTitle = WITH_OWN_TITLE.has(question.kind) || question.kind === "text";
  return (
    <section
      className="hs-stack hs-stack-wide"
      aria-labelledby="intake-question"
      onInput={(event) => setTyped(event.target.value.trim() !== "")}
    >
      <div className="hs-stack hs-stack-tight">
        <p className="hs-hint">{t("Question {n} of {all}", { n: at + 1, all: of })}</p>
        <progress className="hs-intake-progress" value={at + 1} max={of} aria-hidden="true" />
        <h2 id="intake-question" ref={title} tabIndex={-1} className={hasOwnTitle ? "hs-hidden" : undefined}>
          {question.text}
        </h2>
        {question.hint && !hasOwnTitle && <p className="hs-hint">{question.hint}</p>}
      </div>
      {question.kind !== "signs" && <StillUrgent t={t} phone={phone} hold={hold[0]} />}
      {children}
      <Answer key={question.key} {...parts} onNext={onNext} />
      <div className="hs-thumb hs-intake-ways">
        {onBack && (
          <button type="button" className="hs-button hs-button-large" onClick={onBack}>
            {t("Back")}
          </button>
        )}
        {/* The safety questions have a button of their own until they are answered. */}
        {(hasAnswer || question.kind !== "signs") && (
          <button
            type="button"
            className={`hs-button hs-button-large hs-button-block${hasAnswer ? " hs-button-primary" : ""}`}
            disabled={question.required && !hasAnswer}
            onClick={onNext}
          >
            {hasAnswer || question.required ? t("Next") : t("Skip")}
          </button>
        )}
      </div>
    </section>
  );
}
