import assert from "node:assert/strict";
import { test } from "node:test";
import { MINUTES, SET_DAYS, bodyOf, copyOf, errorOf, formOf, missing } from "../../patient_app/ui/client/library_form.js";

const t = (text) => text;

const WALL_SIT = {
  id: "e1",
  region: "knee",
  position: "standing",
  purpose: "strength",
  equipment: ["wall"],
  side_choice: "none",
  easier: ["sit-to-stand"],
  harder: [],
  safety_gates: ["weight_bearing_limit"],
  default_dose: {
    side: "none",
    sets: 3,
    reps: 5,
    hold_seconds: 10,
    duration_minutes: null,
    rest_seconds: null,
    load: { kind: "mass", value: 2.5, unit: "kg" },
    times_per_day: 1,
    schedule: { times_per_week: 3 },
  },
  dose_source: "Our knee group",
  media: ["m1"],
  edition: "edition 1",
  figure_url: "/figures/m1.webp",
  video_url: null,
  texts: { en: { name: "Wall sit", steps: ["Lean.", "Slide."], caution: "Care.", dose: "3 sets of 5" } },
};
const BODY = {
  name: { en: "Wall sit" },
  region: "knee",
  position: "standing",
  purpose: "strength",
  equipment: ["wall"],
  side_choice: "none",
  steps: { en: ["Lean.", "Slide."] },
  caution: { en: "Care." },
  easier: ["sit-to-stand"],
  harder: [],
  default_dose: WALL_SIT.default_dose,
  dose_source: "Our knee group",
  safety_gates: ["weight_bearing_limit"],
  media: ["m1"],
  based_on: "edition 1",
};

test("an exercise that is opened and saved stays as it was", () => {
  assert.deepEqual(bodyOf(formOf(WALL_SIT)), BODY);
});

test("what Spanish has of its own is shown, and sent back", () => {
  const es = { name: "Sentadilla", steps: ["Apóyese.", "Baje."], caution: "Care.", dose: "" };
  const form = formOf({ ...WALL_SIT, texts: { ...WALL_SIT.texts, es } });
  assert.deepEqual([form.name_es, form.steps_es, form.caution_es], ["Sentadilla", "Apóyese.\nBaje.", ""]);
  assert.deepEqual(bodyOf(form).steps, { en: ["Lean.", "Slide."], es: ["Apóyese.", "Baje."] });
  assert.deepEqual(bodyOf(form).caution, { en: "Care." });
});

test("a copy has a name of its own and no photo", () => {
  const form = copyOf(WALL_SIT, "Wall sit, ours");
  assert.deepEqual([form.name_en, form.media, form.region], ["Wall sit, ours", [], "knee"]);
});

test("empty lines are no steps", () => {
  assert.deepEqual(bodyOf({ ...formOf(null), steps_en: " Lean. \n\n  \nSlide.\n" }).steps, { en: ["Lean.", "Slide."] });
});

test("what is no number is sent as it was typed", () => {
  const dose = bodyOf({ ...formOf(WALL_SIT), sets: "three", reps: "1,5", rest: "" }).default_dose;
  assert.deepEqual([dose.sets, dose.reps, dose.rest_seconds], ["three", 1.5, null]);
});

test("minutes leave repetitions out, set days the count of a week", () => {
  const dose = bodyOf({
    ...formOf(WALL_SIT),
    measure: MINUTES,
    minutes: "10",
    schedule: SET_DAYS,
    days: ["mon"],
  }).default_dose;
  assert.deepEqual([dose.reps, dose.hold_seconds, dose.duration_minutes], [null, null, 10]);
  assert.deepEqual(dose.schedule, { days: ["mon"] });
});

test("a new form says everything that it needs", () => {
  assert.deepEqual(Object.keys(missing(t, formOf(null))), [
    "name.en",
    "region",
    "position",
    "purpose",
    "side_choice",
    "steps.en",
    "default_dose.sets",
    "default_dose.reps",
    "default_dose.schedule",
  ]);
  assert.deepEqual(missing(t, formOf(WALL_SIT)), {});
});

test("a caution in Spanish alone is not lost in silence", () => {
  assert.ok(missing(t, { ...formOf(WALL_SIT), caution_en: "", caution_es: "Cuidado." })["caution.en"]);
});

test("an error inside a field is an error of the field", () => {
  const errors = { "steps.en.2": "Too long.", region: "Choose." };
  assert.equal(errorOf(errors, "steps.en"), "Too long.");
  assert.equal(errorOf(errors, "name.en", "region"), "Choose.");
  assert.equal(errorOf(errors, "steps.es"), undefined);
});
