// After the intake: who can read it, and, for a patient without a physiatrist, what comes next.
import { useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { newId } from "./clock.js";
import { Field, Refusal, problemText } from "./form_parts.jsx";
import { Written } from "./intake_review.jsx";
import { Notice } from "./notice.jsx";

function referredBy(t, title, from, to) {
  if (!from) return title;
  return to ? t("{from} referred you to {to}", { from, to }) : t("{from} referred you", { from });
}

function Referrals({ t, intake, today }) {
  const [isOpen, setOpen] = useState(false);
  const [id, setId] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const errors = Object.fromEntries((problem?.errors ?? []).map(({ field, message }) => [field, message]));
  const send = async (event) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      await intake.refer(id, {
        from_whom: form.get("from_whom").trim(),
        to_whom: form.get("to_whom").trim(),
        on: form.get("on"),
      });
      setId(newId());
      setOpen(false);
    } catch (failed) {
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  const { referrals } = intake.view;
  return (
    <div className="hs-stack hs-stack-tight">
      {referrals.length > 0 && (
        <ul className="hs-list" aria-label={t("Referrals")}>
          {referrals.map(({ id: each, on, title, from_whom: from, to_whom: to }) => (
            <li key={each}>
              <span>
                {referredBy(t, title, from, to)}
                <br />
                <span className="hs-muted">{t.date(on)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {!isOpen && (
        <button type="button" className="hs-button hs-button-block" onClick={() => setOpen(true)}>
          <Icon name="plus" />
          {t("Note a referral")}
        </button>
      )}
      {isOpen && (
        <form method="post" className="hs-card hs-form" onSubmit={send} aria-busy={busy}>
          {problem && <Refusal text={problemText(t, problem)} />}
          <Field id="from_whom" label={t("Who referred you?")} error={errors.from_whom}>
            {(control) => <input {...control} maxLength={200} required />}
          </Field>
          <Field id="to_whom" label={t("To whom, if you know")} error={errors.to_whom}>
            {(control) => <input {...control} maxLength={200} />}
          </Field>
          <Field id="on" label={t("When?")} error={errors.on}>
            {(control) => <input {...control} type="date" max={today} defaultValue={today} required />}
          </Field>
          <button type="submit" className="hs-button hs-button-primary" aria-disabled={busy}>
            {t("Save the referral")}
          </button>
        </form>
      )}
    </div>
  );
}

function GoTo({ href, icon, words, isPrimary }) {
  return (
    <a className={`hs-button hs-button-block${isPrimary ? " hs-button-primary" : ""}`} href={href}>
      <Icon name={icon} />
      {words}
    </a>
  );
}

function Way({ title, text, children }) {
  return (
    <li>
      <div className="hs-stack hs-stack-tight">
        <h3>{title}</h3>
        {text && <p>{text}</p>}
        {children}
      </div>
    </li>
  );
}

function Ways({ t, intake, today }) {
  return (
    <section className="hs-stack" aria-labelledby="intake-next">
      <h2 id="intake-next">{t("What comes next")}</h2>
      <ol className="hs-how hs-intake-next">
        <Way
          title={t("See your primary care doctor")}
          text={t("This doctor examines you and may order images or blood tests. Show what you wrote here.")}
        />
        <Way
          title={t("Ask if you need a referral")}
          text={t("It depends on your insurance. Call the number on your insurance card and ask.")}
        >
          <ul className="hs-intake-ask">
            <li>{t("Do I need a referral to see a physiatrist?")}</li>
            <li>{t("Is this doctor in my network?")}</li>
            <li>{t("How many physical therapy visits are covered, and do they need approval first?")}</li>
          </ul>
        </Way>
        <Way title={t("Note your referral")} text={t("Then your care team finds it with your record.")}>
          <Referrals t={t} intake={intake} today={today} />
        </Way>
        <Way title={t("Find a physiatrist")} text={t("The doctor who orders physical therapy and meets you again.")}>
          <GoTo href={t.href("/find-a-physiatrist")} icon="search" words={t("How to find one")} />
        </Way>
        <Way title={t("Connect with a code")} text={t("Ask the doctor's office for a code, and type it here.")}>
          <GoTo href={t.href("/sharing#code")} icon="key" words={t("I have a clinician's code")} isPrimary />
        </Way>
      </ol>
    </section>
  );
}

/** `names`: of the places; `onEdit` gets the number of a question. */
export function Next({ t, phone, intake, names, onEdit }) {
  const { team } = intake.view;
  const hasTeam = team.length > 0;
  return (
    <div className="hs-stack hs-stack-wide">
      <Notice icon="check-circle" tone="done" role="status">
        <p className="hs-notice-title">{t("Your answers are saved")}</p>
        <p>
          {hasTeam
            ? t("They can be read by: {names}.", { names: team.join(", ") })
            : t("Nobody can read them yet. You decide who does.")}
        </p>
      </Notice>
      {hasTeam ? (
        <section className="hs-stack" aria-labelledby="intake-next">
          <h2 id="intake-next">{t("What comes next")}</h2>
          <GoTo href={t.href("/today")} icon="today" words={t("Go to today")} isPrimary />
          <Referrals t={t} intake={intake} today={phone.today} />
        </section>
      ) : (
        <Ways t={t} intake={intake} today={phone.today} />
      )}
      <section className="hs-stack hs-intake-paper" aria-labelledby="intake-written">
        <h2 id="intake-written">{t("What you wrote")}</h2>
        <Written t={t} intake={intake} names={names} onEdit={onEdit} />
        <button type="button" className="hs-button hs-self-start" onClick={() => window.print()}>
          <Icon name="note" />
          {t("Print it")}
        </button>
      </section>
      <p className="hs-hint">{phone.snapshot.warning_signs.texts.nobody_watches}</p>
    </div>
  );
}
