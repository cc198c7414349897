// The list of the library: search and filters answer each key here, without the server.
import { memo, useEffect, useMemo, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { buildIndex, find } from "./exercise_search.js";
import { Still } from "./how_to.jsx";
import { ListKeys } from "./list_keys.jsx";

// More rows than one reads are not drawn: with a thousand exercises each key would draw them all.
const SHOWN = 24;
// Pictures of rows that pass by while one types are not fetched.
const CALM_MS = 400;
const FILTERS = ["region", "purpose", "position", "equipment"];

/** What an exercise is found by: its names, kinds and steps in every language, its position and equipment in this one. */
export function searchRows(exercises, nameOf) {
  return exercises.map((exercise) => ({
    ...exercise,
    names: Object.values(exercise.texts).map(({ name }) => name),
    words: [
      ...exercise.search_words,
      nameOf("position", exercise.position),
      ...exercise.equipment.map((term) => nameOf("equipment", term)),
      ...Object.values(exercise.texts).flatMap(({ steps, caution }) => [...steps, caution]),
    ],
  }));
}

const Row = memo(function Row({ t, exercise, isOpen, isCalm }) {
  const [isPictured, setPictured] = useState(isCalm);
  useEffect(() => {
    if (isCalm) setPictured(true);
  }, [isCalm]);
  return (
    <li>
      <a className="hs-exercise-row" href={`#${exercise.id}`} data-row aria-current={isOpen ? "true" : undefined}>
        {isPictured ? <Still address={exercise.figure_url} loading="lazy" /> : <span className="hs-figure" />}
        <span className="hs-grow">
          <span className="hs-label">{exercise.name}</span>
          <span className="hs-hint">
            {exercise.region_name} · {exercise.purpose_name}
          </span>
          {exercise.own && (
            <span className="hs-badge hs-tone-sky">
              <Icon name={exercise.retired ? "minus" : "home"} size="small" />
              {exercise.retired ? t("Retired") : t("Your clinic's own")}
            </span>
          )}
        </span>
      </a>
    </li>
  );
});

function Filter({ t, label, id, options, value, onChange }) {
  return (
    <div className="hs-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="hs-input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t("All")}</option>
        {options.map(([term, name]) => (
          <option key={term} value={term}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Toggle({ isOn, onToggle, children }) {
  return (
    <button type="button" className="hs-chip" aria-pressed={isOn} onClick={() => onToggle(!isOn)}>
      {children}
    </button>
  );
}

/** Has `value` stayed as it is for a moment? */
function useCalm(value) {
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    const later = setTimeout(() => setCalm(value), CALM_MS);
    return () => clearTimeout(later);
  }, [value]);
  return calm === value;
}

/** `exercises`: all, retired ones too. `terms`: the options of each filter. `opened`: the id that is shown beside. */
export function LibraryList({ t, exercises, terms, nameOf, opened }) {
  const [query, setQuery] = useState("");
  const [filters, setFilters] = useState({});
  const [isRetired, setRetired] = useState(false);
  const [isLong, setLong] = useState(false);
  const pool = useMemo(() => exercises.filter(({ retired }) => retired === isRetired), [exercises, isRetired]);
  const index = useMemo(() => buildIndex(searchRows(pool, nameOf)), [pool, nameOf]);
  const byId = useMemo(() => new Map(pool.map((exercise) => [exercise.id, exercise])), [pool]);
  const found = useMemo(() => find(index, query, filters), [index, query, filters]);
  const labels = { region: t("Region"), purpose: t("Purpose"), position: t("Position"), equipment: t("Equipment") };
  const shown = isLong ? found : found.slice(0, SHOWN);
  const isCalm = useCalm(query);
  const search = (typed) => {
    setQuery(typed);
    setLong(false);
  };
  const filter = (changed) => {
    setFilters({ ...filters, ...changed });
    setLong(false);
  };
  return (
    <ListKeys className="hs-exercises-list">
      <form role="search" onSubmit={(event) => event.preventDefault()} className="hs-stack">
        <div className="hs-field">
          <label htmlFor="exercise-search">{t("Search")}</label>
          <input
            id="exercise-search"
            type="search"
            className="hs-input"
            placeholder={t("Name, region or a word of the steps")}
            autoComplete="off"
            aria-keyshortcuts="/"
            value={query}
            onChange={(event) => search(event.target.value)}
          />
          <p className="hs-hint hs-panel-keys">{t("/ to search, arrows to move, Enter to open")}</p>
        </div>
        <div className="hs-library-filters">
          {FILTERS.map((field) => (
            <Filter
              key={field}
              t={t}
              id={`exercise-${field}`}
              label={labels[field]}
              options={terms[field]}
              value={filters[field] ?? ""}
              onChange={(term) => filter({ [field]: term })}
            />
          ))}
        </div>
        <div className="hs-row">
          <Toggle isOn={Boolean(filters.own)} onToggle={(own) => filter({ own })}>
            {t("Your clinic's own only")}
          </Toggle>
          {exercises.some(({ retired }) => retired) && (
            <Toggle isOn={isRetired} onToggle={setRetired}>
              {t("Retired ones")}
            </Toggle>
          )}
        </div>
      </form>
      <p className="hs-hint" role="status">
        {found.length === 0
          ? t("No exercise matches. Try fewer words.")
          : t.n("{n} exercise", "{n} exercises", found.length)}
      </p>
      <ul className="hs-exercise-rows" aria-label={t("Exercises found")}>
        {shown.map((id) => (
          <Row key={id} t={t} exercise={byId.get(id)} isOpen={id === opened} isCalm={isCalm} />
        ))}
      </ul>
      {shown.length < found.length && (
        <button type="button" className="hs-button hs-button-block" onClick={() => setLong(true)}>
          {t("Show all {n}", { n: found.length })}
        </button>
      )}
    </ListKeys>
  );
}
