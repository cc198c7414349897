import assert from "node:assert/strict";
import { test } from "node:test";
import { fits } from "../../patient_app/ui/client/fits.js";

const DEFAULTS = { loaded: false, as_of: "", view: { streak: "", weeks: [] }, other: 1 };

test("what was kept of the same page fits, whatever it says", () => {
  assert.ok(fits(DEFAULTS, { loaded: true, as_of: "Tue", view: { streak: "3 days", weeks: [1] } }));
});

test("a field that the page needs by now and was not kept does not fit", () => {
  assert.ok(!fits(DEFAULTS, { view: { streak: "3 days" } }));
});

test("a var that is gone, or is of another kind, does not fit", () => {
  assert.ok(!fits(DEFAULTS, { gone: 1 }));
  assert.ok(!fits(DEFAULTS, { view: [] }));
  assert.ok(!fits(DEFAULTS, { loaded: "yes" }));
});

test("nothing, or no object, does not fit", () => {
  for (const found of [null, undefined, "text", []]) assert.ok(!fits(DEFAULTS, found));
});
