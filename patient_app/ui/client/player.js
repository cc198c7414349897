// The guided session as a state machine: `begin(slots, now)`, `step(state, action, now)`, `view(state, now)`.
//
// The state is plain JSON and can be kept and taken up again. Nothing counts ticks: a phase has the instants (ms) at
// which it began and ends, and `step` first brings the state to `now`, however long nobody called it. A step that
// changes nothing returns the same state.
//
// Its parts: player_clock.js (how it moves on), player_program.js (when the program changes), player_view.js (what a
// screen shows), session_plan.js (what is played), session_work.js (its logs).
//
// A bout is one set on one side. Within a bout, time that passes unseen counts: a phone may be locked
// during a walk or a set of holds. But nothing is taken as done unseen: a bout that ended unseen waits in the phase
// 'over' for the person's word, and no bout begins unseen.
import { LEAD, bout, boutDone, entered, isToldApart, settled, stopped, summed, taken } from "./player_clock.js";
import {
  BY_THE_CLOCK,
  IN_A_BOUT,
  amount,
  amountNow,
  canSkip,
  canStop,
  fresh,
  here,
  inPhase,
  noted,
  replaced,
  withAmount,
  withProgress,
} from "./player_parts.js";
import { refreshed } from "./player_program.js";
import { boutsOf, itemOf, playable } from "./session_plan.js";
import { entriesOf } from "./session_work.js";

export { cue, view } from "./player_view.js";

const MORE_REST = 15000;

/** Changes when a state that was kept can no longer be taken up. */
export const VERSION = 1;

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
