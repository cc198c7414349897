// From what was done in a session to exercise logs. A field that is left out means 'as prescribed', so a whole dose
// has none; nothing is ever rounded up.
import { amountPerSet, boutsOf, isTwoSided, kindOf, takesTurns } from "./session_plan.js";

const TENTH_OF_A_MINUTE = 6; // seconds

const sum = (numbers) => numbers.reduce((total, n) => total + n, 0);

/** The work fields for one side, from its amount in each set: `{}` as prescribed, null for nothing. */
export function workFields(item, amounts) {
  const full = amountPerSet(item);
  const total = sum(amounts);
  if (total === 0) return null;
  if (amounts.every((amount) => amount >= full)) return {};
  const begun = amounts.filter((amount) => amount > 0).length;
  const whole = amounts.filter((amount) => amount >= full).length;
  // A log has one number for all its sets. 10, 10 and 4 are told as 3 sets of 8: the same work, or a little less.
  const unit = kindOf(item) === "minutes" ? TENTH_OF_A_MINUTE : 1;
  const even = Math.floor(total / begun / unit);
  if (whole * full >= begun * even * unit) return whole === 0 ? null : { sets_done: whole };
  const each = kindOf(item) === "minutes" ? { duration_minutes: even / 10 } : { reps_done: even };
  return { sets_done: begun, ...each };
}

/** Amounts in each set by side, `{left, right}`; an exercise without two sides has the same on both. */
function bySide(item, done) {
  if (takesTurns(item)) {
    return { left: done.map((n) => Math.ceil(n / 2)), right: done.map((n) => Math.floor(n / 2)) };
  }
  if (!isTwoSided(item)) return { left: done, right: done };
  const of = (side) => boutsOf(item).flatMap((bout, at) => (bout.side === side ? [done[at]] : []));
  return { left: of("left"), right: of("right") };
}

/** The parts to log: one for all, or one for each side where they differ, or were told `apart` before. */
function parts(item, done, apart = false) {
  const { left, right } = bySide(item, done);
  const [workLeft, workRight] = [workFields(item, left), workFields(item, right)];
  if (workLeft === null && workRight === null) return [];
  if (workRight === null) return [{ side: "left", ...workLeft }];
  if (workLeft === null) return [{ side: "right", ...workRight }];
  // Taking turns, the sides differ by one at most: what both did is logged.
  if (takesTurns(item)) return [workRight];
  if (!apart && JSON.stringify(workLeft) === JSON.stringify(workRight)) return [workRight];
  return [
    { side: "left", ...workLeft },
    { side: "right", ...workRight },
  ];
}

/** A hold that was broken off, when it is all that was done. */
function brokenHold(item, seconds) {
  if (!seconds) return [];
  const side = isTwoSided(item) ? { side: "left" } : {};
  const reps = item.reps === null ? {} : { reps_done: 1 };
  return [{ ...side, sets_done: 1, ...reps, hold_seconds: seconds }];
}

/** Whether there is anything to log without a reason. */
export const isSomeWork = (item, done) => parts(item, done).length > 0;

/** The logs of one exercise as `[{id, body}]`, none before it has ended. `feelings`: pain and effort, or null. */
export function entriesOf(item, { logged, feelings }, date) {
  if (logged === null) return [];
  const worked = parts(item, logged.done, logged.apart);
  const work = worked.length > 0 ? worked : brokenHold(item, logged.held);
  if (work.length === 0 && logged.reason === null) return [];
  const shared = {
    prescription_id: item.prescriptionId,
    local_date: date,
    performed_at: new Date(logged.at).toISOString(),
  };
  const [first = {}, second] = work;
  const entries = [{ id: item.firstId, body: { ...shared, ...first, ...reasonOf(item, logged, work), ...feelings } }];
  return second ? [...entries, { id: item.secondId, body: { ...shared, ...second } }] : entries;
}

/** Beside a reason some work field must stand (one whole side has none), or the log would say that nothing was done. */
function reasonOf(item, { reason }, [work]) {
  if (reason === null) return {};
  const isWhole = work && !("sets_done" in work);
  return { ...(isWhole ? { sets_done: item.sets } : {}), not_done_reason: reason };
}
