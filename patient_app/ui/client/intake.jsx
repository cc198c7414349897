// The intake: one question a screen, saved as it goes, ended by what was written and what comes next.
import { useEffect, useMemo, useRef, useState } from "react";
import { namesOf } from "./body_map.js";
import { Skeleton } from "./check_in_states.jsx";
import { dayOf } from "./course.js";
import { problemText } from "./form_parts.jsx";
import { HoldNotice } from "./hold_notice.jsx";
import { goOnAt } from "./intake.js";
import { Next } from "./intake_next.jsx";
import { Review } from "./intake_review.jsx";
import { Step } from "./intake_step.jsx";
import { Notice } from "./notice.jsx";
import { PhoneStatus, Waiting, insteadOf } from "./phone_status.jsx";
import { makeT } from "./t.js";
import { useAnswers, useHold } from "./use_check_in.js";
import { useIntake } from "./use_intake.js";
import { usePhone } from "./use_phone.js";

const REVIEW = -1;

function Trouble({ t, intake }) {
  if (!intake.problem) return null;
  return (
    <Notice icon="cloud-off" tone="care" role="alert">
      <p>{problemText(t, intake.problem)}</p>
      <button type="button" className="hs-button" onClick={intake.retry}>
        {t("Try again")}
      </button>
    </Notice>
  );
}

/** The question that is open (`REVIEW`: what was written; null: what comes next). It stays while answers come in. */
function usePlace(view, answers) {
  const [place, setPlace] = useState(undefined);
  const isThere = view !== null;
  useEffect(() => {
    if (!isThere) return;
    const isDone = view.done_on !== null && !view.is_draft;
    setPlace(isDone ? null : goOnAt(view.questions, answers, view.missing));
  }, [isThere]);
  return [place, setPlace];
}

function Asked({ t, phone, intake, sites }) {
  const { snapshot, today } = phone;
  const { view, answers } = intake;
  const day = useMemo(
    () => dayOf(snapshot, phone.logs, phone.checkIns, phone.holds, today, today),
    [snapshot, phone.logs, phone.checkIns, phone.holds, today],
  );
  const checkIn = useAnswers(phone, day.check_in, undefined);
  const hold = useHold(phone, day);
  const [place, setPlace] = usePlace(view, answers);
  const [isBusy, setBusy] = useState(false);
  const isEditing = useRef(false);
  const names = useMemo(() => namesOf(sites), [sites]);
  if (view === null || place === undefined) return intake.problem ? <Trouble t={t} intake={intake} /> : <Skeleton />;
  const edit = (at) => {
    isEditing.current = true;
    setPlace(at);
  };
  const onDone = async () => {
    setBusy(true);
    const isDone = await intake.finish();
    setBusy(false);
    if (isDone) {
      setPlace(null);
      window.scrollTo(0, 0);
    }
  };
  const trouble = <Trouble t={t} intake={intake} />;
  const status = (
    <>
      <PhoneStatus t={t} phone={phone} />
      <Waiting t={t} phone={phone} />
    </>
  );
  if (place === null || place === REVIEW) {
    return (
      <div className="hs-stack hs-stack-wide">
        {trouble}
        {status}
        {hold[0] && <HoldNotice t={t} phone={phone} hold={hold[0]} begunHere={[...phone.holds, hold[1]].filter(Boolean)} />}
        {place === null ? (
          <Next t={t} phone={phone} intake={intake} names={names} onEdit={edit} />
        ) : (
          <Review t={t} intake={intake} names={names} isBusy={isBusy} onEdit={edit} onDone={onDone} />
        )}
      </div>
    );
  }
  const onNext = () => {
    const isLast = place + 1 === view.questions.length;
    setPlace(isEditing.current || isLast ? REVIEW : place + 1);
    isEditing.current = false;
  };
  return (
    <Step
      t={t}
      phone={phone}
      intake={intake}
      checkIn={checkIn}
      hold={hold}
      sites={sites}
      question={view.questions[place]}
      at={place}
      of={view.questions.length}
      onBack={place > 0 ? () => setPlace(place - 1) : null}
      onNext={onNext}
    >
      {place === 0 && (
        <p className="hs-muted">
          {t("Your answers are saved as you go. Only people you share your record with can read them.")}
        </p>
      )}
      {trouble}
      {status}
    </Step>
  );
}

export function Intake({ strings, language, revision, sites }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const phone = usePhone(language, revision);
  const intake = useIntake(language, phone.snapshot?.patient.id, revision);
  const instead = insteadOf(t, phone, null);
  if (instead) return instead;
  if (!phone.snapshot) return <Skeleton />;
  return <Asked key={phone.snapshot.patient.id} t={t} phone={phone} intake={intake} sites={sites} />;
}
