import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { namesOf, regionsOf, toggled } from "../../patient_app/ui/client/body_map.js";

const regions = JSON.parse(readFileSync(new URL("../../patient_app/ui/client/body_regions.json", import.meta.url)));
const at = (view, code) => regionsOf(regions, view).find((region) => region.code === code);
const points = ({ d }) => [...d.matchAll(/(-?\d+) (-?\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
const extent = (values) => Math.max(...values) - Math.min(...values);

// On the narrowest phone (320 px) the drawing, 160 units wide, has 232 px within page and card.
const PX = 232 / 160;

test("the front faces the reader, the back does not", () => {
  assert.ok(at("front", "knee_front_right").x < 100 && at("front", "knee_front_left").x > 100);
  assert.ok(at("back", "knee_back_left").x < 100 && at("back", "knee_back_right").x > 100);
});

test("the other side of a pair is the mirror image", () => {
  const [right, left] = [at("front", "shin_right"), at("front", "shin_left")];
  assert.equal(right.d, left.d);
  assert.equal(right.x + left.x, 200);
  assert.equal(right.transform, undefined);
  assert.match(left.transform, /^matrix\(-1 0 0 1 200 0\)$/);
});

test("no region is drawn twice in a view", () => {
  for (const view of ["front", "back"]) {
    const codes = regionsOf(regions, view).map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
  }
});

test("each region is wide and high enough for a finger on the smallest phone", () => {
  for (const view of ["front", "back"])
    for (const region of regionsOf(regions, view)) {
      const found = points(region);
      assert.ok(extent(found.map(([x]) => x)) * PX >= 24, `${region.code} is too narrow`);
      assert.ok(extent(found.map(([, y]) => y)) * PX >= 24, `${region.code} is too low`);
    }
});

test("the check mark of a region is inside it", () => {
  for (const view of ["front", "back"])
    for (const region of regionsOf(regions, view).filter(({ transform }) => !transform)) {
      const found = points(region);
      const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)];
      assert.ok(region.x > Math.min(...xs) && region.x < Math.max(...xs), region.code);
      assert.ok(region.y > Math.min(...ys) && region.y < Math.max(...ys), region.code);
    }
});

test("a tap adds a site, a second one takes it away, and others stay", () => {
  const chosen = ["old word", "belly"];
  assert.deepEqual(toggled(chosen, "face"), ["old word", "belly", "face"]);
  assert.deepEqual(toggled(chosen, "belly"), ["old word"]);
  assert.deepEqual(chosen, ["old word", "belly"]);
});

test("names are found by code", () => {
  const groups = [{ sites: [{ code: "a", name: "A" }] }, { sites: [{ code: "b", name: "B" }] }];
  assert.deepEqual(namesOf(groups), { a: "A", b: "B" });
});
