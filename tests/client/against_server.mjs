// The sequences of sequence.mjs against a real server: `node against_server.mjs ADDRESS COOKIE FIRST COUNT`.
// Requests and answers are lost, late and refused on the way; the server, its rules and its database are the real ones.

import { randomUUID } from "node:crypto";
import { api } from "../../patient_app/ui/client/api.js";
import { localDate } from "../../patient_app/ui/client/clock.js";
import { sequence } from "./sequence.mjs";

const [address, cookie, first, count] = process.argv.slice(2);
const turn = () => new Promise((done) => setImmediate(done));

/** The server as `Network` knows one, over HTTP. Its time is the machine's. */
class RealServer {
  onTheWay = 0;

  get time() {
    return Date.now();
  }

  pass() {}

  sync(entries, owner) {
    return this.#call("POST", "/sync", { entries }, { owner }).then(({ results }) => results);
  }

  snapshot() {
    return this.#call("GET", "/snapshot");
  }

  async values() {
    const { logs } = await this.snapshot();
    return new Map(logs.map((log) => [log.id, log.reps_done]));
  }

  async idle() {
    for (let calm = 0; calm < 3; calm = this.onTheWay === 0 ? calm + 1 : 0) await turn();
  }

  async #call(method, path, body, more) {
    this.onTheWay += 1;
    try {
      return await api(method, path, body, "en", more);
    } finally {
      this.onTheWay -= 1;
    }
  }
}

// Node's fetch needs the whole address, and has no cookies of its own.
const reach = globalThis.fetch;
globalThis.fetch = (path, options) =>
  reach(address + path, { ...options, headers: { ...options.headers, Cookie: `homestretch_session=${cookie}` } });

const server = new RealServer();
const { today, days } = await server.snapshot();
const line = days.find((day) => day.date === today).lines[0].prescription_id;
let before = new Map();
for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) {
  const entry = (made) => {
    const at = new Date();
    const body = { prescription_id: line, local_date: localDate(at), performed_at: at.toISOString(), reps_done: made };
    return { id: randomUUID(), body };
  };
  before = await sequence(seed, { server, idle: () => server.idle(), entry, before });
}
console.log(`${count} sequences, ${before.size} logs in the end`);
