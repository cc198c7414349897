// How to put the app on the home screen, where this browser can and it is not there yet.
import { useEffect, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { canInstall, install, onInstallChange } from "./installing.js";
import { makeT } from "./t.js";

export function HomeScreen({ strings, language }) {
  const t = makeT(strings, language);
  const [way, setWay] = useState(null);
  useEffect(() => {
    const look = () => setWay(canInstall());
    look();
    return onInstallChange(look);
  }, []);
  if (way === null) return null;
  return (
    <div className="hs-card hs-stack hs-stack-tight">
      <h3>{t("Put Homestretch on your home screen")}</h3>
      <p>{t("It opens with one tap, and your day is there without a connection too.")}</p>
      {way === "ask" ? (
        <button type="button" className="hs-button hs-self-start" onClick={install}>
          <Icon name="download" />
          {t("Put it there")}
        </button>
      ) : (
        <p>
          <Icon name="share" size="small" />{" "}
          {t("In Safari, tap Share, then Add to Home Screen.")}
        </p>
      )}
    </div>
  );
}
