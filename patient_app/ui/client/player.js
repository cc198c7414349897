// The guided session as a state machine: `begin(slots, now)`, `step(state, action, now)`, `view(state, now)`.
//
// The state is plain JSON and can be kept and taken up again. Nothing counts ticks: a phase has the instants (ms) at
// which it began and ends, and `step` first brings the state to `now`, however long nobody called it. A step that
// changes nothing returns the same state.
//
// A bout is one set on one side (session_plan.js). Within a bout, time that passes unseen counts: a phone may be locked
// during a walk or a set of holds. But nothing is taken as done unseen: a bout that ended unseen waits in the phase
// 'over' for the person's word, and no bout begins unseen.
import { boutsOf, isOpen, itemOf, kindOf, playable, takesTurns } from "./session_plan.js";
import { entriesOf, isSomeWork } from "./session_work.js";

export const LEAD = 5000;
export const CHANGE_OF_SIDES = 7000;
export const BETWEEN_HOLDS = 3000;
export const TURN = 4000;
export const MORE_REST = 15000;

/** An end that is seen within this time was not missed. */
export const PRESENT = 15000;

/** Changes when a state that was kept can no longer be taken up. */
export const VERSION = 1;

const STEPS_BACK = 24;

const UNTOUCHED = new Set(["intro", "count"]);
const BY_THE_CLOCK = new Set(["ready", "hold", "relax"]);
const IN_A_BOUT = new Set(["intro", "count", "ready", "hold", "relax", "run", "over"]);

/** A new session with what is still open. `date`: the local date; `makeId`: makes the ids of its logs. */
export function begin(slots, now, { date, makeId }) {
  const items = playable(slots).map((slot) => itemOf(slot, makeId));
  const clock = { beganAt: now, endedAt: null, pausedAt: null, pausedMs: 0 };
  const place = { at: 0, bout: 0, undo: [] };
  return entered({ version: VERSION, date, ...clock, items, progress: items.map(fresh), ...place }, 0, now);
}

/** The state after `action` at `now` (ms). An action that does not fit the state only brings it to `now`. */
export function step(state, action, now) {
  const current = settled(state, now);
  const does = ACTIONS[action.type];
  if (!does) throw new Error(`unknown action ${action.type}`);
  if (current.pausedAt !== null && !WHILE_PAUSED.has(action.type)) return current;
  return does(current, now, action) ?? current;
}

/** All logs of the session as `[{id, body}]`, at most two for an exercise (one for each side). */
export function entries(state) {
  return state.items.flatMap((item, at) => entriesOf(item, state.progress[at], state.date));
}

/** What must be saved and removed so that the phone has the logs of `after`. */
export function changes(before, after) {
  if (before === after) return { saved: [], removed: [] };
  const old = new Map((before ? entries(before) : []).map(({ id, body }) => [id, JSON.stringify(body)]));
  const now = entries(after);
  const ids = new Set(now.map(({ id }) => id));
  return {
    saved: now.filter(({ id, body }) => old.get(id) !== JSON.stringify(body)),
    removed: [...old.keys()].filter((id) => !ids.has(id)),
  };
}

/** The session of a day that is over: what was done of the exercise that was left in the middle, as logs too. */
export function closed(state) {
  return step(state, { type: "end" }, state.pausedAt ?? state.phase.since);
}

/** What the screen shows. `left`: whole seconds to go, null without a clock; `share`: how much has passed, 0 to 1. */
export function view(state, now) {
  const item = state.items[state.at] ?? null;
  const { name } = state.phase;
  const seen = {
    screen: name === "summary" || name === "ask" ? name : "exercise",
    phase: name,
    paused: state.pausedAt !== null,
    index: state.at,
    total: state.items.length,
    item,
    next: state.items[state.at + 1] ?? null,
    canGoBack: state.undo.length > 0 && state.pausedAt === null,
    minutes: Math.max(Math.round(((state.endedAt ?? now) - state.beganAt - state.pausedMs) / 60000), 1),
  };
  const at = state.pausedAt ?? now;
  return item ? { ...seen, ...ofExercise(state, item, at), ...ofClock(state, at) } : seen;
}

