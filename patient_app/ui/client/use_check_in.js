// The day's check-in for a screen: its answers as they are tapped, and the hold that its warning signs lead to.
import { useEffect, useRef, useState } from "react";
import { bodyOf, gravest, isEnough, isTold, notKept, startOf } from "./check_in.js";
import { newId } from "./clock.js";

/** The answers of the day's check-in, with what was tapped here over it: the kept one may be a moment behind. */
export function useAnswers(phone, checkIn, first) {
  const [ownId] = useState(newId);
  const [changes, setChanges] = useState({});
  const [isBegun, setBegun] = useState(false);
  const latest = useRef(changes);
  const kept = startOf(checkIn);
  const id = checkIn?.id ?? ownId;
  const set = (next) => {
    latest.current = next;
    setChanges(next);
  };
  useEffect(() => set(notKept(latest.current, kept)), [checkIn?.edited_at]);
  const now = () => ({ ...kept, ...latest.current });
  const save = () => {
    setBegun(true);
    const recordedAt = checkIn?.recorded_at ?? phone.now().toISOString();
    return phone.save("check_in", id, bodyOf({ date: phone.today, recordedAt }, now()));
  };
  const answer = (change, { always = false } = {}) => {
    set({ ...latest.current, ...change });
    return always || isBegun || checkIn || isEnough(now(), first) ? save() : null;
  };
  const discard = () => {
    set({});
    setBegun(false);
    phone.discard(id);
  };
  const isSaved = isBegun || Boolean(checkIn);
  return { id, answers: { ...kept, ...changes }, now, answer, save, discard, isSaved };
}

/** The hold to show. What was judged here stands until the phone's storage or the server tells it (`isTold`). */
export function useHold(phone, day) {
  const [judged, setJudged] = useState(null);
  const known = gravest(...phone.holds, day.hold?.level === "C" ? null : day.hold);
  const isOver = judged !== null && isTold(known, judged, phone.holds);
  useEffect(() => {
    if (isOver) setJudged(null);
  }, [isOver]);
  return [isOver ? known : gravest(judged, known), judged, setJudged];
}
