// What the patient should know about this phone: what waits, what was refused, what the phone cannot keep.
import { Icon } from "./icon.jsx";

function Line({ icon, tone, children, role = "status" }) {
  return (
    <div className={tone ? `hs-notice hs-notice-${tone}` : "hs-notice"} role={role}>
      <Icon name={icon} />
      <div className="hs-stack hs-stack-tight">{children}</div>
    </div>
  );
}

function Waiting({ t, phone }) {
  if (phone.waiting === 0 || !phone.isFailing || phone.storageProblem) return null;
  return (
    <Line icon="cloud-off">
      <p>
        {t.n(
          "Saved on this phone. {n} entry will be sent when you are online.",
          "Saved on this phone. {n} entries will be sent when you are online.",
          phone.waiting,
        )}
      </p>
    </Line>
  );
}

function SignedOut({ t, phone }) {
  if (!phone.signedOut || phone.waiting === 0) return null;
  return (
    <Line icon="lock" tone="care" role="alert">
      <p>
        {t.n(
          "You are signed out. {n} entry is kept on this phone. Sign in to send it.",
          "You are signed out. {n} entries are kept on this phone. Sign in to send them.",
          phone.waiting,
        )}
      </p>
      <a className="hs-button" href={t.href("/sign-in")}>
        {t("Sign in")}
      </a>
    </Line>
  );
}

function Storage({ t, phone }) {
  if (!phone.storageProblem) return null;
  const reasons = {
    missing: t("This browser keeps nothing on this phone. That is so in a private window."),
    full: t("This phone has no space left to keep entries."),
    damaged: t("This phone could not keep an entry: its storage does not work."),
  };
  return (
    <Line icon="alert" tone="care">
      <p>{reasons[phone.storageProblem]}</p>
      <p>
        {phone.waiting > 0
          ? t.n(
              "{n} entry is not sent yet. Keep this page open until it is.",
              "{n} entries are not sent yet. Keep this page open until they are.",
              phone.waiting,
            )
          : t("What you enter is sent at once. You need a connection.")}
      </p>
    </Line>
  );
}

function Clock({ t, phone }) {
  if (!phone.clockIsOff) return null;
  return (
    <Line icon="clock">
      <p>{t("The clock of this phone is wrong. Your entries get the right time: {day}.", { day: t.date(phone.today) })}</p>
    </Line>
  );
}

function Refused({ t, phone, shown }) {
  return phone.refused
    .filter(({ id }) => !shown.has(id))
    .map(({ id, body, problem }) => (
      <Line key={id} icon="alert" tone="stop" role="alert">
        <p>
          {body?.local_date
            ? t("An entry of {day} was not saved: {reason}", { day: t.date(body.local_date), reason: problem?.detail ?? "" })
            : t("An entry was not saved: {reason}", { reason: problem?.detail ?? "" })}
        </p>
        <button type="button" className="hs-button" onClick={() => phone.discard(id)}>
          {t("Remove it")}
        </button>
      </Line>
    ));
}

function Damaged({ t, phone }) {
  return phone.damaged.map(([id, record]) => (
    <Line key={String(id)} icon="alert" tone="care">
      <p>{t("This phone keeps something that cannot be read. Your other entries are safe.")}</p>
      <details className="hs-details">
        <summary>{t("Show it")}</summary>
        <code className="hs-small">{JSON.stringify(record)}</code>
      </details>
      <button type="button" className="hs-button" onClick={() => phone.discard(id)}>
        {t("Remove it")}
      </button>
    </Line>
  ));
}

function OfOthers({ t, phone }) {
  if (phone.ofOthers === 0) return null;
  return (
    <Line icon="lock">
      <p>
        {t.n(
          "This phone also keeps {n} entry of someone else. It is sent when that person signs in here.",
          "This phone also keeps {n} entries of someone else. They are sent when that person signs in here.",
          phone.ofOthers,
        )}
      </p>
    </Line>
  );
}

function Outdated({ t, phone }) {
  if (!phone.problem?.isOld) return null;
  return (
    <Line icon="refresh">
      <p>{t("There is a newer version of this app. Load it to see what is new in your program.")}</p>
      <button type="button" className="hs-button" onClick={() => window.location.reload()}>
        {t("Load again")}
      </button>
    </Line>
  );
}

/** `shown`: ids of entries whose refusal stands elsewhere on the screen. */
export function PhoneStatus({ t, phone, shown = new Set() }) {
  return (
    <>
      <SignedOut t={t} phone={phone} />
      <Storage t={t} phone={phone} />
      <Refused t={t} phone={phone} shown={shown} />
      <Clock t={t} phone={phone} />
      <Waiting t={t} phone={phone} />
      <Outdated t={t} phone={phone} />
      <Damaged t={t} phone={phone} />
      <OfOthers t={t} phone={phone} />
    </>
  );
}

/** Instead of a screen: the session has ended, so nothing personal is shown until the person has signed in again. */
export function Locked({ t, phone }) {
  return (
    <div className="hs-empty">
      <Icon name="lock" size="large" />
      <p>{t("You are signed out.")}</p>
      {phone.waiting > 0 && (
        <p>
          {t.n(
            "{n} entry is kept on this phone. Sign in to send it.",
            "{n} entries are kept on this phone. Sign in to send them.",
            phone.waiting,
          )}
        </p>
      )}
      <a className="hs-button hs-button-primary" href={t.href("/sign-in")}>
        {t("Sign in")}
      </a>
    </div>
  );
}

/** Instead of a screen that has nothing to show yet: why, and what to do. */
export function NotReached({ t, problem, onRetry }) {
  return (
    <div className="hs-notice hs-notice-care" role="alert">
      <Icon name="cloud-off" />
      <div className="hs-stack hs-stack-tight">
        <p>{problem.detail || t("Your program is not on this phone yet, and the clinic's server does not answer.")}</p>
        <p>{t("Nothing you saved is lost.")}</p>
        <button type="button" className="hs-button" onClick={onRetry}>
          {t("Try again")}
        </button>
      </div>
    </div>
  );
}
