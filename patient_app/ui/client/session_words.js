// The words of the guided session: what is said aloud and to a screen reader, and where one is.
import { isGiven } from "./slot_work.js";

export function sideWords(t, side) {
  return { left: t("Left side"), right: t("Right side") }[side] ?? "";
}

export const setWords = (t, { set, item }) => t("Set {n} of {sets}", { n: set, sets: item.sets });

/** 'Set 2 of 3 · Left side' */
export function placeWords(t, seen) {
  const set = seen.item.sets > 1 ? setWords(t, seen) : "";
  return [set, sideWords(t, seen.side)].filter(Boolean).join(" · ");
}

/** What a cue says, or a number. */
export function cueWords(t, code, seen) {
  if (typeof code === "number") return String(code);
  const side = sideWords(t, seen.side);
  const words = {
    exercise: () => [seen.item.name, side],
    ready: () => [t("Ready"), side],
    hold: () => [t("Hold")],
    relax: () => [t("Relax")],
    change_sides: () => [t("Change sides"), side],
    set: () => [setWords(t, seen), side],
    rest: () => [t("Rest")],
    rest_over: () => [t("The rest is over")],
    run: () => [t("Go")],
    over: () => [t("The time is over")],
    done: () => [t("Done")],
    all_done: () => [t("The session is over")],
  };
  return words[code]().filter(Boolean).join(". ");
}

/** '7' below a minute, '1:05' from there. */
export function clockWords(seconds) {
  if (seconds < 60) return String(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What a log says was done: '2 sets · 8 times each · Left side', '' for a whole dose. */
export function workWords(t, body) {
  const parts = [
    isGiven(body.sets_done) && t.n("{n} set", "{n} sets", body.sets_done),
    isGiven(body.reps_done) && t.n("{n} time each", "{n} times each", body.reps_done),
    isGiven(body.hold_seconds) && t.n("{n} second", "{n} seconds", body.hold_seconds),
    isGiven(body.duration_minutes) && t.n("{n} minute", "{n} minutes", body.duration_minutes),
    sideWords(t, body.side),
  ];
  return parts.filter(Boolean).join(" · ");
}
