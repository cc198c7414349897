// The note before a reason is acknowledged or put off, and the list of keys. It reads what it is about from the row: the
// reasons with `data-reason` in the nearest `data-patient`. What was typed stays until the server has it.
import { useEffect, useRef, useState } from "react";
import { makeT } from "./t.js";

const DAYS = [1, 3, 7, 14];

/** What there is to mark in a row, for the kind of mark. A warning sign cannot be put off. */
function reasonsOf(row, kind) {
  const found = [...row.querySelectorAll("[data-reason]")].map(({ dataset }) => ({
    code: dataset.reason,
    subject: dataset.subject ?? "",
    text: dataset.text,
    stays: dataset.stays === "true",
  }));
  return kind === "snooze" ? found.filter(({ stays }) => !stays) : found;
}

function askedBy(event) {
  const button = event.target.closest?.("[data-mark]");
  const row = button?.closest("[data-patient]");
  if (!row) return null;
  const line = button.closest("[data-reason]");
  const reasons = reasonsOf(row, button.dataset.mark);
  const chosen = reasons.findIndex(({ code, subject }) => code === line?.dataset.reason && subject === (line?.dataset.subject ?? ""));
  return { row, kind: button.dataset.mark, reasons, chosen: Math.max(chosen, 0) };
}

export function MarkDialog({ strings, language, done, problem, onMark }) {
  const t = makeT(strings, language);
  const dialog = useRef(null);
  const keys = useRef(null);
  const [asked, setAsked] = useState(null);
  const [chosen, setChosen] = useState(0);
  const [days, setDays] = useState(7);
  const [note, setNote] = useState("");
  const [isSent, setSent] = useState(false);
  const field = useRef(null);
  const isFirst = useRef(true);

  useEffect(() => {
    const open = ({ row, kind, reasons, chosen: at = 0 }) => {
      if (reasons.length === 0) return;
      setAsked({ id: row.dataset.patient, name: row.dataset.name, kind, reasons });
      setChosen(at);
      setNote("");
      setSent(false);
    };
    const onClick = (event) => {
      if (event.target.closest?.("[data-keys]")) keys.current?.showModal();
      const found = askedBy(event);
      if (found) open(found);
    };
    const onAsk = ({ detail: { row, kind } }) => open({ row, kind, reasons: reasonsOf(row, kind) });
    const onHelp = () => keys.current?.showModal();
    document.addEventListener("click", onClick);
    document.addEventListener("hs-mark", onAsk);
    document.addEventListener("hs-keys", onHelp);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("hs-mark", onAsk);
      document.removeEventListener("hs-keys", onHelp);
    };
  }, []);

  // Only when its content is there: the focus goes to the note.
  useEffect(() => {
    if (!asked || dialog.current?.open) return;
    dialog.current?.showModal();
    field.current?.focus();
  }, [asked]);

  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    if (!dialog.current?.open) return;
    dialog.current.close();
    document.dispatchEvent(new CustomEvent("hs-marked"));
  }, [done]);

  useEffect(() => {
    if (problem) setSent(false);
  }, [problem]);

  const reason = asked?.reasons[chosen];
  const isSnooze = asked?.kind === "snooze";
  const send = (event) => {
    event.preventDefault();
    if (!reason || isSent) return;
    setSent(true);
    onMark(asked.id, reason.code, reason.subject, note, isSnooze ? days : 0);
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  };

  return (
    <>
      <dialog ref={dialog} className="hs-dialog" aria-labelledby="mark-title" onClose={() => setAsked(null)}>
        {asked && (
          <form className="hs-stack" onSubmit={send} onKeyDown={onKeyDown}>
            <div>
              <h2 id="mark-title">{isSnooze ? t("Put off") : t("Acknowledge")}</h2>
              <p className="hs-muted">{asked.name}</p>
            </div>
            {asked.reasons.length > 1 ? (
              <fieldset className="hs-choice">
                <legend className="hs-label">{t("Which reason?")}</legend>
                {asked.reasons.map((each, at) => (
                  <label key={each.code + each.subject} className="hs-tick">
                    <input type="radio" name="mark-reason" checked={at === chosen} onChange={() => setChosen(at)} />
                    <span>{each.text}</span>
                  </label>
                ))}
              </fieldset>
            ) : (
              <p>{reason?.text}</p>
            )}
            {isSnooze && (
              <fieldset className="hs-choice">
                <legend className="hs-label">{t("Show it again in")}</legend>
                <div className="hs-choice-steps hs-mark-days">
                  {DAYS.map((each) => (
                    <label key={each} className="hs-choice-step">
                      <input
                        type="radio"
                        name="mark-days"
                        className="hs-hidden"
                        checked={days === each}
                        onChange={() => setDays(each)}
                      />
                      {t.n("{n} day", "{n} days", each)}
                    </label>
                  ))}
                </div>
              </fieldset>
            )}
            <p className="hs-hint">
              {reason?.stays
                ? t("A warning sign stays here until a clinician clears the hold. Your mark says that you have seen it.")
                : isSnooze
                  ? t("It comes back on that day, whatever is entered before.")
                  : t("It comes back when there is something new.")}
            </p>
            <div className="hs-field">
              <label htmlFor="mark-note">{t("Note (if you like)")}</label>
              <p id="mark-note-hint" className="hs-hint">
                {t("Clinicians with the same share can read it. The patient sees that you looked, not the note.")}
              </p>
              <textarea
                id="mark-note"
                ref={field}
                className="hs-input"
                rows={3}
                maxLength={500}
                value={note}
                aria-describedby="mark-note-hint"
                onChange={(event) => setNote(event.target.value)}
              />
            </div>
            {problem && (
              <p className="hs-error" role="alert">
                {problem}
              </p>
            )}
            <div className="hs-row">
              <button type="submit" className="hs-button hs-button-primary" disabled={isSent}>
                {isSnooze ? t("Put off") : t("Acknowledge")}
              </button>
              <button type="button" className="hs-button" onClick={() => dialog.current?.close()}>
                {t("Cancel")}
              </button>
            </div>
          </form>
        )}
      </dialog>
      <dialog ref={keys} className="hs-dialog" aria-labelledby="keys-title">
        <div className="hs-stack">
          <h2 id="keys-title">{t("Keys")}</h2>
          <dl className="hs-panel-keylist">
            {[
              ["/", t("Search")],
              ["↑ ↓", t("Next and previous patient")],
              ["Enter", t("Open the patient")],
              ["a", t("Acknowledge a reason")],
              ["s", t("Put a reason off")],
              ["?", t("Show these keys")],
            ].map(([key, words]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          <button type="button" className="hs-button" onClick={() => keys.current?.close()}>
            {t("Close")}
          </button>
        </div>
      </dialog>
    </>
  );
}
