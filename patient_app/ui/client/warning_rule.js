// Warning signs: what the answers lead to, at once and without a network. The same rule as domain/warning_signs.py, and
// the same words as services/holds.py, whose texts stand in the snapshot.

/** Yes, or not sure. */
export const isPositive = (answer) => answer === "yes" || answer === "not_sure";

/** The gravest `level` among the positive answers (E, U or null) and their codes. Not sure counts as yes. */
export function judge(questions, answers, knownHistory = []) {
  const positive = questions.filter(
    ({ code, history }) => isPositive(answers[code]) && !(history && knownHistory.includes(code)),
  );
  const levels = positive.map((question) => question.level);
  const level = ["E", "U"].find((each) => levels.includes(each)) ?? null;
  return { level, positive: positive.map((question) => question.code) };
}

/** The words for a judgement, from the snapshot's `warning_signs`. */
export function holdText({ questions, texts }, { level, positive }) {
  if (level === null) return texts.all_no;
  const signs = questions.filter((question) => positive.includes(question.code));
  const answers = signs.map((sign) => sign.label).join("; ");
  const text = (level === "E" ? texts.level_e : texts.level_u).replaceAll("{answers}", () => answers);
  return signs.some((sign) => sign.call_now) ? `${texts.call_now} ${text}` : text;
}

/** The `knownHistory` of `judge` for a check-in: what the server knows, and what earlier check-ins of this phone say. */
export function knownHistory(warningSigns, checkIns, { id, recorded_at: recordedAt }) {
  const earlier = checkIns.filter(
    (checkIn) => checkIn.id !== id && Date.parse(checkIn.recorded_at) < Date.parse(recordedAt),
  );
  const answered = earlier.flatMap((checkIn) => Object.entries(checkIn.warning_signs?.answers ?? {}));
  const known = answered.filter(([, answer]) => isPositive(answer)).map(([code]) => code);
  return [...new Set([...warningSigns.known_history, ...known])];
}
