// One patient's phone: what the server last told, what this phone entered since, and who it belongs to.
//
// Everything it needs from a browser is given to it, so that Node runs the same code in the tests.

import { clockReading, corrected, localDate, timeZone } from "./clock.js";
import { merged } from "./entries.js";
import { Outbox } from "./outbox.js";
import { PhoneStorage } from "./phone_db.js";
import { heldThere, holdOf } from "./phone_holds.js";
import {
  SCHEMA,
  asEntered,
  figuresOf,
  isHold,
  isSame,
  isSnapshot,
  isUnsentHold,
  ofThePhone,
  responsesTold,
} from "./phone_parts.js";

/** What is shown before the storage was read. */
const NOTHING = {
  ready: false,
  snapshot: null,
  problem: null,
  signedOut: false,
  locked: false,
  logs: [],
  checkIns: [],
  responses: [],
  holds: [],
  waiting: 0,
  ofOthers: 0,
  refused: [],
  damaged: [],
  isFailing: false,
  storageProblem: null,
  clockIsOff: false,
  today: null,
};

/** `api`: {snapshot(etag), sync(entries, owner), signOut()}. `shell`: {keepOwner, keepFigures, forgetFirstViews,
 *  forgetOwner} of offline_shell.js. `onLocked(problem)`: the session has ended or is another person's. `onWritten()`:
 *  storage has changed. */
export class Phone {
  static nothing = NOTHING;

  constructor({ db, api, language, shell, onLocked, onWritten, now = Date.now, soon, timers = globalThis }) {
    this.api = api;
    this.language = language;
    this.shell = shell;
    this.onLocked = onLocked ?? (() => {});
    this.clock = now;
    this.view = NOTHING;
    this.listeners = new Set();
    this.meta = {};
    this.snapshot = null;
    this.holds = new Map();
    this.problem = null;
    this.signedOut = false;
    this.isLocked = false;
    this.opening = null;
    this.refreshing = null;
    this.isStale = false;
    this.db = new PhoneStorage(db, () => this.#known(), onWritten);
    this.outbox = new Outbox({
      db: this.db,
      call: (entries, owner) => this.api.sync(entries, owner),
      onChange: () => this.#show(),
      onSent: () => this.reload(),
      onSignedOut: (problem) => (problem.isOfSomeoneElse ? this.reload() : this.#lock(problem)),
      soon,
      timers,
    });
  }

  /** Read the storage, once. Resolves when something can be shown. */
  open() {
    this.opening ??= this.#read().then(() => {
      // The session had ended before: nothing personal is shown until somebody has signed in again.
      this.isLocked = Boolean(this.meta.locked);
      this.#show({ ready: true });
    });
    return this.opening;
  }

  /** Hear of each change of `view`. Returns the way to stop. */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The phone's time, mended when its clock is far off. */
  now() {
    return corrected(this.meta.clock, this.clock());
  }

