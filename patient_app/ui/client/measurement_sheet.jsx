// One grid for an examination: range of motion, strength and timed tests, typed with the keyboard alone. Who the patient is
// stays in sight while one types.
import { useEffect, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { goToSignIn } from "./api.js";
import { AddRow } from "./measurement_add.jsx";
import { SheetSection } from "./measurement_rows.jsx";
import { neighbour, stepOf } from "./sheet_keys.js";
import { makeT } from "./t.js";
import { useSheet } from "./use_sheet.js";

const FORCE_UNITS = ["kg", "lb", "N"];
const GROUPS = ["motion", "strength", "tests"];

/** `sheet`: the patient and the rows as the server told them; `catalogue`: all that can be measured; `owner`: who types;
 *  `opened`: the row whose history is open. Children: the links of the head, and the history. Another patient, or another
 *  person who types, is another sheet: nothing of the one can get into the other. */
export function MeasurementSheet(props) {
  return <Sheet key={`${props.owner}:${props.sheet.patient_id}`} {...props} />;
}

function Sheet({ strings, language, sheet: told, catalogue, owner, opened, onHistory, children }) {
  const t = makeT(strings, language);
  const [links, history] = children;
  const [on, setOn] = useState(told.today);
  const [unit, setUnit] = useState(told.force_unit);
  const ways = useSheet({ patientId: told.patient_id, ownerId: owner, rows: told.rows, language });
  const grid = useRef(null);
  const focusRow = useRef("");
  useReturningFocus(grid, opened);

  const rows = rowsOf(told.rows, catalogue, ways.sheet);
  const byKey = new Map(told.rows.map((row) => [row.key, row]));
  useEffect(() => {
    if (!focusRow.current) return;
    grid.current?.querySelector(`[data-row="${focusRow.current}"] input`)?.focus();
    focusRow.current = "";
  });

  const onKeyDown = (event) => {
    if ((event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "Enter")) {
      event.preventDefault();
      ways.save();
      return;
    }
    const cell = event.target.closest?.("[data-column]");
    const step = cell && stepOf(event, cell);
    if (!step) return;
    event.preventDefault();
    neighbour(grid.current, cell, step)?.focus();
  };
  const sections = sectionsOf(rows);
  const shared = { t, ways, on, unit, today: told.today, byKey, onHistory, opened };

  return (
    <div className="hs-sheet" onKeyDown={onKeyDown} role="presentation">
      <header className="hs-sheet-head">
        <div className="hs-sheet-who">
          <h1>{told.name}</h1>
          <p className="hs-sheet-about">
            {told.about.map((part) => (
              <span key={part}>{part}</span>
            ))}
          </p>
        </div>
        <div className="hs-sheet-save">
          <SaveState t={t} ways={ways} />
          <button type="button" className="hs-button hs-button-primary" onClick={ways.save} aria-keyshortcuts="Control+S">
            <Icon name="check" />
            {t("Save for {name}", { name: told.name })}
          </button>
        </div>
      </header>
      <div className="hs-page-head">
        <h2>{t("Measurements")}</h2>
        <div className="hs-row">{links}</div>
      </div>
      <div className="hs-sheet-tools">
        <div className="hs-field">
          <label htmlFor="measured-on">{t("Measured on")}</label>
          <input
            id="measured-on"
            type="date"
            className="hs-input"
            value={on}
            min={told.earliest}
            max={told.today}
            required
            onChange={(event) => setOn(event.target.value || told.today)}
          />
        </div>
        <div className="hs-field">
          <label htmlFor="force-unit">{t("Unit of the dynamometer")}</label>
          <select id="force-unit" className="hs-input" value={unit} onChange={(event) => setUnit(event.target.value)}>
            {FORCE_UNITS.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <p className="hs-hint hs-sheet-keys" id="sheet-keys">
          {t("Type a number or a grade. Enter and the arrows move to the next cell, Tab too. Esc takes a value back. Ctrl+S saves.")}
        </p>
      </div>
      {history}
      <div ref={grid} className="hs-table-scroll hs-sheet-scroll">
        <table
          className="hs-table hs-sheet-table"
          role="grid"
          aria-label={t("Measurements of {name}", { name: told.name })}
          aria-describedby="sheet-keys"
        >
          {sections.map((section) => (
            <SheetSection key={section.id} section={section} {...shared} />
          ))}
        </table>
      </div>
      <AddRow
        t={t}
        catalogue={catalogue}
        shown={rows}
        onAdd={(key) => {
          focusRow.current = key;
          ways.addRow(key);
        }}
      />
      <p className="hs-hint">
        {t("Normal: commonly published adult values (AAOS, AMA). They were not checked here. Change counts from the first value of this course.")}
      </p>
    </div>
  );
}

/** The offered rows, then those added by hand or with something typed in them; each once, in the words of the catalogue. */
function rowsOf(told, catalogue, sheet) {
  const items = new Map(catalogue.map((row) => [row.key, row]));
  const mine = [...sheet.rows, ...Object.values(sheet.drafts).map((draft) => draft.row)];
  const keys = [...new Set([...told.map((row) => row.key), ...mine])];
  const names = new Map(told.map((row) => [row.key, row]));
  return keys.map((key) => items.get(key) ?? unknown(names.get(key))).filter(Boolean);
}

/** Rows by group; within it those with sides and those without, whichever begins. */
function sectionsOf(rows) {
  return GROUPS.flatMap((group) => {
    const mine = rows.filter((row) => row.group === group);
    return [...new Set(mine.map((row) => row.sided))].map((sided) => ({
      id: `${group}-${sided}`,
      group,
      sided,
      rows: mine.filter((row) => row.sided === sided),
    }));
  });
}

/** A row that the catalogue does not know (any more): it can be read. */
function unknown(row) {
  if (!row) return null;
  const sided = row.cells.some((cell) => cell.side);
  return { key: row.key, group: "tests", name: row.name, how: "", sided, unit: "", normal: "", hint: "", grades: [], isOld: true };
}

/** The history was closed: back to the button that had opened it. */
function useReturningFocus(grid, opened) {
  const before = useRef("");
  useEffect(() => {
    if (before.current && !opened) grid.current?.querySelector(`[data-row="${before.current}"] button`)?.focus();
    before.current = opened;
  }, [grid, opened]);
}

/** What is saved and what is not, in one line that is always in sight. */
function SaveState({ t, ways }) {
  const { unsaved, waiting, sending, trouble, savedAt } = ways;
  const flaws = Object.values(ways.sheet.drafts).filter((draft) => draft.problem).length;
  const [icon, tone, words] = stateOf();
  return (
    <p className={`hs-sheet-state${tone ? ` hs-tone-${tone}` : ""}`} role="status">
      <Icon name={icon} size="small" />
      <span>{words}</span>
      {trouble === "signed-out" && (
        <button type="button" className="hs-link" onClick={() => goToSignIn(t.language)}>
          {t("Sign in")}
        </button>
      )}
    </p>
  );

  function stateOf() {
    if (trouble === "signed-out") return ["alert", "amber", t("You are signed out. What you typed is kept here.")];
    if (trouble === "closed") return ["alert", "coral", t("This record is not open to you any more. Nothing more was saved.")];
    if (trouble === "offline" && waiting > 0)
      return [
        "cloud-off",
        "amber",
        t.n("No connection. {n} value is kept here and saved later.", "No connection. {n} values are kept here and saved later.", waiting),
      ];
    if (trouble === "failed" && waiting > 0)
      return ["alert", "amber", t("The server did not answer. What you typed is kept here, and sent again.")];
    if (sending) return ["refresh", "", t("Saving")];
    const toSave = unsaved - flaws;
    const notSaved = toSave > 0 ? t.n("{n} value not saved yet", "{n} values not saved yet", toSave) : "";
    if (flaws > 0) {
      const toChange = t.n("{n} value needs a change", "{n} values need a change", flaws);
      const rest = toSave > 0 ? t("{n} not saved yet", { n: toSave }) : "";
      return ["alert", "coral", [toChange, rest].filter(Boolean).join(", ")];
    }
    if (notSaved) return ["dot", "amber", notSaved];
    if (savedAt)
      return ["check", "pine", t("All saved at {time}", { time: savedAt.toLocaleTimeString(t.language, { timeStyle: "short" }) })];
    return ["check", "", t("Nothing to save")];
  }
}
