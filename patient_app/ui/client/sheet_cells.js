// The cells of a sheet of measurements: what is typed and not saved yet, and what the server said of it. Plain values and
// functions; `use_sheet.js` keeps them in this tab and sends them.
//
// A sheet: { drafts: {cell: draft}, saved: {cell: {id, text}}, rows: [key added by hand] }. A draft:
// { id, row, side, on, text, unit, replaces, asked, problem }. Its id is made anew with each change of the text, so that
// one id is one value, however often it is sent.

export const EMPTY = Object.freeze({ drafts: {}, saved: {}, rows: [] });
export const MOST_AT_ONCE = 200;

/** The name of a cell: what is measured, which side ('' for none), on which date. */
export const cellOf = (row, side, on) => `${on}|${row}|${side}`;

/** The value that counts in a cell, as far as this tab knows: just saved here, else as the server told. */
export function kept(sheet, known, cell) {
  return sheet.saved[cell] ?? known[cell] ?? null;
}

/** Every value that counts by its cell, from the rows as the server told them. */
export function valuesByCell(rows) {
  const found = {};
  for (const row of rows) {
    for (const side of row.cells) {
      for (const value of side.values) found[cellOf(row.key, side.side, value.on)] = { id: value.id, text: value.text };
    }
  }
  return found;
}

/** Someone types `text` into a cell. The same text as is kept there is no draft. */
export function typed(sheet, known, { row, side, on, text, unit, makeId }) {
  const cell = cellOf(row, side, on);
  const there = kept(sheet, known, cell);
  const { [cell]: before, ...others } = sheet.drafts;
  if (text.trim() === (there?.text ?? "")) return { ...sheet, drafts: others };
  // What the typist saw there when the typing began: a value of somebody else's must not be written over unseen.
  const replaces = before && !before.problem ? before.replaces : (there?.id ?? null);
  const draft = { id: makeId(), row, side, on, text, unit, replaces, asked: false, problem: "" };
  return { ...sheet, drafts: { ...others, [cell]: draft } };
}

/** Back to what is kept in the cell. */
export function dropped(sheet, cell) {
  const { [cell]: _, ...drafts } = sheet.drafts;
  return { ...sheet, drafts };
}

/** What can be sent now: everything typed that is no empty text and was not refused as it stands. */
export function sendable(sheet) {
  return Object.entries(sheet.drafts).filter(([, draft]) => draft.text.trim() !== "" && !draft.problem);
}

/** Save was pressed: these go to the server as soon as it can be reached. */
export function asked(sheet) {
  const marked = sendable(sheet).map(([cell, draft]) => [cell, { ...draft, asked: true }]);
  return { ...sheet, drafts: { ...sheet.drafts, ...Object.fromEntries(marked) } };
}

/** The entries of the next call. */
export function toSend(sheet) {
  return sendable(sheet)
    .filter(([, draft]) => draft.asked)
    .slice(0, MOST_AT_ONCE)
    .map(([, { id, row, side, on, text, unit, replaces }]) => ({
      id,
      row,
      text: text.trim(),
      measured_on: on,
      ...(side ? { side } : {}),
      ...(unit ? { unit } : {}),
      ...(replaces ? { replaces } : {}),
    }));
}

/** The server's answer to `entries`. What was typed over meanwhile stays, and now replaces what was saved. */
export function answered(sheet, entries, results) {
  const drafts = { ...sheet.drafts };
  const saved = { ...sheet.saved };
  entries.forEach((entry, at) => {
    const cell = cellOf(entry.row, entry.side ?? "", entry.measured_on);
    const draft = drafts[cell];
    const result = results[at];
    const isAsSent = draft?.id === entry.id;
    if (result.outcome === "rejected") {
      if (isAsSent) drafts[cell] = { ...draft, asked: false, problem: result.problem.detail };
      return;
    }
    saved[cell] = { id: result.measurement.id, text: entry.text };
    if (isAsSent) delete drafts[cell];
    else if (draft) drafts[cell] = { ...draft, replaces: result.measurement.id };
  });
  return { ...sheet, drafts, saved };
}

/** The server told its rows anew: they are the truth, what was saved here is among them. */
export const refreshed = (sheet) => (Object.keys(sheet.saved).length > 0 ? { ...sheet, saved: {} } : sheet);

/** What is wrong with a text before it is sent: '', 'number', 'grade' or 'range'. The server decides; this only says it
 *  sooner. `row` is a row of the catalogue. */
export function flaw(row, text) {
  const clean = text.trim();
  if (clean === "") return "";
  if (row.grades.length > 0) {
    const grade = clean.replace(/\s+/g, "").replace("\u2212", "-").replace(/\/5$/, "");
    return row.grades.includes(grade) ? "" : "grade";
  }
  const match = /^([+\-\u2212]?\d{1,4}(?:[.,]\d{1,3})?)\s*([a-z/°]*)$/i.exec(clean);
  if (!match) return "number";
  // Another unit has other limits.
  if (match[2] && match[2].toLowerCase() !== row.unit.toLowerCase()) return "";
  const value = Number(match[1].replace(",", ".").replace("\u2212", "-"));
  const isInUnit = row.has_units ? true : value >= row.low && value <= row.high;
  return isInUnit ? "" : "range";
}
