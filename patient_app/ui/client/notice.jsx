// What is said with an icon and a colour of its own.
import { Icon } from "./icon.jsx";

/** `tone`: 'done', 'care' or 'stop'; without one it is plain information. */
export function Notice({ icon, tone, role, children }) {
  return (
    <div className={tone ? `hs-notice hs-notice-${tone}` : "hs-notice"} role={role}>
      <Icon name={icon} />
      <div className="hs-stack hs-stack-tight">{children}</div>
    </div>
  );
}

/** What the server did not take, and why. `onRemove`: forgets it; without it the entry can only be changed. */
export function Refusal({ t, words, problem, onRemove }) {
  return (
    <Notice icon="alert" tone="stop" role="alert">
      <p>{words ?? t("This was not saved: {reason}", { reason: problem?.detail ?? "" })}</p>
      {onRemove && (
        <button type="button" className="hs-button" onClick={onRemove}>
          {t("Remove it")}
        </button>
      )}
    </Notice>
  );
}

/** A page to go to, as a button over the whole width; the first thing to do is large. */
export function GoTo({ href, icon, isPrimary, children }) {
  return (
    <a className={`hs-button hs-button-block${isPrimary ? " hs-button-primary hs-button-large" : ""}`} href={href}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** Instead of what is not there: why, and what will be. */
export function Empty({ icon, children }) {
  return (
    <div className="hs-empty">
      <Icon name={icon} size="large" />
      {children}
    </div>
  );
}
