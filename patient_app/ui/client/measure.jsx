// One questionnaire on one screen. Its answers are kept on the phone while they are filled in, and saved as one entry.
import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "react-router";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { newId } from "./clock.js";
import {
  answer,
  bodyOf,
  draftKey,
  draftOf,
  formOf,
  goneOnWith,
  isDraft,
  known,
  missing,
  progressOf,
  responseOn,
  standingOf,
} from "./measure.js";
import { Empty, GoTo, Notice, Refusal } from "./notice.jsx";
import { PhoneStatus, Waiting, insteadOf } from "./phone_status.jsx";
import { Scale } from "./scale.jsx";
import { makeT } from "./t.js";
import { useOnline } from "./use_online.js";
import { usePhone } from "./use_phone.js";

/** The answers, from the draft on this phone or from what was saved today; each change is kept at once. */
function useDraft(phone, measure, saved) {
  const [draft, setDraft] = useState(null);
  const latest = useRef(null);
  const key = draftKey(measure);
  const fresh = () => draftOf(saved?.id ?? newId(), phone.today, known(measure, saved?.answers));
  const take = (next) => {
    latest.current = next;
    setDraft(next);
  };
  useEffect(() => {
    let isGone = false;
    phone.kept.get(key).then(
      (kept) => {
        if (!isGone) take(isDraft(kept) ? goneOnWith(kept, phone.today, known(measure, kept.answers)) : fresh());
      },
      () => !isGone && take(fresh()),
    );
    return () => {
      isGone = true;
    };
  }, [key]);
  return {
    draft,
    now: () => latest.current,
    put: (id, value) => {
      take({ ...latest.current, answers: answer(latest.current.answers, id, value) });
      return phone.kept.set(key, latest.current);
    },
    again: () => {
      take({ ...fresh(), answers: {} });
      return phone.kept.remove(key);
    },
    done: () => phone.kept.remove(key),
  };
}

function Tick({ item, value, onAnswer }) {
  return (
    <label className="hs-tick">
      <input type="checkbox" checked={value === 1} onChange={(event) => onAnswer(event.target.checked ? 1 : null)} />
      <span>{item.text}</span>
    </label>
  );
}

const SHORT = 3;

