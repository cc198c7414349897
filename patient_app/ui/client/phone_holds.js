// Holds that begin on the phone, before the server knows of them: judged as the server judges (warning_rule.js).
import { holdText, isPositive, judge, knownHistory } from "./warning_rule.js";

/** The hold that a check-in leads to, or null. `phone`: its snapshot, its holds and what it shows. */
export function holdOf({ snapshot, holds, view }, id, body, at) {
  const signs = snapshot?.warning_signs;
  const answers = body.warning_signs?.answers;
  if (!signs || !answers) return null;
  const known = knownHistory(signs, view.checkIns, { id, recorded_at: body.recorded_at });
  const judged = judge(signs.questions, newSigns(snapshot, id, answers), known);
  if (judged.level === null) return null;
  const before = holds.get(id);
  // A graver answer replaces a hold that this check-in led to; nothing on the phone takes it back.
  if (before && (before.level === "E" || judged.level === before.level)) return before;
  return { id, level: judged.level, text: holdText(signs, judged), since: at.toISOString(), since_on: body.local_date };
}

/** Ids of holds whose check-in was refused, where the server knows of a sign as grave since: its hold, or the end
 *  that a clinician put to it, stands for them. `told`: the snapshot that has just come, or null. */
export function heldThere({ holds, outbox }, told) {
  const stateOf = (id) => outbox.entries.get(id)?.state ?? "refused";
  const lost = [...holds.values()].filter(({ id }) => stateOf(id) === "refused");
  const signs = told?.warning_signs;
  const isThere = (hold) => (checkIn) =>
    (checkIn.id === hold.id || Date.parse(checkIn.recorded_at) > Date.parse(hold.since)) &&
    ["E", hold.level].includes(judge(signs.questions, checkIn.warning_signs?.answers ?? {}).level);
  return lost.filter((hold) => told?.check_ins.some(isThere(hold))).map(({ id }) => id);
}

/** The answers without the signs that the server has of this check-in already: their hold is in the snapshot, or a
 *  clinician has lifted it, and changing another answer does not begin it again. */
function newSigns(snapshot, id, answers) {
  const sent = snapshot.check_ins.find((checkIn) => checkIn.id === id)?.warning_signs?.answers ?? {};
  return Object.fromEntries(Object.entries(answers).filter(([code]) => !isPositive(sent[code])));
}
