// The warning-sign questions, and what to do when one is answered with yes or not sure. Safety before motivation.
import { useEffect, useRef, useState } from "react";
import { Icon } from "./icon.jsx";

/** What a hold asks of the patient now, with the clinic's number. */
export function SafetyAnswer({ t, hold, clinic }) {
  const place = useRef(null);
  // It may appear above what the reader looks at: bring it into view, once for each text.
  useEffect(() => place.current?.focus(), [hold.text]);
  return (
    <section
      ref={place}
      tabIndex={-1}
      className="hs-notice hs-notice-stop"
      role="alert"
      aria-labelledby="safety-title"
    >
      <Icon name="stop" />
      <div className="hs-stack hs-stack-tight">
        <h2 id="safety-title" className="hs-notice-title">
          {hold.level === "E" ? t("Get help now") : t("Stop today and call your clinic")}
        </h2>
        <p>{hold.text}</p>
        {hold.level === "E" && (
          <a
            className="hs-button hs-button-danger hs-button-block hs-button-large"
            href={`tel:${clinic.emergency_number}`}
          >
            <Icon name="phone" />
            {t("Call {number}", { number: clinic.emergency_number })}
          </a>
        )}
        <a className="hs-button hs-button-block" href={`tel:${clinic.phone.replace(/[^+\d]/g, "")}`}>
          <Icon name="phone" />
          {t("Call {clinic}: {phone}", { clinic: clinic.name, phone: clinic.phone })}
        </a>
        <p className="hs-small">
          {t("Your care team is told that your program is on hold. Nobody watches this app live.")}
        </p>
      </div>
    </section>
  );
}

function Question({ t, question, value, onPick }) {
  const names = { yes: t("Yes"), no: t("No"), not_sure: t("Not sure") };
  return (
    <fieldset className="hs-choice">
      <legend>{question.text}</legend>
      <div className="hs-choice-steps hs-choice-three">
        {Object.entries(names).map(([answer, name]) => (
          <button
            key={answer}
            type="button"
            className="hs-choice-step"
            aria-pressed={value === answer}
            onClick={() => onPick(answer)}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** `safety`: version, texts, questions and whether they are due, as the snapshot gives them. */
export function SafetyQuestions({ t, safety, open, onOpen, onAnswers, answered, hasHold, clinic }) {
  const [answers, setAnswers] = useState({});
  const missing = safety.questions.filter((question) => !(question.code in answers)).length;
  // One sign is enough to act on; only a full set of answers may be called clear.
  const enough = missing === 0 || Object.values(answers).some((answer) => answer !== "no");
  if (!open) {
    return (
      <div className="hs-stack hs-stack-tight">
        {answered && !hasHold && (
          <p className="hs-notice" role="status">
            <Icon name="info" />
            <span>{safety.texts.all_no}</span>
          </p>
        )}
        {safety.due && !answered && <p className="hs-hint">{t("Once a week we ask some safety questions.")}</p>}
        <button type="button" className="hs-button hs-button-block" onClick={onOpen}>
          <Icon name="alert" />
          {t("Anything new or worrying?")}
        </button>
      </div>
    );
  }
  return (
    <section className="hs-card" aria-labelledby="safety-questions">
      <h2 id="safety-questions">{t("Safety questions")}</h2>
      <p>{safety.texts.ask}</p>
      <p className="hs-hint">{safety.texts.nobody_watches}</p>
      {safety.questions.map((question) => (
        <Question
          key={question.code}
          t={t}
          question={question}
          value={answers[question.code]}
          onPick={(answer) => setAnswers((before) => ({ ...before, [question.code]: answer }))}
        />
      ))}
      <button
        type="button"
        className="hs-button hs-button-primary hs-button-block"
        aria-describedby="safety-missing"
        disabled={!enough}
        onClick={() => onAnswers(answers)}
      >
        {t("Send my answers")}
      </button>
      <p id="safety-missing" className="hs-hint" role="status">
        {missing > 0
          ? t.n("{n} question is not answered yet.", "{n} questions are not answered yet.", missing)
          : t("All questions are answered.")}
      </p>
      <a className="hs-link hs-link-alone" href={`tel:${clinic.phone.replace(/[^+\d]/g, "")}`}>
        <Icon name="phone" />
        {t("Call {clinic}: {phone}", { clinic: clinic.name, phone: clinic.phone })}
      </a>
    </section>
  );
}
