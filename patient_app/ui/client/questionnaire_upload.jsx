// Load a clinic's own questionnaire: pick the file, confirm the right to use it, read what is wrong with it.
import { useEffect, useMemo, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { api } from "./api.js";
import { readFile } from "./questionnaire_file.js";
import { makeT } from "./t.js";

/** Everything that is wrong in the file, each with its place in it. */
function Problems({ t, detail, errors }) {
  return (
    <div className="hs-notice hs-notice-stop" role="alert">
      <Icon name="alert" />
      <div className="hs-grow hs-stack hs-stack-tight">
        <p className="hs-notice-title">{detail}</p>
        {errors.length > 0 && (
          <ul className="hs-list" aria-label={t("What is wrong in the file")}>
            {errors.map(({ field, message }, at) => (
              <li key={`${field}-${at}`}>
                <code>{field}</code>
                <span className="hs-grow">{message}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** `onLoaded`: the list on the page is to be read again. */
export function QuestionnaireUpload({ strings, language, onLoaded }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const [hasRight, setRight] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const [done, setDone] = useState("");
  const picker = useRef(null);
  // Before its scripts run, the form would send itself as a browser does: the page anew, and the file forgotten.
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  const words = {
    none: t("Choose a file first."),
    large: t("This file is larger than 1 MB."),
    json: t("This file is not JSON."),
    away: t("No connection. Check your network and try again."),
  };
  const load = async (event) => {
    event.preventDefault();
    const file = picker.current.files[0];
    setProblem(null);
    setDone("");
    if (!file) return setProblem({ detail: words.none, errors: [] });
    setBusy(true);
    try {
      const read = await readFile(file);
      if (read.problem) return setProblem({ detail: words[read.problem], errors: [] });
      const body = { questionnaire: read.questionnaire, has_right: hasRight };
      const made = await api("POST", "/clinic-measures", body, language);
      setDone(t("{name}, version {version}, is loaded.", { name: made.name, version: made.version }));
      picker.current.value = "";
      setRight(false);
      onLoaded?.();
    } catch (failed) {
      const errors = failed.errors ?? [];
      const isSaid = errors.length === 1 && errors[0].message === failed.detail;
      setProblem({ detail: failed.detail || words.away, errors: isSaid && errors[0].field === "has_right" ? [] : errors });
    } finally {
      setBusy(false);
    }
    return undefined;
  };
  return (
    <form className="hs-card hs-stack" onSubmit={load} aria-label={t("Load a questionnaire")}>
      <div className="hs-field">
        <label htmlFor="questionnaire-file">{t("Questionnaire file")}</label>
        <p id="questionnaire-file-hint" className="hs-hint">
          {t("FHIR R4 Questionnaire as JSON, with ordinal values and the scoring rule. At most 1 MB.")}
        </p>
        <input
          ref={picker}
          id="questionnaire-file"
          type="file"
          accept="application/json,application/fhir+json,.json"
          className="hs-input"
          aria-describedby="questionnaire-file-hint"
          onChange={() => setProblem(null)}
        />
      </div>
      <label className="hs-tick">
        <input type="checkbox" checked={hasRight} onChange={(event) => setRight(event.target.checked)} />
        <span>{t("Our clinic has the right to use this questionnaire.")}</span>
      </label>
      {problem && <Problems t={t} {...problem} />}
      {done && (
        <p className="hs-notice hs-notice-done" role="status">
          <Icon name="check-circle" />
          <span>{done}</span>
        </p>
      )}
      <button
        type="submit"
        className="hs-button hs-button-primary hs-self-start"
        disabled={!isReady}
        aria-disabled={busy}
      >
        <Icon name="plus" />
        {t("Load the questionnaire")}
      </button>
    </form>
  );
}
