// The sign-in form, also for a new password with a reset code. The cookie comes with the answer and is never seen here.
import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { ownPath } from "./addresses.js";
import { Field, PasswordField, Refusal, SubmitButton, useSending } from "./form_parts.jsx";
import { forgetOwner } from "./offline_shell.js";
import { makeT } from "./t.js";
import { sharedPhone } from "./use_phone.js";

export function SignIn({ strings, language, landings }) {
  const t = makeT(strings, language);
  const given = new URLSearchParams(useLocation().search);
  const [resetting, setResetting] = useState(false);
  // A link from the clinic may carry the code. The page is built before the address is known, hence after the drawing.
  useEffect(() => setResetting(given.has("code")), []);
  const { busy, refusal, errors, send } = useSending(t);

  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { email: form.get("email").trim(), password: form.get("password") };
    if (resetting) body.code = form.get("code").trim();
    send("/session", body, async (person) => {
      // Whoever had this phone before: their day must not open for this person.
      await forgetOwner();
      await sharedPhone(language).phone.signedIn(person.user_id);
      const home = makeT({}, person.language).href(landings[person.role] ?? "/");
      window.location.assign(ownPath(given.get("next"), window.location.origin) ?? home);
    });
  };

  return (
    <form method="post" className="hs-form" onSubmit={submit} aria-busy={busy}>
      {refusal && <Refusal text={refusal} />}
      {resetting && (
        <Field
          id="code"
          label={t("Reset code")}
          hint={t("Your clinic gives it to you, like this: AB12-CD34-EF56-GH78")}
          error={errors.code}
        >
          {(control) => (
            <input
              {...control}
              className="hs-input hs-input-code"
              defaultValue={given.get("code") ?? ""}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              required
            />
          )}
        </Field>
      )}
      <Field id="email" label={t("Email")} error={errors.email}>
        {(control) => (
          <input {...control} type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
        )}
      </Field>
      <PasswordField
        key={resetting ? "new" : "current"}
        t={t}
        id="password"
        label={resetting ? t("New password") : t("Password")}
        hint={resetting ? t("15 characters or more. A few words in a row are best.") : undefined}
        error={errors.password}
        autoComplete={resetting ? "new-password" : "current-password"}
      />
      <SubmitButton
        busy={busy}
        text={resetting ? t("Save and sign in") : t("Sign in")}
        busyText={t("One moment…")}
      />
      {resetting ? (
        <button type="button" className="hs-button hs-button-quiet" onClick={() => setResetting(false)}>
          {t("Sign in with my password")}
        </button>
      ) : (
        <div>
          <p className="hs-label">{t("Forgot your password?")}</p>
          <p className="hs-muted">{t("Ask your clinic for a reset code.")}</p>
          <button type="button" className="hs-link hs-link-alone" onClick={() => setResetting(true)}>
            {t("I have a reset code")}
          </button>
        </div>
      )}
    </form>
  );
}
