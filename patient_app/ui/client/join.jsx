// Using an invitation: the code, then the account. What the invitation is for is asked of the server first.
import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { codeIn } from "./addresses.js";
import { api } from "./api.js";
import { Field, PasswordField, Refusal, SubmitButton, problemText, useSending } from "./form_parts.jsx";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { forgetOwner } from "./offline_shell.js";
import { makeT } from "./t.js";
import { sharedPhone } from "./use_phone.js";

export function EnterCode({ strings, language }) {
  const t = makeT(strings, language);
  const submit = (event) => {
    event.preventDefault();
    const code = codeIn(new FormData(event.currentTarget).get("code"));
    if (code) window.location.assign(t.href(`/join/${encodeURIComponent(code)}`));
  };
  return (
    <form method="post" className="hs-form" onSubmit={submit}>
      <Field
        id="code"
        label={t("Invitation code")}
        hint={t("It looks like this: AB12-CD34-EF56-GH78. Capital or small letters are both fine.")}
      >
        {(control) => (
          <input
            {...control}
            className="hs-input hs-input-code"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
          />
        )}
      </Field>
      <SubmitButton text={t("Go on")} />
    </form>
  );
}

const roleWords = (t, role) =>
  ({
    patient: t("patient"),
    physical_therapist: t("physical therapist"),
    physiatrist: t("physiatrist"),
    administrator: t("administrator"),
  })[role] ?? role;

function Loading({ t }) {
  return (
    <div className="hs-stack" role="status">
      <span className="hs-hidden">{t("Looking up your invitation")}</span>
      <span className="hs-skeleton" />
      <span className="hs-skeleton hs-skeleton-short" />
      <span className="hs-skeleton hs-skeleton-card" />
      <span className="hs-skeleton hs-skeleton-card" />
    </div>
  );
}

function NotUsable({ t, problem, onRetry }) {
  const unknown = problem.status === 404 || problem.status === 422;
  return (
    <div className="hs-stack">
      <div className="hs-notice hs-notice-care" role="alert">
        <Icon name="alert" />
        <div className="hs-grow">
          <p className="hs-notice-title">
            {unknown ? t("This code cannot be used") : t("Your invitation could not be looked up")}
          </p>
          <p>
            {unknown
              ? t("It may be mistyped, used already, or too old. Check the letters, or ask your clinic for a new one.")
              : problemText(t, problem)}
          </p>
        </div>
      </div>
      {unknown ? (
        <a className="hs-button hs-button-primary" href={t.href("/join")}>
          {t("Type the code again")}
        </a>
      ) : (
        <button type="button" className="hs-button hs-button-primary" onClick={onRetry}>
          {t("Try again")}
        </button>
      )}
      <a className="hs-button hs-button-quiet" href={t.href("/sign-in")}>
        {t("I have an account already: sign in")}
      </a>
    </div>
  );
}

function Team({ t, people }) {
  return (
    <ul className="hs-list">
      {people.map(({ name, role }) => (
        <li key={name}>
          <Icon name="person" />
          <span className="hs-grow">
            <strong>{name}</strong>
            <br />
            <span className="hs-muted">{roleWords(t, role)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function LanguageChoice({ t }) {
  return (
    <fieldset className="hs-choice">
      <legend className="hs-label">{t("Language")}</legend>
      <div className="hs-choice-steps hs-choice-words">
        {Object.entries({ en: "English", es: "Español" }).map(([code, name]) => (
          <label key={code} className="hs-choice-step" lang={code}>
            <input
              type="radio"
              name="language"
              value={code}
              defaultChecked={code === t.language}
              className="hs-hidden"
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function TimeZoneField({ t, error }) {
  const found = Intl.DateTimeFormat().resolvedOptions().timeZone || "America/New_York";
  const zones = [...new Set([found, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <Field
      id="time_zone"
      label={t("Time zone")}
      hint={t("Taken from this device. Your days begin and end by it.")}
      error={error}
    >
      {(control) => (
        <select {...control} defaultValue={found}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function AccountForm({ t, code, invitation, landings }) {
  const { busy, refusal, errors, send } = useSending(t);
  const team = invitation.care_team;
  const isPatient = invitation.role === "patient";
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      name: form.get("name").trim(),
      password: form.get("password"),
      time_zone: form.get("time_zone"),
      language: form.get("language"),
      share: form.get("share") === "on",
    };
    send(`/invitations/${encodeURIComponent(code)}/accept`, body, async (person) => {
      await forgetOwner();
      await sharedPhone(t.language).phone.signedIn(person.user_id);
      window.location.assign(makeT({}, person.language).href(landings[person.role] ?? "/"));
    });
  };
  return (
    <form method="post" className="hs-form" onSubmit={submit} aria-busy={busy}>
      {refusal && <Refusal text={refusal} />}
      <Field id="name" label={t("Your name")} hint={t("As your clinic knows you.")} error={errors.name}>
        {(control) => <input {...control} autoComplete="name" maxLength={200} required />}
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
      {isPatient && team.length > 0 && (
        <fieldset className="hs-choice">
          <legend className="hs-h2">{t("Who may see what you enter?")}</legend>
          <p className="hs-muted">
            {t("Nobody, unless you say so. You can change this at any time, for each person and each part.")}
          </p>
          <Team t={t} people={team} />
          <label className="hs-tick">
            <input type="checkbox" name="share" />
            <span>{t("Share my program, pain, measures and journey with these people")}</span>
          </label>
        </fieldset>
      )}
      <SubmitButton busy={busy} text={t("Make my account")} busyText={t("One moment…")} />
    </form>
  );
}

export function Join({ strings, language, landings }) {
  const t = makeT(strings, language);
  const code = decodeURIComponent(useLocation().pathname.split("/join/")[1] ?? "").replace(/\/$/, "");
  const [invitation, setInvitation] = useState(null);
  const [problem, setProblem] = useState(null);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    let stale = false;
    setProblem(null);
    api("GET", `/invitations/${encodeURIComponent(code)}`, undefined, language).then(
      (found) => stale || setInvitation(found),
      (failed) => stale || setProblem(failed),
    );
    return () => {
      stale = true;
    };
  }, [code, language, tries]);

  if (problem) return <NotUsable t={t} problem={problem} onRetry={() => setTries(tries + 1)} />;
  if (!invitation) return <Loading t={t} />;
  return (
    <>
      <p className="hs-lead">
        {invitation.role === "patient"
          ? t("{clinic} invites you to keep your exercise diary here.", { clinic: invitation.clinic })
          : t("{clinic} invites you as {role}.", { clinic: invitation.clinic, role: roleWords(t, invitation.role) })}
      </p>
      <p className="hs-muted">
        {t("The invitation can be used until {day}.", { day: t.date(invitation.expires_at.slice(0, 10)) })}
      </p>
      <AccountForm t={t} code={code} invitation={invitation} landings={landings} />
    </>
  );
}
