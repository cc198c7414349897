// An account without an invitation, where the clinic allows it. Whether it does is asked of the server first.
import { useEffect, useState } from "react";
import { api } from "./api.js";
import { Field, PasswordField, Refusal, SubmitButton, problemText, useSending } from "./form_parts.jsx";
import { LanguageChoice, TimeZoneField } from "./join.jsx";
import { Notice } from "./notice.jsx";
import { forgetOwner } from "./offline_shell.js";
import { makeT } from "./t.js";
import { sharedPhone } from "./use_phone.js";

/** {is_open, clinic} as the server says, null until then; and the problem, when it does not answer. */
function useOffer(language, tries) {
  const [offer, setOffer] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    let isStale = false;
    setProblem(null);
    api("GET", "/registrations", undefined, language).then(
      (found) => isStale || setOffer(found),
      (failed) => isStale || setProblem(failed),
    );
    return () => {
      isStale = true;
    };
  }, [language, tries]);
  return [offer, problem];
}

/** The way to make an account, on other pages; nothing where the clinic does not allow it. */
export function RegisterLink({ strings, language }) {
  const t = makeT(strings, language);
  const [offer] = useOffer(language, 0);
  if (!offer?.is_open) return null;
  return (
    <a className="hs-button hs-button-block" href={t.href("/register")}>
      {t("Make an account without an invitation")}
    </a>
  );
}

function Form({ t, clinic }) {
  const { busy, refusal, errors, send } = useSending(t);
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      name: form.get("name").trim(),
      email: form.get("email").trim(),
      password: form.get("password"),
      time_zone: form.get("time_zone"),
      language: form.get("language"),
    };
    send("/registrations", body, async (person) => {
      await forgetOwner();
      await sharedPhone(t.language).phone.signedIn(person.user_id);
      window.location.assign(makeT({}, person.language).href("/intake"));
    });
  };
  return (
    <>
      <p className="hs-lead">{t("You make an account for patients at {clinic}.", { clinic: clinic.name })}</p>
      <p>{t("Nobody sees what you enter, unless you share it later.")}</p>
      <form method="post" className="hs-form" onSubmit={submit} aria-busy={busy}>
        {refusal && <Refusal text={refusal} />}
        <Field id="name" label={t("Your name")} hint={t("As your clinic knows you.")} error={errors.name}>
          {(control) => <input {...control} autoComplete="name" maxLength={200} required />}
        </Field>
        <Field id="email" label={t("Email")} hint={t("You sign in with it.")} error={errors.email}>
          {(control) => (
            <input
              {...control}
              type="email"
              autoComplete="email"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={320}
              required
            />
          )}
        </Field>
        <PasswordField
          t={t}
          id="password"
          label={t("Choose a password")}
          hint={t(
            "15 characters or more. Long is what keeps it safe: a few words in a row are best, and easy to remember. No signs or capitals are needed.",
          )}
          error={errors.password}
          autoComplete="new-password"
        />
        <LanguageChoice t={t} />
        <TimeZoneField t={t} error={errors.time_zone} />
        <SubmitButton busy={busy} text={t("Make my account")} busyText={t("One moment…")} />
      </form>
    </>
  );
}

export function Register({ strings, language }) {
  const t = makeT(strings, language);
  const [tries, setTries] = useState(0);
  const [offer, problem] = useOffer(language, tries);
  if (problem)
    return (
      <Notice icon="cloud-off" tone="care" role="alert">
        <p>{problemText(t, problem)}</p>
        <button type="button" className="hs-button" onClick={() => setTries(tries + 1)}>
          {t("Try again")}
        </button>
      </Notice>
    );
  if (!offer)
    return (
      <div className="hs-stack" role="status">
        <span className="hs-hidden">{t("One moment…")}</span>
        <span className="hs-skeleton" />
        <span className="hs-skeleton hs-skeleton-card" />
        <span className="hs-skeleton hs-skeleton-card" />
      </div>
    );
  if (!offer.is_open)
    return (
      <Notice icon="lock">
        <p className="hs-notice-title">{t("This clinic makes accounts by invitation only")}</p>
        <p>{t("Ask it for a code. With the code you make your account.")}</p>
        <a className="hs-button hs-button-primary" href={t.href("/join")}>
          {t("I have an invitation code")}
        </a>
      </Notice>
    );
  return <Form t={t} clinic={offer.clinic} />;
}