  /** Save an entry; resolves once it is on the phone. */
  async save(kind, id, body) {
    this.#mustBeOwned();
    const at = this.now();
    const complete = { time_zone: timeZone(), ...asEntered(body) };
    const hold = kind === "check_in" ? holdOf(this, id, complete, at) : null;
    const known = this.#shown(kind, id)?.edited_at;
    const keep = () => (hold ? [["kept", this.#key("hold", id), hold]] : []);
    await this.outbox.save({ kind, id, body: complete, at, known, must: hold !== null }, keep);
    // /today must not begin with the card of a questionnaire that is filled in.
    if (kind === "measure_response") this.shell.forgetFirstViews();
    if (!hold) return;
    this.holds.set(id, hold);
    // Not for a moment may /today begin with the program as it was drawn before the hold.
    this.shell.forgetFirstViews();
    this.#show();
  }

  /** Delete an entry; resolves once that is on the phone. */
  async remove(kind, id) {
    this.#mustBeOwned();
    const known = this.#shown(kind, id)?.edited_at;
    await this.outbox.save({ kind, id, body: null, at: this.now(), known });
  }

  /** Forget an entry that the server refused. */
  discard(id) {
    return this.outbox.discard(id);
  }

  /** {state, isKept, problem} of an entry. `state`: 'waiting', 'refused', or 'sent'; `isKept`: it outlives this page. */
  stateOf(id) {
    const record = this.outbox.entries.get(id);
    if (!record) return { state: "sent", isKept: true, problem: null };
    return { state: record.state, isKept: this.db.problem === null, problem: record.problem ?? null };
  }

  /** Small things of this patient on this phone. */
  get kept() {
    return {
      get: async (key) => {
        let found = null;
        await this.db.transact([["kept", this.#key(key)]], (value) => {
          found = value ?? null;
          return [];
        });
        return found;
      },
      set: (key, value) => this.db.transact([], () => [["kept", this.#key(key), value]]),
      remove: (key) => this.db.transact([], () => [["kept", this.#key(key), undefined]]),
    };
  }

  /** Ask the server for news; what waits is sent first. */
  async reload() {
    await this.open();
    if (this.meta.signOutPending) return this.#finishSignOut();
    this.outbox.send();
    this.isStale = true;
    this.refreshing ??= this.#refreshAll().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  /** Time went by: a new day is a new program. */
  tick() {
    if (localDate(this.now()) !== this.view.today) this.#show();
  }

  /** Another tab changed what is on the phone. */
  async reread() {
    const { owner } = this.meta;
    await this.#read();
    // Signed out there, or somebody else now: the server tells who this is.
    if (this.meta.owner !== owner) await this.reload();
    this.outbox.sendLater();
  }

  /** Somebody has just signed in. What is here of anybody else goes before their first screen; what waits stays. */
  async signedIn(owner) {
    await this.open();
    // What was asked for before, as somebody else, comes too late from now on, as after signing out.
    if (this.meta.owner !== owner) await this.wipe((key) => key !== owner, { signedOutAt: this.clock() });
    await this.#setMeta({ locked: false, signOutPending: false });
    this.isLocked = false;
    this.#show();
  }

  async #finishSignOut() {
    try {
      await this.api.signOut();
    } catch (problem) {
      if (problem.status !== 401) return;
    }
    await this.#setMeta({ signOutPending: false });
    await this.#lock({ status: 401 });
  }

  async #read() {
    let found = [];
    await this.db.transact([["meta", "meta"], ["entries"], ["snapshots"], ["kept"]], (...all) => {
      found = all;
      return [];
    });
    const [meta, entries, snapshots, kept] = found;
    this.meta = meta && typeof meta === "object" ? meta : {};
    this.outbox.take(entries);
    this.outbox.owner = this.meta.owner ?? null;
    this.snapshot = this.#bestOf(snapshots);
    const isOwnHold = ([[owner, kind], hold]) => owner === this.meta.owner && kind === "hold" && isHold(hold);
    this.holds = new Map(kept.filter(isOwnHold).map(([key, hold]) => [key[2], hold]));
    this.#show();
  }

  /** This patient's snapshot, in this language rather than another. */
  #bestOf(snapshots) {
    const own = snapshots.filter(([key, value]) => key[0] === this.meta.owner && isSnapshot(value));
    return (own.find(([key]) => key[1] === this.language) ?? own[0])?.[1] ?? null;
  }

  async #refreshAll() {
    // News may come while an answer is on its way: then it is asked for again.
    while (this.isStale) {
      this.isStale = false;
      await this.#refresh();
      if (this.problem) return;
    }
  }

  async #refresh() {
    // What was sent before the question is in the answer.
    const settled = this.outbox.own.filter((record) => record.state === "sent");
    const { signedOutAt } = this.meta;
    try {
      // On another day than the snapshot's the whole is asked for: the clock may have been set, and the answer tells.
      const isOfToday = this.snapshot?.language === this.language && this.snapshot.today === localDate(this.now());
      const etag = isOfToday ? this.snapshot.etag : null;
      const told = await this.api.snapshot(etag);
      if (told && told.schema !== SCHEMA) throw Object.assign(new Error("another version"), { status: 0, isOld: true });
      if (!(await this.#take(told, settled, signedOutAt))) return;
      this.problem = null;
      this.signedOut = false;
      // What waited for this person to sign in, or for the server to answer again.
      if (this.outbox.waiting > 0) this.outbox.send();
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) await this.#lock(problem);
      this.problem = problem;
    }
    this.#show();
  }

  /** Keep a snapshot (null: the one on the phone still holds) and drop what it has in it. False: somebody signed out
   *  since it was asked for (`signedOutAt` as it was then), and it is nobody's any more. */
  async #take(told, settled, signedOutAt) {
    const owner = told ? told.patient.id : this.meta.owner;
    const isOthers = owner !== this.meta.owner;
    const meta = { ...this.meta, owner, locked: false };
    if (told) meta.clock = clockReading(told.server_time, this.clock());
    if (isOthers) await this.wipe((key) => key !== owner, {});
    const key = [owner, this.language];
    const gets = [["meta", "meta"], ["snapshots", key], ...settled.map(({ id }) => ["entries", id])];
    let isTooLate = false;
    const writes = await this.db.transact(gets, (now, kept, ...records) => {
      isTooLate = now?.signedOutAt !== signedOutAt;
      if (isTooLate) return [];
      const isNewer = told && !(kept?.schema === SCHEMA && kept.server_time > told.server_time);
      const gone = records.filter((record, at) => isSame(record, settled[at])).map(({ id }) => id);
      const over = heldThere(this, told);
      return [
        ["meta", "meta", meta],
        ...(isNewer ? [["snapshots", key, told]] : []),
        ...gone.flatMap((id) => [
          ["entries", id, undefined],
          ["kept", [owner, "hold", id], undefined],
        ]),
        ...over.map((id) => ["kept", [owner, "hold", id], undefined]),
      ];
    });
    if (isTooLate) return false;
    this.meta = meta;
    this.isLocked = false;
    this.outbox.owner = owner;
    for (const [store, at, value] of writes) {
      if (store === "entries") this.outbox.entries.delete(at);
      if (store === "kept") this.holds.delete(at[2]);
      if (store === "snapshots") this.snapshot = value;
    }
    if (told) {
      await this.shell.keepOwner(owner);
      this.shell.keepFigures(figuresOf(told));
    }
    return true;
  }

  async #lock(problem) {
    this.signedOut = true;
    if (!this.meta.locked) await this.#setMeta({ locked: true });
    await this.shell.forgetOwner();
    this.#show();
    this.onLocked(problem);
  }

  async #setMeta(change) {
    // Another tab may have changed it meanwhile.
    await this.db.transact([["meta", "meta"]], (now) => {
      this.meta = { ...now, ...change };
      return [["meta", "meta", this.meta]];
    });
  }

  /** Take away what is personal of those whom `isMeant(owner)` names; entries not sent stay. */
  async wipe(isMeant, change) {
    const gets = [["meta", "meta"], ["entries"], ["snapshots"], ["kept"]];
    await this.db.transactEverywhere(gets, (meta, entries, snapshots, kept) => [
      ...entries.filter(([, e]) => e?.state === "sent" && isMeant(e.owner)).map(([key]) => ["entries", key, undefined]),
      ...snapshots.filter(([key]) => isMeant(key[0])).map(([key]) => ["snapshots", key, undefined]),
      ...kept.filter(([key, hold]) => isMeant(key[0]) && !isUnsentHold(key, hold, entries)).map(([key]) => ["kept", key, undefined]),
      ["meta", "meta", { ...ofThePhone(meta), ...change }],
    ]);
    await this.#read();
  }

  /** The account is deleted: everything goes that was its owner's, entries that are not sent too. Nothing is asked or
   *  sent any more, so that this page is not led to the sign-in. */
  async forgetAccount() {
    await this.open();
    this.onLocked = () => {};
    this.outbox.close();
    const { owner } = this.meta;
    await this.db.transactEverywhere([["entries"], ["kept"]], (entries, kept) => [
      ...entries.filter(([, entry]) => entry?.owner === owner).map(([id]) => ["entries", id, undefined]),
      ...kept.filter(([key]) => key[0] === owner).map(([key]) => ["kept", key, undefined]),
    ]);
    await this.wipe(() => true, { signedOutAt: this.clock(), signOutPending: false });
    await this.shell.forgetOwner();
  }

  /** An entry without an owner could be sent as nobody's, and never be told from somebody else's. */
  #mustBeOwned() {
    if (!this.outbox.owner) throw new TypeError("owner");
  }

  #shown(kind, id) {
    const { logs, checkIns, responses } = this.view;
    const lists = { exercise_log: logs, check_in: checkIns, measure_response: responses };
    return lists[kind].find((entry) => entry.id === id);
  }

  #key(...parts) {
    return [this.meta.owner ?? "", ...parts];
  }

  /** Everything that is known, for going on over memory. */
  #known() {
    return [
      ["meta", "meta", this.meta],
      ...[...this.outbox.entries].map(([id, record]) => ["entries", id, record]),
      ...[...this.holds].map(([id, hold]) => ["kept", this.#key("hold", id), hold]),
      ...(this.snapshot ? [["snapshots", [this.meta.owner, this.language], this.snapshot]] : []),
    ];
  }

  #show(change = {}) {
    const { own } = this.outbox;
    // Read once: between two readings a clock goes on.
    const phoneNow = this.clock();
    const now = corrected(this.meta.clock, phoneNow);
    this.view = {
      ...this.view,
      snapshot: this.snapshot,
      problem: this.problem,
      signedOut: this.signedOut,
      locked: this.isLocked,
      logs: merged("exercise_log", this.snapshot?.logs ?? [], own),
      checkIns: merged("check_in", this.snapshot?.check_ins ?? [], own),
      responses: merged("measure_response", responsesTold(this.snapshot), own),
      holds: [...this.holds.values()],
      waiting: this.outbox.waiting,
      ofOthers: this.outbox.ofOthers,
      refused: own.filter((record) => record.state === "refused"),
      damaged: this.outbox.ownDamaged,
      isFailing: this.outbox.isFailing,
      storageProblem: this.db.problem?.kind ?? null,
      clockIsOff: now.getTime() !== phoneNow,
      today: localDate(now),
      ...change,
    };
    for (const listener of this.listeners) listener();
  }
}