function ofExercise(state, item, now) {
  const bouts = boutsOf(item);
  const bout = bouts[state.bout];
  const progress = state.progress[state.at];
  const done = progress.done[state.bout];
  const turns = takesTurns(item);
  return {
    kind: kindOf(item),
    set: bout.set,
    side: turns ? sideOfTurn(Math.min(done, bout.full - 1)) : bout.side,
    sidesFollow: bouts.length > item.sets,
    // With sides that take turns both count to the same number: 1 left, 1 right, 2 left ...
    count: turns ? Math.floor(done / 2) : done,
    of: turns ? bout.full / 2 : bout.full,
    feelings: progress.feelings,
    canStop: canStop(state, now),
    restIsOver: state.phase.name === "rest" && Boolean(state.phase.isOver),
  };
}

const sideOfTurn = (done) => (done % 2 === 0 ? "left" : "right");

/** Whether there is something to log when one stops now. */
function isWorth(state, now) {
  const { done } = withAmount(state, amountNow(state, now)).progress[state.at];
  return secondsHeld(state, now) > 0 || isSomeWork(here(state), done);
}

const secondsHeld = ({ phase }, now) =>
  phase.name === "hold" ? Math.max(Math.floor((now - phase.since) / 1000), 0) : 0;

function ofClock({ phase }, now) {
  if (phase.until === null) return { left: null, share: 0 };
  const length = phase.until - phase.since;
  const left = Math.min(Math.max(phase.until - now, 0), length);
  return { left: Math.ceil(left / 1000), share: length > 0 ? 1 - left / length : 1 };
}

/** What has just begun, for a voice and a live region: a code, or null. */
export function cue(before, after) {
  if (before === after || after.pausedAt !== null) return null;
  const { name } = after.phase;
  const isNewExercise = before === null || before.at !== after.at;
  if (name === "summary") return before?.phase.name === "summary" ? null : "all_done";
  if (name === "ask") return before?.phase.name === "ask" ? null : "done";
  if (isNewExercise) return "exercise";
  const isSame = before.phase.name === name && before.phase.since === after.phase.since && before.bout === after.bout;
  if (isSame) return null;
  if (name === "hold" || name === "run" || name === "over") return before.phase.name === name ? null : name;
  if (name === "rest") return after.phase.isOver ? "rest_over" : before.phase.name === "rest" ? null : "rest";
  if (name === "relax") return takesTurns(after.items[after.at]) ? "change_sides" : "relax";
  return cueOfBout(before, after);
}

function cueOfBout(before, after) {
  const { name } = after.phase;
  if (before.phase.name === "rest") return "set";
  if (before.bout === after.bout) {
    if (name === "ready") return "ready";
    const turns = takesTurns(after.items[after.at]);
    return name === "count" && before.phase.name === "count" && turns ? "change_sides" : null;
  }
  const bouts = boutsOf(after.items[after.at]);
  return bouts[before.bout].set === bouts[after.bout].set ? "change_sides" : "set";
}

// Moving on by the clock ----------------------------------------------------------------------------------------------

function settled(start, now) {
  if (start.pausedAt !== null) return start;
  let state = anchored(start, now);
  while (state.phase.until !== null && now >= state.phase.until) {
    state = onward(state, start, now - state.phase.until > PRESENT);
  }
  return state;
}

/** The phone's clock went back: the phase begins anew, so that it does not last for hours. */
function anchored(state, now) {
  const { since, until } = state.phase;
  if (until === null || now >= since) return state;
  const began = state.phase.name === "run" ? now - amount(state) * 1000 : now;
  return inPhase(state, { ...state.phase, since: began, until: began + (until - since) });
}

/** The phase after the one that has just ended. `seen`: the state that a person saw last. */
function onward(state, seen, isLate) {
  const { name, until } = state.phase;
  if (name === "ready") return kindOf(here(state)) === "minutes" ? running(state, until) : holding(state, until);
  if (name === "relax") return holding(state, until);
  if (name === "rest") {
    if (!isLate) return bout(state, state.bout, until, LEAD);
    return inPhase(state, { ...state.phase, until: null, isOver: true });
  }
  const full = boutsOf(here(state))[state.bout].full;
  const done = name === "run" ? full : amount(state) + 1;
  if (done < full) {
    const gap = takesTurns(here(state)) ? TURN : BETWEEN_HOLDS;
    return inPhase(withAmount(noted(state, until), done), { name: "relax", since: until, until: until + gap });
  }
  if (isLate) {
    const asSeen = { ...withAmount(state, amount(seen)), undo: seen.undo };
    return inPhase(asSeen, { name: "over", since: until, until: null });
  }
  return boutDone(noted(state, until), until);
}

