// Registers the service worker on a patient's pages, and says when a new version of the app is ready. It is loaded when
// the person asks for it: a page never reloads by itself under somebody's hands.
import { useEffect, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import "./installing.js";
import { makeT } from "./t.js";

const AFTER_LOAD = 2000; // milliseconds: the page's own questions to the server go first
const LOOK_AGAIN = 60 * 60 * 1000;

// Reflex's own answer to a page older than its server: a reload, and a strip across the page the next time.
const REFLEX_RELOADED = "reflex_last_reloaded_on_error";
const REFLEX_STRIP = "reflex-new-version-banner";
const NEVER = String(Number.MAX_SAFE_INTEGER);

/** When the page has been loaded and has nothing to do. Gives back the way to stop waiting. */
function whenSettled(begin) {
  let timer = null;
  const idle = () => (window.requestIdleCallback ? window.requestIdleCallback(begin, { timeout: 5000 }) : begin());
  const loaded = () => {
    timer = setTimeout(idle, AFTER_LOAD);
  };
  if (document.readyState === "complete") loaded();
  else window.addEventListener("load", loaded, { once: true });
  return () => {
    clearTimeout(timer);
    window.removeEventListener("load", loaded);
  };
}

/** Call `ready(worker)` for each version that waits beside the one in use. */
function watch(registration, ready) {
  const look = () => registration.waiting && navigator.serviceWorker.controller && ready(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => coming.state === "installed" && look());
  });
  look();
}

/** A server of another version is met by the line below, never by a reload that nobody asked for. */
function keepFromReloading(update) {
  try {
    sessionStorage.setItem(REFLEX_RELOADED, NEVER);
  } catch {
    return () => {};
  }
  const watcher = new MutationObserver(() => {
    const strip = document.getElementById(REFLEX_STRIP);
    strip?.remove();
    if (strip) update();
  });
  watcher.observe(document.body, { childList: true });
  return () => watcher.disconnect();
}

export function AppWorker({ strings, language }) {
  const t = makeT(strings, language);
  const [waiting, setWaiting] = useState(null);
  const [isTaken, setIsTaken] = useState(false); // another tab has loaded the new version
  const [isLoading, setIsLoading] = useState(false);
  const asked = useRef(false);

  useEffect(() => {
    const container = navigator.serviceWorker;
    if (!container || !window.isSecureContext) return undefined;
    let registration = null;
    let looked = Date.now();
    let isGone = false;
    const update = () => {
      looked = Date.now();
      registration?.update().catch(() => {}); // no connection: the next look will do
    };
    const begin = async () => {
      try {
        registration = await container.register("/sw.js", { updateViaCache: "none" });
        if (!isGone) watch(registration, setWaiting);
      } catch {
        // Not now: the page works without, and the next one tries again.
      }
    };
    const stopWaiting = whenSettled(begin);
    const look = () => document.visibilityState === "visible" && Date.now() - looked > LOOK_AGAIN && update();
    const hadOne = container.controller !== null;
    const takenOver = () => {
      if (asked.current) {
        asked.current = false;
        window.location.reload();
      } else if (hadOne) setIsTaken(true);
    };
    const stopKeeping = hadOne ? keepFromReloading(update) : () => {};
    document.addEventListener("visibilitychange", look);
    container.addEventListener("controllerchange", takenOver);
    return () => {
      isGone = true;
      stopWaiting();
      stopKeeping();
      document.removeEventListener("visibilitychange", look);
      container.removeEventListener("controllerchange", takenOver);
    };
  }, []);

  const load = () => {
    setIsLoading(true);
    if (isTaken) window.location.reload();
    else {
      asked.current = true;
      waiting.postMessage({ type: "load" });
    }
  };
  return (
    <div role="status">
      {(waiting || isTaken) && (
        <div className="hs-notice hs-update">
          <Icon name="download" />
          <p className="hs-grow">{t("Update ready")}</p>
          <button type="button" className="hs-button" disabled={isLoading} onClick={load}>
            {t("Load the new version")}
          </button>
        </div>
      )}
    </div>
  );
}
