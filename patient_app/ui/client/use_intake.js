// The intake as the server has it, and each answer on its way there: nothing typed is lost when the network is.
import { useEffect, useRef, useState } from "react";
import { api } from "./api.js";

/** Will it be taken when it is sent again? Not what the server has looked at and refused. */
const isWorthTrying = ({ status }) => status === 0 || status === 401 || status === 429 || status >= 500;

/** `owner`: id of the patient whose intake it is; `revision` goes up when the server knows more. */
export function useIntake(language, owner, revision) {
  const [view, setView] = useState(null);
  const [own, setOwn] = useState({});
  const [problem, setProblem] = useState(null);
  const waiting = useRef(new Map());
  const sending = useRef(null);
  const answered = useRef(0);
  const call = (method, path, body) => api(method, path, body, language, { owner });

  const load = async () => {
    if (waiting.current.size > 0) return;
    const before = answered.current;
    try {
      const found = await call("GET", "/intake");
      // What was answered meanwhile is newer.
      if (answered.current === before) {
        setView(found);
        setOwn({});
      }
      setProblem(null);
    } catch (failed) {
      setProblem(failed);
    }
  };
  useEffect(() => {
    if (owner) load();
  }, [owner, revision]);

  const sendAll = async () => {
    while (waiting.current.size > 0) {
      const [key, answer] = waiting.current.entries().next().value;
      try {
        const found = await call("PUT", `/intake/answers/${key}`, { answer });
        if (waiting.current.get(key) === answer) waiting.current.delete(key);
        setView(found);
      } catch (failed) {
        if (!isWorthTrying(failed)) waiting.current.delete(key);
        setProblem(failed);
        return false;
      }
    }
    setProblem(null);
    return true;
  };
  const send = () => {
    sending.current ??= sendAll().finally(() => {
      sending.current = null;
    });
    return sending.current;
  };

  useEffect(() => {
    const online = () => send();
    const leaving = (event) => waiting.current.size > 0 && event.preventDefault();
    window.addEventListener("online", online);
    window.addEventListener("beforeunload", leaving);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("beforeunload", leaving);
    };
  }, [owner]);

  return {
    view,
    answers: { ...view?.answers, ...own },
    problem,
    answer: (key, answer) => {
      answered.current += 1;
      waiting.current.set(key, answer);
      setOwn((before) => ({ ...before, [key]: answer }));
      return send();
    },
    retry: () => (waiting.current.size > 0 ? send() : load()),
    /** Everything that waits is there, and the intake is done. */
    finish: async () => {
      if (!(await send())) return false;
      try {
        setView(await call("POST", "/intake/done"));
        setOwn({});
        setProblem(null);
        return true;
      } catch (failed) {
        setProblem(failed);
        return false;
      }
    },
    refer: async (id, body) => {
      const referrals = await call("PUT", `/referrals/${id}`, body);
      setView((before) => ({ ...before, referrals }));
    },
  };
}
