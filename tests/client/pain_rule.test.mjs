import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { painColour } from "../../patient_app/ui/client/pain_rule.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/pain.json", import.meta.url)));

test("the phone judges pain as the server does", () => {
  assert.ok(vectors.length > 100);
  for (const { rule, during, resting, colour } of vectors) {
    assert.equal(painColour(rule, during, resting), colour, JSON.stringify({ rule, during, resting }));
  }
});
