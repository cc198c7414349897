// How a session moves on: by the clock, from bout to bout, and from one exercise to the next.
import {
  BY_THE_CLOCK,
  amount,
  amountNow,
  here,
  inPhase,
  noted,
  secondsHeld,
  withAmount,
  withProgress,
} from "./player_parts.js";
import { boutsOf, kindOf, takesTurns } from "./session_plan.js";
import { entriesOf, isSomeWork } from "./session_work.js";

export const LEAD = 5000;
const CHANGE_OF_SIDES = 7000;
const BETWEEN_HOLDS = 3000;
const TURN = 4000;

/** An end that is seen within this time was not missed. */
const PRESENT = 15000;

/** The state brought to `now`: what has ended by the clock is over. */
export function settled(start, now) {
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
export function bout(state, at, now, lead) {
  const next = { ...state, bout: at };
  if (kindOf(here(state)) === "reps") return inPhase(next, { name: "count", since: now, until: null });
  return inPhase(next, { name: "ready", since: now, until: now + lead });
}

/** All of this bout is done: the other side, a rest, or the end of the exercise. */
export function boutDone(state, now) {
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
export const isToldApart = (item, progress) => entriesOf(item, progress).length === 2;

export function entered(state, at, now) {
  const next = { ...state, at, bout: 0 };
  if (at >= state.items.length) return summed(next, now);
  const name = kindOf(state.items[at]) === "reps" ? "count" : "intro";
  return inPhase(next, { name, since: now, until: null });
}

export const summed = (state, now) => inPhase({ ...state, endedAt: now }, { name: "summary", since: now, until: null });

/** The exercise ends early: what was done until now is logged, with the reason when there is one. */
export function stopped(state, now, reason) {
  const done = withAmount(state, amountNow(state, now));
  const held = isSomeWork(here(state), done.progress[state.at].done) ? 0 : secondsHeld(state, now);
  return exerciseEnded(done, now, { reason, held });
}

/** The phase as it was at `then`, going on at `now`. */
export function taken(state, then, now) {
  const { phase } = state;
  if (BY_THE_CLOCK.has(phase.name)) return bout(state, state.bout, now, LEAD);
  if (phase.name === "run") return bout(withAmount(state, amountNow(state, then)), state.bout, now, LEAD);
  const shift = now - then;
  const until = phase.until === null ? null : phase.until + shift;
  return inPhase(state, { ...phase, since: phase.since + shift, until });
}
