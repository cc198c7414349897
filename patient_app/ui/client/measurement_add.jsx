// Adds a row to the sheet: a search over all that can be measured. Enter adds the first one found, the arrow leads to others.
import { useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";

const MOST_SHOWN = 8;
const plain = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

/** `shown`: the rows that are there already. */
export function AddRow({ t, catalogue, shown, onAdd }) {
  const [query, setQuery] = useState("");
  const words = plain(query).split(/\s+/).filter(Boolean);
  const there = new Set(shown.map((row) => row.key));
  const found = words.length
    ? catalogue.filter((row) => !there.has(row.key) && words.every((word) => plain(`${row.name} ${row.how}`).includes(word)))
    : [];
  const add = (row) => {
    setQuery("");
    onAdd(row.key);
  };
  const onKeyDown = (event) => {
    const list = event.currentTarget;
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Enter" && at < 0 && found.length > 0) {
      event.preventDefault();
      add(found[0]);
    } else if (event.key === "ArrowDown" && buttons.length > 0) {
      event.preventDefault();
      buttons[Math.min(at + 1, buttons.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? list.querySelector("input") : buttons[at - 1]).focus();
    }
  };
  return (
    <section className="hs-card hs-sheet-add" onKeyDown={onKeyDown} aria-labelledby="add-row-title">
      <h3 id="add-row-title" className="hs-h3">
        {t("Add a row")}
      </h3>
      <div className="hs-field">
        <label htmlFor="add-row">{t("Joint, movement or test")}</label>
        <input
          id="add-row"
          type="search"
          className="hs-input"
          value={query}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <p className="hs-hint" role="status">
        {words.length > 0 && t.n("{n} row found", "{n} rows found", found.length)}
      </p>
      {found.length > 0 && (
        <ul className="hs-list hs-sheet-found" aria-label={t("Rows to add")}>
          {found.slice(0, MOST_SHOWN).map((row) => (
            <li key={row.key}>
              <button type="button" className="hs-button hs-button-block" onClick={() => add(row)}>
                <Icon name="plus" />
                <span className="hs-grow">
                  {row.name}
                  {row.how && <span className="hs-muted">, {row.how.toLowerCase()}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
