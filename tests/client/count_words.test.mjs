import assert from "node:assert/strict";
import { test } from "node:test";
import { milestoneWords, streakNote, streakWords, weekWords } from "../../patient_app/ui/client/count_words.js";
import { makeT } from "../../patient_app/ui/client/t.js";

const t = makeT({}, "en");
const day = (current, kept) => ({ streak: { current, longest: 14 }, active_days: kept });

test("a break is a new start that shows what was kept", () => {
  const cases = [
    [0, 0, "Your first day is still to come", "A day counts as active when you log an exercise."],
    [7, 7, "7 active days, longest 14", "Rest days and flare days never break it."],
    [1, 40, "1 active day, longest 14", "A new start. What you did stays: 40 active days in all."],
    [12, 77, "12 active days, longest 14", "77 active days in all."],
    [0, 40, "A new start", "What you did stays: 40 active days in all. Your next exercise begins a new count."],
  ];
  for (const [current, kept, headline, note] of cases) {
    assert.deepEqual([streakWords(t, day(current, kept)), streakNote(t, day(current, kept))], [headline, note]);
  }
});

test("the week has words", () => {
  assert.equal(weekWords(t, { week: { done: 3, due: 12 } }), "3 of 12 exercises done this week");
  assert.equal(weekWords(t, { week: { done: 0, due: 0 } }), "Nothing is planned this week.");
});

test("milestones are named", () => {
  assert.equal(milestoneWords(t, { kind: "active_days", figure: 1 }), "First active day");
  assert.equal(milestoneWords(t, { kind: "full_week", figure: 1 }), "First full week");
  assert.equal(milestoneWords(t, { kind: "active_days", figure: 10 }), "10 active days");
});
