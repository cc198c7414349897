import assert from "node:assert/strict";
import { test } from "node:test";
import { LARGEST_BYTES, readFile } from "../../patient_app/ui/client/questionnaire_file.js";

const file = (text) => new Blob([text]);

test("a file with an object is a questionnaire to be checked by the server", async () => {
  assert.deepEqual(await readFile(file('{"resourceType": "Questionnaire"}')), {
    questionnaire: { resourceType: "Questionnaire" },
  });
});

test("what is no object of JSON, and what is too large, is told before it is sent", async () => {
  for (const text of ["", "{", "[]", "null", "3", '"x"']) assert.deepEqual(await readFile(file(text)), { problem: "json" });
  assert.deepEqual(await readFile(file(" ".repeat(LARGEST_BYTES + 1))), { problem: "large" });
});
