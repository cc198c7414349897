// Ten thousand random days of two phones and a laptop: log, correct, undo, go offline, be turned off at any moment,
// lose answers, wait for slow ones, have clocks that differ. In the end the server and every device are equal, and
// nothing that a device acknowledged is lost or doubled.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Device, Network, Server, quiet, seeded } from "./world.mjs";

const SEQUENCES = Number(process.env.HOMESTRETCH_SEQUENCES ?? 10000);
const STEPS = 14;
const MODES = ["ok", "ok", "offline", "lost", "slow", "slow answer", 500, 503, 429];
const MINUTE = 60000;

/** What was acknowledged, and what a device was turned off over: that may have happened or not. */
class Oracle {
  constructor() {
    this.said = new Map();
  }

  entry(id) {
    if (!this.said.has(id)) this.said.set(id, { acknowledged: [], open: [], replaced: [] });
    return this.said.get(id);
  }

  /** `seen`: the value that the person corrected, which must not win once the new one is acknowledged. */
  async watch(id, value, promise, seen = null) {
    const known = this.entry(id);
    known.open.push(value);
    await promise;
    known.open.splice(known.open.indexOf(value), 1);
    known.acknowledged.push(value);
    known.replaced.push(seen);
  }

  check(server, describe) {
    for (const [id, { acknowledged, open, replaced }] of this.said) {
      const found = server.rows.get(id);
      const all = [...acknowledged, ...open];
      if (acknowledged.length === 0 && !found) continue;
      assert.ok(found, `${describe}: ${id} was acknowledged and is lost`);
      if (acknowledged.includes("deleted")) assert.ok(found.deleted, `${describe}: ${id} was deleted and is back`);
      else if (found.deleted) assert.ok(all.includes("deleted"), `${describe}: ${id} was deleted by nobody`);
      else {
        const value = found.body.pain_during;
        assert.ok(all.includes(value), `${describe}: ${id} has a value that nobody entered`);
        assert.ok(!replaced.includes(value), `${describe}: ${id} has a value that was corrected`);
      }
    }
    for (const id of server.rows.keys()) assert.ok(this.said.has(id), `${describe}: ${id} came from nowhere`);
  }
}

async function sequence(seed) {
  const random = seeded(seed);
  const server = new Server();
  const network = new Network(server, random);
  const oracle = new Oracle();
  const skews = [0, 0, random.pick([-3, 3, 40]) * MINUTE];
  const devices = skews.map((skew) => new Device(network, { skew }));
  await quiet();
  let made = 0;
  const steps = [];
  for (let step = 0; step < STEPS; step += 1) {
    const mode = random.pick(MODES);
    network.mode = () => (random.next() < 0.8 ? mode : random.pick(MODES));
    server.time += 1 + random.below(20 * MINUTE);
    const device = random.pick(devices);
    const { phone } = device;
    const shown = phone.view.logs;
    const action = random.pick(["log", "log", "correct", "correct", "undo", "kill", "deliver", "look", "retry", "back"]);
    steps.push(`${action}@${devices.indexOf(device)}/${mode}`);
    if (action === "log" && phone.view.snapshot) {
      const id = `${seed}-${(made += 1)}`;
      oracle.watch(id, made, phone.save("exercise_log", id, { pain_during: made }));
    } else if (action === "correct" && shown.length > 0) {
      const { id, ...body } = random.pick(shown);
      made += 1;
      oracle.watch(id, made, phone.save("exercise_log", id, { ...body, pain_during: made }), body.pain_during);
    } else if (action === "undo" && shown.length > 0) {
      const { id } = random.pick(shown);
      oracle.watch(id, "deleted", phone.remove("exercise_log", id));
    } else if (action === "kill") {
      device.kill();
      device.open();
    } else if (action === "deliver") network.deliver();
    else if (action === "look") phone.reload();
    else if (action === "retry") device.fireTimers();
    else if (action === "back") device.skew -= 5 * MINUTE;
    // Sometimes the next thing happens while this one is still on its way.
    if (random.next() < 0.6) await quiet();
  }
  network.mode = () => "ok";
  for (let round = 0; round < 3; round += 1) {
    network.deliver();
    for (const device of devices) {
      device.fireTimers();
      device.phone.reload();
    }
    await quiet();
  }
  const describe = `seed ${seed}: ${steps.join(" ")}`;
  oracle.check(server, describe);
  const truth = new Map([...server.live].map(([id, { pain_during }]) => [id, pain_during]));
  for (const device of devices) {
    assert.equal(device.phone.view.waiting, 0, `${describe}: something still waits`);
    const shown = new Map(device.phone.view.logs.map((log) => [log.id, log.pain_during]));
    assert.deepEqual(new Map([...shown].sort()), new Map([...truth].sort()), `${describe}: a device shows something else`);
  }
}

test(`${SEQUENCES} random sequences end equal on all devices and the server`, async () => {
  const first = Number(process.env.HOMESTRETCH_SEED ?? 1);
  for (let seed = first; seed < first + SEQUENCES; seed += 1) await sequence(seed);
});
