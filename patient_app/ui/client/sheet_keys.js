// The keys of a sheet: arrows, Enter and Tab move from cell to cell. A cell is an element with `data-column` in a row with
// `data-row`; Tab is the browser's own.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Where a key leads from a cell: [rows, columns], or null when the key is the text's own. */
export function stepOf(event, element) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Enter") return element.tagName === "INPUT" ? [event.shiftKey ? -1 : 1, 0] : null;
  const step = STEPS[event.key];
  if (!step || event.shiftKey) return null;
  return step[1] !== 0 && !isAtEdge(element, step[1]) ? null : step;
}

/** Left and right stay within a text until its edge; a text that is selected as a whole is left at once. */
function isAtEdge(element, direction) {
  if (element.tagName !== "INPUT") return true;
  const { selectionStart: start, selectionEnd: end, value } = element;
  if (start === 0 && end === value.length) return true;
  return start === end && start === (direction < 0 ? 0 : value.length);
}

/** The cell that lies a step away, or null at the border of the sheet. */
export function neighbour(root, element, [down, right]) {
  const rows = [...root.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll("[data-column]")]);
  const at = rows.findIndex((cells) => cells.includes(element));
  if (at < 0) return null;
  if (right !== 0) return rows[at][rows[at].indexOf(element) + right] ?? null;
  const column = element.dataset.column;
  const next = rows[at + down];
  // A row without a side has one cell only.
  return next?.find((cell) => cell.dataset.column === column) ?? next?.[0] ?? null;
}
