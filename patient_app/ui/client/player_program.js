// A session follows the program: it may change while one exercises, or before one goes on.
import { entered, stopped } from "./player_clock.js";
import { canStop, fresh, here } from "./player_parts.js";
import { isOpen, itemOf, playable } from "./session_plan.js";
import { entriesOf } from "./session_work.js";

const UNTOUCHED = new Set(["intro", "count"]);

/** Takes over what the day asks for now: exercises not begun follow the program. With `known` (ids of the logs on this
 *  phone, when a kept session goes on) exercises that were undone or logged elsewhere are followed too. */
export function refreshed(state, now, { slots, makeId, known }) {
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
