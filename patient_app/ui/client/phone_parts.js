// What a phone keeps, as values: what belongs to an entry, to a person, to the phone itself.
import { onSide } from "./figure_address.js";

/** The form of the snapshot that this version of the app understands. */
export const SCHEMA = 2;

// What the server, or the outbox, adds to an entry.
const NOT_ENTERED = ["id", "edited_at", "received_at", "late"];

/** A body as a person entered it: an entry that was shown may be changed and saved as it is. */
export const asEntered = (body) =>
  Object.fromEntries(
    Object.entries(body).filter(([name, value]) => value !== null && value !== undefined && !NOT_ENTERED.includes(name)),
  );

/** What stands in `meta` of no person. */
export const ofThePhone = (meta) =>
  Object.fromEntries(["clock", "signedOutAt", "signOutPending"].map((name) => [name, meta?.[name]]));

/** Is a record still what was sent? */
export const isSame = (record, sent) => record?.state === "sent" && record.edited_at === sent.edited_at;

// Storage may hold anything.
export const isSnapshot = (value) => value?.schema === SCHEMA && Array.isArray(value.logs) && Array.isArray(value.check_ins);

/** The measures that the server has of today, each as an entry. */
export const responsesTold = (snapshot) =>
  (snapshot?.measures_due ?? []).flatMap(({ id, responses }) => responses.map((each) => ({ ...each, measure_id: id })));

export const isHold = (value) => typeof value?.level === "string" && typeof value.text === "string";

/** A hold whose check-in still waits: it stays, whoever signs out. */
export const isUnsentHold = ([, kind, id], hold, entries) =>
  kind === "hold" && Boolean(hold) && entries.some(([key, record]) => key === id && record?.state !== "sent");

/** A guided session shows either side at work where both are prescribed. */
export function figuresOf(snapshot) {
  const urls = Object.values(snapshot.prescriptions ?? {}).flatMap(({ side, exercise: { figure_url: figure } }) =>
    side === "both" ? [figure, onSide(figure, "left"), onSide(figure, "right")] : [figure],
  );
  return [...new Set(urls)];
}
