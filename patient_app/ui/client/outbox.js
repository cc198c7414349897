// The one write path of every entry: the phone's storage first, then the server, until each has its own answer.
//
// Sending an entry again after a lost answer changes nothing, and any order is right, so several tabs may send at once.

import { answered, asSent, changed, isEntry } from "./entries.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60000;
/** What one call carries. The server takes 500 entries and 1 MiB. */
const MOST_ENTRIES = 200;
const MOST_CHARACTERS = 400000;
/** Sending begins after the screen has answered the tap. */
const AFTER_THE_TAP_MS = 40;
/** How long another tab has for what it saved, before this one sends it: it may have been closed. */
const OTHERS_FIRST_MS = 3000;

/** `call(entries, owner)`: POST /sync, resolves the results, raises an ApiProblem. `onChange()`: something is different
 *  now. `onSent()`: nothing waits any more. `onSignedOut(problem)`. `soon(work)`: does it a moment later. */
export class Outbox {
  constructor({ db, call, onChange, onSent, onSignedOut, soon = later, timers = globalThis, random = Math.random }) {
    this.db = db;
    this.call = call;
    this.onChange = onChange;
    this.onSent = onSent;
    this.onSignedOut = onSignedOut;
    this.soon = soon;
    this.timers = timers;
    this.random = random;
    this.owner = null;
    this.entries = new Map();
    this.begun = new Set();
    this.damaged = [];
    this.sending = null;
    this.again = false;
    this.isFailing = false;
    this.most = MOST_ENTRIES;
    this.wait = FIRST_WAIT_MS;
    this.timer = null;
  }

  /** Take in what storage holds: [id, record] pairs. What cannot be an entry is left where it is, and told. */
  take(pairs) {
    this.entries = new Map(pairs.filter(([, record]) => isEntry(record)));
    this.damaged = pairs.filter(([, record]) => !isEntry(record));
  }

  /** What cannot be read and may be told to this patient: never another person's. */
  get ownDamaged() {
    return this.damaged.filter(([, record]) => !record?.owner || record.owner === this.owner);
  }

  /** This patient's records. */
  get own() {
    return [...this.entries.values()].filter((record) => record.owner === this.owner);
  }

  /** How many of this patient's entries the server has not confirmed. */
  get waiting() {
    return this.own.filter((record) => record.state === "waiting").length;
  }

  /** How many entries of other people wait on this phone. */
  get ofOthers() {
    return [...this.entries.values()].filter((record) => record.owner !== this.owner && record.state !== "sent").length;
  }

  /** Save a change of an entry (`body` null: delete it). Resolves the record once it is on the phone. */
  async save(change, extra = () => []) {
    const owner = this.owner;
    // What was just made here stands nowhere yet: a slow phone need not look for it first.
    const isNew = !change.known && !this.entries.has(change.id) && !this.begun.has(change.id);
    this.begun.add(change.id);
    const writes = await this.db.transact(isNew ? [] : [["entries", change.id]], (old) => {
      const own = isEntry(old) && old.owner === owner ? old : null;
      return [["entries", change.id, changed(own, { ...change, owner })], ...extra()];
    });
    const record = writes[0][2];
    this.entries.set(record.id, record);
    this.onChange();
    this.soon(() => this.send());
    return record;
  }

  /** Forget an entry: one that the server refused, or something in storage that is none. */
  async discard(id) {
    await this.db.transact([], () => [["entries", id, undefined]]);
    this.entries.delete(id);
    this.damaged = this.damaged.filter(([key]) => key !== id);
    this.onChange();
  }

