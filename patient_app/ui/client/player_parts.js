// Small parts of the session's state machine (player.js): reading and replacing pieces of its state.
import { boutsOf } from "./session_plan.js";
import { isSomeWork } from "./session_work.js";

const STEPS_BACK = 24;

/** Phases that the clock alone moves on, and that begin anew after an interruption. */
export const BY_THE_CLOCK = new Set(["ready", "hold", "relax"]);

export const IN_A_BOUT = new Set(["intro", "count", "ready", "hold", "relax", "run", "over"]);

export const here = (state) => state.items[state.at];

export const fresh = (item) => ({
  done: boutsOf(item).map(() => 0),
  logged: null,
  feelings: { pain_during: null, effort: null },
});

export const amount = (state) => state.progress[state.at]?.done[state.bout] ?? 0;

/** What is done of this bout at `now`: the seconds of a timer that runs count too. */
export function amountNow(state, now) {
  if (state.phase.name !== "run") return amount(state);
  const seconds = Math.floor((now - state.phase.since) / 1000);
  return Math.min(Math.max(seconds, 0), boutsOf(here(state))[state.bout].full);
}

export const replaced = (list, at, value) => list.map((each, index) => (index === at ? value : each));

export const inPhase = (state, phase) => ({ ...state, phase });

export const withProgress = (state, progress) => ({ ...state, progress: replaced(state.progress, state.at, progress) });

export function withAmount(state, done) {
  const progress = state.progress[state.at];
  return withProgress(state, { ...progress, done: replaced(progress.done, state.bout, done) });
}

/** Whether there is something to log when one stops now. */
function isWorth(state, now) {
  const { done } = withAmount(state, amountNow(state, now)).progress[state.at];
  return secondsHeld(state, now) > 0 || isSomeWork(here(state), done);
}

export const secondsHeld = ({ phase }, now) =>
  phase.name === "hold" ? Math.max(Math.floor((now - phase.since) / 1000), 0) : 0;

export const canSkip = ({ phase }) => IN_A_BOUT.has(phase.name) || phase.name === "rest";
export const canStop = (state, now) => canSkip(state) && isWorth(state, now);

/** Remembers where the person was, before a step that `back` takes back. */
export function noted(state, now) {
  const progress = withAmount(state, amountNow(state, now)).progress[state.at];
  const note = { at: state.at, bout: state.bout, phase: state.phase, progress, taken: now };
  return { ...state, undo: [...state.undo, note].slice(-STEPS_BACK) };
}
