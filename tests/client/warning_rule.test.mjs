import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { holdText, judge, knownHistory } from "../../patient_app/ui/client/warning_rule.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/warning_signs.json", import.meta.url)));

test("the phone judges warning signs as the server does", () => {
  assert.ok(vectors.length > 7);
  for (const { questions, answers, known_history: known, expected } of vectors) {
    assert.deepEqual(judge(questions, answers, known), expected, JSON.stringify({ answers, known }));
  }
});

const SIGNS = {
  questions: [
    { code: "RF1", level: "E", label: "Numb saddle", call_now: false, history: false },
    { code: "RF7", level: "E", label: "Costs $& more", call_now: true, history: true },
    { code: "RF9", level: "U", label: "Fever", call_now: false, history: false },
  ],
  known_history: ["RF7"],
  texts: {
    level_e: "Go now. Tell them: {answers}",
    level_u: "Call today: {answers}",
    call_now: "Call 911.",
    all_no: "-",
  },
};
const said = (answers, known = []) => holdText(SIGNS, judge(SIGNS.questions, answers, known));

test("the words name each sign, in the order in which it was asked", () => {
  assert.equal(said({ RF9: "not_sure" }), "Call today: Fever");
  assert.equal(said({ RF9: "yes", RF1: "yes" }), "Go now. Tell them: Numb saddle; Fever");
});

test("a sign that cannot wait says so first, and a label is taken as it stands", () => {
  assert.equal(said({ RF7: "yes" }), "Call 911. Go now. Tell them: Costs $& more");
});

test("what is known is not named again, and no sign at all has its own words", () => {
  assert.equal(said({ RF7: "yes", RF9: "yes" }, ["RF7"]), "Call today: Fever");
  assert.equal(said({ RF1: "no", RF7: "yes" }, ["RF7"]), "-");
});

test("history is known from the server and from earlier check-ins of this phone, never from the one being made", () => {
  const own = { id: "now", recorded_at: "2026-03-02T12:00:00Z" };
  const checkIns = [
    { id: "before", recorded_at: "2026-03-02T11:00:00Z", warning_signs: { answers: { RF10: "not_sure", RF11: "no" } } },
    { id: "other", recorded_at: "2026-03-02T10:00:00Z", warning_signs: null },
    { id: "later", recorded_at: "2026-03-02T13:00:00Z", warning_signs: { answers: { RF12: "yes" } } },
    { ...own, warning_signs: { answers: { RF1: "yes" } } },
  ];
  assert.deepEqual(knownHistory(SIGNS, checkIns, own), ["RF7", "RF10"]);
});
