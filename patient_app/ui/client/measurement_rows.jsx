// The rows of the sheet: what is measured, the normal range, and for each side first, last, change and the cell to type in.
import { AnyIcon as Icon } from "./any_icon.jsx";
import { cellOf, flaw, kept } from "./sheet_cells.js";

/** Rows of one kind, with both sides as columns or without a side. */
export function SheetSection({ section, ...shared }) {
  const { t, on, today } = shared;
  const day = on === today ? t("Today") : t.date(on);
  const sides = section.sided ? [t("Left"), t("Right")] : [""];
  return (
    <tbody role="rowgroup">
      <tr role="row" className="hs-sheet-title">
        <th role="columnheader" scope="col" colSpan={section.group === "motion" ? 1 : 2}>
          {groupName(t, section.group)}
        </th>
        {section.group === "motion" && (
          <th role="columnheader" scope="col">
            {t("Normal")}
          </th>
        )}
        {sides.map((side) => [
          <th role="columnheader" scope="col" key={`${side}-first`} className="hs-sheet-side">
            {side && <span className="hs-sheet-side-name">{side} </span>}
            {t("First")}
          </th>,
          <th role="columnheader" scope="col" key={`${side}-last`}>
            <span className="hs-hidden">{side} </span>
            {t("Last")}
          </th>,
          <th role="columnheader" scope="col" key={`${side}-change`}>
            <span className="hs-hidden">{side} </span>
            {t("Change")}
          </th>,
          <th role="columnheader" scope="col" key={`${side}-new`}>
            <span className="hs-hidden">{side} </span>
            {day}
          </th>,
        ])}
        {!section.sided && <th role="columnheader" scope="col" colSpan={4} className="hs-sheet-none" />}
        <th role="columnheader" scope="col">
          <span className="hs-hidden">{t("History")}</span>
        </th>
      </tr>
      {section.rows.map((row) => (
        <SheetRow key={row.key} row={row} {...shared} />
      ))}
    </tbody>
  );
}

function groupName(t, group) {
  if (group === "motion") return t("Range of motion");
  return group === "strength" ? t("Strength") : t("Timed and counted tests");
}

function SheetRow({ row, ...shared }) {
  const { t, byKey, onHistory, opened } = shared;
  const told = byKey.get(row.key);
  const sides = row.sided ? ["left", "right"] : [""];
  const full = row.how ? `${row.name}, ${row.how.toLowerCase()}` : row.name;
  return (
    <tr role="row" data-row={row.key} aria-selected={opened === row.key || undefined}>
      <th role="rowheader" scope="row" colSpan={row.group === "motion" ? 1 : 2}>
        <span className="hs-sheet-name">{row.name}</span>
        {row.how && <span className="hs-sheet-how">{row.how}</span>}
        {row.hint && (
          <span className="hs-hint hs-sheet-hint" id={`hint-${row.key}`}>
            {row.hint}
          </span>
        )}
      </th>
      {row.group === "motion" && (
        <td role="gridcell" data-label={row.normal ? t("Normal") : undefined} className="hs-sheet-normal">
          {row.normal}
        </td>
      )}
      {sides.map((side, column) => (
        <Side key={side} row={row} side={side} column={column} full={full} told={cellTold(told, side)} {...shared} />
      ))}
      {!row.sided && <td role="gridcell" colSpan={4} className="hs-sheet-none" />}
      <td role="gridcell" className="hs-sheet-history">
        <button
          type="button"
          className="hs-button hs-button-quiet hs-button-icon"
          data-column="history"
          tabIndex={-1}
          aria-label={t("History of {name}", { name: full })}
          aria-expanded={opened === row.key}
          onClick={() => onHistory(row.key)}
        >
          <Icon name="clock" />
        </button>
      </td>
    </tr>
  );
}

const cellTold = (told, side) => told?.cells.find((cell) => cell.side === side) ?? null;

