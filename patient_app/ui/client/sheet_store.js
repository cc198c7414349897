// Where unsaved measurements stay: in this tab alone, by who typed them and for whom, until they are saved or the person
// signs out.

const PREFIX = "homestretch-sheet:";
const nameOf = (ownerId, patientId) => `${PREFIX}${ownerId}:${patientId}`;

// A browser that keeps nothing: then for as long as the page is open.
const memory = new Map();

/** Keep what is typed; an empty sheet leaves nothing behind. */
export function keepSheet(ownerId, patientId, { drafts, rows }) {
  const name = nameOf(ownerId, patientId);
  const isEmpty = Object.keys(drafts).length === 0 && rows.length === 0;
  if (isEmpty) memory.delete(name);
  else memory.set(name, { drafts, rows });
  try {
    if (isEmpty) window.sessionStorage.removeItem(name);
    else window.sessionStorage.setItem(name, JSON.stringify({ drafts, rows }));
  } catch {
    return;
  }
}

/** What was kept for this person and patient, or null. What another person left in this tab is forgotten. */
export function keptSheet(ownerId, patientId) {
  forgetSheets((name) => !name.startsWith(`${PREFIX}${ownerId}:`));
  const name = nameOf(ownerId, patientId);
  try {
    const found = JSON.parse(window.sessionStorage.getItem(name));
    if (found) return { ...found, saved: {} };
  } catch {
    // Not readable: what this page holds counts.
  }
  const found = memory.get(name);
  return found ? { ...found, saved: {} } : null;
}

/** Forget the kept sheets, or those whose name is chosen. */
export function forgetSheets(isChosen = () => true) {
  for (const name of [...memory.keys()]) if (isChosen(name)) memory.delete(name);
  try {
    const names = Object.keys(window.sessionStorage).filter((name) => name.startsWith(PREFIX) && isChosen(name));
    for (const name of names) window.sessionStorage.removeItem(name);
  } catch {
    return;
  }
}
