import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayOf, isNotDone, restingPain } from "../../patient_app/ui/client/course.js";
import { phoneVectors } from "./phone_vectors.mjs";

const VECTORS = phoneVectors();
const seenOn = ({ snapshot, logs, checkIns, holds }, date, today = date) =>
  dayOf(snapshot, logs, checkIns, holds, date, today);

function figures(day) {
  return {
    date: day.date,
    today: day.today,
    week: day.week,
    streak: day.streak,
    milestones: day.milestones,
    slots: day.slots.map((slot) => ({
      id: slot.prescription.id,
      due_today: slot.due_today,
      done: slot.done,
      not_done: slot.not_done,
      extra: slot.extra,
      week_due: slot.week_due,
      week_done: slot.week_done,
      completions: slot.completions.map((completion) => Number(completion.toFixed(6))),
      logs: slot.logs.map((log) => log.id),
    })),
  };
}

test("the phone counts as the server does, with what it entered since", () => {
  assert.ok(VECTORS.length > 350);
  for (const vector of VECTORS) {
    for (const wanted of vector.expected) {
      assert.deepEqual(figures(seenOn(vector, wanted.date, wanted.today)), wanted, `${vector.name}, ${wanted.today}`);
    }
  }
});

test("the resting pain of a log is the latest pain before it on that date", () => {
  const vectors = JSON.parse(readFileSync(new URL("../vectors/resting.json", import.meta.url)));
  assert.ok(vectors.some((vector) => vector.expected === null) && vectors.some((vector) => vector.expected === 0));
  for (const { check_ins: checkIns, date, performed_at: performedAt, expected } of vectors) {
    assert.equal(restingPain(checkIns, date, performedAt), expected, JSON.stringify(checkIns));
  }
});

const LINE = { id: "p", line_id: "p", side: "none", sets: 3, reps: 10 };
const COUNTS = { active_day_milestones: [1] };
const MONDAY = "2026-03-02";
const dateAt = (offset) => new Date(Date.parse(MONDAY) + offset * 86_400_000).toISOString().slice(0, 10);
const log = (id, offset, fields = {}) => ({
  id,
  prescription_id: "p",
  local_date: dateAt(offset),
  performed_at: `${dateAt(offset)}T08:00:00Z`,
  ...fields,
});

/** One week of one line, with the same room every day. */
function aWeek({ schedule = { days: ["mon"] }, due = 1, room = 1, week = { cut: 0, most: 0 }, more = {} } = {}) {
  const lines = [{ prescription_id: "p", due, room }];
  const flexible = [{ line_id: "p", ...week, held_from: Array(7).fill({ cut: 0, most: 0 }) }];
  return {
    has_program: true,
    program_versions: [
      { version: 1, effective_from: MONDAY },
      { version: 2, effective_from: dateAt(12) },
      { version: 3, effective_from: dateAt(9) },
    ],
    prescriptions: {
      p: { ...LINE, schedule, dose_text: "3 sets of 10", position: "standing" },
    },
    days: Array.from({ length: 7 }, (_, at) => ({ date: dateAt(at), version: 1, hold: false, lines })),
    weeks: [{ monday: MONDAY, lines: "times_per_week" in schedule ? flexible : [] }],
    hold: null,
    basis: { streak: { run: 0, longest: 0 }, active_days: 0, full_week_on: null, milestones: [], ...COUNTS },
    ...more,
  };
}

const slotOn = (snapshot, logs, offset = 0) => dayOf(snapshot, logs, [], [], dateAt(offset), dateAt(offset)).slots[0];

test("parts that add up to a whole slot are one, however they are written as numbers", () => {
  const thirtieths = (...parts) => parts.map((reps_done, at) => log(`l${at}`, 0, { sets_done: 3, reps_done }));
  for (const whole of [10, 20]) {
    for (let first = 1; first < whole - 1; first += 1) {
      for (let second = 1; first + second < whole; second += 1) {
        const slot = slotOn(aWeek({ due: 3, room: 3 }), thirtieths(first, second, whole - first - second));
        assert.deepEqual(slot.completions, Array(whole / 10).fill(1));
        const full = slotOn(aWeek({ due: 0, room: 0 }), thirtieths(first, second, whole - first - second));
        assert.equal(full.extra, whole / 10);
      }
    }
  }
});

