// The last step of deleting the own account: the password again, a tick, and this phone is emptied afterwards. What is
// deleted and what is kept is said above it (ui/pages/settings_delete.py).
import { useEffect, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { FieldError, PasswordField, Refusal, useSending } from "./form_parts.jsx";
import { flush } from "./sign_out.js";
import { makeT } from "./t.js";
import { useOnline } from "./use_online.js";
import { sharedPhone } from "./use_phone.js";

export function DeleteAccount({ strings, language }) {
  const t = makeT(strings, language);
  const isOnline = useOnline();
  const { busy, refusal, errors, send } = useSending(t);
  // The page is there before its scripts: the browser would send the form by itself.
  const [runs, setRuns] = useState(false);
  useEffect(() => setRuns(true), []);

  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { password: form.get("delete-password"), confirm: form.get("delete-confirm") === "on" };
    const { phone } = sharedPhone(language);
    const owner = phone.meta.owner;
    const leave = async () => {
      await phone.forgetAccount();
      window.location.replace(t.href("/goodbye"));
    };
    send("/me", body, leave, { method: "DELETE", owner });
  };

  return (
    <form method="post" className="hs-form" onSubmit={submit} aria-busy={busy}>
      <Unsent t={t} language={language} isOnline={isOnline} />
      {refusal && <Refusal text={refusal} />}
      <PasswordField
        t={t}
        id="delete-password"
        label={t("Your password, once more")}
        error={errors.password}
        autoComplete="current-password"
      />
      <div className="hs-field">
        <label className="hs-tick">
          <input
            type="checkbox"
            name="delete-confirm"
            aria-invalid={errors.confirm ? true : undefined}
            aria-describedby={errors.confirm ? "delete-confirm-error" : undefined}
          />
          <span>{t("Delete my account and my data for good")}</span>
        </label>
        {errors.confirm && <FieldError id="delete-confirm-error" text={errors.confirm} />}
      </div>
      {!isOnline && (
        <p className="hs-notice" role="status">
          <Icon name="info" />
          <span>{t("Deleting your account needs a connection. Nothing is deleted until you are online.")}</span>
        </p>
      )}
      <button
        type="submit"
        className="hs-button hs-button-danger hs-button-large hs-button-block"
        aria-disabled={busy}
        disabled={!runs || !isOnline}
      >
        {busy ? t("One moment…") : t("Delete my account")}
      </button>
    </form>
  );
}

/** What this phone has not sent, and a way to send it first. */
function Unsent({ t, language, isOnline }) {
  const [unsent, setUnsent] = useState(0);
  const [busy, setBusy] = useState(false);
  const [isStuck, setStuck] = useState(false);
  useEffect(() => {
    const { phone } = sharedPhone(language);
    const look = () => setUnsent(phone.outbox.own.filter((record) => record.state !== "sent").length);
    phone.open().then(look);
    return phone.subscribe(look);
  }, [language]);
  if (unsent === 0) return null;

  const sendNow = async () => {
    if (busy) return;
    setBusy(true);
    await flush(sharedPhone(language).phone);
    setBusy(false);
    setStuck(true);
  };
  return (
    <div className="hs-notice hs-notice-care" role="status">
      <Icon name="alert" />
      <div className="hs-stack hs-stack-tight">
        <p>
          {t.n(
            "{n} entry on this phone is not sent. Send it first or it is lost.",
            "{n} entries on this phone are not sent. Send them first or they are lost.",
            unsent,
          )}
        </p>
        {isStuck && <p>{t("Some could not be sent. Look at Today to see why.")}</p>}
        <button type="button" className="hs-button" aria-disabled={busy} disabled={!isOnline} onClick={sendNow}>
          {busy ? t("One moment…") : t("Send now")}
        </button>
      </div>
    </div>
  );
}
