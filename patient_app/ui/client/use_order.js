// An order in this window: each change goes to the server by itself. What it does not have yet stays in this tab, over a lost
// connection and a reload; when another window changed the order, nothing is written and one chooses.
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "./api.js";
import { draftOf } from "./order_form.js";
import { keepSheet, keptSheet } from "./sheet_store.js";

const QUIET_MS = 500;
const AGAIN_MS = 5000;

const nameOf = (desk) => `order-${desk.patient_id}`;

/** What is to be shown at first: what this tab could not send, else what the server keeps. */
function begin(desk, owner) {
  const unsent = keptSheet(owner, nameOf(desk))?.drafts.order;
  if (unsent) return { data: unsent.data, revision: unsent.revision, sent: null };
  const data = draftOf(desk);
  return { data, revision: desk.revision, sent: data };
}

/** `onElsewhere` asks for the state that the server has by now. `trouble`: '' | 'offline' | 'signed-out' | 'closed' | 'elsewhere' | 'failed'. */
export function useOrder({ desk, owner, language, onElsewhere }) {
  const [state, setState] = useState(() => begin(desk, owner));
  const [trouble, setTrouble] = useState("");
  const [isSending, setSending] = useState(false);
  const latest = useRef(state);
  const going = useRef(null);
  const tellElsewhere = useRef(onElsewhere);
  tellElsewhere.current = onElsewhere;

  const put = useCallback(
    (next) => {
      latest.current = { ...latest.current, ...next };
      const { data, revision, sent } = latest.current;
      keepSheet(owner, nameOf(desk), { drafts: data === sent ? {} : { order: { data, revision } }, rows: [] });
      setState(latest.current);
    },
    [desk.patient_id, owner],
  );

  const sendOnce = useCallback(async () => {
    const { data, revision, sent } = latest.current;
    if (data === sent) return true;
    setSending(true);
    try {
      const path = `/patients/${desk.patient_id}/orders/draft`;
      const answer = await api("PUT", path, { seen: revision, data }, language, { owner });
      put({ revision: answer.revision, sent: data });
      setTrouble("");
      return true;
    } catch (problem) {
      const found = troubleOf(problem);
      setTrouble(found);
      if (found === "elsewhere") tellElsewhere.current();
      return false;
    } finally {
      setSending(false);
    }
  }, [desk.patient_id, language, owner, put]);

  /** Sends what is not sent yet; resolves whether the server has everything. One call at a time. */
  const send = useCallback(async () => {
    while (going.current) await going.current;
    going.current = sendOnce();
    const isDone = await going.current;
    going.current = null;
    return isDone && latest.current.data === latest.current.sent;
  }, [sendOnce]);

  const isUnsent = state.data !== state.sent;
  const stuck = trouble === "signed-out" || trouble === "closed" || trouble === "elsewhere";
  useEffect(() => {
    if (!isUnsent || stuck) return undefined;
    const soon = setTimeout(send, trouble ? AGAIN_MS : QUIET_MS);
    return () => clearTimeout(soon);
  }, [state.data, isUnsent, stuck, trouble, send]);
  useEffect(() => {
    const ask = (event) => isUnsent && event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnsent]);

  // The server told of another state of the draft: it is shown, unless something here is not sent yet.
  useEffect(() => {
    const { data, sent, revision } = latest.current;
    if (data !== sent || (revision === desk.revision && revision !== "")) return;
    const fresh = draftOf(desk);
    if (JSON.stringify(fresh) !== JSON.stringify(data)) put({ data: fresh, sent: fresh, revision: desk.revision });
    else put({ revision: desk.revision });
  }, [desk, put]);

  return {
    data: state.data,
    revision: state.revision,
    isUnsent,
    isSending,
    trouble,
    send,
    change: useCallback((next) => put({ data: { ...latest.current.data, ...next } }), [put]),
    revisionNow: () => latest.current.revision,
    takeTheirs: () => {
      const fresh = draftOf(desk);
      put({ data: fresh, sent: fresh, revision: desk.revision });
      setTrouble("");
    },
    keepMine: () => {
      put({ revision: desk.revision });
      setTrouble("");
    },
    clear: () => {
      const fresh = draftOf({ ...desk, draft: "" });
      put({ data: fresh, sent: fresh, revision: "" });
      setTrouble("");
    },
  };
}

function troubleOf(problem) {
  if (problem.status === 401) return "signed-out";
  if (problem.status === 403 || problem.status === 404) return "closed";
  if (problem.status === 409) return "elsewhere";
  return problem.status === 0 ? "offline" : "failed";
}
