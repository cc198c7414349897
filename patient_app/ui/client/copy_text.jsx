// A text to hand on, such as an address, with a button that copies it. Without a clipboard the text is selected.
import { useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { makeT } from "./t.js";

export function CopyText({ strings, language, text, label }) {
  const t = makeT(strings, language);
  const field = useRef(null);
  const [said, setSaid] = useState("");

  const copy = async () => {
    field.current.select();
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t("Copied."));
    } catch {
      setSaid(t("It is selected: copy it from there."));
    }
  };
  return (
    <div className="hs-stack hs-stack-tight">
      <input
        ref={field}
        className="hs-input hs-input-code"
        value={text}
        aria-label={label}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className="hs-button hs-self-start" onClick={copy}>
        <Icon name="copy" />
        {t("Copy")}
      </button>
      <p role="status" className="hs-muted">
        {said}
      </p>
    </div>
  );
}
