// The ways on from 'Find a physiatrist': for visitors the ways in, for a patient what belongs to the own record.
import { useEffect, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { api } from "./api.js";
import { RegisterLink } from "./register.jsx";
import { makeT } from "./t.js";

/** Who is here: {patient: false}, or a patient with the names of the clinic's physiatrists. Null until it is known. */
function useReader(language) {
  const [reader, setReader] = useState(null);
  useEffect(() => {
    let isStale = false;
    const ask = async () => {
      const { role } = await api("GET", "/session", undefined, language);
      if (role !== "patient") return { isPatient: false, isSignedIn: true, physiatrists: [] };
      const all = await api("GET", "/clinicians", undefined, language);
      const physiatrists = all.filter((each) => each.role === "physiatrist").map(({ name }) => name);
      return { isPatient: true, isSignedIn: true, physiatrists };
    };
    ask().then(
      (found) => isStale || setReader(found),
      () => isStale || setReader({ isPatient: false, isSignedIn: false, physiatrists: [] }),
    );
    return () => {
      isStale = true;
    };
  }, [language]);
  return reader;
}

function ForPatient({ t, physiatrists }) {
  return (
    <>
      {physiatrists.length > 0 && (
        <div className="hs-card hs-card-quiet hs-stack hs-stack-tight">
          <h2>{t("Physiatrists of your clinic")}</h2>
          <ul className="hs-list">
            {physiatrists.map((name) => (
              <li key={name}>
                <Icon name="person" />
                <span>{name}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="hs-card hs-card-quiet hs-stack hs-stack-tight">
        <h2>{t("From your own record")}</h2>
        <p>{t("Take what you wrote about your problem along. You can print it, and note your referral there.")}</p>
        <a className="hs-button hs-button-block" href={t.href("/intake")}>
          <Icon name="note" />
          {t("About my problem")}
        </a>
        <p>{t("Has the doctor's office given you a code? With it you share your record.")}</p>
        <a className="hs-button hs-button-primary hs-button-block" href={t.href("/sharing#code")}>
          <Icon name="key" />
          {t("I have a clinician's code")}
        </a>
      </div>
    </>
  );
}

function ForVisitor({ t, strings, language }) {
  return (
    <div className="hs-card hs-card-quiet hs-stack hs-stack-tight">
      <h2>{t("You have found one who uses Homestretch?")}</h2>
      <p>{t("Ask the office for an invitation code. With it you make your account and connect.")}</p>
      <a className="hs-button hs-button-primary hs-button-block" href={t.href("/join")}>
        {t("I have an invitation code")}
      </a>
      <RegisterLink strings={strings} language={language} />
      <a className="hs-button hs-button-block" href={t.href("/sign-in")}>
        {t("I have an account already: sign in")}
      </a>
    </div>
  );
}

export function FindWays({ strings, language }) {
  const t = makeT(strings, language);
  const reader = useReader(language);
  if (reader?.isPatient) return <ForPatient t={t} physiatrists={reader.physiatrists} />;
  if (reader?.isSignedIn) return null;
  // The ways in are safe to show before it is known that nobody is signed in: they lead to pages that find out.
  return <ForVisitor t={t} strings={strings} language={language} />;
}
