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

const clocks = new Map();

/** '7:40 AM', '7:40 a.m.': the clock of the United States in both languages, as in `presenters/people.py`. */
export function timeInWords(instant, language) {
  // A formatter takes a slow phone longer to make than everything else that a tap needs.
  if (!clocks.has(language)) {
    clocks.set(language, new Intl.DateTimeFormat(`${language}-US`, { hour: "numeric", minute: "2-digit" }));
  }
  return clocks.get(language).format(new Date(instant));
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

const HOUR_MS = 3600000;
const LONGEST_AWAY_MS = 60 * 24 * HOUR_MS;

/** How far the phone's clock is from the server's: {offset_ms, at_ms} with `at_ms` the server's time of the reading. */
export function clockReading(serverTime, phoneNow = Date.now()) {
  const at = Date.parse(serverTime);
  return { offset_ms: at - phoneNow, at_ms: at };
}

/** The time to write into entries: the phone's own, or the server's way of it when the phone is more than an hour off.
 *  A clock that was set right since the reading is believed again. */
export function corrected(reading, phoneNow = Date.now()) {
  if (!reading || Math.abs(reading.offset_ms) <= HOUR_MS) return new Date(phoneNow);
  const fits = (time) => time >= reading.at_ms - HOUR_MS && time <= reading.at_ms + LONGEST_AWAY_MS;
  const mended = phoneNow + reading.offset_ms;
  return new Date(fits(mended) || !fits(phoneNow) ? mended : phoneNow);
}
