// The daily check-in: three taps (pain now, worst pain in 24 hours, one activity), saved with the third. It reads and
// writes the phone; sending is something that happens besides.
import { useEffect, useMemo, useRef, useState } from "react";
import {
  activitiesOn,
  bodyOf,
  gravest,
  hasAnswers,
  isEnough,
  isTold,
  notKept,
  signsDue,
  startOf,
  withSigns,
} from "./check_in.js";
import { ActivityScale, More } from "./check_in_more.jsx";
import { Saved, Skeleton } from "./check_in_states.jsx";
import { newId } from "./clock.js";
import { dayOf } from "./course.js";
import { HoldNotice, useReached } from "./hold_notice.jsx";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { PhoneStatus, Waiting, insteadOf } from "./phone_status.jsx";
import { Scale } from "./scale.jsx";
import { makeT } from "./t.js";
import { usePhone } from "./use_phone.js";
import { holdText, judge } from "./warning_rule.js";
import { SafetyQuestions } from "./warning_signs.jsx";

/** The answers of the day's check-in, with what was tapped here over it: the kept one may be a moment behind. */
function useAnswers(phone, checkIn, first) {
  const [ownId] = useState(newId);
  const [changes, setChanges] = useState({});
  const [isBegun, setBegun] = useState(false);
  const latest = useRef(changes);
  const kept = startOf(checkIn);
  const id = checkIn?.id ?? ownId;
  const set = (next) => {
    latest.current = next;
    setChanges(next);
  };
  useEffect(() => set(notKept(latest.current, kept)), [checkIn?.edited_at]);
  const now = () => ({ ...kept, ...latest.current });
  const save = () => {
    setBegun(true);
    const recordedAt = checkIn?.recorded_at ?? phone.now().toISOString();
    return phone.save("check_in", id, bodyOf({ date: phone.today, recordedAt }, now()));
  };
  const answer = (change, { always = false } = {}) => {
    set({ ...latest.current, ...change });
    return always || isBegun || checkIn || isEnough(now(), first) ? save() : null;
  };
  const discard = () => {
    set({});
    setBegun(false);
    phone.discard(id);
  };
  const isSaved = isBegun || Boolean(checkIn);
  return { id, answers: { ...kept, ...changes }, now, answer, save, discard, isSaved };
}

/** The hold to show. What was judged here stands until the phone's storage or the server tells it (`isTold`). */
function useHold(phone, day) {
  const [judged, setJudged] = useState(null);
  const known = gravest(...phone.holds, day.hold?.level === "C" ? null : day.hold);
  const isOver = judged !== null && isTold(known, judged, phone.holds);
  useEffect(() => {
    if (isOver) setJudged(null);
  }, [isOver]);
  return [isOver ? known : gravest(judged, known), judged, setJudged];
}

/** Within the thumb's reach as soon as something is saved: the longer words stand further down, maybe out of sight. */
function Leave({ t, isRefused }) {
  return (
    <div className="hs-thumb">
      <a className="hs-button hs-button-primary hs-button-block hs-button-large" href={t.href("/today")}>
        {!isRefused && <Icon name="check" />}
        {isRefused ? t("Back to today") : t("Saved. Back to today")}
      </a>
    </div>
  );
}

function DayCheckIn({ t, phone, sites }) {
  const { snapshot, today } = phone;
  const { clinic, warning_signs: safety } = snapshot;
  const online = useReached(phone);
  const day = useMemo(
    () => dayOf(snapshot, phone.logs, phone.checkIns, phone.holds, today, today),
    [snapshot, phone.logs, phone.checkIns, phone.holds, today],
  );
  const [first, ...others] = activitiesOn(snapshot.activities, today);
  const { id, answers, now, answer, save, discard, isSaved } = useAnswers(phone, day.check_in, first);
  const [hold, judged, setJudged] = useHold(phone, day);
  const state = phone.stateOf(id);
  // A warning sign is not thrown away with a refused check-in: only a clinician lifts what it began.
  const hasSign = judge(safety.questions, answers.warning_signs?.answers ?? {}, safety.known_history).level !== null;
  // What keeps it from being sent is told by PhoneStatus.
  const saysWhere = state.state !== "waiting" || !(phone.isFailing || phone.signedOut || phone.storageProblem);
  const rate = (rated) => answer({ activity_ratings: rated(now().activity_ratings) });
  const answerSigns = (given) => {
    const signs = withSigns(now().warning_signs, safety.version, given);
    // While a hold is open, all signs of the day are told; a cleared one is not begun again by what was seen before.
    const found = judge(safety.questions, hold ? signs.answers : given, safety.known_history);
    if (found.level) setJudged({ id, level: found.level, text: holdText(safety, found) });
    answer({ warning_signs: signs }, { always: true });
  };
  return (
    <div className="hs-stack hs-stack-wide">
      {hold && <HoldNotice t={t} phone={phone} hold={hold} begunHere={[...phone.holds, judged].filter(Boolean)} isNew />}
      {/* A clinician's own hold asks nothing of the check-in; it stands here when it is the patient's to end. */}
      {!hold && day.hold?.may_clear_from && <HoldNotice t={t} phone={phone} hold={day.hold} />}
      <Scale
        name={t("How strong is your pain right now?")}
        value={answers.pain_now ?? null}
        onPick={(pain) => answer({ pain_now: pain })}
        low={t("no pain")}
        high={t("the worst pain you can imagine")}
      />
      <Scale
        name={t("Your worst pain in the last 24 hours?")}
        value={answers.pain_worst ?? null}
        onPick={(pain) => answer({ pain_worst: pain })}
        low={t("no pain")}
        high={t("the worst pain you can imagine")}
      />
      {first && <ActivityScale t={t} activity={first} answers={answers} onRate={rate} />}
      <button
        type="button"
        className="hs-chip hs-self-start"
        aria-pressed={Boolean(answers.flare)}
        onClick={() => answer({ flare: !now().flare })}
      >
        <Icon name="flame" />
        {t("This is a flare day")}
      </button>
      {isSaved ? (
        saysWhere && <Saved t={t} state={state} online={online} onDiscard={hasSign ? null : discard} />
      ) : (
        <button
          type="button"
          className="hs-button hs-button-block"
          disabled={!hasAnswers(answers)}
          onClick={save}
        >
          {t("Save what I answered")}
        </button>
      )}
      <PhoneStatus t={t} phone={phone} shown={new Set([id])} />
      <Waiting t={t} phone={phone} />
      <SafetyQuestions
        t={t}
        safety={safety}
        clinic={clinic}
        due={signsDue(snapshot, phone.checkIns, today)}
        today={answers.warning_signs?.answers}
        hasHold={Boolean(hold)}
        onAnswers={answerSigns}
      />
      <details className="hs-details">
        <summary>
          <Icon name="chevron-right" size="small" />
          {t("Add more")}
        </summary>
        <More t={t} answers={answers} activities={others} sites={sites} onAnswer={answer} onRate={rate} />
      </details>
      {isSaved && <Leave t={t} isRefused={state.state === "refused"} />}
    </div>
  );
}

export function CheckIn({ strings, language, revision, sites }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const phone = usePhone(language, revision);
  const instead = insteadOf(t, phone, null);
  if (instead) return instead;
  if (!phone.snapshot) return <Skeleton />;
  // A new day is a new check-in, also when the page stayed open over midnight.
  return <DayCheckIn key={phone.today} t={t} phone={phone} sites={sites} />;
}
