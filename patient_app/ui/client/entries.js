// What a patient's entry goes through on the phone, as values: changed, answered, laid over what the server told.
//
// A record: {v, id, kind, owner, body, deleted, edited_at, before, must, state, problem}. `state`: 'waiting', 'sent'
// or 'refused'. `edited_at` moves forward with each change and so tells one state of an entry from the next. `before`
// holds bodies that must reach the server although they were changed since (`must`: a warning sign stands in them).

const KINDS = ["exercise_log", "check_in", "measure_response"];
const FORM = 1;

/** Can this be an entry? Storage may hold anything. */
export const isEntry = (record) =>
  Boolean(record) &&
  typeof record.id === "string" &&
  KINDS.includes(record.kind) &&
  typeof record.owner === "string" &&
  !Number.isNaN(Date.parse(record.edited_at)) &&
  (record.deleted === true || (typeof record.body === "object" && record.body !== null));

/** The record after a change. `old`: the record on the phone, if any; `known`: `edited_at` of what is shown now. */
export function changed(old, { id, kind, owner, body = null, at, known = null, must = false }) {
  // A deleted id stays deleted, as on the server: a tap that was on its way does not bring it back.
  if (old?.deleted) return old;
  const unsent = old?.state === "waiting" ? (old.before ?? []) : [];
  return {
    v: FORM,
    id,
    kind,
    owner,
    body,
    deleted: body === null,
    edited_at: later(at, [old?.edited_at, known]),
    before: old?.state === "waiting" && old.must ? [...unsent, bodyOf(old)] : unsent,
    must,
    state: "waiting",
  };
}

/** What `POST /sync` takes for a record: what must arrive first, then its newest state. */
export function asSent(record) {
  const { id, kind } = record;
  const earlier = (record.before ?? []).map((body) => ({ id, kind, body }));
  return record.deleted
    ? [...earlier, { id, kind, delete: true, edited_at: record.edited_at }]
    : [...earlier, { id, kind, body: bodyOf(record) }];
}

/** The record on the phone after the server's answers (one for each of `asSent(sent)`), which may come too late. */
export function answered(record, sent, results) {
  if (!record) return undefined;
  if (record.edited_at !== sent.edited_at) {
    // Changed since: its newest state waits; what arrived of it need not be sent again.
    if (results.some(isRejected)) return record;
    return { ...record, before: (record.before ?? []).slice((sent.before ?? []).length + (sent.must ? 1 : 0)) };
  }
  const refusal = results.find(isRejected);
  if (refusal) return { ...record, state: "refused", problem: refusal.problem ?? null };
  // An id that another of the patient's phones deleted stays deleted.
  const gone = record.deleted || results.at(-1).outcome === "deleted";
  return { ...record, before: [], deleted: gone, state: "sent" };
}

/** The server's entries of a kind with this phone's records over them; the later edit is shown, as on the server. */
export function merged(kind, told, records) {
  const shown = new Map(told.map((entry) => [entry.id, entry]));
  for (const record of records) {
    if (record.kind !== kind) continue;
    if (record.deleted) shown.delete(record.id);
    else if (!isEarlier(record.edited_at, shown.get(record.id)?.edited_at)) {
      shown.set(record.id, { ...bodyOf(record), id: record.id });
    }
  }
  return [...shown.values()];
}

const bodyOf = (record) => ({ ...record.body, edited_at: record.edited_at });

const isRejected = (result) => result.outcome === "rejected";

const isEarlier = (one, other) => Boolean(other) && Date.parse(one) < Date.parse(other);

/** `at`, or just after the latest of `others` when the phone's clock is behind it. */
function later(at, others) {
  const latest = Math.max(...others.filter(Boolean).map((other) => Date.parse(other)), -Infinity);
  const now = at.getTime();
  // The server keeps microseconds: a whole millisecond above is later for both.
  return new Date(now > latest ? now : Math.floor(latest) + 1).toISOString();
}
