// Parts of the form for an exercise: choices, ticks, and other exercises found as one types.
import { useMemo, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { buildIndex, find } from "./exercise_search.js";
import { Field } from "./form_parts.jsx";

const OFFERED = 5;

export function TextField({ id, label, hint, error, value, onChange, rows, ...more }) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) =>
        rows ? (
          <textarea {...control} {...more} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <input
            {...control}
            {...more}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}

/** `options`: [[term, name]]; `empty`: the words for nothing chosen, where that can be. */
export function SelectField({ id, label, hint, error, options, empty, value, onChange }) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map(([term, name]) => (
            <option key={term} value={term}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const toggled = (chosen, term) => (chosen.includes(term) ? chosen.filter((each) => each !== term) : [...chosen, term]);

/** Any number of a few terms, as buttons that stay pressed. */
export function Chips({ label, hint, error, options, chosen, onChange }) {
  return (
    <fieldset className="hs-field">
      <legend className="hs-label">{label}</legend>
      {hint && <p className="hs-hint">{hint}</p>}
      <div className="hs-row hs-chips">
        {options.map(([term, name]) => (
          <button
            key={term}
            type="button"
            className="hs-chip"
            aria-pressed={chosen.includes(term)}
            onClick={() => onChange(toggled(chosen, term))}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="alert">{error && <Problem text={error} />}</div>
    </fieldset>
  );
}

function Problem({ text }) {
  return (
    <p className="hs-error">
      <Icon name="alert" size="small" />
      <span>{text}</span>
    </p>
  );
}

/** Easier or harder exercises: found as one types, added with a tap. */
export function LadderField({ t, id, label, error, exercises, chosen, except, onChange }) {
  const [query, setQuery] = useState("");
  const index = useMemo(
    () => buildIndex(exercises.map((each) => ({ ...each, words: each.search_words }))),
    [exercises],
  );
  const byId = useMemo(() => new Map(exercises.map((each) => [each.id, each])), [exercises]);
  const offered = query.trim()
    ? find(index, query)
        .filter((other) => !chosen.includes(other) && !except.includes(other))
        .slice(0, OFFERED)
    : [];
  return (
    <div className="hs-stack hs-stack-tight">
      <TextField
        id={id}
        label={label}
        error={error}
        value={query}
        onChange={setQuery}
        placeholder={t("Type a name")}
        type="search"
      />
      {offered.length > 0 && (
        <ul className="hs-row hs-chips" aria-label={t("Exercises found")}>
          {offered.map((other) => (
            <li key={other}>
              <button
                type="button"
                className="hs-chip"
                onClick={() => {
                  onChange([...chosen, other]);
                  setQuery("");
                  document.getElementById(id)?.focus();
                }}
              >
                <Icon name="plus" size="small" />
                {byId.get(other).name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length > 0 && (
        <ul className="hs-row hs-chips" aria-label={label}>
          {chosen.map((other) => (
            <li key={other}>
              <button
                type="button"
                className="hs-chip"
                aria-label={t("Take out {name}", { name: byId.get(other)?.name ?? other })}
                onClick={() => onChange(chosen.filter((each) => each !== other))}
              >
                {byId.get(other)?.name ?? other}
                <Icon name="close" size="small" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
