// Signing out, and the size of the text on this device: what only the browser can do in Settings.
import { useEffect, useState } from "react";
import { ApiProblem, api } from "./api.js";
import { Icon } from "./icon.jsx";
import { makeT } from "./t.js";
import { TEXT_SIZES, applyTextSize, keptTextSize } from "./text_size.js";

export function SignOut({ strings, language }) {
  const t = makeT(strings, language);
  const [problem, setProblem] = useState("");
  const leave = async () => {
    try {
      await api("DELETE", "/session", undefined, language);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) {
        setProblem(t("Signing out did not work: no answer from the clinic's server. Please try again."));
        return;
      }
    }
    window.location.assign(t.href("/"));
  };
  return (
    <div className="hs-stack hs-stack-tight">
      <button type="button" className="hs-button hs-button-block" onClick={leave}>
        <Icon name="sign-out" />
        {t("Sign out")}
      </button>
      {problem && (
        <p className="hs-error" role="alert">
          <Icon name="alert" size="small" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
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
