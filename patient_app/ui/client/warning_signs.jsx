// The warning-sign questions, and what to do when one is answered with yes or not sure. Safety before motivation.
import { useEffect, useRef, useState } from "react";
import { allAnswered } from "./check_in.js";
import { CallClinic, CallEmergency, titleOf } from "./hold_notice.jsx";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { holdText, judge } from "./warning_rule.js";

/** Said at once under a question answered with yes or not sure, before anything is sent. */
function Advice({ t, safety, question, answer, clinic, onSend }) {
  const found = judge(safety.questions, { [question.code]: answer }, safety.known_history);
  if (!found.level) return null;
  return (
    <div className="hs-notice hs-notice-stop hs-safety" role="alert">
      <p className="hs-notice-title">
        <Icon name="stop" />
        {titleOf(t, found.level)}
      </p>
      <p>{holdText(safety, found)}</p>
      {found.level === "E" && <CallEmergency t={t} clinic={clinic} />}
      <button type="button" className="hs-button hs-button-block" onClick={onSend}>
        {t("Send my answers")}
      </button>
    </div>
  );
}

function Question({ t, question, value, onPick, children }) {
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
      {children}
    </fieldset>
  );
}

function Offer({ t, due, onOpen }) {
  if (!due)
    return (
      <button type="button" className="hs-button hs-button-block" onClick={onOpen}>
        <Icon name="alert" />
        {t("Anything new or worrying?")}
      </button>
    );
  return (
    <div className="hs-notice hs-notice-care">
      <Icon name="clipboard" />
      <div className="hs-stack hs-stack-tight">
        <p>{t("It is time for the weekly safety questions. They take about a minute.")}</p>
        <button type="button" className="hs-button hs-button-block" onClick={onOpen}>
          {t("Anything new or worrying?")}
        </button>
      </div>
    </div>
  );
}

/** All questions on one card. `onClose`: the way out without an answer; without it there is none. */
export function Questions({ t, safety, clinic, onAnswers, onClose }) {
  const [answers, setAnswers] = useState({});
  const title = useRef(null);
  useEffect(() => title.current?.focus(), []);
  const missing = safety.questions.filter((question) => !(question.code in answers)).length;
  const hasSign = judge(safety.questions, answers, safety.known_history).level !== null;
  const send = () => onAnswers(answers);
  return (
    <section className="hs-card" aria-labelledby="safety-questions">
      <h2 id="safety-questions" ref={title} tabIndex={-1}>
        {t("Safety questions")}
      </h2>
      <p>{safety.texts.ask}</p>
      <p className="hs-hint">{safety.texts.nobody_watches}</p>
      {safety.questions.map((question) => (
        <Question
          key={question.code}
          t={t}
          question={question}
          value={answers[question.code]}
          onPick={(answer) => setAnswers((before) => ({ ...before, [question.code]: answer }))}
        >
          <Advice
            t={t}
            safety={safety}
            question={question}
            answer={answers[question.code]}
            clinic={clinic}
            onSend={send}
          />
        </Question>
      ))}
      <button
        type="button"
        className="hs-button hs-button-primary hs-button-block"
        aria-describedby="safety-missing"
        // One sign is enough to act on; only a full set of answers may be called clear.
        disabled={missing > 0 && !hasSign}
        onClick={send}
      >
        {t("Send my answers")}
      </button>
      <p id="safety-missing" className="hs-hint" role="status">
        {missing > 0
          ? t.n("{n} question is not answered yet.", "{n} questions are not answered yet.", missing)
          : t("All questions are answered.")}
      </p>
      {/* A sign is sent, or taken back by its own answer: not closed over by mistake. */}
      {onClose && !hasSign && (
        <button type="button" className="hs-button hs-button-quiet hs-button-block" onClick={onClose}>
          {t("Close the questions")}
        </button>
      )}
      <CallClinic t={t} clinic={clinic} className="hs-link hs-link-alone" />
    </section>
  );
}

/** `safety`: version, texts, questions and known history, as the snapshot gives them; `today`: the answers that the
 *  day's check-in has already, if any. `onAnswers` gets those just given. */
export function SafetyQuestions({ t, safety, clinic, due, today, hasHold, onAnswers }) {
  const [open, setOpen] = useState(false);
  const isClear =
    allAnswered(safety.questions, today) && judge(safety.questions, today, safety.known_history).level === null;
  if (open) {
    const answered = (answers) => {
      setOpen(false);
      onAnswers(answers);
    };
    return <Questions t={t} safety={safety} clinic={clinic} onAnswers={answered} onClose={() => setOpen(false)} />;
  }
  return (
    <div className="hs-stack hs-stack-tight">
      {isClear && !hasHold && (
        <p className="hs-notice" role="status">
          <Icon name="info" />
          <span>{safety.texts.all_no}</span>
        </p>
      )}
      <Offer t={t} due={due} onOpen={() => setOpen(true)} />
    </div>
  );
}
