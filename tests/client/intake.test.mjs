import assert from "node:assert/strict";
import { test } from "node:test";
import {
  aboutMonthsAgo,
  answerWords,
  dateWords,
  goOnAt,
  inMonth,
  isAnswered,
  toggled,
} from "../../patient_app/ui/client/intake.js";
import { makeT } from "../../patient_app/ui/client/t.js";

const t = makeT({}, "en");

test("an answer without a word, a place or a choice is none", () => {
  for (const nothing of [undefined, null, {}, { sites: [] }, { choices: [] }, { words: "" }, { items: [] }])
    assert.equal(isAnswered(nothing), false, JSON.stringify(nothing));
  for (const something of [{ sites: ["knee"] }, { choices: [], words: "x" }, { value: 0 }, { choice: "no" }, { answers: {} }])
    assert.equal(isAnswered(something), true, JSON.stringify(something));
});

const QUESTIONS = ["where", "how", "signs", "more"].map((key) => ({ key }));

test("it goes on after what was answered last, then at what is still needed, then shows what was written", () => {
  assert.equal(goOnAt(QUESTIONS, {}, ["where", "signs"]), 0);
  assert.equal(goOnAt(QUESTIONS, { where: { sites: ["knee"] } }, ["signs"]), 1);
  assert.equal(goOnAt(QUESTIONS, { where: { sites: ["knee"] }, signs: { answers: {} } }, []), 3);
  assert.equal(goOnAt(QUESTIONS, { more: { words: "x" } }, ["where", "signs"]), 0);
  assert.equal(goOnAt(QUESTIONS, { more: { words: "x" } }, []), -1);
});

test("'none' goes with no other choice", () => {
  assert.deepEqual(toggled(["a"], "b", "none"), ["a", "b"]);
  assert.deepEqual(toggled(["a", "b"], "a", "none"), ["b"]);
  assert.deepEqual(toggled(["a", "b"], "none", "none"), ["none"]);
  assert.deepEqual(toggled(["none"], "a", "none"), ["a"]);
});

test("months ago are counted over the turn of the year", () => {
  assert.deepEqual(aboutMonthsAgo("2026-03-16", 0), { on: "2026-03-01", precision: "month" });
  assert.deepEqual(aboutMonthsAgo("2026-03-31", 1), { on: "2026-02-01", precision: "month" });
  assert.deepEqual(aboutMonthsAgo("2026-01-31", 1), { on: "2025-12-01", precision: "month" });
  assert.deepEqual(aboutMonthsAgo("2026-03-16", 12), { on: "2025-03-01", precision: "month" });
  assert.deepEqual(inMonth("2019", ""), { on: "2019-01-01", precision: "year" });
  assert.deepEqual(inMonth("2019", "07"), { on: "2019-07-01", precision: "month" });
});

test("a date is said as well as it is known", () => {
  assert.equal(dateWords(t, { on: "2019-01-01", precision: "year" }), "2019");
  assert.equal(dateWords(t, { on: "2026-02-01", precision: "month" }), "February 2026");
  assert.equal(dateWords(t, { on: "2026-03-16", precision: "day" }), "Mon, Mar 16, 2026");
  assert.equal(dateWords(makeT({}, "es"), { on: "2026-02-01", precision: "month" }), "febrero de 2026");
});

test("each answer reads as words", () => {
  const options = [
    { code: "a", name: "Apple" },
    { code: "b", name: "Pear" },
  ];
  const names = { signs: [{ code: "RF1", label: "Numb" }, { code: "RF2", label: "Weak" }], sites: { knee: "Knee" } };
  const say = (kind, answer) => answerWords(t, { kind, options }, answer, names);
  assert.equal(say("sites", { sites: ["knee", "word"] }), "Knee; word");
  assert.equal(say("one", { choice: "a", words: "green" }), "Apple. green");
  assert.equal(say("many", { choices: ["a", "b"] }), "Apple, Pear");
  assert.equal(say("scale", { value: 0 }), "0 of 10");
  assert.equal(say("activities", { items: [{ name: "Walk", baseline: 3 }, { name: "Sit", baseline: null }] }), "Walk (3 of 10); Sit");
  assert.equal(say("signs", { answers: { RF1: "no" } }), "All answered with no");
  assert.equal(say("signs", { answers: { RF2: "yes", RF1: "not_sure" } }), "Numb (Not sure); Weak (Yes)");
  assert.equal(say("text", null), "");
});