function Side({ row, side, column, full, told, ...shared }) {
  const { t } = shared;
  const change = told?.change;
  const sideName = { left: t("Left"), right: t("Right") }[side] ?? "";
  return (
    <>
      <td role="gridcell" className="hs-sheet-side" data-label={told?.first ? t("First") : undefined}>
        <Dated value={told?.first} day={told?.first_on} />
      </td>
      <td role="gridcell" data-label={told?.last ? t("Last") : undefined}>
        <Dated value={told?.last} day={told?.last_on} />
      </td>
      <td role="gridcell" data-label={change?.word ? t("Change") : undefined}>
        {change?.word && (
          <span className={`hs-sheet-change${change.tone ? ` hs-sheet-${change.tone}` : ""}`}>
            <Icon name={change.icon} size="small" />
            <span>
              {change.text || change.word}
              {change.text && <span className="hs-sheet-day">{change.word}</span>}
            </span>
          </span>
        )}
      </td>
      <td role="gridcell" className="hs-sheet-new" data-label={sideName || undefined}>
        {row.isOld ? null : <Cell row={row} side={side} column={column} full={full} sideName={sideName} told={told} {...shared} />}
      </td>
    </>
  );
}

function Dated({ value, day }) {
  if (!value) return null;
  return (
    <span className="hs-sheet-dated">
      {value}
      <span className="hs-sheet-day">{day}</span>
    </span>
  );
}

/** The cell to type in. Its text is what was typed here; without that, what is saved for the day. */
function Cell({ row, side, column, full, sideName, told, t, ways, on, unit }) {
  const cell = cellOf(row.key, side, on);
  const draft = ways.sheet.drafts[cell];
  const there = kept(ways.sheet, ways.known, cell);
  const text = draft ? draft.text : (there?.text ?? "");
  const isLeft = draft && draft.text.trim() === "" && there;
  const problem = isLeft ? t("Still saved: {value}. Remove it in the history.", { value: there.text }) : draft?.problem;
  const state = stateOf(draft, there);
  const id = `cell-${row.key}-${side}`;
  const shownUnit = row.has_units ? unit : row.unit;
  const name = [full, sideName, shownUnit].filter(Boolean).join(", ");

  const check = () => {
    const wrong = draft && !draft.problem ? flaw(row, draft.text) : "";
    if (wrong) ways.refuse(cell, flawWords(t, wrong, row));
  };
  return (
    <span className={`hs-sheet-cell${state ? ` hs-sheet-is-${state}` : ""}`}>
      <span className="hs-sheet-entry">
        <input
          id={id}
          className="hs-input hs-sheet-input"
          data-column={column}
          type="text"
          inputMode={row.grades.length > 0 ? "text" : "decimal"}
          autoComplete="off"
          spellCheck={false}
          maxLength={16}
          value={text}
          aria-label={name}
          aria-invalid={problem ? true : undefined}
          aria-describedby={[`${id}-state`, row.hint && `hint-${row.key}`].filter(Boolean).join(" ")}
          onFocus={(event) => event.target.select()}
          onChange={(event) =>
            ways.type({ row: row.key, side, on, text: event.target.value, unit: row.has_units ? unit : "" })
          }
          onBlur={check}
          onKeyDown={(event) => event.key === "Escape" && draft && ways.drop(cell)}
        />
        <span className="hs-sheet-unit">{shownUnit}</span>
        <span className="hs-sheet-mark">{state && <Icon name={MARKS[state]} size="small" />}</span>
      </span>
      <span id={`${id}-state`} className={problem ? "hs-error hs-sheet-problem" : "hs-hidden"}>
        {problem || stateWords(t, state, told)}
      </span>
    </span>
  );
}

const MARKS = { wrong: "alert", unsaved: "dot", sending: "refresh", saved: "check" };

function stateOf(draft, there) {
  if (draft) {
    if (draft.problem || draft.text.trim() === "") return "wrong";
    return draft.asked ? "sending" : "unsaved";
  }
  return there ? "saved" : "";
}

function stateWords(t, state, told) {
  if (state === "unsaved") return t("Not saved yet");
  if (state === "sending") return t("Is being saved");
  if (state === "saved") return t("Saved");
  return told?.last ? t("Last {value}, {date}", { value: told.last, date: told.last_on }) : "";
}

function flawWords(t, wrong, row) {
  if (wrong === "grade") return t("Type a grade from 0 to 5, with + or - where needed, such as 4+.");
  if (wrong === "number") return t("Type a number, such as 12 or 12.5.");
  return t("Not plausible: {low} to {high} {unit}.", { low: row.low, high: row.high, unit: row.unit });
}
