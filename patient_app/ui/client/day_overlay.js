// The day as the server told it, with what was tapped on this phone since laid over it. No rule is decided here: the
// server's answer, a moment later, replaces what is estimated.

/** A log that only says that nothing was done: a reason without any work. */
export const isNotDone = (log) =>
  Boolean(log.not_done_reason) &&
  [log.sets_done, log.reps_done, log.hold_seconds, log.duration_minutes].every((v) => v === null || v === undefined);

/** The server's day with this phone's entries over it: per slot its logs, and how many count as done. */
export function overlay(day, pending) {
  const changed = new Map(pending.map((entry) => [entry.id, entry]));
  let doneNow = 0;
  const slots = day.slots.map((slot) => {
    const kept = slot.logs.filter((log) => !changed.has(log.id));
    const here = pending
      .filter((entry) => !entry.deleted && entry.body.prescription_id === slot.prescription.id)
      .map((entry) => ({ ...entry.body, id: entry.id }));
    if (here.length === 0 && kept.length === slot.logs.length) return { slot, logs: slot.logs, done: slot.done };
    const logs = [...kept, ...here].sort((a, b) => a.performed_at.localeCompare(b.performed_at));
    const done = Math.min(logs.filter((log) => !isNotDone(log)).length, slot.due_today);
    doneNow += done - slot.done;
    return { slot, logs, done };
  });
  const worked = (logs) => logs.some((log) => !isNotDone(log));
  const before = day.slots.some((slot) => worked(slot.logs));
  const after = slots.some(({ logs }) => worked(logs));
  const step = day.date === day.today ? Number(after) - Number(before) : 0;
  const current = Math.max(day.streak.current + step, 0);
  return {
    slots,
    week: { ...day.week, done: Math.max(day.week.done + doneNow, 0) },
    streak: { current, longest: Math.max(day.streak.longest, current) },
  };
}
