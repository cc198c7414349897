// What every page has around it and only the browser can know: the address for the other language, whether the
// server is reached, and what to show when a screen fails.
import { Component, useContext, useEffect, useState } from "react";
import { useLocation } from "react-router";
import { EventLoopContext } from "$/utils/context";
import { Icon } from "./icon.jsx";
import { makeT } from "./t.js";
import { keptTextSize } from "./text_size.js";

const LANGUAGES = { en: "English", es: "Español" };
const CALM_DELAY = 4000; // milliseconds without a connection before a word about it

const bare = (path) => path.replace(/^\/es(?=\/|$)/, "").replace(/\/$/, "") || "/";
const inLanguage = (path, language) => (language === "en" ? path : `/${language}${path === "/" ? "" : path}`);

export function SkipLink({ strings, language }) {
  const t = makeT(strings, language);
  return (
    <a className="hs-skip" href="#main">
      {t("Skip to the content")}
    </a>
  );
}

export function LanguageSwitch({ strings, language }) {
  const t = makeT(strings, language);
  const { pathname, search } = useLocation();
  // Pages are built before anyone asks for them, so what only the address says comes in after the first drawing.
  const [query, setQuery] = useState("");
  useEffect(() => setQuery(search), [search]);
  // The page for unknown addresses is built before the address is known, so its language is set here.
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.text = keptTextSize();
  }, [language]);
  return (
    <nav className="hs-languages" aria-label={t("Language")}>
      {Object.entries(LANGUAGES).map(([code, name]) =>
        code === language ? (
          <span key={code} lang={code} aria-current="true">
            {name}
          </span>
        ) : (
          <a key={code} lang={code} hrefLang={code} href={inLanguage(bare(pathname), code) + query}>
            {name}
          </a>
        ),
      )}
    </nav>
  );
}

export function ConnectionLine({ strings, language }) {
  const t = makeT(strings, language);
  const connectErrors = useContext(EventLoopContext)?.[1]; // null on a page without a state
  const [away, setAway] = useState(false);
  const failing = connectErrors?.length > 0;
  useEffect(() => {
    // Not for visitors, whose pages need none of it.
    import("./sign_out.js").then(({ finishSignOut }) => finishSignOut(language)).catch(() => {});
  }, []);
  useEffect(() => {
    if (!failing) {
      setAway(false);
      return undefined;
    }
    const timer = setTimeout(() => setAway(true), CALM_DELAY);
    return () => clearTimeout(timer);
  }, [failing]);
  return (
    <div role="status">
      {away && (
        <p className="hs-notice">
          <Icon name="cloud-off" />
          <span>{t("No connection right now. This page will go on by itself when it is back.")}</span>
        </p>
      )}
    </div>
  );
}

class Catcher extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}

export function Boundary({ strings, language, children }) {
  const t = makeT(strings, language);
  const { pathname } = useLocation();
  const instead = (
    <div className="hs-notice hs-notice-care" role="alert">
      <Icon name="alert" />
      <div className="hs-stack hs-stack-tight">
        <p className="hs-notice-title">{t("This screen could not be shown")}</p>
        <p>{t("What you saved is safe. Load the page again. If it happens again, tell your clinic.")}</p>
        <p>
          <button type="button" className="hs-button" onClick={() => window.location.reload()}>
            {t("Load again")}
          </button>
        </p>
      </div>
    </div>
  );
  return (
    <Catcher key={pathname} instead={instead}>
      {children}
    </Catcher>
  );
}
