// Finds exercises as one types: accents and capitals make no difference, every word must match, in any language that
// the rows have words in. The index is made once; a key then looks at plain texts only.

const MARKS = /\p{M}/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** Without case and accents. */
export const plain = (text) => text.toLowerCase().normalize("NFKD").replace(MARKS, "");

const list = (value) => (value === undefined || value === null ? [] : [value].flat());

// A blank stands before each word, so that " str" is found where a word begins so.
const spaced = (texts) => ` ${texts.map((text) => plain(text).match(WORD)?.join(" ") ?? "").join(" | ")}`;

/**
 * An index of `rows`, in their order. Of each: `id`; `name` in the reader's language; `names` in every language (may
 * be left out); `words`, a text or a list, all else that it is found by; any other field can be filtered by.
 */
export const buildIndex = (rows) =>
  rows.map((row) => {
    const names = [...list(row.name), ...list(row.names)];
    return { row, names: names.map((name) => spaced([name])), text: spaced([...names, ...list(row.words)]) };
  });

/**
 * Ids of the rows that have every word of `query` and pass every filter `{field: value}`: names that begin with the
 * query first, then names in which words begin so, then names that hold it, then the rest; each in the index's order.
 * A filter that is empty, null, false or left out takes all; one for a list (equipment) takes rows that hold the value.
 */
export function find(index, query, filters = {}) {
  const words = plain(query ?? "").match(WORD) ?? [];
  const wanted = Object.entries(filters).filter(([, value]) => !!value);
  const ranked = [[], [], [], []];
  for (const entry of index) {
    if (words.every((word) => entry.text.includes(word)) && wanted.every((filter) => passes(entry.row, filter)))
      ranked[rank(entry, words)].push(entry.row.id);
  }
  return ranked.flat();
}

const passes = (row, [field, value]) => (Array.isArray(row[field]) ? row[field].includes(value) : row[field] === value);

function rank({ names }, words) {
  const whole = ` ${words.join(" ")}`;
  if (names.some((name) => name.startsWith(whole))) return 0;
  if (names.some((name) => words.every((word) => name.includes(` ${word}`)))) return 1;
  return names.some((name) => words.every((word) => name.includes(word))) ? 2 : 3;
}
