// The weeks that a snapshot planned, with what was entered laid over them: which slots are filled. The schedule itself
// comes from the server (domain/phone_basis.py); a hold begun on this phone only takes slots away.
import { addUp, extraOf, fill } from "./slot_work.js";

const NO_LOGS = { logs: [], work: { left: 0, right: 0 }, some: false, reports: 0 };
const NO_SLOTS = { cut: 0, most: 0 };
const total = (values) => values.reduce((sum, value) => sum + value, 0);

/** Orders entries by an instant, whatever its offset, then by id. */
export const byInstant = (field) => (a, b) => Date.parse(a[field]) - Date.parse(b[field]) || (a.id < b.id ? -1 : 1);

/** `weeks` of `days`, each with its `lines`; `sums` of logs by line and date; `worked`: dates with work, ascending. */
export function planOf(snapshot, logs, checkIns, holds) {
  const heldFrom = holds.map((hold) => hold.since_on).sort()[0] ?? null;
  const flares = new Set(checkIns.filter((checkIn) => checkIn.flare).map((checkIn) => checkIn.local_date));
  const days = snapshot.days.map((day) => plannedDay(day, snapshot.prescriptions, heldFrom, flares));
  const weeks = snapshot.weeks.map((week, at) => {
    const ofWeek = days.slice(7 * at, 7 * at + 7);
    const lines = week.lines.map((line) => ({ id: line.line_id, ...slotsOfWeek(line, ofWeek, heldFrom) }));
    return { days: ofWeek, lines };
  });
  const since = logs.filter((log) => log.local_date >= snapshot.days[0].date);
  const sums = sumsOf(since, snapshot.prescriptions);
  const worked = [...sums.values()].filter((sum) => sum.some).map((sum) => sum.logs[0].local_date);
  return { days, weeks, sums, worked: [...new Set(worked)].sort() };
}

function plannedDay(day, prescriptions, heldFrom, flares) {
  const held = heldFrom !== null && day.date >= heldFrom;
  const lines = day.lines.map(({ prescription_id: id, due, room }) => ({
    id: prescriptions[id].line_id,
    prescription: prescriptions[id],
    flexible: "times_per_week" in prescriptions[id].schedule,
    due: held ? 0 : due,
    // What was done on the day the hold begins counts.
    room: held && day.date > heldFrom ? 0 : room,
  }));
  return { date: day.date, version: day.version, hold: day.hold || held, flare: flares.has(day.date), lines };
}

function slotsOfWeek(line, days, heldFrom) {
  if (heldFrom === null || heldFrom > days[6].date) return { cut: line.cut, most: line.most };
  return line.held_from[days.findIndex((day) => day.date === heldFrom)] ?? NO_SLOTS;
}

function sumsOf(logs, prescriptions) {
  const groups = new Map();
  for (const log of [...logs].sort(byInstant("performed_at"))) {
    // A log of an unknown prescription stands under no line that is ever in force; it is work all the same.
    const key = keyOf(prescriptions[log.prescription_id]?.line_id ?? "", log.local_date);
    groups.set(key, [...(groups.get(key) ?? []), log]);
  }
  return new Map([...groups].map(([key, found]) => [key, { logs: found, ...addUp(found, prescriptions) }]));
}

const keyOf = (lineId, date) => `${date} ${lineId}`;
const sumOf = (plan, lineId, date) => plan.sums.get(keyOf(lineId, date)) ?? NO_LOGS;
const weekOf = (plan, date) => plan.weeks.find((week) => week.days.some((day) => day.date === date));

/** How the logs of one line in force on one day fill its slots: `LineDay` of domain/adherence.py. */
export function lineDay(plan, day, line) {
  const { logs, work, reports } = sumOf(plan, line.id, day.date);
  if (line.flexible) return flexibleLineDay(plan, day, line);
  const completions = fill(work, line.room);
  const due = Math.max(line.due, completions.length);
  const notDone = Math.min(reports, due - completions.length);
  return { due, completions, notDone, extra: extraOf(work, completions), weekDue: 0, weekDone: 0, logs };
}

function flexibleLineDay(plan, day, line) {
  const { logs, work, reports } = sumOf(plan, line.id, day.date);
  const week = weekOf(plan, day.date);
  const found = lineWeek(plan, week, week.lines.find(({ id }) => id === line.id));
  const completions = found.filled.filter(({ date }) => date === day.date).map(({ completion }) => completion);
  const open = day.hold ? 0 : found.due - found.done;
  return {
    due: Math.min(line.room, completions.length + open),
    completions,
    notDone: day.hold ? 0 : Math.min(reports, line.room - fill(work, line.room).length),
    extra: extraOf(work, completions),
    weekDue: found.due,
    weekDone: found.done,
    logs,
  };
}

// The fullest slots of the week count (then the earlier), so that one more log lowers nothing.
function lineWeek(plan, week, { id, cut, most }) {
  const candidates = [];
  let doneOnHold = 0;
  for (const day of week.days) {
    const line = day.lines.find((each) => each.id === id && each.flexible);
    const completions = line ? fill(sumOf(plan, id, day.date).work, line.room) : [];
    if (day.hold) doneOnHold += completions.length;
    candidates.push(...completions.map((completion) => ({ completion, date: day.date })));
  }
  const due = Math.max(cut, Math.min(cut + doneOnHold, most));
  // Sorting is stable: of equal completions the earlier stays first.
  const filled = candidates.sort((a, b) => b.completion - a.completion).slice(0, due);
  return { due, done: filled.length, filled };
}

/** Fixed slots of a day: planned, and done. */
function fixedSlots(plan, day) {
  const found = day.lines.filter((line) => !line.flexible).map((line) => lineDay(plan, day, line));
  return { due: total(found.map((line) => line.due)), done: total(found.map((line) => line.completions.length)) };
}

function flexibleSlots(plan, week) {
  const found = week.lines.map((line) => lineWeek(plan, week, line));
  return { due: total(found.map((line) => line.due)), done: total(found.map((line) => line.done)) };
}

/** Slots of a week, planned and done. */
export function weekProgress(plan, week) {
  const parts = [flexibleSlots(plan, week), ...week.days.map((day) => fixedSlots(plan, day))];
  return { done: total(parts.map((part) => part.done)), due: total(parts.map((part) => part.due)) };
}

/** The week of a date; nothing planned when the snapshot does not reach it. */
export function progressOn(plan, date) {
  const week = weekOf(plan, date);
  return week ? weekProgress(plan, week) : { done: 0, due: 0 };
}

/** Did a day that is over break the streak: under half of what was due, without a hold or a flare to excuse it? */
export function breaks(plan, day) {
  const underHalf = ({ done, due }) => 2 * done < due;
  if (!day.hold && !day.flare && underHalf(fixedSlots(plan, day))) return true;
  const week = weekOf(plan, day.date);
  if (day !== week.days[6] || week.days.some((each) => each.hold || each.flare)) return false;
  return underHalf(flexibleSlots(plan, week));
}
