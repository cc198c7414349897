// A patient's phones, a server that keeps the rules of `POST /sync`, and the network between them, for tests: time,
// faults and the order of things come from one seeded source, so that each run can be repeated.

import { ApiProblem } from "../../patient_app/ui/client/api.js";
import { MemoryDb } from "../../patient_app/ui/client/phone_db.js";
import { Phone } from "../../patient_app/ui/client/phone.js";
import { SCHEMA } from "../../patient_app/ui/client/phone_parts.js";

export const START = Date.parse("2026-03-16T14:00:00Z");
const NOBODY_WAITS = new Promise(() => {});

const sign = (code, level) => ({ code, level, text: "", label: "sign" });

/** Numbers from a seed (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (n) => Math.floor(next() * n), pick: (list) => list[Math.floor(next() * list.length)] };
}

/** Let everything that can go on do so. */
export async function quiet() {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setImmediate(done));
}

/** The server: one row an id, later `edited_at` wins, a deleted id stays deleted, whoever sends it. */
export class Server {
  constructor(owner = "maria") {
    this.owner = owner;
    this.rows = new Map();
    this.holds = [];
    this.time = START;
    this.session = owner;
    this.calls = 0;
  }

  sync(entries, owner) {
    this.#check(owner);
    this.calls += 1;
    return entries.map((entry) => structuredClone(this.#take(structuredClone(entry))));
  }

  snapshot() {
    this.#check(this.session);
    this.time += 1;
    const live = [...this.rows.values()].filter((row) => !row.deleted);
    const of = (kind) => live.filter((row) => row.kind === kind).map(({ id, body }) => ({ ...body, id, received_at: "", late: false }));
    return structuredClone({
      schema: SCHEMA,
      patient: { id: this.session, name: "Maria" },
      language: "en",
      etag: String(this.time),
      server_time: new Date(this.time).toISOString(),
      prescriptions: {},
      logs: of("exercise_log"),
      check_ins: of("check_in"),
      warning_signs: { questions: [sign("RF1", "E"), sign("RF2", "U")], known_history: [], texts: TEXTS },
      hold: this.holds.at(-1) ?? null,
    });
  }

  /** Time goes by. */
  pass(milliseconds) {
    this.time += milliseconds;
  }

  /** Repetitions by id of the logs that stand. */
  async values() {
    return new Map([...this.live].map(([id, { reps_done: value }]) => [id, value]));
  }

  /** Ids and values of what stands. */
  get live() {
    return new Map([...this.rows].filter(([, row]) => !row.deleted).map(([id, row]) => [id, row.body]));
  }

  #check(owner) {
    if (!this.session) throw new ApiProblem(401, "Please sign in again.", { type: "/problems/not-signed-in" });
    if (owner !== this.session) throw new ApiProblem(401, "Someone else.", { type: "/problems/someone-else" });
  }

  #take(entry) {
    const { id, kind } = entry;
    const row = this.rows.get(id);
    if (entry.delete) {
      this.rows.set(id, { kind, id, deleted: true });
      return { id, outcome: "deleted" };
    }
    if (row?.deleted) return { id, outcome: "deleted" };
    if ("received_at" in entry.body) return { id, outcome: "rejected", problem: { status: 422, detail: "Not known." } };
    if (entry.body.warning_signs?.answers.RF1 === "yes") this.holds.push({ id: `hold-${id}`, level: "E" });
    if (!row) {
      this.rows.set(id, { kind, id, body: entry.body });
      return { id, outcome: "saved" };
    }
    const { edited_at: before, ...old } = row.body;
    const { edited_at: now, ...sent } = entry.body;
    if (JSON.stringify(old) === JSON.stringify(sent)) {
      row.body.edited_at = now > before ? now : before;
      return { id, outcome: "unchanged" };
    }
    if (now < before) return { id, outcome: "unchanged" };
    row.body = entry.body;
    return { id, outcome: "corrected" };
  }
}

const TEXTS = { level_e: "Call 911: {answers}", level_u: "Call the clinic: {answers}", call_now: "Call now." };

/** A network that does what it is told for the next call: 'ok', 'offline', 'lost' (the server has it, the answer is
 *  gone), 'slow' (the answer comes when `deliver` is called), a number (that status). */
export class Network {
  constructor(server, random) {
    this.server = server;
    this.random = random;
    this.mode = () => "ok";
    this.slow = [];
  }

  async call(work) {
    const mode = this.mode();
    if (mode === "offline") throw new ApiProblem(0, "");
    if (typeof mode === "number") throw new ApiProblem(mode, "", { retryAfter: mode === 429 ? 1 : 0 });
    if (mode === "slow") await new Promise((done) => this.slow.push(done));
    const answer = await work(this.server);
    if (mode === "lost") throw new ApiProblem(0, "");
    if (mode === "slow answer") await new Promise((done) => this.slow.push(done));
    return answer;
  }

  /** Let what was slow arrive. */
  deliver() {
    for (const done of this.slow.splice(0)) done();
  }
}

/** A phone that can be turned off at any moment: what was not in its storage by then is gone. */
export class Device {
  constructor(network, { db = new MemoryDb(), skew = 0, language = "en" } = {}) {
    this.network = network;
    this.db = db;
    this.skew = skew;
    this.language = language;
    this.clock = () => network.server.time + this.skew;
    this.timers = new Set();
    this.open();
  }

  open() {
    const life = { isOver: false };
    this.life = life;
    const { network, timers, db } = this;
    const alive = async (work) => {
      if (life.isOver) return NOBODY_WAITS;
      try {
        const done = await work();
        return life.isOver ? NOBODY_WAITS : done;
      } catch (error) {
        if (life.isOver) return NOBODY_WAITS;
        throw error;
      }
    };
    this.phone = new Phone({
      db: { transact: (gets, change) => alive(() => db.transact(gets, change)) },
      api: {
        snapshot: () => alive(() => network.call((server) => server.snapshot())),
        sync: (entries, owner) => alive(() => network.call((server) => server.sync(entries, owner))),
        signOut: () => alive(() => network.call((server) => (server.session = null))),
      },
      shell: { keepOwner: async () => {}, keepFigures: () => {}, forgetFirstViews: async () => {}, forgetOwner: async () => {} },
      language: this.language,
      now: this.clock,
      soon: queueMicrotask,
      timers: {
        setTimeout: (work) => {
          const timer = () => !life.isOver && work();
          timers.add(timer);
          return timer;
        },
        clearTimeout: (timer) => timers.delete(timer),
      },
    });
    this.phone.reload();
  }

  /** The patient closes the app, or the battery is empty. */
  kill() {
    this.life.isOver = true;
    this.timers.clear();
  }

  /** The waiting is over: whatever was to be tried again is. */
  fireTimers() {
    const due = [...this.timers];
    this.timers.clear();
    for (const timer of due) timer();
  }
}
