import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answer,
  bodyOf,
  draftOf,
  goneOnWith,
  isDraft,
  known,
  missing,
  progressOf,
  responseOn,
  standingOf,
} from "../../patient_app/ui/client/measure.js";
import { dueOn, openOccasions } from "../../patient_app/ui/client/measures_due.js";

const items = (...ids) => ids.map((id) => ({ id, text: id, answer: null }));
const form = (kind) => ({ kind, min: 0, max: kind === "tick" ? 1 : 10, low: "", high: "", options: [] });
const measure = (kind, ids, more = {}) => ({
  id: "m",
  version: "1",
  items: items(...ids),
  least: ids.length,
  answer: form(kind),
  occasions: [],
  responses: [],
  ...more,
});
const occasion = (opens_on, due_on, until = null) => ({ opens_on, due_on, until });
const response = (local_date, more = {}) => ({ id: "r", measure_id: "m", local_date, edited_at: `${local_date}T10:00:00Z`, answers: {}, ...more });

test("ticks are enough at any time, and only what is ticked is saved", () => {
  const ticks = measure("tick", ["1", "2", "3"], { least: 0 });
  assert.deepEqual(progressOf(ticks, {}), { answered: 0, of: 3, isEnough: true });
  const ticked = answer(answer(answer({}, "1", 1), "2", 1), "1", null);
  assert.deepEqual(bodyOf(ticks, "2026-03-16", ticked), {
    measure_id: "m",
    measure_version: "1",
    local_date: "2026-03-16",
    answers: { 2: 1 },
  });
  assert.deepEqual(missing(ticks, {}), []);
});

test("a scale needs as many answers as its rule says; 0 is one", () => {
  const scale = measure("scale", ["a", "b", "c"], { least: 2 });
  assert.equal(progressOf(scale, { a: 0 }).isEnough, false);
  assert.deepEqual(missing(scale, { a: 0 }).map(({ id }) => id), ["b", "c"]);
  assert.equal(progressOf(scale, { a: 0, c: 4 }).isEnough, true);
  assert.deepEqual(missing(scale, { a: 0, c: 4 }), []);
});

test("a form whose rule asks for nothing still needs one answer, unless it is ticks", () => {
  assert.equal(progressOf(measure("scale", ["a"], { least: 0 }), {}).isEnough, false);
});

test("answers to questions that are gone are left out", () => {
  const scale = measure("scale", ["a", "b"]);
  assert.deepEqual(known(scale, { a: 3, old: 4, b: null }), { a: 3 });
  assert.deepEqual(known(scale, undefined), {});
});

test("what is kept while filling in goes on the same day as the same entry, and later as another", () => {
  const kept = draftOf("r1", "2026-03-16", { a: 3 });
  assert.equal(isDraft(kept), true);
  for (const broken of [null, 3, {}, { id: "x", date: 3, answers: {} }, { id: "x", date: "d", answers: null }])
    assert.equal(isDraft(broken), false);
  assert.equal(goneOnWith(kept, "2026-03-16", kept.answers).id, "r1");
  const later = goneOnWith(kept, "2026-03-17", kept.answers, () => "r2");
  assert.deepEqual([later.id, later.date, later.answers], ["r2", "2026-03-16", { a: 3 }]);
});

test("a measure is due from its due date until something was entered since it opened", () => {
  const due = measure("scale", ["a"], { occasions: [occasion("2026-03-13", "2026-03-16"), occasion("2026-03-27", "2026-03-30")] });
  const isDue = (date, responses = []) => dueOn({ measures_due: [due] }, responses, date).length === 1;
  assert.equal(isDue("2026-03-15"), false);
  assert.equal(isDue("2026-03-16"), true);
  assert.equal(isDue("2026-03-31"), true);
  assert.equal(isDue("2026-03-16", [response("2026-03-13")]), false);
  assert.equal(isDue("2026-03-16", [response("2026-03-12")]), true);
  assert.equal(isDue("2026-03-16", [response("2026-03-14", { measure_id: "other" })]), true);
  assert.equal(isDue("2026-03-29", [response("2026-03-20")]), false);
  assert.equal(isDue("2026-03-30", [response("2026-03-20")]), true);
});

test("an occasion is let go after its last day; a snapshot without measures has none", () => {
  const due = measure("scale", ["a"], { occasions: [occasion("2026-03-13", "2026-03-16", "2026-03-20")] });
  assert.equal(openOccasions(due, [], "2026-03-20").length, 1);
  assert.equal(openOccasions(due, [], "2026-03-21").length, 0);
  assert.deepEqual(dueOn({ measures_due: [] }, [], "2026-03-16"), []);
});

test("a questionnaire can be filled in from its opening on, and corrected on the day it was filled in", () => {
  const due = measure("scale", ["a"], { occasions: [occasion("2026-03-13", "2026-03-16")] });
  assert.deepEqual(standingOf(due, [], "2026-03-12"), { state: "later", on: "2026-03-16" });
  assert.equal(standingOf(due, [], "2026-03-13").state, "open");
  assert.equal(standingOf(due, [response("2026-03-16")], "2026-03-16").state, "done");
  assert.deepEqual(standingOf(due, [response("2026-03-16")], "2026-03-17"), { state: "closed", on: null });
});

test("of several responses of a day the last edited is shown", () => {
  const earlier = response("2026-03-16", { id: "a", edited_at: "2026-03-16T09:00:00Z" });
  const later = response("2026-03-16", { id: "b", edited_at: "2026-03-16T09:00:01Z" });
  assert.equal(responseOn(measure("scale", ["a"]), [later, earlier], "2026-03-16").id, "b");
  assert.equal(responseOn(measure("scale", ["a"]), [later], "2026-03-17"), undefined);
});