const holding = (state, now) =>
  inPhase(state, { name: "hold", since: now, until: now + here(state).holdSeconds * 1000 });

function running(state, now) {
  const since = now - amount(state) * 1000;
  return inPhase(state, { name: "run", since, until: since + boutsOf(here(state))[state.bout].full * 1000 });
}

/** A bout begins: by the clock after `lead` ms to get ready, else at once. */
function bout(state, at, now, lead) {
  const next = { ...state, bout: at };
  if (kindOf(here(state)) === "reps") return inPhase(next, { name: "count", since: now, until: null });
  return inPhase(next, { name: "ready", since: now, until: now + lead });
}

/** All of this bout is done: the other side, a rest, or the end of the exercise. */
function boutDone(state, now) {
  const bouts = boutsOf(here(state));
  const next = state.bout + 1;
  const done = withAmount(state, bouts[state.bout].full);
  if (next === bouts.length) return exerciseEnded(done, now, {});
  if (bouts[next].set === bouts[state.bout].set) return bout(done, next, now, CHANGE_OF_SIDES);
  const { restSeconds } = here(state);
  if (restSeconds === 0) return bout(done, next, now, LEAD);
  // Without a prescribed rest nobody is hurried: the person says when.
  const until = restSeconds === null ? null : now + restSeconds * 1000;
  return inPhase({ ...done, bout: next }, { name: "rest", since: now, until });
}

/** The exercise is over, wholly or not: it is logged from here on. */
function exerciseEnded(state, now, { reason = null, held = 0 }) {
  const progress = state.progress[state.at];
  const apart = isToldApart(here(state), progress);
  const logged = { at: progress.logged?.at ?? now, done: progress.done, reason, held, apart };
  const next = withProgress(state, { ...progress, logged });
  const isNothing = held === 0 && !isSomeWork(here(state), progress.done);
  return isNothing ? entered(next, state.at + 1, now) : inPhase(next, { name: "ask", since: now, until: null });
}

/** Its sides have a log each, and keep them. */
const isToldApart = (item, progress) => entriesOf(item, progress).length === 2;

function entered(state, at, now) {
  const next = { ...state, at, bout: 0 };
  if (at >= state.items.length) return summed(next, now);
  const name = kindOf(state.items[at]) === "reps" ? "count" : "intro";
  return inPhase(next, { name, since: now, until: null });
}

const summed = (state, now) => inPhase({ ...state, endedAt: now }, { name: "summary", since: now, until: null });

// What a person does --------------------------------------------------------------------------------------------------

const WHILE_PAUSED = new Set(["resume", "end", "refresh"]);

const ACTIONS = {
  tick: () => undefined,
  start: (state, now) => (state.phase.name === "intro" ? bout(noted(state, now), state.bout, now, LEAD) : undefined),
  count: counted,
  set_done: (state, now) => (IN_A_BOUT.has(state.phase.name) ? boutDone(noted(state, now), now) : undefined),
  redo: (state, now) => (state.phase.name === "over" ? bout(state, state.bout, now, LEAD) : undefined),
  end_rest: (state, now) =>
    state.phase.name === "rest" ? bout(noted(state, now), state.bout, now, LEAD) : undefined,
  more_rest: restedMore,
  pause: (state, now) => (state.phase.name === "summary" ? undefined : { ...state, pausedAt: now }),
  resume: resumed,
  stop: (state, now) => (canStop(state, now) ? stopped(noted(state, now), now, null) : undefined),
  skip: (state, now, { reason }) => (canSkip(state) ? stopped(noted(state, now), now, reason) : undefined),
  answer: answered,
  next: (state, now) => (state.phase.name === "ask" ? entered(noted(state, now), state.at + 1, now) : undefined),
  back: wentBack,
  end: ended,
  refresh: refreshed,
};

const canSkip = ({ phase }) => IN_A_BOUT.has(phase.name) || phase.name === "rest";
const canStop = (state, now) => canSkip(state) && isWorth(state, now);

