// The day's check-in without a screen: what is sent, when it is enough, and how answers of one day come together.

import { addDays } from "./clock.js";

const FIELDS = [
  "pain_now",
  "pain_worst",
  "pain_average",
  "pain_sites",
  "activity_ratings",
  "morning_settled",
  "flare",
  "sleep",
  "note",
  "warning_signs",
];

// The graver of two answers of one day stays: what was said to be new today is not taken back by a later 'no'.
const GRAVITY = { no: 0, not_sure: 1, yes: 2 };
const LEVELS = { C: 1, U: 2, E: 3 };
const ASKED_EVERY_DAYS = 7;

/** Is this an answer? A flare that is off says nothing. */
export const given = (value) =>
  ![null, undefined, "", false].includes(value) && !(Array.isArray(value) && value.length === 0);

const only = (answers) =>
  Object.fromEntries(FIELDS.filter((name) => given(answers[name])).map((name) => [name, answers[name]]));

/** The answers of a check-in that is kept already (or of none), to go on from. */
export const startOf = (checkIn) => only(checkIn ?? {});

/** Is there anything to save? */
export const hasAnswers = (answers) => Object.keys(only(answers)).length > 0;

/** The rating of one activity, or null. */
export const rated = (answers, id) => answers.activity_ratings?.find((each) => each.activity_id === id)?.rating ?? null;

/** The ratings with that of one activity set. */
export const withRating = (answers, id, rating) => [
  ...(answers.activity_ratings ?? []).filter((each) => each.activity_id !== id),
  { activity_id: id, rating },
];

/** The patient's activities that are asked about on a date. */
export const activitiesOn = (activities, date) => activities.filter(({ until }) => !until || until >= date);

/** The three taps: pain now, worst pain, the first activity (when there is one). */
export const isEnough = (answers, first) =>
  given(answers.pain_now) && given(answers.pain_worst) && (!first || rated(answers, first.id) !== null);

/** What is saved: the whole check-in each time, so that what was taken away is gone. `flare` is always said. */
export const bodyOf = ({ date, recordedAt }, answers) => ({
  local_date: date,
  recorded_at: recordedAt,
  ...only(answers),
  flare: Boolean(answers.flare),
});

/** What was changed here and is not part of the kept check-in yet. */
export function notKept(changes, kept) {
  const differs = ([name, value]) =>
    given(value) ? JSON.stringify(value) !== JSON.stringify(kept[name]) : given(kept[name]);
  return Object.fromEntries(Object.entries(changes).filter(differs));
}

/** The day's answers to the safety questions with those just given. */
export function withSigns(earlier, version, answers) {
  const merged = { ...earlier?.answers };
  for (const [code, answer] of Object.entries(answers))
    if (!(code in merged) || GRAVITY[answer] > GRAVITY[merged[code]]) merged[code] = answer;
  return { question_version: version, answers: merged };
}

/** Is every question answered? Only then may the answers be called clear. */
export const allAnswered = (questions, answers) => questions.every(({ code }) => code in (answers ?? {}));

/** Have the safety questions not been asked for a week? The server says so for the day of its snapshot; later days,
 *  and what this phone entered since, are counted here. */
export function signsDue({ today: asOf, warning_signs: { due } }, checkIns, today) {
  const asked = checkIns.some((each) => each.warning_signs && each.local_date > addDays(today, -ASKED_EVERY_DAYS));
  return !asked && (due || today > asOf);
}

/** The gravest of several holds (null ones are left out); of equals the first. */
export const gravest = (...holds) =>
  holds
    .filter(Boolean)
    .reduce((found, hold) => (found && LEVELS[found.level] >= LEVELS[hold.level] ? found : hold), null);

/** Does a hold that is `known` (to the phone's storage or the server) tell what was judged on this screen? One that is
 *  as grave does when the server told of it: what this phone began may have had fewer signs. */
export const isTold = (known, judged, begunHere) =>
  Boolean(known) &&
  (LEVELS[known.level] > LEVELS[judged.level] || (known.level === judged.level && !begunHere.includes(known)));

/** What the patient is told about who knows of a hold. One that this phone began is not known until the server says
 *  so itself. */
export function toldOf(hold, { begunHere, refused, signedOut, online }) {
  const isNew = begunHere.some((each) => each === hold || (each.id && each.id === hold.id));
  if (!isNew) return hold.may_clear_from ? "nobody" : "team";
  if (refused) return "refused";
  if (signedOut) return "signed_out";
  return online ? "sending" : "offline";
}
