// Chooses from a long list as one types: the arrows go through what was found, Enter takes it, and one types on.
import { useDeferredValue, useId, useMemo, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { byHand, found, idOf, indexOf } from "./order_form.js";

/** `rows`: {id, name, side?}; `chosen`: ids; `side`: of codes. `onHand` takes a code that the list has not. */
export function CodePicker({ t, field, label, hint, error, rows, chosen, side, showsIds = false, onPick, onHand }) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const index = useMemo(() => indexOf(rows), [rows]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  // What is typed is on the screen at once; the list follows when the browser has drawn it.
  const wanted = useDeferredValue(query);
  const choicesOf = (text) => {
    const ids = found(index, text, { side, chosen });
    const code = onHand ? byHand(rows, text, chosen) : "";
    return code ? [...ids, { code }] : ids;
  };
  const choices = choicesOf(wanted);
  const active = Math.min(at, choices.length - 1);
  const id = idOf(field);

  const take = (choice) => {
    setQuery("");
    setAt(0);
    if (choice.code) onHand(choice.code);
    else onPick(choice);
  };
  const onKeyDown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) {
      event.preventDefault();
      setAt((active + step + choices.length) % choices.length);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // Of what is typed by now, not of what was drawn a moment ago.
      const now = choicesOf(query);
      if (now.length > 0) take(now[wanted === query ? active : 0]);
    } else if (event.key === "Escape" && query) {
      event.preventDefault();
      setQuery("");
    }
  };
  return (
    <div className="hs-field hs-order-picker">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        className="hs-input"
        autoComplete="off"
        maxLength={80}
        aria-expanded={choices.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={choices.length > 0 ? `${list}-${active}` : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint && choices.length === 0 && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label={t("Found")} className="hs-order-found" hidden={choices.length === 0}>
        {choices.map((choice, place) => (
          <li
            key={choice.code ?? choice}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            {choice.code ? (
              <span>{t("Add {code} by hand", { code: choice.code })}</span>
            ) : (
              <>
                {showsIds && <span className="hs-order-code">{choice}</span>}
                <span>{byId.get(choice).name}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="hs-hint" role="status">
        {wanted.trim() && choices.length === 0 ? t("Nothing matches. Try fewer or other words.") : ""}
      </p>
      {hint && choices.length === 0 && (
        <p className="hs-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}

export function FieldError({ id, text }) {
  return (
    <p id={id} className="hs-error">
      <Icon name="alert" size="small" />
      <span>{text}</span>
    </p>
  );
}
