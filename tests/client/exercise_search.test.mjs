import assert from "node:assert/strict";
import { test } from "node:test";
import { buildIndex, find, plain } from "../../patient_app/ui/client/exercise_search.js";

const ROWS = [
  {
    id: "bird-dog",
    name: "Bird dog",
    names: ["Brazo y pierna contrarios"],
    words: ["back", "espalda", "Reach one arm forward and the other leg back."],
    region: "back",
    equipment: [],
  },
  {
    id: "chair-walk",
    name: "Chair walk",
    words: "aerobic walking beside a chair",
    region: "aerobic",
    equipment: ["chair"],
    own: true,
  },
  { id: "sidewalk", name: "Sidewalk steps", words: "hip", region: "hip", equipment: ["chair", "wall"] },
  { id: "flexion", name: "Flexión de rodilla", words: ["knee", "rodilla", "Camine (walk) despacio."], region: "knee" },
  { id: "walk", name: "Walk", names: ["Caminar"], words: ["aerobic"], region: "aerobic", equipment: [] },
];
const INDEX = buildIndex(ROWS);

test("without words all stand in the order they were given", () => {
  assert.deepEqual(
    find(INDEX, ""),
    ROWS.map(({ id }) => id),
  );
  assert.deepEqual(find(INDEX, "  "), find(INDEX, ""));
});

test("a name is found in either language", () => {
  assert.deepEqual(find(INDEX, "bird"), ["bird-dog"]);
  assert.deepEqual(find(INDEX, "pierna contrarios"), ["bird-dog"]);
});

test("accents and capitals make no difference", () => {
  assert.deepEqual(find(INDEX, "FLEXION"), ["flexion"]);
  assert.deepEqual(find(INDEX, "flexión"), ["flexion"]);
  assert.equal(plain("Ñandú"), "nandu");
});

test("every word must match, in any order", () => {
  assert.deepEqual(find(INDEX, "dog arm"), ["bird-dog"]);
  assert.deepEqual(find(INDEX, "dog chair"), []);
});

test("what the name begins with comes first, then words of the name, then parts of it, then other words", () => {
  assert.deepEqual(find(INDEX, "walk"), ["walk", "chair-walk", "sidewalk", "flexion"]);
});

test("words of the steps are found, and marks between words are none", () => {
  assert.deepEqual(find(INDEX, "(walk) despacio."), ["flexion"]);
});

test("words may be of two languages", () => {
  assert.deepEqual(find(INDEX, "dog brazo"), ["bird-dog"]);
});

test("filters narrow what is found; empty ones do not", () => {
  assert.deepEqual(find(INDEX, "", { region: "aerobic" }), ["chair-walk", "walk"]);
  assert.deepEqual(find(INDEX, "", { equipment: "chair" }), ["chair-walk", "sidewalk"]);
  assert.deepEqual(find(INDEX, "walk", { own: true }), ["chair-walk"]);
  assert.deepEqual(find(INDEX, "walk", { region: "", purpose: null, own: false, position: undefined }).length, 4);
});

test("a filter for what a row does not say leaves the row out", () => {
  assert.deepEqual(find(INDEX, "", { equipment: "wall" }), ["sidewalk"]);
});

test("odd characters of a query are no pattern", () => {
  assert.deepEqual(find(INDEX, "walk.*"), find(INDEX, "walk"));
  assert.deepEqual(find(INDEX, "["), find(INDEX, ""));
});
