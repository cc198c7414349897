// Dates and ids as the phone knows them. The local date decides which day an entry counts for.

/** The local date of an instant as YYYY-MM-DD. */
export function localDate(instant = new Date()) {
  const two = (n) => String(n).padStart(2, "0");
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}

/** The IANA name of the phone's time zone. */
export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** A date some days before or after another, both YYYY-MM-DD. */
export function addDays(date, days) {
  const [year, month, day] = date.split("-").map(Number);
  // Noon, so that a daylight-saving change never moves the date.
  return localDate(new Date(year, month - 1, day + days, 12));
}

/** '7:40 AM', '7:40 a.m.': the clock of the United States in both languages, as in `presenters/people.py`. */
export function timeInWords(instant, language) {
  return new Intl.DateTimeFormat(`${language}-US`, { hour: "numeric", minute: "2-digit" }).format(new Date(instant));
}

/** A new UUID for an entry. Works on plain http too, where `crypto.randomUUID` is missing. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