/** One of several answers: below one another, or side by side when all of them are as short as a number. */
function Options({ item, form, value, onAnswer }) {
  const areShort = form.options.every(({ text }) => text.length <= SHORT);
  return (
    <fieldset className="hs-choice">
      <legend className="hs-label">{item.text}</legend>
      <div className={areShort ? "hs-choice-steps" : "hs-stack hs-stack-tight"}>
        {form.options.map((option) => (
          <label key={option.value} className={areShort ? "hs-choice-step" : "hs-tick"}>
            <input
              type="radio"
              name={`item-${item.id}`}
              className={areShort ? "hs-hidden" : undefined}
              checked={value === option.value}
              onChange={() => onAnswer(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Item({ measure, item, value, onAnswer }) {
  const form = formOf(measure, item);
  if (form.kind === "tick") return <Tick item={item} value={value} onAnswer={onAnswer} />;
  if (form.kind === "scale")
    return <Scale name={item.text} value={value ?? null} onPick={onAnswer} low={form.low} high={form.high} />;
  return <Options item={item} form={form} value={value} onAnswer={onAnswer} />;
}

function HowFar({ t, measure, answers }) {
  const { answered, of } = progressOf(measure, answers);
  const words =
    measure.answer.kind === "tick"
      ? t("{n} of {all} ticked", { n: answered, all: of })
      : t("{n} of {all} answered", { n: answered, all: of });
  return (
    <p className="hs-measure-far" role="status">
      {words}
    </p>
  );
}

/** Blank is an answer in a list of ticks: so the form asks before it is taken as a whole. */
function Finished({ t, measure, answers, onYes, onNo }) {
  const box = useRef(null);
  useEffect(() => box.current?.focus(), []);
  const { answered, of } = progressOf(measure, answers);
  return (
    <div ref={box} tabIndex={-1} className="hs-card hs-stack" role="group" aria-labelledby="finished-title">
      <h2 id="finished-title" className="hs-h3">
        {t("Finished?")}
      </h2>
      <p>{t("You ticked {n} of {all} sentences. The blank ones count as not true for you.", { n: answered, all: of })}</p>
      <button type="button" className="hs-button hs-button-primary hs-button-large hs-button-block" onClick={onYes}>
        {t("Yes, save it")}
      </button>
      <button type="button" className="hs-button hs-button-block" onClick={onNo}>
        {t("No, go on")}
      </button>
    </div>
  );
}

function Form({ t, phone, measure, saved, onSaved }) {
  const { draft, now, put, again, done } = useDraft(phone, measure, saved);
  const [isAsked, setAsked] = useState(false);
  const [isTold, setTold] = useState(false);
  const [failure, setFailure] = useState(null);
  const asking = useRef(false);
  if (draft === null) return <span className="hs-skeleton hs-skeleton-card" aria-hidden="true" />;
  const { answers } = draft;
  const open = missing(measure, answers);
  const save = async () => {
    if (asking.current) return;
    asking.current = true;
    try {
      await phone.save("measure_response", now().id, bodyOf(measure, phone.today, now().answers));
      await done();
      onSaved(now().id);
    } catch (problem) {
      setFailure(problem);
    } finally {
      asking.current = false;
    }
  };
  const finish = () => {
    if (open.length > 0) {
      setTold(true);
      document.getElementById(`measure-${open[0].id}`)?.scrollIntoView({ block: "center" });
      return;
    }
    if (measure.confirm_finished) setAsked(true);
    else save();
  };
  const isTicks = measure.answer.kind === "tick";
  return (
    <div className="hs-stack hs-stack-wide">
      <div className="hs-stack hs-stack-tight">
        {measure.about && <p className="hs-muted">{measure.about}</p>}
        {measure.instruction && <p className="hs-lead">{measure.instruction}</p>}
      </div>
      {draft.date < phone.today && (
        <Notice icon="clock" role="status">
          <p>{t("You began this on {day}. Check that your answers are right for today.", { day: t.date(draft.date) })}</p>
          <button type="button" className="hs-button hs-self-start" onClick={again}>
            {t("Begin again")}
          </button>
        </Notice>
      )}
      <div className={isTicks ? "hs-stack hs-stack-tight" : "hs-stack hs-stack-wide"}>
        {measure.items.map((item) => (
          <div key={item.id} id={`measure-${item.id}`}>
            <Item
              measure={measure}
              item={item}
              value={answers[item.id]}
              onAnswer={(value) => {
                setAsked(false);
                put(item.id, value).catch(setFailure);
              }}
            />
          </div>
        ))}
      </div>
      {failure && <Refusal t={t} problem={{ detail: t("This phone could not keep it. Try once more.") }} />}
      {isTold && open.length > 0 && (
        <Notice icon="alert" tone="care" role="alert">
          <p>{t.n("{n} question has no answer yet.", "{n} questions have no answer yet.", open.length)}</p>
        </Notice>
      )}
      {isAsked ? (
        <Finished t={t} measure={measure} answers={answers} onYes={save} onNo={() => setAsked(false)} />
      ) : (
        <div className="hs-thumb">
          <HowFar t={t} measure={measure} answers={answers} />
          <button type="button" className="hs-button hs-button-primary hs-button-large hs-button-block" onClick={finish}>
            {t("Save my answers")}
          </button>
        </div>
      )}
    </div>
  );
}

function ThankYou({ t, phone, id, onChange }) {
  const online = useOnline();
  const { state, problem } = phone.stateOf(id);
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="hs-stack">
      {state === "refused" ? (
        <Refusal t={t} problem={problem} onRemove={() => phone.discard(id)} />
      ) : (
        <Notice icon="check-circle" tone="done" role="status">
          <p ref={heading} tabIndex={-1} className="hs-notice-title">
            {t("Thank you. You filled this in today.")}
          </p>
          {state === "waiting" && (
            <p>
              {online
                ? t("Saved on this phone. Sending it now.")
                : t("Saved on this phone. It will be sent when you are online.")}
            </p>
          )}
          <p>{t("You see the score on the page Progress. Your care team sees it if you share your questionnaires.")}</p>
        </Notice>
      )}
      <button type="button" className="hs-button hs-self-start" onClick={onChange}>
        <Icon name="edit" />
        {t("Change my answers")}
      </button>
      <div className="hs-thumb">
        <GoTo href={t.href("/today")} isPrimary>
          {t("Back to today")}
        </GoTo>
      </div>
    </div>
  );
}

function Elsewhere({ t, children }) {
  return (
    <div className="hs-stack">
      <Empty icon="note">{children}</Empty>
      <GoTo href={t.href("/today")}>
        {t("Back to today")}
      </GoTo>
    </div>
  );
}

function Questionnaire({ t, phone, measure }) {
  const { today, responses } = phone;
  const [isChanging, setChanging] = useState(false);
  const saved = responseOn(measure, responses, today);
  const { state, on } = standingOf(measure, responses, today);
  // What waits is this one alone, and the thanks say so already.
  const isToldAbove = saved && !isChanging && phone.waiting === 1 && phone.stateOf(saved.id).state === "waiting";
  let content;
  if (state === "done" && !isChanging) {
    content = <ThankYou t={t} phone={phone} id={saved.id} onChange={() => setChanging(true)} />;
  } else if (measure.items.length === 0) {
    content = (
      <Elsewhere t={t}>
        <p>{t("Your therapist names the activities with you first.")}</p>
      </Elsewhere>
    );
  } else if (state === "done" || state === "open") {
    content = <Form t={t} phone={phone} measure={measure} saved={saved} onSaved={() => setChanging(false)} />;
  } else {
    content = (
      <Elsewhere t={t}>
        <p>
          {state === "later"
            ? t("This questionnaire is due on {day}.", { day: t.date(on) })
            : t("This questionnaire is not due now.")}
        </p>
      </Elsewhere>
    );
  }
  return (
    <div className="hs-stack">
      <h1>{measure.name}</h1>
      {content}
      <PhoneStatus t={t} phone={phone} shown={new Set(saved ? [saved.id] : [])} />
      {!isToldAbove && <Waiting t={t} phone={phone} />}
    </div>
  );
}

/** The id of the measure in the address: `/measures/rmdq`. */
const idIn = (path) => decodeURIComponent(/\/measures\/([^/]+)/.exec(path)?.[1] ?? "");

export function Measure({ strings, language, revision }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const phone = usePhone(language, revision);
  const id = idIn(useLocation().pathname);
  const title = <h1>{t("Questionnaire")}</h1>;
  const instead = insteadOf(t, phone, title);
  if (instead) return instead;
  if (!phone.snapshot) {
    return (
      <div className="hs-stack" aria-busy="true">
        {title}
        <span className="hs-skeleton hs-skeleton-card" aria-hidden="true" />
      </div>
    );
  }
  const measure = phone.snapshot.measures_due.find((each) => each.id === id);
  if (!measure) {
    return (
      <div className="hs-stack">
        {title}
        <Elsewhere t={t}>
          <p>{t("This questionnaire is not due now.")}</p>
        </Elsewhere>
      </div>
    );
  }
  // A new day is a new response, also when the page stayed open over midnight.
  return <Questionnaire key={`${id} ${phone.today}`} t={t} phone={phone} measure={measure} />;
}
