// A questionnaire without a screen: what is answered, when it is enough, what is saved. No score is computed here.

import { newId } from "./clock.js";
import { openOccasions } from "./measures_due.js";

/** How an item is answered. */
export const formOf = (measure, item) => item.answer ?? measure.answer;

const isTick = (measure) => measure.answer.kind === "tick";

/** Of these answers, those that the measure still asks for. */
export const known = (measure, answers) =>
  Object.fromEntries(measure.items.map(({ id }) => [id, answers?.[id]]).filter(([, value]) => Number.isFinite(value)));

/** The answers with one item set; `null` takes it back. */
export function answer(answers, id, value) {
  const { [id]: _, ...others } = answers;
  return value === null ? others : { ...others, [id]: value };
}

/** {answered, of, isEnough}: how far it is. Ticks are enough at any time: a blank one is an answer too. */
export function progressOf(measure, answers) {
  const answered = Object.keys(known(measure, answers)).length;
  return { answered, of: measure.items.length, isEnough: isTick(measure) || answered >= Math.max(measure.least, 1) };
}

/** The items that still need an answer, in their order; none of ticks, and none above what is needed. */
export const missing = (measure, answers) =>
  progressOf(measure, answers).isEnough ? [] : measure.items.filter(({ id }) => !Number.isFinite(answers[id]));

/** What is saved. A tick is 1, a blank one is left out. */
export const bodyOf = (measure, date, answers) => ({
  measure_id: measure.id,
  measure_version: measure.version,
  local_date: date,
  answers: known(measure, answers),
});

/** The response of `date`, which can be corrected on that day; undefined without one. Of several the last edited. */
export const responseOn = (measure, responses, date) =>
  responses
    .filter((each) => each.measure_id === measure.id && each.local_date === date)
    .sort((a, b) => Date.parse(a.edited_at) - Date.parse(b.edited_at))
    .at(-1);

/** {state, on}: 'done' (filled in today), 'open' (may be filled in), 'later' (due `on`), or 'closed'. */
export function standingOf(measure, responses, date) {
  if (responseOn(measure, responses, date)) return { state: "done", on: date };
  const open = openOccasions(measure, responses, date);
  if (open.some((each) => each.opens_on <= date)) return { state: "open", on: date };
  const next = open.map((each) => each.due_on).sort()[0];
  return next ? { state: "later", on: next } : { state: "closed", on: null };
}

/** Where answers are kept while they are filled in. */
export const draftKey = (measure) => `measure:${measure.id}:${measure.version}`;

/** What is kept: the id of the entry to be (saved twice it is still one), the day it was begun, the answers. */
export const draftOf = (id, date, answers) => ({ id, date, answers });

/** A kept draft as it goes on today: what was begun on another day is another entry than that day's. */
export const goneOnWith = (kept, today, answers, newEntry = newId) => ({
  ...kept,
  id: kept.date === today ? kept.id : newEntry(),
  answers,
});

/** A kept draft, if storage holds one that can be used. */
export const isDraft = (value) =>
  typeof value?.id === "string" &&
  typeof value.date === "string" &&
  typeof value.answers === "object" &&
  value.answers !== null;
