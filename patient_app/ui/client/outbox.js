// What the patient entered and the server has not confirmed yet. One write path for every entry.
//
// Entries are sent one after the other; each is an idempotent PUT or DELETE under an id made here, so that sending
// one again after a lost answer changes nothing. Only the newest state of an entry is kept while it waits.

import { api as callApi } from "./api.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60000;

/** Queue of entries to send. `onChange()` is called whenever something is queued, sent or refused. */
export class Outbox {
  constructor({ language, onChange, onSent, onSignedOut, call = callApi }) {
    this.language = language;
    this.onChange = onChange;
    this.onSent = onSent;
    this.onSignedOut = onSignedOut;
    this.call = call;
    this.waiting = new Map();
    this.refused = new Map();
    this.sending = false;
    this.isSignedOut = false;
    this.owner = null;
    this.wait = FIRST_WAIT_MS;
    this.timer = null;
    this.wake = () => this.send();
    this.looked = () => document.visibilityState === "visible" && this.send();
    this.leaving = (event) => this.size > 0 && event.preventDefault();
  }

  /** Start listening for the network coming back and the page being looked at; warn who leaves with entries unsent. */
  open() {
    window.addEventListener("online", this.wake);
    window.addEventListener("beforeunload", this.leaving);
    document.addEventListener("visibilitychange", this.looked);
  }

  /** Stop timers and listeners. */
  close() {
    window.removeEventListener("online", this.wake);
    window.removeEventListener("beforeunload", this.leaving);
    document.removeEventListener("visibilitychange", this.looked);
    clearTimeout(this.timer);
  }

  /** Save an entry: `path` such as '/exercise-logs', `body` without the id. */
  put(path, id, body) {
    this.#queue({ method: "PUT", path, id, body });
  }

  /** Delete an entry. */
  remove(path, id) {
    this.#queue({ method: "DELETE", path, id, body: { edited_at: new Date().toISOString() } });
  }

  /** 'waiting', 'refused' (with `problem`) or 'sent' for an id. */
  state(id) {
    if (this.waiting.has(id)) return { state: "waiting" };
    if (this.refused.has(id)) return { state: "refused", problem: this.refused.get(id).problem };
    return { state: "sent" };
  }

  /** How many entries wait for the server. */
  get size() {
    return this.waiting.size;
  }

  /** Forget an entry that the server refused. */
  discard(id) {
    this.refused.delete(id);
    this.onChange();
  }

  #queue(entry) {
    this.refused.delete(entry.id);
    this.waiting.delete(entry.id);
    // Bound to whoever entered it: never sent as anyone else.
    this.waiting.set(entry.id, { ...entry, owner: this.owner });
    this.onChange();
    this.send();
  }

  /** Send what waits, oldest first, until it is empty or the network fails. */
  async send() {
    clearTimeout(this.timer);
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.waiting.size > 0) {
        const entry = this.waiting.values().next().value;
        if (!(await this.#sendOne(entry))) break;
      }
    } finally {
      this.sending = false;
    }
  }

  async #sendOne(entry) {
    let answer = null;
    try {
      answer = await this.call(entry.method, `${entry.path}/${entry.id}`, entry.body, this.language, entry.owner);
    } catch (problem) {
      if (problem.status === 401) {
        this.isSignedOut = true;
        this.onSignedOut();
        this.onChange();
        return false;
      }
      if (problem.mayRetry) {
        this.timer = setTimeout(this.wake, this.wait);
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
        this.onChange();
        return false;
      }
      // Refused for good: kept and shown with the reason, never silently dropped.
      if (this.waiting.get(entry.id) === entry) {
        this.waiting.delete(entry.id);
        this.refused.set(entry.id, { ...entry, problem });
      }
      this.onChange();
      return true;
    }
    this.wait = FIRST_WAIT_MS;
    this.isSignedOut = false;
    // An edit made while this one was on its way stays queued.
    if (this.waiting.get(entry.id) === entry) this.waiting.delete(entry.id);
    this.onSent(entry, answer);
    this.onChange();
    return true;
  }
}
