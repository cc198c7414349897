import assert from "node:assert/strict";
import { test } from "node:test";
import {
  activitiesOn,
  allAnswered,
  bodyOf,
  gravest,
  hasAnswers,
  isEnough,
  isTold,
  notKept,
  signsDue,
  startOf,
  toldOf,
  withRating,
  withSigns,
} from "../../patient_app/ui/client/check_in.js";

const WALK = { id: "walk", name: "Walk to the shop", until: null };
const ENTRY = { date: "2026-11-25", recordedAt: "2026-11-25T12:00:00.000Z" };
const E = { id: "e", level: "E" };
const U = { id: "u", level: "U" };

test("three taps are enough, and pain 0 is an answer", () => {
  const two = { pain_now: 0, pain_worst: 0 };
  assert.equal(isEnough(two, WALK), false);
  assert.equal(isEnough({ ...two, activity_ratings: withRating({}, "walk", 0) }, WALK), true);
  assert.equal(isEnough({ pain_now: 3 }, undefined), false);
});

test("without an activity the two pains are enough", () => {
  assert.equal(isEnough({ pain_now: 0, pain_worst: 0 }, undefined), true);
});

test("an ended activity is not asked about", () => {
  const activities = [{ id: "a", until: "2026-11-24" }, { id: "b", until: "2026-11-25" }, WALK];
  assert.deepEqual(
    activitiesOn(activities, "2026-11-25").map(({ id }) => id),
    ["b", "walk"],
  );
});

test("only what was answered is sent, and the flare always", () => {
  const body = bodyOf(ENTRY, { pain_now: 0, pain_worst: 4, note: null, pain_sites: [], morning_settled: null });
  assert.deepEqual(body, {
    local_date: "2026-11-25",
    recorded_at: "2026-11-25T12:00:00.000Z",
    pain_now: 0,
    pain_worst: 4,
    flare: false,
  });
});

test("what the server adds to a check-in is not sent back", () => {
  const kept = { ...bodyOf(ENTRY, { pain_now: 2 }), id: "c", received_at: "x", late: false, pain_average: null };
  assert.deepEqual(startOf(kept), { pain_now: 2 });
});

test("a flare that was switched off again is nothing to save", () => {
  assert.equal(hasAnswers({ flare: true }), true);
  assert.equal(hasAnswers({ flare: false, pain_sites: [] }), false);
});

test("a rating replaces the one before and leaves the others", () => {
  const answers = { activity_ratings: withRating({ activity_ratings: withRating({}, "walk", 3) }, "sit", 5) };
  assert.deepEqual(withRating(answers, "walk", 7), [
    { activity_id: "sit", rating: 5 },
    { activity_id: "walk", rating: 7 },
  ]);
});

test("a correction stays over the kept check-in until that has it", () => {
  assert.deepEqual(notKept({ pain_now: 5, sleep: 7 }, { pain_now: 3, sleep: 7 }), { pain_now: 5 });
  assert.deepEqual(notKept({ pain_now: 5 }, { pain_now: 5 }), {});
});

test("what was taken away stays away until the kept check-in has let it go", () => {
  assert.deepEqual(notKept({ note: null, flare: false }, { note: "Sore", flare: true }), { note: null, flare: false });
  assert.deepEqual(notKept({ note: null, flare: false, pain_sites: [] }, {}), {});
});

test("a sign of today is not taken back by a later no", () => {
  const morning = { question_version: "1", answers: { RF1: "yes", RF2: "not_sure", RF3: "no" } };
  const merged = withSigns(morning, "2", { RF1: "no", RF2: "yes", RF3: "not_sure", RF4: "no" });
  assert.deepEqual(merged, { question_version: "2", answers: { RF1: "yes", RF2: "yes", RF3: "not_sure", RF4: "no" } });
  assert.equal(morning.answers.RF2, "not_sure");
});

test("the first answers of a day are taken as they are", () => {
  assert.deepEqual(withSigns(undefined, "1", { RF1: "no" }), { question_version: "1", answers: { RF1: "no" } });
});

test("answers are clear only when every question has one", () => {
  const questions = [{ code: "RF1" }, { code: "RF2" }];
  assert.equal(allAnswered(questions, { RF1: "no" }), false);
  assert.equal(allAnswered(questions, { RF1: "no", RF2: "no" }), true);
  assert.equal(allAnswered(questions, undefined), false);
});

test("the safety questions are due when a week has passed, also without the server", () => {
  const snapshot = (due) => ({ today: "2026-11-18", warning_signs: { due } });
  const asked = (local_date) => [{ local_date, warning_signs: { answers: {} } }];
  assert.equal(signsDue(snapshot(false), [], "2026-11-18"), false);
  assert.equal(signsDue(snapshot(true), [], "2026-11-18"), true);
  assert.equal(signsDue(snapshot(true), asked("2026-11-18"), "2026-11-18"), false);
  assert.equal(signsDue(snapshot(false), asked("2026-11-18"), "2026-11-24"), false);
  assert.equal(signsDue(snapshot(false), asked("2026-11-18"), "2026-11-25"), true);
  assert.equal(signsDue(snapshot(false), [{ local_date: "2026-11-25" }], "2026-11-25"), true);
});

test("the gravest hold is shown", () => {
  assert.equal(gravest(null, U, E), E);
  assert.equal(gravest(E, U), E);
  assert.equal(gravest(U, { level: "U" }), U);
  assert.equal(gravest(null, undefined), null);
});

test("nobody is said to know of a hold that the server has not told of", () => {
  const now = { begunHere: [E], refused: false, signedOut: false, online: true };
  assert.equal(toldOf(E, now), "sending");
  assert.equal(toldOf({ ...E }, now), "sending");
  assert.equal(toldOf(E, { ...now, online: false }), "offline");
  assert.equal(toldOf(E, { ...now, signedOut: true, online: false }), "signed_out");
  assert.equal(toldOf(E, { ...now, refused: true }), "refused");
});

test("a hold that the server told of is known, whatever else this phone has", () => {
  const now = { begunHere: [E], refused: false, signedOut: false, online: false };
  assert.equal(toldOf(U, now), "team");
  assert.equal(toldOf({ ...U, may_clear_from: "2026-11-25T12:00:00Z" }, now), "nobody");
});

test("a hold judged a moment ago has no id yet, and is not known", () => {
  const judged = { level: "E", text: "Go" };
  const now = { begunHere: [judged], refused: false, signedOut: false, online: false };
  assert.equal(toldOf(judged, now), "offline");
  assert.equal(toldOf({ level: "E" }, now), "team");
});

test("what was judged here stands until the server tells of a hold as grave", () => {
  const judged = { level: "U", text: "Stop" };
  assert.equal(isTold(null, judged, []), false);
  assert.equal(isTold(U, judged, [U]), false);
  assert.equal(isTold(U, judged, []), true);
  assert.equal(isTold(E, judged, [E]), true);
  assert.equal(isTold(U, { level: "E" }, []), false);
});