function counted(state, now) {
  if (state.phase.name !== "count") return undefined;
  const done = amount(state) + 1;
  const { full } = boutsOf(here(state))[state.bout];
  const next = noted(state, now);
  return done < full ? inPhase(withAmount(next, done), { ...state.phase, since: now }) : boutDone(next, now);
}

function restedMore(state, now) {
  const { phase } = state;
  if (phase.name !== "rest" || (phase.until === null && !phase.isOver)) return undefined;
  if (phase.isOver) return inPhase(state, { name: "rest", since: now, until: now + MORE_REST });
  return inPhase(state, { ...phase, until: phase.until + MORE_REST });
}

function stopped(state, now, reason) {
  const done = withAmount(state, amountNow(state, now));
  const held = isSomeWork(here(state), done.progress[state.at].done) ? 0 : secondsHeld(state, now);
  return exerciseEnded(done, now, { reason, held });
}

/** Goes on after a pause, or after the phone was switched off. A hold begins anew, with time to get ready. */
function resumed(state, now) {
  const isFromPause = state.pausedAt !== null;
  if (!isFromPause && (state.phase.name === "run" || state.phase.name === "summary")) return undefined;
  const from = state.pausedAt ?? state.phase.since;
  const awake = { ...state, pausedAt: null, pausedMs: state.pausedMs + Math.max(now - from, 0) };
  return isFromPause || BY_THE_CLOCK.has(state.phase.name) ? taken(awake, from, now) : awake;
}

function answered(state, now, { feelings }) {
  if (state.phase.name !== "ask") return undefined;
  const progress = state.progress[state.at];
  return withProgress(state, { ...progress, feelings: { ...progress.feelings, ...feelings } });
}

/** Ends the session: what was done of the exercise at hand is logged, the others stay open. */
function ended(state, now) {
  if (state.phase.name === "summary") return undefined;
  const at = state.pausedAt ?? now;
  const before = noted({ ...state, pausedAt: null, pausedMs: state.pausedMs + Math.max(now - at, 0) }, at);
  return summed(canStop(before, at) ? stopped(before, at, null) : before, now);
}

// One step back -------------------------------------------------------------------------------------------------------

/** Remembers where the person was, before a step that `back` takes back. */
function noted(state, now) {
  const progress = withAmount(state, amountNow(state, now)).progress[state.at];
  const note = { at: state.at, bout: state.bout, phase: state.phase, progress, taken: now };
  return { ...state, undo: [...state.undo, note].slice(-STEPS_BACK) };
}

/** Undoes the last step. A log that is no longer true is corrected, or removed: `ids` are for what comes instead,
 *  as an id that was removed stays removed. */
function wentBack(state, now, { ids }) {
  const note = state.undo.at(-1);
  if (!note) return undefined;
  const [item, current] = [state.items[note.at], state.progress[note.at]];
  const isOpenAgain = note.progress.logged === null && current.logged !== null;
  const logged = isOpenAgain
    ? { ...current.logged, done: note.progress.done, reason: null, held: 0, apart: isToldApart(item, current) }
    : note.progress.logged;
  const before = {
    ...state,
    endedAt: null,
    at: note.at,
    bout: note.bout,
    phase: note.phase,
    undo: state.undo.slice(0, -1),
    progress: replaced(state.progress, note.at, { ...note.progress, feelings: current.feelings, logged }),
  };
  return taken(withFreshIds(state, before, ids), note.taken, now);
}

function withFreshIds(before, after, [first, second]) {
  const { removed } = changes(before, after);
  if (removed.length === 0) return after;
  const item = here(after);
  const isNothing = removed.includes(item.firstId);
  const own = {
    ...item,
    firstId: isNothing ? first : item.firstId,
    secondId: removed.includes(item.secondId) ? second : item.secondId,
  };
  const progress = after.progress[after.at];
  const items = replaced(after.items, after.at, own);
  return isNothing ? withProgress({ ...after, items }, { ...fresh(own), done: progress.done }) : { ...after, items };
}