  /** Send what waits until nothing does or the network fails. Resolves when it is over. */
  send() {
    this.again = true;
    if (this.sending === null) {
      this.timers.clearTimeout(this.timer);
      this.timer = null;
      this.sending = this.#sendAll().then((isStopped) => {
        this.sending = null;
        // Saved between the last look and now.
        return this.again && !isStopped ? this.send() : undefined;
      });
    }
    return this.sending;
  }

  /** Another tab has saved something, and sends it as long as it is open. */
  sendLater() {
    if (this.waiting === 0 || this.sending !== null || this.timer !== null) return;
    this.timer = this.timers.setTimeout(() => this.send(), OTHERS_FIRST_MS);
  }

  /** Stop trying. */
  close() {
    this.timers.clearTimeout(this.timer);
    this.again = false;
  }

  async #sendAll() {
    let sentSome = false;
    while (this.again) {
      this.again = false;
      const batch = this.#batch();
      if (batch.length === 0) break;
      const outcome = await this.#sendBatch(batch);
      if (outcome === "stop") return true;
      sentSome = true;
      this.again = true;
    }
    if (sentSome) this.onSent();
    return false;
  }

  #batch() {
    const waiting = this.own
      .filter((record) => record.state === "waiting")
      .sort((a, b) => (a.failed ?? 0) - (b.failed ?? 0) || a.edited_at.localeCompare(b.edited_at));
    const batch = [];
    let entries = 0;
    let characters = 0;
    for (const record of waiting) {
      const parts = asSent(record);
      characters += JSON.stringify(parts).length;
      entries += parts.length;
      const isFull = entries > this.most || characters > MOST_CHARACTERS || Boolean(record.failed);
      if (batch.length > 0 && isFull) break;
      batch.push({ record, parts });
    }
    return batch;
  }

  async #sendBatch(batch) {
    let results;
    try {
      results = await this.call(batch.flatMap(({ parts }) => parts), this.owner);
      if (results?.length !== batch.reduce((sum, { parts }) => sum + parts.length, 0)) throw new TypeError("results");
    } catch (problem) {
      return this.#failed(batch, problem);
    }
    this.wait = FIRST_WAIT_MS;
    this.most = Math.min(this.most * 2, MOST_ENTRIES);
    this.isFailing = false;
    let at = 0;
    await this.#settle(
      batch.map(({ record, parts }) => {
        const own = results.slice(at, at + parts.length);
        at += parts.length;
        return [record.id, (now) => answered(now, record, own)];
      }),
    );
    return "sent";
  }

  async #failed(batch, problem) {
    if (problem.status === 401 || problem.status === 403) {
      this.onSignedOut(problem);
      this.onChange();
      return "stop";
    }
    const isRefused = problem.status >= 400 && problem.status < 500 && problem.status !== 429 && problem.status !== 408;
    if (isRefused && batch.length === 1) {
      const { record } = batch[0];
      const said = { status: problem.status, detail: problem.detail };
      await this.#settle([[record.id, (now) => answered(now, record, [{ outcome: "rejected", problem: said }])]]);
      return "sent";
    }
    // One entry may be what the server stumbles over: smaller batches find it, and the others go past it.
    const isOneOfMany = isRefused || (problem.status >= 500 && batch.length > 1);
    if (isOneOfMany) this.most = Math.max(1, Math.floor(batch.length / 2));
    if (problem.status >= 500 && batch.length === 1) {
      const { record } = batch[0];
      const once = this.entries.get(record.id);
      if (once) this.entries.set(record.id, { ...once, failed: (once.failed ?? 0) + 1 });
    }
    if (isRefused) return "sent";
    this.isFailing = true;
    const told = (problem.retryAfter ?? 0) * 1000;
    this.timer = this.timers.setTimeout(() => this.send(), Math.max(told, this.wait * (0.75 + this.random() / 2)));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    this.onChange();
    return "stop";
  }

  /** [id, change of the record] pairs: applied in storage and here. */
  async #settle(changes) {
    const gets = changes.map(([id]) => ["entries", id]);
    const writes = await this.db.transact(gets, (...found) =>
      changes.flatMap(([id, change], at) => (found[at] === undefined ? [] : [["entries", id, change(found[at])]])),
    );
    for (const [, id, record] of writes) this.entries.set(id, record);
    // Gone from storage while it was sent (another tab has it confirmed): else it would be sent again for ever.
    const stored = new Set(writes.map(([, id]) => id));
    for (const [id] of changes) if (!stored.has(id)) this.entries.delete(id);
    this.onChange();
  }
}

const later = (work) => setTimeout(work, AFTER_THE_TAP_MS);
