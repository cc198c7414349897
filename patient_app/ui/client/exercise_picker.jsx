// The exercise library beside the program builder: found as one types, without asking the server for each key. Enter
// adds the first one found and begins anew; the arrows go through what was found.
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { api } from "./api.js";
import { buildIndex, find } from "./exercise_search.js";
import { Still } from "./how_to.jsx";
import { makeT } from "./t.js";

// More rows than one sees are not drawn: with a thousand exercises each key would draw them all. The rest comes as one
// scrolls, or with the button for those who do not.
const SHOWN = 12;
const MORE = 24;
const NEAR_THE_END = 400;

const wordsOf = ({ region_name: region, purpose_name: purpose, search_words: more }) => [region, purpose, ...more];

/** Publishing is far from the search for those who use keys alone: Ctrl+Enter brings the focus there. */
function usePublishKey() {
  useEffect(() => {
    const go = (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      document.getElementById("publish")?.focus();
    };
    window.addEventListener("keydown", go, true);
    return () => window.removeEventListener("keydown", go, true);
  }, []);
}

/** The exercises that may be prescribed, in the reader's language. */
function useLibrary(language) {
  const [state, setState] = useState({ rows: null, failed: false, tries: 0 });
  useEffect(() => {
    let isOver = false;
    api("GET", "/exercises/index", undefined, language)
      .then((rows) => isOver || setState((now) => ({ ...now, rows, failed: false })))
      .catch(() => isOver || setState((now) => ({ ...now, failed: true })));
    return () => {
      isOver = true;
    };
  }, [language, state.tries]);
  return { ...state, again: () => setState((now) => ({ ...now, failed: false, tries: now.tries + 1 })) };
}

const Row = memo(function Row({ t, row, isUsed, onAdd }) {
  return (
    <li>
      <Still address={row.figure_url} loading="lazy" />
      <div className="hs-grow">
        <p className="hs-label">{row.name}</p>
        <p className="hs-hint">
          {row.region_name} · {row.purpose_name}
        </p>
        <p className="hs-hint">{row.dose_text}</p>
        {isUsed && (
          <span className="hs-badge hs-tone-pine">
            <Icon name="check" size="small" />
            {t("In the program")}
          </span>
        )}
      </div>
      <button
        type="button"
        className="hs-button hs-button-quiet hs-button-icon hs-library-add"
        aria-label={`${t("Add")}: ${row.name}`}
        data-picker-row
        onClick={() => onAdd(row.id)}
      >
        <Icon name="plus" />
      </button>
    </li>
  );
});

function Filter({ label, id, all, options, value, onChange }) {
  return (
    <div className="hs-field">
      <label htmlFor={id} className="hs-hidden">
        {label}
      </label>
      <select id={id} className="hs-input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** [[code, name]] of a field of the rows, by name. */
const choices = (rows, code, name) =>
  [...new Map(rows.map((row) => [row[code], row[name]]))].sort((a, b) => a[1].localeCompare(b[1]));

function Picker({ t, rows, used, onAdd }) {
  const [query, setQuery] = useState("");
  const [region, setRegion] = useState("");
  const [purpose, setPurpose] = useState("");
  const [count, setCount] = useState(SHOWN);
  const list = useRef(null);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const index = useMemo(() => buildIndex(rows.map((row) => ({ ...row, words: wordsOf(row) }))), [rows]);
  // What is typed is on the screen at once; the list follows when the browser has drawn it.
  const wanted = useDeferredValue(query);
  const found = useMemo(() => find(index, wanted, { region, purpose }), [index, wanted, region, purpose]);
  const taken = useMemo(() => new Set(used), [used]);
  useEffect(() => {
    setCount(SHOWN);
    if (list.current) list.current.scrollTop = 0;
  }, [wanted, region, purpose]);
  const shown = found.slice(0, count);
  const more = () => setCount((now) => now + MORE);
  const onScroll = ({ target }) => {
    const left = target.scrollHeight - target.scrollTop - target.clientHeight;
    if (left < NEAR_THE_END && shown.length < found.length) more();
  };
  const latest = useRef(onAdd);
  latest.current = onAdd;
  const add = useCallback((id) => latest.current(id), []);
  const addFirst = (event) => {
    event.preventDefault();
    // Of what is typed by now, not of what was drawn a moment ago.
    const [first] = query.trim() ? find(index, query, { region, purpose }) : [];
    if (!first) return;
    onAdd(first);
    setQuery("");
  };
  const step = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const stops = [document.getElementById("library-search"), ...list.current.querySelectorAll("[data-picker-row]")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + by, 0), stops.length - 1)].focus();
  };
  return (
    <div className="hs-picker" onKeyDown={step}>
      <form role="search" onSubmit={addFirst}>
        <div className="hs-field">
          <label htmlFor="library-search">{t("Search")}</label>
          <input
            id="library-search"
            type="search"
            className="hs-input"
            placeholder={t("Name, region or purpose")}
            autoComplete="off"
            aria-describedby="library-search-hint"
            aria-keyshortcuts="/"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <p id="library-search-hint" className="hs-hint hs-panel-keys">
            {t("/ to search, Enter adds the first one. Ctrl+Enter goes to Publish.")}
          </p>
        </div>
      </form>
      <div className="hs-library-filters">
        <Filter
          label={t("Region")}
          id="library-region"
          all={t("All regions")}
          options={useMemo(() => choices(rows, "region", "region_name"), [rows])}
          value={region}
          onChange={setRegion}
        />
        <Filter
          label={t("Purpose")}
          id="library-purpose"
          all={t("All purposes")}
          options={useMemo(() => choices(rows, "purpose", "purpose_name"), [rows])}
          value={purpose}
          onChange={setPurpose}
        />
      </div>
      <p className="hs-hint" role="status">
        {found.length === 0
          ? t("No exercise matches. Try fewer words.")
          : t.n("{n} exercise", "{n} exercises", found.length)}
      </p>
      <ul className="hs-library-rows" ref={list} onScroll={onScroll} aria-label={t("Exercises found")}>
        {shown.map((id) => (
          <Row key={id} t={t} row={byId.get(id)} isUsed={taken.has(id)} onAdd={add} />
        ))}
        {shown.length < found.length && (
          <li>
            <button type="button" className="hs-button hs-button-block" onClick={more}>
              {t("Show more")}
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

export function ExercisePicker({ strings, language, used, onAdd }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const { rows, failed, again } = useLibrary(language);
  usePublishKey();
  if (rows) return <Picker t={t} rows={rows} used={used} onAdd={onAdd} />;
  if (!failed) {
    return (
      <div className="hs-stack" role="status">
        <span className="hs-hidden">{t("Loading the library")}</span>
        {[1, 2, 3].map((at) => (
          <span key={at} className="hs-skeleton hs-skeleton-card" />
        ))}
      </div>
    );
  }
  return (
    <div className="hs-stack hs-stack-tight" role="alert">
      <p>{t("The library did not load. Your program is not affected.")}</p>
      <button type="button" className="hs-button hs-self-start" onClick={again}>
        {t("Try again")}
      </button>
    </div>
  );
}
