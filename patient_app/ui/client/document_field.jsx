// A document for the journey: chosen, checked and sent at once. The page shows it as soon as it is there.
import { useEffect, useMemo, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { problemText } from "./form_parts.jsx";
import { makeT } from "./t.js";
import { upload } from "./upload.js";

const TAKEN = "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png";
const TOO_LARGE = 413;

/** `patient` and, when it belongs to an entry, `entry`: ids. `label`: what screen readers hear besides the button. */
export function DocumentField({ strings, language, patient, entry, label }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const [sent, setSent] = useState(null);
  const [problem, setProblem] = useState("");
  const [done, setDone] = useState("");
  const going = useRef(null);
  useEffect(() => () => going.current?.abort(), []);
  const stop = () => {
    going.current?.abort();
    going.current = null;
    setSent(null);
  };
  const send = async (file) => {
    if (!file) return;
    setProblem("");
    setDone("");
    const breaking = new AbortController();
    going.current = breaking;
    setSent(0);
    try {
      const options = { onProgress: setSent, signal: breaking.signal, fields: entry ? { entry_id: entry } : {} };
      const made = await upload(`/patients/${patient}/documents`, file, language, options);
      setDone(t("{name} is saved.", { name: made.title }));
    } catch (failed) {
      setProblem(
        failed.status === TOO_LARGE ? t("This document is too large. Send a smaller one, or several parts.") : problemText(t, failed),
      );
    }
    stop();
  };
  return (
    <div className="hs-stack hs-stack-tight">
      {sent !== null && (
        <div className="hs-stack hs-stack-tight" role="status">
          <p>{sent < 1 ? t("Sending: {n}%", { n: Math.floor(sent * 100) }) : t("Being checked.")}</p>
          <progress value={sent < 1 ? sent : undefined} max="1" aria-label={t("Sending the file")} />
          <button type="button" className="hs-button hs-self-start" onClick={stop}>
            {t("Cancel")}
          </button>
        </div>
      )}
      <label className={`hs-button hs-self-start hs-file ${sent !== null ? "hs-file-busy" : ""}`}>
        <Icon name="plus" />
        {t("Add a document")}
        {label && <span className="hs-hidden">: {label}</span>}
        <input
          type="file"
          accept={TAKEN}
          className="hs-hidden"
          disabled={sent !== null}
          onChange={(event) => {
            send(event.target.files[0]);
            // The same file may be chosen again after a failure.
            event.target.value = "";
          }}
        />
      </label>
      <div role="alert">
        {problem && (
          <p className="hs-error">
            <Icon name="alert" size="small" />
            <span>{problem}</span>
          </p>
        )}
      </div>
      <p role="status">{done}</p>
    </div>
  );
}
