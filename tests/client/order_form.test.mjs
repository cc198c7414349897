import assert from "node:assert/strict";
import { test } from "node:test";
import { byHand, codeFrom, draftOf, EMPTY, errorsOf, found, idOf, indexOf, without } from "../../patient_app/ui/client/order_form.js";

const ROWS = [
  { id: "M54.50", name: "Low back pain, unspecified", words: "lumbago dolor espalda baja" },
  { id: "M54.59", name: "Other low back pain", words: "lumbago dolor espalda baja" },
  { id: "M75.01", name: "Adhesive capsulitis of right shoulder", words: "frozen shoulder hombro congelado", side: "right" },
  { id: "M75.02", name: "Adhesive capsulitis of left shoulder", words: "frozen shoulder hombro congelado", side: "left" },
  { id: "R42", name: "Dizziness and giddiness", words: "mareo" },
];
const INDEX = indexOf(ROWS);
const DESK = {
  draft: "",
  revision: "",
  centres: [{ id: "mill", name: "Mill Street" }],
  newest_centre: "",
  onset_on: "2026-01-12",
  signs_asked_on: "2026-03-10",
  goals: [],
};

test("words find a code, those of both languages and synonyms too", () => {
  assert.deepEqual(found(INDEX, "low back pain"), ["M54.50", "M54.59"]);
  assert.deepEqual(found(INDEX, "frozen shoulder"), ["M75.01", "M75.02"]);
  assert.deepEqual(found(INDEX, "espalda"), ["M54.50", "M54.59"]);
  assert.deepEqual(found(INDEX, "  "), []);
});

test("a side leaves the codes of the other one out, and keeps those without", () => {
  assert.deepEqual(found(INDEX, "frozen", { side: "left" }), ["M75.02"]);
  assert.deepEqual(found(INDEX, "back", { side: "left" }), ["M54.50", "M54.59"]);
});

test("a code that is typed in full comes first, with or without its point", () => {
  assert.equal(found(INDEX, "m5459")[0], "M54.59");
  assert.equal(found(INDEX, "M54.59")[0], "M54.59");
});

test("what is chosen is not offered again, and no more than asked for", () => {
  assert.deepEqual(found(INDEX, "low back", { chosen: ["M54.50"] }), ["M54.59"]);
  assert.equal(found(INDEX, "a", { most: 2 }).length, 2);
});

test("a typed code gets its usual form", () => {
  assert.equal(codeFrom(" s93401a"), "S93.401A");
  assert.equal(codeFrom("r42"), "R42");
  for (const typed of ["", "back", "54.50", "M54.505050"]) assert.equal(codeFrom(typed), "");
});

test("by hand goes what no list has; a heading of listed codes does not", () => {
  assert.equal(byHand(ROWS, "c50911"), "C50.911");
  assert.equal(byHand(ROWS, "M54.5"), "");
  assert.equal(byHand(ROWS, "M54.50"), "");
  assert.equal(byHand(ROWS, "frozen"), "");
  assert.equal(byHand(ROWS, "c50911", ["C50.911"]), "");
});

test("a new order begins with what the record knows", () => {
  const data = draftOf(DESK);
  assert.equal(data.onset_or_surgery_on, "2026-01-12");
  assert.equal(data.warning_signs_asked_on, "2026-03-10");
  assert.equal(data.pt_centre_id, "mill");
  assert.equal(data.goals.length, 1);
  assert.deepEqual(draftOf({ ...DESK, goals: [{ id: "a", name: "A" }] }).goals, []);
});

test("a kept draft stays as it was typed, with every field there is", () => {
  const data = draftOf({ ...DESK, draft: '{"weeks":"six","pt_centre_id":""}' });
  assert.deepEqual(data, { ...EMPTY, weeks: "six" });
});

test("an error goes when its field is changed, and stays with others", () => {
  const errors = errorsOf({ errors: [{ field: "goals.0.target", message: "A" }, { field: "goals.10.target", message: "B" }, { field: "weeks", message: "C" }] });
  assert.deepEqual(Object.keys(without(errors, "goals.0")), ["goals.10.target", "weeks"]);
  assert.deepEqual(Object.keys(without(errors, "goals")), ["weeks"]);
  assert.deepEqual(without(errors, "reason"), errors);
});

test("each field has an id of its own", () => {
  assert.equal(idOf("goals.0.measure_id"), "order-goals-0-measure-id");
});
