// What a guided session plays: the exercises still open today, in an order that changes position seldom, each cut into
// bouts (one set on one side). Plain JSON in and out: no clock, no browser.
import { isNotDone } from "./slot_work.js";

const POSITIONS = [
  "lying_on_back",
  "lying_on_side",
  "lying_on_stomach",
  "hands_and_knees",
  "kneeling",
  "sitting",
  "standing",
];

const rank = (slot) => {
  const place = POSITIONS.indexOf(slot.position);
  return place < 0 ? POSITIONS.length : place;
};

/** Whether the day still asks for this slot. A flexible one also needs room in its week. */
export function isOpen(slot) {
  const planned = slot.flexible ? slot.prescription.times_per_day : slot.due_today;
  const reported = slot.done + (slot.not_done ?? slot.logs.filter(isNotDone).length);
  const room = !slot.flexible || slot.week_done < slot.week_due;
  return room && reported < planned;
}

/** The open slots: lying first, then kneeling, sitting, standing; within one position as the program has them. */
export function playable(slots) {
  return slots.filter(isOpen).sort((one, other) => rank(one) - rank(other));
}

/** A slot as the session keeps it. `firstId` and `secondId` are for its logs: two when the sides differ. */
export function itemOf(slot, makeId) {
  const line = slot.prescription;
  const { exercise } = line;
  return {
    lineId: line.line_id,
    prescriptionId: line.id,
    firstId: makeId(),
    secondId: makeId(),
    name: exercise.name,
    steps: exercise.steps,
    caution: exercise.caution ?? null,
    figure: exercise.figure_url,
    video: exercise.video_url ?? null,
    dose: slot.dose_text,
    position: slot.position ?? null,
    note: line.note ?? null,
    precautions: line.precautions ?? null,
    painRule: line.pain_rule ?? null,
    side: line.side,
    sets: line.sets,
    reps: line.reps ?? null,
    holdSeconds: line.hold_seconds || null,
    minutes: line.duration_minutes || null,
    restSeconds: line.rest_seconds ?? null,
  };
}

/** How a dose is counted: 'minutes' and 'hold' by the clock, 'reps' by taps. */
export function kindOf(item) {
  if (item.minutes !== null) return "minutes";
  return item.holdSeconds !== null ? "hold" : "reps";
}

export const isTwoSided = (item) => item.side === "both" || item.side === "alternating";

/** Sides take turns from one repetition to the next. With minutes they cannot: there one side follows the other. */
export const takesTurns = (item) => item.side === "alternating" && kindOf(item) !== "minutes";

/** What one side does in one set: repetitions, or seconds of a dose in minutes. */
export const amountPerSet = (item) => (item.minutes === null ? (item.reps ?? 1) : Math.round(item.minutes * 60));

/** The exercise in the order in which it is done: `{set, side, full}`, `full` in repetitions or seconds. */
export function boutsOf(item) {
  const amount = amountPerSet(item);
  const sides = isTwoSided(item) && !takesTurns(item) ? ["left", "right"] : [sideOfAll(item)];
  const full = takesTurns(item) ? amount * 2 : amount;
  return Array.from({ length: item.sets }, (_, at) => sides.map((side) => ({ set: at + 1, side, full }))).flat();
}

function sideOfAll(item) {
  if (takesTurns(item)) return "turns";
  return item.side === "left" || item.side === "right" ? item.side : null;
}

// What the prescription does not say is only estimated, for 'about 12 minutes'; nobody is held to it.
const SECONDS_PER_REP = 4;
const SECONDS_BETWEEN_HOLDS = 3;
const SECONDS_OF_REST = 20;
const SECONDS_AROUND = 40;

/** About how many minutes these exercises take, at least 1. */
export function minutesOf(items) {
  const seconds = items.reduce((sum, item) => sum + secondsOf(item), 0);
  return Math.max(Math.round(seconds / 60), 1);
}

function secondsOf(item) {
  const each = {
    minutes: 1,
    hold: item.holdSeconds + SECONDS_BETWEEN_HOLDS,
    reps: SECONDS_PER_REP,
  }[kindOf(item)];
  const work = boutsOf(item).reduce((sum, bout) => sum + bout.full * each, 0);
  return work + (item.sets - 1) * (item.restSeconds ?? SECONDS_OF_REST) + SECONDS_AROUND;
}
