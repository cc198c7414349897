// One random day of two phones and a laptop of one patient: log, correct, undo, go offline, be turned off at any moment,
// lose answers, wait for slow ones, have clocks that differ. In the end the server and every device are equal, and
// nothing that a device acknowledged is lost or doubled. The server is the one of world.mjs, or a real one.

import assert from "node:assert/strict";
import { Device, Network, quiet, seeded } from "./world.mjs";

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

  /** `live`: value by id of what the server has in the end. */
  check(live, describe) {
    for (const [id, { acknowledged, open, replaced }] of this.said) {
      const value = live.get(id);
      const all = [...acknowledged, ...open];
      if (acknowledged.includes("deleted")) assert.equal(value, undefined, `${describe}: ${id} was deleted and is back`);
      else if (value === undefined) {
        assert.ok(acknowledged.length === 0 || open.includes("deleted"), `${describe}: ${id} is lost`);
      } else {
        assert.ok(all.includes(value), `${describe}: ${id} has a value that nobody entered`);
        assert.ok(!replaced.includes(value), `${describe}: ${id} has a value that was corrected`);
      }
    }
  }
}

/** Run the sequence of `seed`. `idle()` resolves when nothing is on its way to `server` any more; `entry(made)` gives a
 *  new log with its id and `value` as repetitions; `before`: value by id of what the server had. */
export async function sequence(seed, { server, idle = quiet, entry, before = new Map() }) {
  const random = seeded(seed);
  const network = new Network(server, random);
  const oracle = new Oracle();
  const skews = [0, 0, random.pick([-3, 3, 40]) * MINUTE];
  const devices = skews.map((skew) => new Device(network, { skew }));
  await idle();
  let made = 0;
  const steps = [];
  for (let step = 0; step < STEPS; step += 1) {
    const mode = random.pick(MODES);
    network.mode = () => (random.next() < 0.8 ? mode : random.pick(MODES));
    server.pass(1 + random.below(20 * MINUTE));
    const device = random.pick(devices);
    const { phone } = device;
    const shown = phone.view.logs.filter(({ id }) => !before.has(id));
    const action = random.pick(["log", "log", "correct", "correct", "undo", "kill", "deliver", "look", "retry", "back"]);
    steps.push(`${action}@${devices.indexOf(device)}/${mode}`);
    if (action === "log" && phone.view.snapshot) {
      made += 1;
      const { id, body } = entry(made);
      oracle.watch(id, made, phone.save("exercise_log", id, body));
    } else if (action === "correct" && shown.length > 0) {
      const { id, ...body } = random.pick(shown);
      made += 1;
      oracle.watch(id, made, phone.save("exercise_log", id, { ...body, reps_done: made }), body.reps_done);
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
    if (random.next() < 0.6) await idle();
  }
  network.mode = () => "ok";
  for (let round = 0; round < 3; round += 1) {
    network.deliver();
    for (const device of devices) {
      device.fireTimers();
      device.phone.reload();
    }
    await idle();
  }
  const describe = `seed ${seed}: ${steps.join(" ")}`;
  const truth = await server.values();
  oracle.check(truth, describe);
  for (const id of truth.keys()) assert.ok(oracle.said.has(id) || before.has(id), `${describe}: ${id} came from nowhere`);
  for (const device of devices) {
    assert.equal(device.phone.view.waiting, 0, `${describe}: something still waits`);
    const shown = new Map(device.phone.view.logs.map((log) => [log.id, log.reps_done]));
    assert.deepEqual(new Map([...shown].sort()), new Map([...truth].sort()), `${describe}: a device shows something else`);
    device.kill();
  }
  return truth;
}
