// The running session of a screen: its state, kept on the phone at each change, its logs, and its beat.
import { useCallback, useEffect, useRef, useState } from "react";
import { addDays, newId } from "./clock.js";
import { VERSION, begin, changes, closed, cue, entries, step, view } from "./player.js";

const KEPT = "session";
const BEAT = 200;
const SPOKEN_NUMBERS = [3, 2, 1];
const COUNTED_DOWN = ["ready", "hold", "run", "rest"];
const DAYS_TO_LOG = 7;

/** `slots`: those of today. `onCue(code, seen)` is called for what begins, and with 3, 2, 1 before something ends.
 *  `isFailing`: the phone did not take what was last done; it is tried again with the next step. */
export function useSession(phone, slots, onCue) {
  const [state, setState] = useState(null);
  const [, beat] = useState(0);
  const latest = useRef({});
  latest.current = { phone, slots, onCue };
  const current = useRef(null);
  const said = useRef(null);
  const [isFailing, setFailing] = useState(false);
  const keep = useWriter(latest, setFailing);
  const kept = useKept(phone, state === null);
  const now = useCallback(() => latest.current.phone.now().getTime(), []);

  const put = useCallback(
    (next, isQuiet) => {
      const code = isQuiet ? null : cue(current.current, next);
      if (next !== current.current) {
        current.current = next;
        setState(next);
        keep(next);
      }
      const seen = view(next, now());
      const isNumber = !seen.paused && COUNTED_DOWN.includes(seen.phase) && SPOKEN_NUMBERS.includes(seen.left);
      const number = isNumber && seen.left !== said.current ? seen.left : null;
      said.current = seen.left;
      if (code ?? number) latest.current.onCue(code ?? number, seen);
    },
    [keep, now],
  );

  const act = useCallback(
    (type, more = {}) => {
      if (current.current === null) return;
      const action = { type, ids: [newId(), newId()], makeId: newId, ...more };
      put(step(current.current, action, now()), type === "back");
    },
    [put, now],
  );

  const start = useCallback(() => {
    put(begin(latest.current.slots, now(), { date: latest.current.phone.today, makeId: newId }));
  }, [put, now]);

  const goOn = useCallback(
    (from) => {
      keep.from(from);
      const known = latest.current.phone.logs.map(({ id }) => id);
      const followed = step(from, { type: "refresh", slots: latest.current.slots, known, makeId: newId }, now());
      put(step(followed, { type: "resume" }, now()));
    },
    [put, keep, now],
  );

  // The program may change while one exercises; what is not begun follows it.
  const isOfToday = state !== null && state.date === phone.today;
  useEffect(() => {
    if (isOfToday) act("refresh", { slots });
  }, [act, isOfToday, slots]);

  const isTimed = state !== null && state.pausedAt === null && state.phase.until !== null;
  useEffect(() => {
    if (!isTimed) return undefined;
    const onBeat = () => {
      if (document.visibilityState !== "visible") return;
      act("tick");
      beat((n) => n + 1);
    };
    const timer = setInterval(onBeat, BEAT);
    document.addEventListener("visibilitychange", onBeat);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onBeat);
    };
  }, [act, isTimed]);

  return { state, seen: state === null ? null : view(state, now()), kept, isFailing, start, goOn, act };
}

/** What was kept: undefined until it was read, the state of a session of today that is not over, or null. A session of
 *  an earlier day is over: what was done of it is logged for its own day, unless it was told already. */
function useKept(phone, isIdle) {
  const [kept, setKept] = useState(undefined);
  const latest = useRef(phone);
  latest.current = phone;
  useEffect(() => {
    // A session that runs past midnight is not left behind.
    if (!phone.ready || !isIdle) return undefined;
    let isGone = false;
    const read = async () => {
      const found = await latest.current.kept.get(KEPT);
      if (isGone) return;
      const state = found?.state?.version === VERSION ? found.state : null;
      const isToday = found?.date === latest.current.today;
      setKept(isToday ? state : null);
      if (found && !isToday) await leave(latest.current, state);
    };
    read();
    return () => {
      isGone = true;
    };
  }, [phone.ready, phone.today, isIdle]);
  return kept;
}

async function leave(phone, state) {
  if (state !== null && state.date >= addDays(phone.today, -DAYS_TO_LOG)) {
    for (const { id, body } of changes(state, closed(state)).saved) {
      // Another log of the exercise that day is other work; this one may have been written before the phone went off.
      if (!phone.logs.some((log) => log.id === id)) await phone.save("exercise_log", id, body);
    }
  }
  await phone.kept.remove(KEPT);
}

/** Writes each state after the one before it: the logs first, then the state, so that a phone that is switched off
 *  in between goes on from the older state and writes the same logs under the same ids. What failed is tried again
 *  with the next change. */
function useWriter(latest, onFailing) {
  const writer = useRef(null);
  if (writer.current === null) {
    let written = null;
    let turn = Promise.resolve();
    const write = async (next) => {
      const { phone } = latest.current;
      const { saved, removed } = changes(written, next);
      for (const { id, body } of saved) await phone.save("exercise_log", id, body);
      for (const id of removed) await phone.remove("exercise_log", id);
      written = next;
      if (next.phase.name === "summary") await phone.kept.remove(KEPT);
      else await phone.kept.set(KEPT, { date: next.date, state: next });
      onFailing(false);
    };
    const keep = (next) => {
      turn = turn.then(() => write(next)).catch(() => onFailing(true));
    };
    keep.from = (state) => {
      written = state;
    };
    writer.current = keep;
  }
  return writer.current;
}

/** The logs of one exercise of the session. */
export function logsOf(state, item) {
  return entries(state).filter(({ body }) => body.prescription_id === item.prescriptionId);
}
