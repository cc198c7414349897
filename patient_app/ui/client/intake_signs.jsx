// The safety questions of the intake: asked in full, judged and kept as in the check-in, which they are part of.
import { AnyIcon } from "./any_icon.jsx";
import { allAnswered, withSigns } from "./check_in.js";
import { CallClinic, CallEmergency, HoldNotice, titleOf } from "./hold_notice.jsx";
import { Notice } from "./notice.jsx";
import { holdText, judge } from "./warning_rule.js";
import { Questions } from "./warning_signs.jsx";

/** What the phone knows of safety, with the questions of this intake. */
export function safetyOf(phone, view) {
  const { warning_signs: known } = phone.snapshot;
  return { ...known, questions: view.signs, texts: { ...known.texts, ask: known.texts.intake } };
}

/** `checkIn`: the day's (use_check_in.js); `hold`: [the hold to show, the one judged here, the way to judge one]. */
export function Signs({ t, phone, view, checkIn, hold: [hold, judged, setJudged], answer, places, onAnswer, onAgain }) {
  const safety = safetyOf(phone, view);
  const { clinic } = phone.snapshot;
  const give = (given) => {
    const signs = withSigns(checkIn.now().warning_signs, safety.version, given);
    const found = judge(safety.questions, hold ? signs.answers : given, safety.known_history);
    if (found.level) setJudged({ id: checkIn.id, level: found.level, text: holdText(safety, found) });
    const kept = checkIn.now().pain_sites ?? [];
    checkIn.answer({ warning_signs: signs, pain_sites: kept.length > 0 ? kept : places }, { always: true });
    onAnswer({ question_version: safety.version, answers: given });
  };
  if (!answer) return <Questions t={t} safety={safety} clinic={clinic} onAnswers={give} />;
  const isClear =
    allAnswered(safety.questions, answer.answers) && judge(safety.questions, answer.answers).level === null;
  return (
    <>
      {hold && (
        <HoldNotice t={t} phone={phone} hold={hold} begunHere={[...phone.holds, judged].filter(Boolean)} isNew />
      )}
      {isClear && !hold && (
        <p className="hs-notice" role="status">
          <AnyIcon name="info" />
          <span>{safety.texts.all_no}</span>
        </p>
      )}
      <button type="button" className="hs-button hs-button-block" onClick={onAgain}>
        {t("Answer the safety questions again")}
      </button>
    </>
  );
}

/** On the screens after the safety questions: what is more urgent than the rest. */
export function StillUrgent({ t, phone, hold }) {
  if (!hold || hold.level === "C") return null;
  const { clinic } = phone.snapshot;
  return (
    <Notice icon="stop" tone="stop">
      <p className="hs-notice-title">{titleOf(t, hold.level)}</p>
      <p>{t("That comes first. These questions can wait: what you wrote is kept.")}</p>
      {hold.level === "E" ? (
        <CallEmergency t={t} clinic={clinic} />
      ) : (
        <CallClinic t={t} clinic={clinic} className="hs-button hs-button-block" />
      )}
    </Notice>
  );
}
