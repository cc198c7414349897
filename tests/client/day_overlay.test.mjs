import assert from "node:assert/strict";
import { test } from "node:test";
import { overlay } from "../../patient_app/ui/client/day_overlay.js";

const slot = (id, logs = [], due = 1) => ({ prescription: { id }, logs, due_today: due, done: logs.length ? 1 : 0 });
const log = (id, prescription_id, more = {}) => ({
  id,
  prescription_id,
  performed_at: "2026-11-24T12:00:00Z",
  ...more,
});
const day = (slots, more = {}) => ({
  date: "2026-11-24",
  today: "2026-11-24",
  slots,
  week: { done: 3, due: 10 },
  streak: { current: 5, longest: 5 },
  ...more,
});

test("the first work of today adds to the week and the streak at once", () => {
  const seen = overlay(day([slot("p")]), [{ id: "a", body: log("a", "p") }]);
  assert.deepEqual(seen.week, { done: 4, due: 10 });
  assert.deepEqual(seen.streak, { current: 6, longest: 6 });
  assert.equal(seen.slots[0].done, 1);
});

test("undoing the only work of today takes it back", () => {
  const kept = log("a", "p");
  const seen = overlay(day([slot("p", [kept])]), [{ id: "a", deleted: true, body: kept }]);
  assert.equal(seen.week.done, 2);
  assert.equal(seen.streak.current, 4);
  assert.deepEqual(seen.slots[0].logs, []);
});

test("a second exercise of the day adds nothing to the streak", () => {
  const seen = overlay(day([slot("p", [log("a", "p")]), slot("q")]), [{ id: "b", body: log("b", "q") }]);
  assert.equal(seen.streak.current, 5);
  assert.equal(seen.week.done, 4);
});

test("a not-done report is no work", () => {
  const report = log("a", "p", { not_done_reason: "tired" });
  const seen = overlay(day([slot("p")]), [{ id: "a", body: report }]);
  assert.equal(seen.week.done, 3);
  assert.equal(seen.streak.current, 5);
  assert.equal(seen.slots[0].logs.length, 1);
});

test("an entry that the server knows already counts once", () => {
  const known = log("a", "p");
  const seen = overlay(day([slot("p", [known])]), [{ id: "a", body: known }]);
  assert.equal(seen.week.done, 3);
  assert.equal(seen.slots[0].logs.length, 1);
});

test("work on an earlier day leaves today's streak to the server", () => {
  const seen = overlay(day([slot("p")], { date: "2026-11-23" }), [{ id: "a", body: log("a", "p") }]);
  assert.equal(seen.streak.current, 5);
});