/** The phase as it was at `then`, going on at `now`. */
function taken(state, then, now) {
  const { phase } = state;
  if (BY_THE_CLOCK.has(phase.name)) return bout(state, state.bout, now, LEAD);
  if (phase.name === "run") return bout(withAmount(state, amountNow(state, then)), state.bout, now, LEAD);
  const shift = now - then;
  const until = phase.until === null ? null : phase.until + shift;
  return inPhase(state, { ...phase, since: phase.since + shift, until });
}

// The program changes meanwhile ---------------------------------------------------------------------------------------

/** Takes over what the day asks for now: exercises not begun follow the program. With `known` (ids of the logs on this
 *  phone, when a kept session goes on) exercises that were undone or logged elsewhere are followed too. */
function refreshed(state, now, { slots, makeId, known }) {
  if (state.phase.name === "summary") return undefined;
  const found = known ? followed(state, now, slots, new Set(known)) : state;
  if (found.phase.name === "summary") return found;
  const from = isUntouched(found) ? found.at : found.at + 1;
  const kept = found.items.slice(0, from);
  const lines = new Set(kept.map((item) => item.lineId));
  const old = new Map(found.items.slice(from).map((item) => [item.prescriptionId, item]));
  const coming = playable(slots)
    .filter((slot) => !lines.has(slot.prescription.line_id))
    .map((slot) => sameIds(itemOf(slot, makeId), old.get(slot.prescription.id)));
  if (JSON.stringify(coming) === JSON.stringify(found.items.slice(from))) return found;
  const next = {
    ...found,
    items: [...kept, ...coming],
    progress: [...found.progress.slice(0, from), ...coming.map(fresh)],
  };
  if (from > found.at) return next;
  return entered({ ...next, undo: next.undo.filter((note) => note.at < from) }, from, now);
}

const sameIds = (item, old) => (old ? { ...item, firstId: old.firstId, secondId: old.secondId } : item);

const isUntouched = (state) =>
  UNTOUCHED.has(state.phase.name) &&
  state.progress[state.at].logged === null &&
  state.progress[state.at].done.every((n) => n === 0);

/** Without the exercises whose logs were undone on this phone meanwhile, and without one that was ticked off. */
function followed(state, now, slots, known) {
  const line = slots.find((slot) => slot.prescription.line_id === here(state).lineId);
  const isLeftInTheMiddle = state.progress[state.at].logged === null && !isUntouched(state);
  if (isLeftInTheMiddle && !line) return withoutLine(state, now);
  const gone = state.items.map((item, at) => {
    const told = entriesOf(item, state.progress[at], state.date);
    return told.length > 0 && !told.some(({ id }) => known.has(id));
  });
  // Its work is told already.
  if (isLeftInTheMiddle && !isOpen(line)) gone[state.at] = true;
  if (!gone.includes(true)) return state;
  const stays = (_, at) => !gone[at];
  const at = state.items.slice(0, state.at).filter(stays).length;
  const next = { ...state, items: state.items.filter(stays), progress: state.progress.filter(stays), at, undo: [] };
  return gone[state.at] ? entered(next, at, now) : next;
}

/** What was begun is no longer prescribed: what was done of it is told, and the session goes on with the next. */
function withoutLine(state, now) {
  const at = state.pausedAt ?? now;
  const told = canStop(state, at) ? stopped(state, at, null) : state;
  return entered({ ...told, undo: [] }, state.at + 1, now);
}

// Small parts ---------------------------------------------------------------------------------------------------------

const here = (state) => state.items[state.at];

const fresh = (item) => ({
  done: boutsOf(item).map(() => 0),
  logged: null,
  feelings: { pain_during: null, effort: null },
});

const amount = (state) => state.progress[state.at]?.done[state.bout] ?? 0;

/** What is done of this bout at `now`: the seconds of a timer that runs count too. */
function amountNow(state, now) {
  if (state.phase.name !== "run") return amount(state);
  const seconds = Math.floor((now - state.phase.since) / 1000);
  return Math.min(Math.max(seconds, 0), boutsOf(here(state))[state.bout].full);
}

const replaced = (list, at, value) => list.map((each, index) => (index === at ? value : each));

const inPhase = (state, phase) => ({ ...state, phase });

const withProgress = (state, progress) => ({ ...state, progress: replaced(state.progress, state.at, progress) });

function withAmount(state, done) {
  const progress = state.progress[state.at];
  return withProgress(state, { ...progress, done: replaced(progress.done, state.bout, done) });
}
