// An exercise of the clinic's own as it is typed: text in every field, and back to what the server takes. What cannot
// be read as a number is sent as it was typed: the server says what it needs instead.

export const REPS = "reps";
export const MINUTES = "minutes";
export const ANY_DAYS = "week";
export const SET_DAYS = "days";

const EMPTY = {
  based_on: null,
  name_en: "",
  name_es: "",
  region: "",
  position: "",
  purpose: "",
  side_choice: "",
  equipment: [],
  steps_en: "",
  steps_es: "",
  caution_en: "",
  caution_es: "",
  media: [],
  easier: [],
  harder: [],
  side: "both",
  measure: REPS,
  sets: "",
  reps: "",
  hold: "",
  minutes: "",
  rest: "",
  times_per_day: "1",
  schedule: ANY_DAYS,
  times_per_week: "",
  days: [],
  load: "",
  band: "",
  weight: "",
  unit: "lb",
  dose_source: "",
  safety_gates: [],
};

const text = (value) => (value === null || value === undefined ? "" : String(value));
const lines = (typed) =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
const wordsOf = (exercise, language, name) => exercise.texts[language]?.[name] ?? "";

/** The fields of an exercise, or of a new one. */
export function formOf(exercise) {
  if (!exercise) return EMPTY;
  const { default_dose: dose } = exercise;
  const steps = (language) => exercise.texts[language]?.steps.join("\n") ?? "";
  const hasSpanish = Boolean(exercise.texts.es);
  // English stands in for a text that Spanish has not.
  const spanish = (name) =>
    hasSpanish && wordsOf(exercise, "es", name) !== wordsOf(exercise, "en", name) ? wordsOf(exercise, "es", name) : "";
  return {
    ...EMPTY,
    name_en: wordsOf(exercise, "en", "name"),
    name_es: spanish("name"),
    region: exercise.region,
    position: exercise.position,
    purpose: exercise.purpose,
    side_choice: exercise.side_choice,
    equipment: exercise.equipment,
    steps_en: steps("en"),
    steps_es: steps("es") === steps("en") ? "" : steps("es"),
    caution_en: wordsOf(exercise, "en", "caution"),
    caution_es: spanish("caution"),
    media: mediaOf(exercise),
    based_on: exercise.edition,
    easier: exercise.easier,
    harder: exercise.harder,
    side: dose.side,
    measure: dose.duration_minutes === null ? REPS : MINUTES,
    sets: text(dose.sets),
    reps: text(dose.reps),
    hold: text(dose.hold_seconds),
    minutes: text(dose.duration_minutes),
    rest: text(dose.rest_seconds),
    times_per_day: text(dose.times_per_day),
    schedule: dose.schedule.days ? SET_DAYS : ANY_DAYS,
    times_per_week: text(dose.schedule.times_per_week),
    days: dose.schedule.days ?? [],
    load: dose.load?.kind ?? "",
    band: dose.load?.kind === "band" ? text(dose.load.value) : "",
    weight: dose.load?.kind === "mass" ? text(dose.load.value) : "",
    unit: dose.load?.unit ?? EMPTY.unit,
    dose_source: exercise.dose_source,
    safety_gates: exercise.safety_gates,
  };
}

const mediaOf = ({ media, figure_url: picture, video_url: video }) =>
  media.slice(0, 1).map((id) => ({ id, kind: video ? "video" : "photo", picture_url: picture }));

/** The fields of another exercise to begin with: it gets a name of its own, and no photo. */
export const copyOf = (exercise, name) => ({ ...formOf(exercise), name_en: name, name_es: "", media: [], based_on: null });

/** What the server takes. */
export function bodyOf(form) {
  const timed = form.measure === MINUTES;
  return {
    name: bilingual(form.name_en.trim(), form.name_es.trim()),
    region: form.region,
    position: form.position,
    purpose: form.purpose,
    equipment: form.equipment,
    side_choice: form.side_choice,
    steps: bilingual(lines(form.steps_en), lines(form.steps_es)),
    caution: form.caution_en.trim() ? bilingual(form.caution_en.trim(), form.caution_es.trim()) : null,
    easier: form.easier,
    harder: form.harder,
    default_dose: {
      side: form.side_choice === "none" ? "none" : form.side,
      sets: number(form.sets),
      reps: timed ? null : number(form.reps),
      hold_seconds: timed ? null : number(form.hold),
      duration_minutes: timed ? number(form.minutes) : null,
      rest_seconds: number(form.rest),
      load: loadOf(form),
      times_per_day: number(form.times_per_day),
      schedule: form.schedule === SET_DAYS ? { days: form.days } : { times_per_week: number(form.times_per_week) },
    },
    dose_source: form.dose_source.trim() || null,
    safety_gates: form.safety_gates,
    media: form.media.map(({ id }) => id),
    based_on: form.based_on,
  };
}

const bilingual = (en, es) => (es.length > 0 ? { en, es } : { en });

function number(typed) {
  const said = typed.trim().replace(",", ".");
  if (!said) return null;
  return /^\d+(\.\d+)?$/.test(said) ? Number(said) : typed;
}

function loadOf({ load, band, weight, unit }) {
  if (!load) return null;
  if (load === "band") return { kind: load, value: band.trim() || null };
  if (load === "mass") return weight.trim() ? { kind: load, value: number(weight), unit } : { kind: load };
  return { kind: load };
}

/** Why a field cannot be sent; names of fields as the server has them. */
export function missing(t, form) {
  const found = {
    "name.en": !form.name_en.trim() && t("Write a name."),
    region: !form.region && t("Choose one."),
    position: !form.position && t("Choose one."),
    purpose: !form.purpose && t("Choose one."),
    side_choice: !form.side_choice && t("Choose one."),
    "steps.en": lines(form.steps_en).length === 0 && t("Write how it is done, one step a line."),
    "caution.en": form.caution_es.trim() && !form.caution_en.trim() && t("Write it in English too."),
    "default_dose.sets": !form.sets.trim() && t("Write how many sets."),
    "default_dose.reps": form.measure === REPS && !form.reps.trim() && t("Write how many repetitions."),
    "default_dose.duration_minutes": form.measure === MINUTES && !form.minutes.trim() && t("Write how many minutes."),
    "default_dose.times_per_day": !form.times_per_day.trim() && t("Write how many times a day."),
    "default_dose.schedule": scheduleProblem(t, form),
  };
  return Object.fromEntries(Object.entries(found).filter(([, said]) => said));
}

function scheduleProblem(t, { schedule, days, times_per_week: times }) {
  if (schedule === SET_DAYS) return days.length === 0 && t("Choose at least one day.");
  return !times.trim() && t("Write how many days a week.");
}

/** What the server says of a field or of anything in it ('steps.en.2'). */
export function errorOf(errors, ...fields) {
  const named = Object.entries(errors).find(([name]) =>
    fields.some((field) => name === field || name.startsWith(`${field}.`)),
  );
  return named?.[1];
}