test("of two equally full slots of a week the earlier counts, also when one is made of parts", () => {
  const weekly = aWeek({ schedule: { times_per_week: 1 }, due: 0, week: { cut: 1, most: 1 } });
  const parts = [7, 2, 1].map((reps_done, at) => log(`part${at}`, 0, { reps_done }));
  const logs = [log("whole", 1), ...parts];
  assert.deepEqual(slotOn(weekly, logs).completions, [1]);
  assert.deepEqual(slotOn(weekly, logs, 1).completions, []);
  assert.equal(slotOn(weekly, logs, 1).extra, 1);
});

test("a slot tells its exercise, its dose and its logs in order of the instant, whatever its offset", () => {
  const late = log("late", 0, { performed_at: `${MONDAY}T09:00:00-05:00` });
  const slot = slotOn(aWeek(), [late, log("early", 0, { performed_at: `${MONDAY}T13:00:00Z` })]);
  assert.deepEqual(slot.prescription, { ...LINE, schedule: { days: ["mon"] } });
  assert.deepEqual([slot.dose_text, slot.position, slot.flexible], ["3 sets of 10", "standing", false]);
  assert.deepEqual(slot.logs.map(({ id }) => id), ["early", "late"]);
});

test("the gravest hold of server and phone is shown, then the oldest", () => {
  const hold = (id, level, since) => ({ id, level, since, since_on: MONDAY });
  const snapshot = aWeek({ more: { hold: hold("server", "C", "2026-03-01T08:00:00+00:00") } });
  const later = hold("later", "U", "2026-03-02T09:00:00-05:00");
  const earlier = hold("earlier", "U", "2026-03-02T13:00:00Z");
  assert.equal(dayOf(snapshot, [], [], [], MONDAY, MONDAY).hold.id, "server");
  const shown = dayOf(snapshot, [], [], [later, earlier], MONDAY, MONDAY);
  assert.deepEqual([shown.hold.id, shown.slots], ["earlier", []]);
});

test("the check-in of a day is the one that was edited last", () => {
  const checkIn = (id, edited_at, local_date = MONDAY) => ({ id, local_date, recorded_at: edited_at, edited_at });
  const found = [checkIn("b", "2026-03-02T12:00:00Z"), checkIn("a", "2026-03-02T09:00:00-05:00")];
  const day = dayOf(aWeek(), [], [...found, checkIn("c", "2026-03-03T20:00:00Z", dateAt(1))], [], MONDAY, MONDAY);
  assert.equal(day.check_in.id, "a");
  assert.equal(dayOf(aWeek(), [], [], [], MONDAY, MONDAY).check_in, null);
});

test("the next version is the earliest that has not begun; a day beyond the snapshot has no slots", () => {
  assert.equal(dayOf(aWeek(), [], [], [], MONDAY, MONDAY).next_version_on, dateAt(9));
  const beyond = dayOf(aWeek(), [log("l", 6)], [], [], dateAt(12), dateAt(6));
  assert.deepEqual([beyond.covered, beyond.has_program, beyond.next_version_on], [false, true, null]);
  assert.deepEqual([beyond.slots, beyond.week, beyond.streak.current], [[], { done: 0, due: 0 }, 1]);
});

test("a snapshot that has run out still counts work, and blames no day that it knows nothing of", () => {
  const logs = [6, 8, 9].map((offset) => log(`l${offset}`, offset));
  assert.deepEqual(dayOf(aWeek(), logs, [], [], dateAt(9), dateAt(9)).streak, { current: 3, longest: 3 });
});

test("a reason alone is no work; a reason beside sets is", () => {
  assert.equal(isNotDone({ not_done_reason: "pain" }), true);
  assert.equal(isNotDone({ not_done_reason: "pain", sets_done: null, reps_done: undefined }), true);
  assert.equal(isNotDone({ not_done_reason: "pain", sets_done: 0 }), false);
  assert.equal(isNotDone({ sets_done: 2 }), false);
});
