import assert from "node:assert/strict";
import { test } from "node:test";
import { onSide, still } from "../../patient_app/ui/client/figure_address.js";
import { figuresOf } from "../../patient_app/ui/client/phone_parts.js";

test("a drawn figure can stand still and show a side", () => {
  assert.equal(still("/figures/bridge.svg"), "/figures/bridge.svg?still=true");
  assert.equal(still("/figures/slr.svg?side=left"), "/figures/slr.svg?side=left&still=true");
  assert.equal(onSide("/figures/slr.svg", "right"), "/figures/slr.svg?side=right");
});

test("a photo is as it is", () => {
  assert.equal(still("/figures/0193.webp"), "/figures/0193.webp");
  assert.equal(onSide("/figures/0193.webp", "left"), "/figures/0193.webp");
});

test("the phone keeps each picture of the program once", () => {
  const line = (side, figure_url) => ({ side, exercise: { figure_url, video_url: "/figures/0193.mp4" } });
  const prescriptions = { a: line("both", "/figures/0193.webp"), b: line("both", "/figures/slr.svg") };
  assert.deepEqual(figuresOf({ prescriptions }), [
    "/figures/0193.webp",
    "/figures/slr.svg",
    "/figures/slr.svg?side=left",
    "/figures/slr.svg?side=right",
  ]);
});
