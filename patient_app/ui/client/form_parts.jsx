// Parts of the forms for visitors: fields whose hint and error a screen reader hears, and one way to send a form.
import { useEffect, useRef, useState } from "react";
import { api } from "./api.js";
import { AnyIcon as Icon } from "./any_icon.jsx";

const described = (...ids) => ids.filter(Boolean).join(" ") || undefined;

export function FieldError({ id, text }) {
  return (
    <p id={id} className="hs-error">
      <Icon name="alert" size="small" />
      <span>{text}</span>
    </p>
  );
}

/** A labelled field; `children` is a function that gets the props of the control. */
export function Field({ id, label, hint, error, children }) {
  return (
    <div className="hs-field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hs-hint">
          {hint}
        </p>
      )}
      {children({
        id,
        name: id,
        className: "hs-input",
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described(hint && `${id}-hint`, error && `${id}-error`),
      })}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}

/** A password that can be shown; pasting and password managers work. */
export function PasswordField({ t, id, label, hint, error, autoComplete }) {
  const [shown, setShown] = useState(false);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <span className="hs-input-with">
          <input
            {...control}
            type={shown ? "text" : "password"}
            autoComplete={autoComplete}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            required
          />
          <button
            type="button"
            className="hs-button hs-button-quiet hs-button-icon"
            aria-label={t("Show password")}
            aria-pressed={shown}
            aria-controls={id}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? "eye-off" : "eye"} />
          </button>
        </span>
      )}
    </Field>
  );
}

/** What stands above a form that was refused; it takes the focus, so that it is read first. */
export function Refusal({ text }) {
  const box = useRef(null);
  useEffect(() => box.current?.focus(), [text]);
  return (
    <div ref={box} tabIndex={-1} className="hs-notice hs-notice-stop" role="alert">
      <Icon name="alert" />
      <p>{text}</p>
    </div>
  );
}

/** Cannot be pressed before the scripts run: the browser would send the form by itself, and lose what was typed. */
export function SubmitButton({ busy, text, busyText }) {
  const [runs, setRuns] = useState(false);
  useEffect(() => setRuns(true), []);
  return (
    <button
      type="submit"
      className="hs-button hs-button-primary hs-button-large hs-button-block hs-button-steady"
      aria-disabled={busy}
      disabled={!runs}
    >
      {busy ? busyText : text}
    </button>
  );
}

/** The words for a call that failed: the server's own, or ours when it could not be reached. */
export function problemText(t, problem) {
  if (problem.detail) return problem.detail;
  return problem.status === 0
    ? t("No connection. Check your network and try again. What you typed is still here.")
    : t("The clinic's server did not answer. Wait a minute and try again.");
}

/** Sends a form once at a time. `errors` are the server's words by field, `refusal` those for the form. `owner`: as for
 *  `api`. */
export function useSending(t) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");
  const [errors, setErrors] = useState({});
  const send = async (path, body, onDone, { method = "POST", owner } = {}) => {
    if (busy) return;
    setBusy(true);
    setRefusal("");
    setErrors({});
    try {
      onDone(await api(method, path, body, t.language, { owner }));
    } catch (problem) {
      const marked = Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field, message]));
      setErrors(marked);
      const saidBelow = Object.values(marked).includes(problem.detail);
      setRefusal(saidBelow ? t("One thing needs a change. It is marked below.") : problemText(t, problem));
      setBusy(false);
    }
  };
  return { busy, refusal, errors, send };
}
