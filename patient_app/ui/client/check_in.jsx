// The daily check-in: three taps (pain now, worst pain in 24 hours, one activity), saved with the third. It reads and
// writes the phone; sending is something that happens besides.
import { useMemo } from "react";
import { activitiesOn, hasAnswers, signsDue, withSigns } from "./check_in.js";
import { ActivityScale, More } from "./check_in_more.jsx";
import { Saved, Skeleton } from "./check_in_states.jsx";
import { dayOf } from "./course.js";
import { HoldNotice, useReached } from "./hold_notice.jsx";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { PhoneStatus, Waiting, insteadOf } from "./phone_status.jsx";
import { Scale } from "./scale.jsx";
import { makeT } from "./t.js";
import { useAnswers, useHold } from "./use_check_in.js";
import { usePhone } from "./use_phone.js";
import { holdText, judge } from "./warning_rule.js";
import { SafetyQuestions } from "./warning_signs.jsx";

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
