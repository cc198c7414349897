import assert from "node:assert/strict";
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
