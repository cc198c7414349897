// How much of a prescribed slot a log is, per side, and which slots that fills: domain/work.py and adherence.py in the
// phone's numbers. Python counts in fractions; here figures that differ by less than a billionth are the same.

const GRID = 1e9;

const onGrid = (value) => Math.round(value * GRID) / GRID;
export const isGiven = (value) => value !== null && value !== undefined;
const workFields = (log) => [log.sets_done, log.reps_done, log.hold_seconds, log.duration_minutes];
const isSome = (work) => work.left > 0 || work.right > 0;

/** A log that only says that nothing was done: a reason without any work. */
export const isNotDone = (log) => Boolean(log.not_done_reason) && !workFields(log).some(isGiven);

const ratio = (done, prescribed) =>
  isGiven(done) && isGiven(prescribed) && prescribed > 0 ? Math.max(done, 0) / prescribed : 1;

function shareOfDose(log, prescription) {
  const given = workFields(log).filter(isGiven);
  if (given.length === 0) return 1;
  if (!prescription) return given.some((value) => value <= 0) ? 0 : 1;
  const share = ratio(log.sets_done, prescription.sets);
  if (isGiven(prescription.duration_minutes)) return share * ratio(log.duration_minutes, prescription.duration_minutes);
  return share * ratio(log.reps_done, prescription.reps) * ratio(log.hold_seconds, prescription.hold_seconds);
}

/** The work of one log in slots, per side, against the prescription that it names (none: a whole slot). */
export function logWork(log, prescription) {
  if (isNotDone(log)) return { left: 0, right: 0 };
  const share = shareOfDose(log, prescription);
  const twoSided = prescription && (prescription.side === "both" || prescription.side === "alternating");
  return {
    left: twoSided && log.side === "right" ? 0 : share,
    right: twoSided && log.side === "left" ? 0 : share,
  };
}

/** What some logs of one line on one date add up to: `work` per side, whether there is `some`, not-done `reports`. */
export function addUp(logs, prescriptions) {
  const sum = { work: { left: 0, right: 0 }, some: false, reports: 0 };
  for (const log of logs) {
    const work = logWork(log, prescriptions[log.prescription_id]);
    sum.work = { left: sum.work.left + work.left, right: sum.work.right + work.right };
    sum.some ||= isSome(work);
    // A reason beside 0 sets says the same as a reason alone.
    if (log.not_done_reason && !isSome(work)) sum.reports += 1;
  }
  return sum;
}

/** Completions of the slots that the work fills, at most `room` of them, each side for itself. */
export function fill(work, room) {
  const part = (side, slot) => Math.min(Math.max(onGrid(side - slot), 0), 1);
  const completions = [];
  for (let slot = 0; slot < room; slot += 1) {
    const parts = { left: part(work.left, slot), right: part(work.right, slot) };
    if (!isSome(parts)) break;
    completions.push(onGrid((parts.left + parts.right) / 2));
  }
  return completions;
}

/** Whole slots of work that no slot took. */
export function extraOf(work, completions) {
  const taken = completions.reduce((sum, completion) => sum + completion, 0);
  return Math.floor(onGrid((work.left + work.right) / 2 - taken) + 1 / GRID);
}
