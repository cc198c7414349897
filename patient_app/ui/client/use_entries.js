// The day as the server last told it, with what waits on this phone laid over it.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ApiProblem, api, goToSignIn } from "./api.js";
import { Outbox } from "./outbox.js";

/** One outbox for a screen. Returns it with a number that changes whenever it does. */
export function useOutbox(language, onSent) {
  const [changes, setChanges] = useState(0);
  const sent = useRef(onSent);
  sent.current = onSent;
  const outbox = useMemo(
    () =>
      new Outbox({
        language,
        onChange: () => setChanges((n) => n + 1),
        onSent: (entry, answer) => sent.current(entry, answer),
        // The screen says so, and keeps what waits (`SignedOut`).
        onSignedOut: () => {},
      }),
    [language],
  );
  useEffect(() => {
    outbox.open();
    return () => outbox.close();
  }, [outbox]);
  return [outbox, changes];
}

/** GET `path` now, when it changes, when `revision` does, and when the page is looked at again. */
export function useAnswer(path, language, revision, mayLeave = () => true) {
  const [answer, setAnswer] = useState(null);
  const [problem, setProblem] = useState(null);
  const asked = useRef(0);
  const leave = useRef(mayLeave);
  leave.current = mayLeave;
  const load = useCallback(async () => {
    asked.current += 1;
    const turn = asked.current;
    try {
      const found = await api("GET", path, undefined, language);
      // A slow answer to an earlier question never replaces a newer one.
      if (turn !== asked.current) return;
      setAnswer(found);
      setProblem(null);
    } catch (error) {
      if (turn !== asked.current) return;
      if (error instanceof ApiProblem && error.status === 401 && leave.current()) goToSignIn(language);
      else setProblem(error);
    }
  }, [path, language]);
  useEffect(() => {
    load();
  }, [load, revision]);
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && load();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", load);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", load);
    };
  }, [load]);
  return { answer, problem, load };
}
