// A sheet of measurements in this tab: what is typed stays here, over a lost connection and a reload, until the server has
// it. Nothing that the server says ever takes the place of what was typed.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api } from "./api.js";
import { newId } from "./clock.js";
import * as cells from "./sheet_cells.js";
import { keepSheet, keptSheet } from "./sheet_store.js";

const AGAIN_MS = 5000;
const PATIENCE_MS = 15000;

/** `trouble`: '' | 'offline' | 'signed-out' | 'closed' | 'failed'. */
export function useSheet({ patientId, ownerId, rows, language }) {
  const known = useMemo(() => cells.valuesByCell(rows), [rows]);
  const [sheet, setSheet] = useState(cells.EMPTY);
  const [ready, setReady] = useState(false);
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [savedAt, setSavedAt] = useState(null);
  const latest = useRef(sheet);
  const isSending = useRef(false);

  const change = useCallback(
    (next) => {
      latest.current = next(latest.current);
      setSheet(latest.current);
      keepSheet(ownerId, patientId, latest.current);
    },
    [ownerId, patientId],
  );
  useEffect(() => {
    latest.current = keptSheet(ownerId, patientId) ?? cells.EMPTY;
    setSheet(latest.current);
    setReady(true);
  }, [ownerId, patientId]);
  useEffect(() => {
    change(cells.refreshed);
  }, [known, change]);

  const send = useCallback(async () => {
    const entries = cells.toSend(latest.current);
    if (isSending.current || entries.length === 0) return;
    isSending.current = true;
    setSending(true);
    try {
      const path = `/patients/${patientId}/measurements`;
      const answer = await api("POST", path, { entries }, language, { owner: ownerId, patience: PATIENCE_MS });
      change((now) => cells.answered(now, entries, answer.results));
      setTrouble("");
      setSavedAt(new Date());
    } catch (problem) {
      setTrouble(troubleOf(problem));
    } finally {
      isSending.current = false;
      setSending(false);
    }
    // More than one call takes, or typed and asked for meanwhile.
    if (cells.toSend(latest.current).some(({ id }) => !entries.some((entry) => entry.id === id))) send();
  }, [change, language, ownerId, patientId]);

  const save = useCallback(() => {
    change(cells.asked);
    send();
  }, [change, send]);

  // What was asked for goes as soon as the server can be reached.
  const waiting = cells.toSend(sheet).length;
  useEffect(() => {
    if (!ready || waiting === 0 || trouble === "signed-out" || trouble === "closed") return undefined;
    send();
    const again = setInterval(send, AGAIN_MS);
    window.addEventListener("online", send);
    return () => {
      clearInterval(again);
      window.removeEventListener("online", send);
    };
  }, [ready, waiting, trouble, send]);

  const unsaved = Object.values(sheet.drafts).filter((draft) => draft.text.trim() !== "").length;
  useEffect(() => {
    const ask = (event) => unsaved > 0 && event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);

  return {
    sheet,
    known,
    unsaved,
    waiting,
    sending,
    trouble,
    savedAt,
    save,
    type: (cell) => change((now) => cells.typed(now, known, { ...cell, makeId: newId })),
    drop: (cell) => change((now) => cells.dropped(now, cell)),
    refuse: (cell, problem) =>
      change((now) => (now.drafts[cell] ? { ...now, drafts: { ...now.drafts, [cell]: { ...now.drafts[cell], problem } } } : now)),
    addRow: (key) => change((now) => ({ ...now, rows: now.rows.includes(key) ? now.rows : [...now.rows, key] })),
  };
}

function troubleOf(problem) {
  if (problem.status === 401) return "signed-out";
  if (problem.status === 403 || problem.status === 404) return "closed";
  return problem.status === 0 ? "offline" : "failed";
}
