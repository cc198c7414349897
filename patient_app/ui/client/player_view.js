// What a screen shows of a session (`view`), and what a voice says of a change (`cue`). Reads the state only.
import { canStop } from "./player_parts.js";
import { boutsOf, kindOf, takesTurns } from "./session_plan.js";

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
  const bout = boutsOf(item)[state.bout];
  const progress = state.progress[state.at];
  const done = progress.done[state.bout];
  const turns = takesTurns(item);
  return {
    kind: kindOf(item),
    set: bout.set,
    side: turns ? sideOfTurn(Math.min(done, bout.full - 1)) : bout.side,
    // With sides that take turns both count to the same number: 1 left, 1 right, 2 left ...
    count: turns ? Math.floor(done / 2) : done,
    of: turns ? bout.full / 2 : bout.full,
    feelings: progress.feelings,
    canStop: canStop(state, now),
    restIsOver: state.phase.name === "rest" && Boolean(state.phase.isOver),
  };
}

const sideOfTurn = (done) => (done % 2 === 0 ? "left" : "right");

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
