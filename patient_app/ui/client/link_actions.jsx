// What a patient does with the address of a new link: copy it, give it to another app, print it.
import { useEffect, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { makeT } from "./t.js";

async function copied(address) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false; // no permission, or a page that is not safe: the address can be marked by hand
  }
}

/** Buttons for `address`; sharing only where the device has a sheet for it. */
export function LinkActions({ address, label, strings, language }) {
  const t = makeT(strings, language);
  const [told, setTold] = useState("");
  const [canShare, setCanShare] = useState(false);
  useEffect(() => setCanShare(typeof navigator.share === "function"), []);
  const copy = async () =>
    setTold((await copied(address)) ? t("Copied") : t("Your browser does not copy here. Mark the address to copy it."));
  // Closing the sheet is no failure.
  const share = () => navigator.share({ title: label, url: address }).catch(() => {});
  return (
    <div className="hs-stack hs-stack-tight hs-print-not">
      <div className="hs-row">
        <button type="button" className="hs-button hs-button-primary" onClick={copy}>
          <Icon name="copy" /> {t("Copy the link")}
        </button>
        {canShare && (
          <button type="button" className="hs-button" onClick={share}>
            <Icon name="share" /> {t("Send it")}
          </button>
        )}
        <button type="button" className="hs-button" onClick={() => window.print()}>
          <Icon name="download" /> {t("Print it")}
        </button>
      </div>
      <p role="status">{told}</p>
    </div>
  );
}
