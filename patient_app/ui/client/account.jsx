// Signing out, and the size of the text on this device: what only the browser can do in Settings.
import { useEffect, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { forgetSheets } from "./sheet_store.js";
import { flush, signOut } from "./sign_out.js";
import { makeT } from "./t.js";
import { TEXT_SIZES, applyTextSize, keptTextSize } from "./text_size.js";
import { sharedPhone } from "./use_phone.js";

const LONGEST_SENDING_MS = 5000;

/** Ends the session, and takes from this device what is personal. What a patient entered and is not sent stays. */
export function SignOut({ strings, language }) {
  const t = makeT(strings, language);
  const [problem, setProblem] = useState("");
  const [unsent, setUnsent] = useState(0);
  // The page is there before its scripts: a button that does nothing yet says so.
  const [busy, setBusy] = useState(true);
  useEffect(() => setBusy(false), []);

  const leave = async () => {
    setBusy(true);
    forgetSheets();
    const isEnded = await signOut(sharedPhone(language).phone);
    if (isEnded) window.location.assign(t.href("/"));
    else setProblem(t("This device is cleared. It is signed out at the clinic when it is online again."));
  };
  const ask = async () => {
    setBusy(true);
    const waiting = await stillWaiting(language);
    setBusy(false);
    if (waiting === 0) await leave();
    else setUnsent(waiting);
  };
  return (
    <div className="hs-stack hs-stack-tight">
      {unsent > 0 && !problem ? (
        <div className="hs-notice hs-notice-care" role="alert">
          <Icon name="alert" />
          <div className="hs-stack hs-stack-tight">
            <p>
              {t.n(
                "{n} entry is not sent yet. It stays on this phone, seen by nobody, and is sent when you sign in here again.",
                "{n} entries are not sent yet. They stay on this phone, seen by nobody, and are sent when you sign in here again.",
                unsent,
              )}
            </p>
            <button type="button" className="hs-button hs-button-primary" onClick={() => setUnsent(0)}>
              {t("Stay signed in")}
            </button>
            <button type="button" className="hs-button" disabled={busy} onClick={leave}>
              {t("Sign out all the same")}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className="hs-button hs-button-block" disabled={busy} onClick={ask}>
          <Icon name="sign-out" />
          {t("Sign out")}
        </button>
      )}
      {problem && (
        <p className="hs-notice" role="alert">
          <Icon name="info" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
}

/** How many entries the server has not got after a short try. */
async function stillWaiting(language) {
  const { phone } = sharedPhone(language);
  const enough = new Promise((done) => setTimeout(done, LONGEST_SENDING_MS));
  await Promise.race([flush(phone), enough]);
  return phone.outbox.waiting;
}

export function TextSize({ strings, language }) {
  const t = makeT(strings, language);
  const [size, setSize] = useState("normal");
  useEffect(() => setSize(keptTextSize()), []);
  const names = { normal: t("Normal"), large: t("Large"), largest: t("Largest") };
  return (
    <fieldset className="hs-choice">
      <legend className="hs-label">{t("Text size on this device")}</legend>
      <div className="hs-choice-steps hs-choice-three">
        {TEXT_SIZES.map((each) => (
          <button
            key={each}
            type="button"
            className="hs-choice-step"
            aria-pressed={size === each}
            onClick={() => {
              applyTextSize(each);
              setSize(each);
            }}
          >
            {names[each]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
