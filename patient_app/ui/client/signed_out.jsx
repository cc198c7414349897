// The session has ended while entries wait: they stay on this page until the same person has signed in again.
import { Icon } from "./icon.jsx";

export function SignedOut({ t, outbox }) {
  if (!outbox.isSignedOut || outbox.size === 0) return null;
  return (
    <div className="hs-notice hs-notice-care" role="alert">
      <Icon name="lock" />
      <div className="hs-stack hs-stack-tight">
        <p>{t("You are signed out. What you entered is kept on this page. Sign in, then come back here.")}</p>
        <a className="hs-button" href={t.href("/sign-in")} target="_blank" rel="noreferrer">
          {t("Sign in")}
        </a>
      </div>
    </div>
  );
}
