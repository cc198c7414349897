// What the patient should know about this phone: what waits, what was refused, what the phone cannot keep.
import { Empty, Notice, Refusal } from "./notice.jsx";

/** It comes and goes with the network: it stands below what is being tapped, so that nothing moves under the thumb. */
export function Waiting({ t, phone }) {
  if (phone.waiting === 0 || !phone.isFailing || phone.storageProblem) return null;
  return (
    <Notice icon="cloud-off" role="status">
      <p>
        {t.n(
          "Saved on this phone. {n} entry will be sent when you are online.",
          "Saved on this phone. {n} entries will be sent when you are online.",
          phone.waiting,
        )}
      </p>
    </Notice>
  );
}

function SignInAgain({ t, phone }) {
  return (
    <>
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
    </>
  );
}

function SignedOut({ t, phone }) {
  if (!phone.signedOut || phone.waiting === 0) return null;
  return (
    <Notice icon="lock" tone="care" role="alert">
      <SignInAgain t={t} phone={phone} />
    </Notice>
  );
}

function Storage({ t, phone }) {
  if (!phone.storageProblem) return null;
  return (
    <Notice icon="alert" tone="care" role="status">
      <p>
        {phone.storageProblem === "missing"
          ? t("This browser keeps nothing on this phone. That is so in a private window.")
          : t("This phone could not keep an entry: it has no space left, or its storage does not work.")}
      </p>
      <p>
        {phone.waiting > 0
          ? t.n(
              "{n} entry is not sent yet. Keep this page open until it is.",
              "{n} entries are not sent yet. Keep this page open until they are.",
              phone.waiting,
            )
          : t("What you enter is sent at once. You need a connection.")}
      </p>
    </Notice>
  );
}

function Clock({ t, phone }) {
  if (!phone.clockIsOff) return null;
  return (
    <Notice icon="clock" role="status">
      <p>{t("The clock of this phone is wrong. Your entries get the right time: {day}.", { day: t.date(phone.today) })}</p>
    </Notice>
  );
}

function Refused({ t, phone, shown }) {
  return phone.refused
    .filter(({ id }) => !shown.has(id))
    .map(({ id, body, problem }) => (
      <Refusal
        key={id}
        t={t}
        words={
          body?.local_date &&
          t("An entry of {day} was not saved: {reason}", { day: t.date(body.local_date), reason: problem?.detail ?? "" })
        }
        problem={problem}
        // What put the program on hold is not thrown away: see the check-in.
        onRemove={phone.holds.some((hold) => hold.id === id) ? undefined : () => phone.discard(id)}
      />
    ));
}

function Damaged({ t, phone }) {
  return phone.damaged.map(([id, record]) => (
    <Notice key={String(id)} icon="alert" tone="care" role="status">
      <p>{t("This phone keeps something that cannot be read. Your other entries are safe.")}</p>
      <details className="hs-details">
        <summary>{t("Show it")}</summary>
        <code className="hs-small">{JSON.stringify(record)}</code>
      </details>
      <button type="button" className="hs-button" onClick={() => phone.discard(id)}>
        {t("Remove it")}
      </button>
    </Notice>
  ));
}

function OfOthers({ t, phone }) {
  if (phone.ofOthers === 0) return null;
  return (
    <Notice icon="lock" role="status">
      <p>
        {t.n(
          "This phone also keeps {n} entry of someone else. It is sent when that person signs in here.",
          "This phone also keeps {n} entries of someone else. They are sent when that person signs in here.",
          phone.ofOthers,
        )}
      </p>
    </Notice>
  );
}

function Outdated({ t, phone }) {
  if (!phone.problem?.isOld) return null;
  return (
    <Notice icon="refresh" role="status">
      <p>{t("Update ready")}</p>
      <button type="button" className="hs-button" onClick={() => window.location.reload()}>
        {t("Load the new version")}
      </button>
    </Notice>
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
      <Outdated t={t} phone={phone} />
      <Damaged t={t} phone={phone} />
      <OfOthers t={t} phone={phone} />
    </>
  );
}

/** Instead of a screen: the session has ended, so nothing personal is shown until the person has signed in again. */
function Locked({ t, phone }) {
  return (
    <Empty icon="lock">
      <SignInAgain t={t} phone={phone} />
    </Empty>
  );
}

/** Instead of a screen that has nothing to show yet: why, and what to do. */
function NotReached({ t, problem, onRetry }) {
  return (
    <Notice icon="cloud-off" tone="care" role="alert">
      <p>{problem.detail || t("Your program is not on this phone yet, and the clinic's server does not answer.")}</p>
      <p>{t("Nothing you saved is lost.")}</p>
      <p>{t("This app is not for emergencies. In an emergency, call 911.")}</p>
      <button type="button" className="hs-button" onClick={onRetry}>
        {t("Try again")}
      </button>
    </Notice>
  );
}

/** What stands instead of a screen while this phone may show nothing, or has nothing, of the patient; else null.
 *  `title`: the screen's own. */
export function insteadOf(t, phone, title) {
  if (!phone.locked && (phone.snapshot || !phone.problem)) return null;
  return (
    <div className="hs-stack">
      {title}
      {phone.locked ? (
        <Locked t={t} phone={phone} />
      ) : (
        <>
          <PhoneStatus t={t} phone={phone} />
          <Waiting t={t} phone={phone} />
          <NotReached t={t} problem={phone.problem} onRetry={phone.reload} />
        </>
      )}
    </div>
  );
}

/** Why nothing is due, where the reason is the program; '' when there is one. */
export function noProgram(t, day) {
  if (day.has_program) return "";
  return day.next_version_on
    ? t("Your program starts on {day}.", { day: t.date(day.next_version_on) })
    : t("Your therapist has not sent your program yet. It will show here by itself.");
}

/** The snapshot does not reach this day. */
export function NotCovered({ t }) {
  return (
    <Empty icon="cloud-off">
      <p>{t("This phone has been without a connection for a long time. Go online once to see this day.")}</p>
    </Empty>
  );
}
