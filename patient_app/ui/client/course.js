// The day on this phone: the snapshot's plan with the entries of server and phone laid over it. What counts is decided
// as in domain/ (adherence.py, streak.py, milestones.py); tests/vectors/phone.json holds both to the same figures.
import { breaks, byInstant, lineDay, planOf, progressOn, weekProgress } from "./course_plan.js";

export { isNotDone } from "./slot_work.js";

const LEVELS = ["E", "U", "C"];

/**
 * The patient's day `date`, seen on `today`. `holds`: begun on this phone, not known to the server yet. The `hold` of
 * the answer is the open one, also on a date before it began, as in `GET /today`.
 */
export function dayOf(snapshot, logs, checkIns, holds, date, today) {
  const plan = planOf(snapshot, logs, checkIns, holds);
  const day = plan.days.find((each) => each.date === date);
  const later = snapshot.program_versions.map((version) => version.effective_from).filter((start) => start > date);
  return {
    date,
    today,
    covered: day !== undefined,
    hold: gravest([...(snapshot.hold ? [snapshot.hold] : []), ...holds]),
    has_program: day ? day.version !== null : snapshot.has_program,
    next_version_on: later.sort()[0] ?? null,
    slots: day ? slotsOf(plan, day) : [],
    week: progressOn(plan, date),
    streak: streakOn(plan, snapshot.basis.streak, today),
    active_days: snapshot.basis.active_days + plan.worked.filter((each) => each <= today).length,
    check_in: checkInOn(checkIns, date),
    milestones: milestonesBy(plan, snapshot.basis, today),
  };
}

/** The latest pain now that was recorded on the date of a log and before it, or null. */
export function restingPain(checkIns, date, performedAt) {
  const before = checkIns.filter(
    (checkIn) =>
      checkIn.local_date === date &&
      (checkIn.pain_now ?? null) !== null &&
      Date.parse(checkIn.recorded_at) < Date.parse(performedAt),
  );
  return before.sort(by("recorded_at", "edited_at")).at(-1)?.pain_now ?? null;
}

/** What the program asks for on a day, in its order: due, flexible, or logged all the same. */
function slotsOf(plan, day) {
  const views = day.lines.map((line) => slotOf(line, lineDay(plan, day, line)));
  return views.filter((view) => view.due_today || view.flexible || view.logs.length);
}

function slotOf(line, found) {
  const { dose_text, position, ...prescription } = line.prescription;
  return {
    prescription,
    dose_text,
    position,
    due_today: found.due,
    done: found.completions.length,
    completions: found.completions,
    not_done: found.notDone,
    extra: found.extra,
    flexible: line.flexible,
    week_due: found.weekDue,
    week_done: found.weekDone,
    logs: found.logs,
  };
}

/** Days with work since the last day that broke; today counts and never breaks. */
function streakOn(plan, basis, today) {
  const broke = new Set(plan.days.filter((day) => day.date < today && breaks(plan, day)).map((day) => day.date));
  let { run, longest } = basis;
  for (const date of [...new Set([...broke, ...plan.worked])].sort()) {
    if (date > today) break;
    run = broke.has(date) ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return { current: run, longest };
}

/** Those reached by `today` in order of their dates, then the next count of active days. */
function milestonesBy(plan, basis, today) {
  const worked = plan.worked.filter((date) => date <= today);
  const active = basis.active_days + worked.length;
  const counted = basis.active_day_milestones
    .filter((figure) => figure > basis.active_days && figure <= active)
    .map((figure) => ({ kind: "active_days", figure, reached_on: worked[figure - basis.active_days - 1] }));
  const fullWeekOn = basis.full_week_on ? null : firstFullWeek(plan, worked);
  const full = fullWeekOn ? [{ kind: "full_week", figure: 1, reached_on: fullWeekOn }] : [];
  const next = basis.active_day_milestones.find((figure) => figure > active);
  const ahead = next === undefined ? [] : [{ kind: "active_days", figure: next, reached_on: null }];
  return [...[...basis.milestones, ...counted, ...full].sort(inOrder), ...ahead];
}

const inOrder = (a, b) =>
  compare(a.reached_on, b.reached_on) || compare(a.kind, b.kind) || compare(a.figure, b.figure);

/** The last day with work of the first week with all its slots done, or null. */
function firstFullWeek(plan, worked) {
  for (const week of plan.weeks) {
    const ofWeek = worked.filter((date) => week.days.some((day) => day.date === date));
    if (ofWeek.length === 0) continue;
    const { done, due } = weekProgress(plan, week);
    if (due > 0 && done >= due) return ofWeek.at(-1);
  }
  return null;
}

/** The check-in of the day: the last one edited. */
function checkInOn(checkIns, date) {
  const found = checkIns.filter((checkIn) => checkIn.local_date === date);
  return found.sort(by("edited_at", "recorded_at")).at(-1) ?? null;
}

/** The gravest hold, then the oldest. */
function gravest(holds) {
  const graver = (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  return [...holds].sort((a, b) => graver(a, b) || byInstant("since")(a, b))[0] ?? null;
}

const by = (first, second) => (a, b) => Date.parse(a[first]) - Date.parse(b[first]) || byInstant(second)(a, b);

function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
