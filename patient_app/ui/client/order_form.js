// An order as it is typed: plain values in, plain values out. The server reads it into what is signed (order_form.py).
import { buildIndex, find } from "./exercise_search.js";

export const EMPTY = {
  problem: "",
  region: "",
  diagnoses: [],
  onset_or_surgery_on: "",
  reason: "",
  precautions: [],
  other_precautions: "",
  no_known_precautions: false,
  contraindicated: [],
  other_contraindicated: "",
  evaluate_and_treat: true,
  instructions: "",
  frequency_per_week: "",
  weeks: "",
  goals: [],
  goals_left_out: [],
  pt_centre_id: "",
  program_recommended: "",
  warning_signs_asked_on: "",
  next_visit_on: "",
};

export const NEW_GOAL = {
  category: "function",
  description: "",
  measure_id: "",
  baseline: "",
  target: "",
  unit: "",
  due_on: "",
};

/** What a kept draft (JSON) says, with every field; a new one begins with what the record knows. */
export function draftOf(desk) {
  const kept = parsed(desk.draft);
  if (kept) return { ...EMPTY, ...kept };
  const only = desk.centres.length === 1 ? desk.centres[0].id : "";
  return {
    ...EMPTY,
    onset_or_surgery_on: desk.onset_on,
    pt_centre_id: desk.newest_centre || only,
    warning_signs_asked_on: desk.signs_asked_on,
    goals: desk.goals.length > 0 ? [] : [NEW_GOAL],
  };
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

const CODE = /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/;

/** A typed code in its usual form ("m5450" is M54.50), or "" when it cannot be one. */
export function codeFrom(typed) {
  const bare = typed.trim().toUpperCase().replace(/[.\s]/g, "");
  const code = bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
  return CODE.test(code) ? code : "";
}

/** The index of a list to choose from: rows of {id, name, words?, side?}. */
export const indexOf = (rows) => buildIndex(rows.map((row) => ({ ...row, words: [row.id, row.id.replace(".", ""), row.words ?? ""] })));

/**
 * At most `most` ids for what is typed, without those that are chosen. A code that is typed in full comes first; with a
 * side, codes of the other one are left out, those without a side stay.
 */
export function found(index, query, { side = "", chosen = [], most = 8 } = {}) {
  if (!query.trim()) return [];
  const taken = new Set(chosen);
  const fits = new Set(index.filter(({ row }) => !side || !row.side || row.side === side).map(({ row }) => row.id));
  const ids = find(index, query).filter((id) => fits.has(id) && !taken.has(id));
  const code = codeFrom(query);
  return [...ids.filter((id) => id === code), ...ids.filter((id) => id !== code)].slice(0, most);
}

/** The code to add by hand for what is typed: one that no list has (a heading of listed codes neither), else "". */
export function byHand(rows, query, chosen = []) {
  const code = codeFrom(query);
  if (!code || chosen.includes(code)) return "";
  return rows.some((row) => row.id.startsWith(code)) ? "" : code;
}

/** The server's problems by field: {field: message}. */
export const errorsOf = (problem) => Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field, message]));

/** The errors without those of a field that is changed now, and of what is in it. */
export const without = (errors, field) =>
  Object.fromEntries(Object.entries(errors).filter(([name]) => name !== field && !name.startsWith(`${field}.`)));

/** The id of the control of a field ("goals.0.target"). */
export const idOf = (field) => `order-${field.replaceAll("_", "-").replaceAll(".", "-")}`;
