// The cells of the sheet of measurements: what was typed stays, whatever the server says and however often it is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as cells from "../../patient_app/ui/client/sheet_cells.js";
import { forgetSheets, keepSheet, keptSheet } from "../../patient_app/ui/client/sheet_store.js";

const ON = "2026-03-16";
const ROW = "rom:knee:flexion:active";
const CELL = cells.cellOf(ROW, "left", ON);
const rowsWith = (...values) => [{ key: ROW, cells: [{ side: "left", values }] }];
const KNEE = { grades: [], unit: "°", low: -30, high: 200 };

function typing() {
  let made = 0;
  return (sheet, text, known = {}) =>
    cells.typed(sheet, known, { row: ROW, side: "left", on: ON, text, unit: "", makeId: () => `id-${(made += 1)}` });
}

const saved = (entries) =>
  entries.map((entry) => ({ id: entry.id, outcome: "saved", measurement: { id: entry.id } }));

test("what is typed is a draft, and each text has an id of its own", () => {
  const type = typing();
  const first = type(cells.EMPTY, "11");
  const second = type(first, "112");
  assert.equal(second.drafts[CELL].text, "112");
  assert.notEqual(first.drafts[CELL].id, second.drafts[CELL].id);
});

test("the text that is kept already is no draft", () => {
  const known = cells.valuesByCell(rowsWith({ id: "a", on: ON, text: "112" }));
  const type = typing();
  const changed = type(cells.EMPTY, "11", known);
  assert.equal(changed.drafts[CELL].replaces, "a");
  assert.deepEqual(type(changed, "112", known).drafts, {});
});

test("nothing goes to the server before save is pressed", () => {
  const sheet = typing()(cells.EMPTY, "112");
  assert.deepEqual(cells.toSend(sheet), []);
  const [entry] = cells.toSend(cells.asked(sheet));
  assert.deepEqual(entry, { id: "id-1", row: ROW, text: "112", measured_on: ON, side: "left" });
});

test("an empty text and a refused one are not sent", () => {
  const known = cells.valuesByCell(rowsWith({ id: "a", on: ON, text: "112" }));
  assert.deepEqual(cells.toSend(cells.asked(typing()(cells.EMPTY, "", known))), []);
  const sheet = typing()(cells.EMPTY, "350");
  const flawed = { ...sheet, drafts: { [CELL]: { ...sheet.drafts[CELL], problem: "Too much." } } };
  assert.deepEqual(cells.toSend(cells.asked(flawed)), []);
});

test("a lost answer: the same entries, with the same ids, are sent again", () => {
  const sheet = cells.asked(typing()(cells.EMPTY, "112"));
  assert.deepEqual(cells.toSend(sheet), cells.toSend(sheet));
});

test("a saved draft is one no more, and its value stands in the cell until the server tells its rows anew", () => {
  const sheet = cells.asked(typing()(cells.EMPTY, "112"));
  const entries = cells.toSend(sheet);
  const after = cells.answered(sheet, entries, saved(entries));
  assert.deepEqual(after.drafts, {});
  assert.deepEqual(cells.kept(after, {}, CELL), { id: "id-1", text: "112" });
  const known = cells.valuesByCell(rowsWith({ id: "id-1", on: ON, text: "112" }));
  assert.equal(cells.kept(cells.refreshed(after), known, CELL).id, "id-1");
});

test("what is typed while the answer is on its way is not overwritten, and corrects what was saved", () => {
  const type = typing();
  const sheet = cells.asked(type(cells.EMPTY, "12"));
  const entries = cells.toSend(sheet);
  const meanwhile = type(sheet, "120");
  const after = cells.answered(meanwhile, entries, saved(entries));
  assert.equal(after.drafts[CELL].text, "120");
  assert.equal(after.drafts[CELL].replaces, "id-1");
});

test("a rejected value stays in its cell with the reason; the others are saved", () => {
  const sheet = cells.asked(typing()(cells.EMPTY, "350"));
  const entries = cells.toSend(sheet);
  const after = cells.answered(sheet, entries, [{ id: "id-1", outcome: "rejected", problem: { detail: "Too much." } }]);
  assert.equal(after.drafts[CELL].text, "350");
  assert.equal(after.drafts[CELL].problem, "Too much.");
  assert.equal(typing()(after, "35").drafts[CELL].problem, "");
});

test("a value that somebody else saved meanwhile is not replaced by one that was typed before", () => {
  const type = typing();
  const began = type(cells.EMPTY, "1");
  const known = cells.valuesByCell(rowsWith({ id: "theirs", on: ON, text: "118" }));
  assert.equal(type(began, "12", known).drafts[CELL].replaces, null);
});

test("flaws are said before anything is sent", () => {
  const flaws = ["112", "112°", "-5", "11,5", "", "350", "12x4", "abc"].map((text) => cells.flaw(KNEE, text));
  assert.deepEqual(flaws, ["", "", "", "", "", "range", "number", "number"]);
  const strength = { grades: ["4-", "4", "4+", "5"], unit: "" };
  assert.deepEqual(
    ["4+", "4 +", "4/5", "6", "5+"].map((text) => cells.flaw(strength, text)),
    ["", "", "", "grade", "grade"],
  );
});

function aTab() {
  const kept = {};
  const storage = Object.create(
    {
      getItem: (name) => kept[name] ?? null,
      setItem(name, value) {
        kept[name] = value;
        this[name] = value;
      },
      removeItem(name) {
        delete kept[name];
        delete this[name];
      },
    },
  );
  globalThis.window = { sessionStorage: storage };
  return kept;
}

test("a reload finds what was typed, by person and patient", () => {
  const kept = aTab();
  const sheet = typing()(cells.EMPTY, "112");
  keepSheet("dana", "ana", sheet);
  assert.deepEqual(keptSheet("dana", "ana").drafts, sheet.drafts);
  assert.equal(keptSheet("dana", "otto"), null);
  assert.equal(Object.keys(kept).length, 1);
});

test("another person in this tab finds nothing, and signing out leaves nothing", () => {
  const kept = aTab();
  keepSheet("dana", "ana", typing()(cells.EMPTY, "112"));
  assert.equal(keptSheet("mei", "ana"), null);
  assert.equal(keptSheet("dana", "ana"), null);
  keepSheet("mei", "ana", typing()(cells.EMPTY, "90"));
  forgetSheets();
  assert.deepEqual(kept, {});
});
