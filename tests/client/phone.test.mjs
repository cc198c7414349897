import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem } from "../../patient_app/ui/client/api.js";
import { clockReading, corrected } from "../../patient_app/ui/client/clock.js";
import { MemoryDb, StorageProblem } from "../../patient_app/ui/client/phone_db.js";
import { signOut } from "../../patient_app/ui/client/sign_out.js";
import { Device, Network, Server, START, quiet } from "./world.mjs";

const DAY = 86400000;

async function device(more = {}) {
  const server = more.server ?? new Server();
  const network = new Network(server);
  const found = new Device(network, more);
  await quiet();
  return { device: found, server, network, phone: found.phone };
}

const ids = (entries) => entries.map(({ id }) => id);
const offline = (network) => (network.mode = () => "offline");

test("offline the last snapshot opens from a cold start, with what was entered over it", async () => {
  const { device: first, network } = await device();
  offline(network);
  await first.phone.save("exercise_log", "a", { pain_during: 2 });
  first.kill();
  first.open();
  await quiet();
  const { view } = first.phone;
  assert.equal(view.ready, true);
  assert.equal(view.snapshot.patient.name, "Maria");
  assert.deepEqual(ids(view.logs), ["a"]);
  assert.equal(view.waiting, 1);
  assert.equal(view.isFailing, true);
});

test("a sent entry stays until a snapshot that was asked for afterwards has it", async () => {
  const { phone, server, network } = await device();
  await phone.save("exercise_log", "a", { pain_during: 2 });
  await quiet();
  assert.deepEqual(ids(phone.view.snapshot.logs), ["a"]);
  assert.equal(phone.outbox.entries.size, 0);
  // Asked before it was sent: this answer knows nothing of 'b'.
  network.mode = () => "slow answer";
  phone.reload();
  await quiet();
  network.mode = () => "ok";
  await phone.save("exercise_log", "b", { pain_during: 3 });
  await quiet();
  network.deliver();
  await quiet();
  assert.deepEqual(ids(phone.view.logs).sort(), ["a", "b"]);
  assert.equal(server.live.size, 2);
});

test("the next person sees nothing of the one before, whose unsent entries wait and are sent as theirs", async () => {
  const { device: tablet, server, network, phone } = await device();
  offline(network);
  await phone.save("exercise_log", "marias", { pain_during: 2 });
  await phone.kept.set("session", { date: "2026-03-16" });
  network.mode = () => "ok";
  server.session = "ben";
  server.rows.clear();
  tablet.kill();
  tablet.open();
  await quiet();
  const { view } = tablet.phone;
  assert.equal(view.snapshot.patient.id, "ben");
  assert.deepEqual([ids(view.logs), view.waiting, view.ofOthers], [[], 0, 1]);
  assert.equal(await tablet.phone.kept.get("session"), null);
  assert.equal([...tablet.db.stores.get("snapshots").keys()].some((key) => key.includes("maria")), false);
  assert.equal(server.live.size, 0);
  server.session = "maria";
  await tablet.phone.reload();
  await quiet();
  assert.deepEqual([...server.live.keys()], ["marias"]);
});

test("when somebody else signs in beside an open screen, it becomes theirs, and nothing is sent as them", async () => {
  const { server, phone } = await device();
  server.session = "ben";
  await phone.save("exercise_log", "marias", { pain_during: 2 });
  await quiet();
  const { view } = phone;
  assert.equal(view.snapshot.patient.id, "ben");
  assert.deepEqual([view.signedOut, view.locked, ids(view.logs), view.ofOthers], [false, false, [], 1]);
  assert.equal(server.live.size, 0);
});

test("signing out wipes everything personal but what is not sent", async () => {
  const { device: tablet, network, phone } = await device();
  await phone.save("exercise_log", "sent", { pain_during: 1 });
  await quiet();
  await phone.kept.set("session", { date: "2026-03-16" });
  network.mode = () => 500;
  await phone.save("exercise_log", "unsent", { pain_during: 2 });
  await quiet();
  network.mode = () => "ok";
  assert.equal(await signOut(phone), true);
  const kept = Object.fromEntries([...tablet.db.stores].map(([name, store]) => [name, store.size]));
  assert.deepEqual(kept, { entries: 1, snapshots: 0, kept: 0, meta: 1 });
  assert.equal(phone.view.snapshot, null);
  assert.equal(JSON.stringify([...tablet.db.stores.get("meta").values()]).includes("Maria"), false);
});

test("signing out without a network wipes the phone, and ends the session when the server is there", async () => {
  const { device: tablet, server, network, phone } = await device();
  offline(network);
  assert.equal(await signOut(phone), false);
  assert.equal(phone.view.snapshot, null);
  tablet.kill();
  network.mode = () => "ok";
  tablet.open();
  await quiet();
  assert.equal(server.session, null);
  assert.equal(tablet.phone.view.snapshot, null);
});

test("who signs in next is told to the phone first: it shows nothing of the one before, and no session ends", async () => {
  const { device: tablet, server, network, phone } = await device();
  network.mode = () => 500;
  await phone.save("exercise_log", "unsent", { pain_during: 2 });
  network.mode = () => "offline";
  assert.equal(await signOut(phone), false);
  tablet.kill();
  tablet.open();
  await quiet();
  network.mode = () => "ok";
  server.session = "ben";
  await tablet.phone.signedIn("ben");
  assert.deepEqual([tablet.phone.view.snapshot, tablet.phone.view.locked], [null, false]);
  await tablet.phone.reload();
  await quiet();
  assert.equal(server.session, "ben");
  assert.deepEqual([tablet.phone.view.snapshot.patient.id, tablet.phone.view.ofOthers], ["ben", 1]);
});

test("who signs in over an ended session finds no day of the one before", async () => {
  const { device: tablet, phone } = await device();
  await phone.kept.set("session", { date: "2026-03-16" });
  await phone.signedIn("maria");
  assert.equal(phone.view.snapshot.patient.id, "maria");
  await phone.signedIn("ben");
  assert.equal(phone.view.snapshot, null);
  assert.deepEqual([tablet.db.stores.get("snapshots").size, tablet.db.stores.get("kept").size], [0, 0]);
});

test("a snapshot that comes after signing out is dropped", async () => {
  const { device: tablet, network, phone } = await device();
  network.mode = () => "slow answer";
  phone.reload();
  await quiet();
  network.mode = () => "ok";
  await signOut(phone);
  network.deliver();
  await quiet();
  assert.equal(phone.view.snapshot, null);
  assert.equal(tablet.db.stores.get("snapshots").size, 0);
});

test("when the session has ended an open screen goes on, and the next start shows nothing personal", async () => {
  const { device: phoneOf, server, phone } = await device();
  server.session = null;
  await phone.save("exercise_log", "a", { pain_during: 2 });
  await quiet();
  assert.equal(phone.view.signedOut, true);
  assert.equal(phone.view.locked, false);
  assert.deepEqual([ids(phone.view.logs), phone.view.waiting], [["a"], 1]);
  phoneOf.kill();
  phoneOf.open();
  await quiet();
  assert.equal(phoneOf.phone.view.locked, true);
  server.session = "maria";
  await phoneOf.phone.reload();
  await quiet();
  assert.equal(phoneOf.phone.view.locked, false);
  assert.deepEqual([[...server.live.keys()], phoneOf.phone.view.waiting], [["a"], 0]);
});

test("without storage the same works as long as the page is open, and says why", async () => {
  const nothing = { transact: async () => Promise.reject(new StorageProblem("missing")) };
  const { phone, server } = await device({ db: nothing });
  assert.equal(phone.view.storageProblem, "missing");
  await phone.save("exercise_log", "a", { pain_during: 2 });
  await quiet();
  assert.deepEqual([...server.live.keys()], ["a"]);
  assert.deepEqual(ids(phone.view.logs), ["a"]);
});

test("a phone that is full loses nothing: what was kept is kept, the rest is sent", async () => {
  const memory = new MemoryDb();
  let isFull = false;
  const filling = {
    transact: (gets, change) =>
      memory.transact(gets, (...found) => {
        const writes = change(...found);
        if (isFull && writes.length > 0) throw new StorageProblem("full");
        return writes;
      }),
  };
  const { device: phoneOf, server, network, phone } = await device({ db: filling });
  offline(network);
  await phone.save("exercise_log", "before", { pain_during: 1 });
  isFull = true;
  await phone.save("exercise_log", "after", { pain_during: 2 });
  assert.equal(phone.view.storageProblem, "full");
  assert.deepEqual(ids(phone.view.logs), ["before", "after"]);
  await quiet();
  network.mode = () => "ok";
  phoneOf.fireTimers();
  await quiet();
  assert.deepEqual([...server.live.keys()].sort(), ["after", "before"]);
  isFull = false;
  phoneOf.kill();
  phoneOf.open();
  await quiet();
  assert.equal(phoneOf.phone.view.waiting, 0);
  assert.equal(server.live.size, 2);
});

test("what another version left on the phone harms nothing", async () => {
  const db = new MemoryDb();
  await db.transact([], () => [
    ["meta", "meta", "not what it should be"],
    ["entries", "odd", { v: 99, shape: "unknown" }],
    ["snapshots", ["maria", "en"], { schema: 99 }],
    ["kept", ["maria", "hold", "x"], null],
  ]);
  const { phone } = await device({ db });
  assert.equal(phone.view.snapshot.patient.id, "maria");
  assert.deepEqual(phone.view.damaged.map(([key]) => key), ["odd"]);
  await phone.save("exercise_log", "a", { pain_during: 2 });
  await quiet();
  assert.equal(phone.view.waiting, 0);
});

test("a server that speaks another version is no reason to lose what is shown", async () => {
  const { phone, server } = await device();
  const told = server.snapshot.bind(server);
  server.snapshot = () => ({ ...told(), schema: 99 });
  await phone.reload();
  assert.equal(phone.view.problem.isOld, true);
  assert.equal(phone.view.snapshot.patient.id, "maria");
});

test("a positive warning sign is a hold at once, reaches the server though it is changed, and stays", async () => {
  const { device: phoneOf, server, network, phone } = await device();
  offline(network);
  const answers = (RF1) => ({ local_date: "2026-03-16", flare: false, warning_signs: { answers: { RF1 } } });
  await phone.save("check_in", "c", answers("yes"));
  assert.deepEqual(phone.view.holds.map(({ id, level }) => [id, level]), [["c", "E"]]);
  await phone.save("check_in", "c", answers("no"));
  phoneOf.kill();
  phoneOf.open();
  await quiet();
  assert.equal(phoneOf.phone.view.holds.length, 1);
  network.mode = () => "ok";
  await phoneOf.phone.reload();
  await quiet();
  assert.equal(phoneOf.phone.view.snapshot.hold.id, "hold-c");
  assert.deepEqual(phoneOf.phone.view.holds, []);
  assert.equal(server.live.get("c").warning_signs.answers.RF1, "no");
});

test("a hold that was lifted is not begun again by another change of its check-in, but by a new sign", async () => {
  const { server, network, phone } = await device();
  const body = (more, answers) => ({ local_date: "2026-03-16", flare: false, ...more, warning_signs: { answers } });
  await phone.save("check_in", "c", body({}, { RF1: "yes" }));
  await quiet();
  server.holds = [];
  await phone.reload();
  assert.deepEqual([phone.view.holds, phone.view.snapshot.hold], [[], null]);
  offline(network);
  await phone.save("check_in", "c", body({ pain_now: 3 }, { RF1: "yes" }));
  assert.deepEqual(phone.view.holds, []);
  await phone.save("check_in", "c", body({ pain_now: 3 }, { RF1: "yes", RF2: "not_sure" }));
  assert.deepEqual(phone.view.holds.map(({ id, level }) => [id, level]), [["c", "U"]]);
});

test("a clock that is a year off writes the right time", async () => {
  for (const skew of [-365 * DAY, 365 * DAY]) {
    const { phone, server } = await device({ skew });
    await phone.save("exercise_log", `year${skew}`, { pain_during: 2 });
    await quiet();
    const [row] = server.live.values();
    assert.ok(Math.abs(Date.parse(row.edited_at) - server.time) < 60000, row.edited_at);
    assert.equal(phone.view.clockIsOff, true);
    assert.equal(phone.view.today, "2026-03-16");
  }
});

test("a clock that goes on between two looks is not off", async () => {
  const { phone } = await device();
  let at = phone.clock();
  phone.clock = () => (at += 1);
  await phone.save("exercise_log", "a", { pain_during: 2 });
  assert.equal(phone.view.clockIsOff, false);
});

test("a clock that was set right is believed again", () => {
  const reading = clockReading(new Date(START).toISOString(), START - 365 * DAY);
  assert.equal(corrected(reading, START - 365 * DAY + 5000).getTime(), START + 5000);
  assert.equal(corrected(reading, START + 60000).getTime(), START + 60000);
  const ahead = clockReading(new Date(START).toISOString(), START + 3 * DAY);
  assert.equal(corrected(ahead, START + 3 * DAY + 5000).getTime(), START + 5000);
  assert.equal(corrected(ahead, START + 5000).getTime(), START + 5000);
  assert.equal(corrected(clockReading(new Date(START).toISOString(), START - 60000), START).getTime(), START);
  assert.equal(corrected(undefined, START).getTime(), START);
});

test("an answer without a status is a network that failed", async () => {
  const { phone, network } = await device();
  network.mode = () => 503;
  await phone.reload();
  assert.ok(phone.view.problem instanceof ApiProblem);
  assert.equal(phone.view.signedOut, false);
});

test("a program that comes after somebody else has signed in is not kept", async () => {
  const { device: tablet, server, network, phone } = await device();
  const beside = new Device(network, { db: tablet.db });
  await quiet();
  network.mode = () => "slow answer";
  phone.reload();
  await quiet();
  network.mode = () => "offline";
  server.session = "ben";
  await beside.phone.signedIn("ben");
  phone.reread();
  await quiet();
  network.deliver();
  await quiet();
  assert.equal([...tablet.db.stores.get("snapshots").keys()].some((key) => key.includes("maria")), false);
  assert.equal(phone.view.snapshot, null);
});

test("nothing is entered as nobody", async () => {
  const { device: tablet, phone } = await device();
  await signOut(phone);
  await assert.rejects(phone.save("exercise_log", "a", { pain_during: 2 }));
  await assert.rejects(phone.remove("exercise_log", "a"));
  assert.equal(tablet.db.stores.get("entries").size, 0);
});

test("what cannot be read of somebody else's is not shown", async () => {
  const db = new MemoryDb();
  await db.transact([], () => [
    ["entries", "bens", { id: "bens", owner: "ben", kind: "of a later version", body: { note: "private" } }],
    ["entries", "own", { id: "own", owner: "maria", kind: "of a later version", body: {} }],
  ]);
  const { phone } = await device({ db });
  assert.deepEqual(phone.view.damaged.map(([key]) => key), ["own"]);
});

test("signing out wipes the storage that failed before, too", async () => {
  const memory = new MemoryDb();
  let isFull = false;
  const filling = {
    transact: (gets, change) =>
      memory.transact(gets, (...found) => {
        const writes = change(...found);
        if (isFull) throw new StorageProblem("full");
        return writes;
      }),
  };
  const { phone } = await device({ db: filling });
  isFull = true;
  await phone.kept.set("session", { date: "2026-03-16" });
  assert.equal(phone.view.snapshot.patient.name, "Maria");
  isFull = false;
  await signOut(phone);
  assert.equal(memory.stores.get("snapshots").size, 0);
  assert.equal(memory.stores.get("meta").get('"meta"').owner, undefined);
});

test("two entries that storage does not take at one time are both sent", async () => {
  const memory = new MemoryDb();
  let isFull = false;
  const filling = {
    transact: async (gets, change) => {
      await null;
      if (isFull) throw new StorageProblem("full");
      return memory.transact(gets, change);
    },
  };
  const { network, server, phone, device: phoneOf } = await device({ db: filling });
  isFull = true;
  offline(network);
  await Promise.all([
    phone.save("exercise_log", "a", { pain_during: 1 }),
    phone.save("exercise_log", "b", { pain_during: 2 }),
  ]);
  await quiet();
  network.mode = () => "ok";
  phoneOf.fireTimers();
  await quiet();
  assert.deepEqual([[...server.live.keys()].sort(), phone.view.waiting], [["a", "b"], 0]);
  assert.ok(server.calls <= 2, String(server.calls));
});

test("a hold whose check-in was refused ends when the server has judged the same sign since, not by a 'no'", async () => {
  const { server, network, phone } = await device();
  const save = async (id, RF2) => {
    server.pass(60000);
    const recorded_at = new Date(server.time).toISOString();
    await phone.save("check_in", id, { local_date: "2026-03-16", recorded_at, warning_signs: { answers: { RF2 } } });
    await quiet();
  };
  network.mode = () => 422;
  await save("refused", "yes");
  network.mode = () => "ok";
  assert.equal(phone.stateOf("refused").state, "refused");
  await save("no", "no");
  assert.deepEqual(ids(phone.view.holds), ["refused"]);
  await save("again", "yes");
  assert.deepEqual(phone.view.snapshot.check_ins.map(({ id }) => id), ["no", "again"]);
  assert.deepEqual(phone.view.holds, []);
});

test("with a warning sign the day that was drawn before goes", async () => {
  const { phone } = await device();
  let gone = 0;
  phone.shell.forgetFirstViews = async () => (gone += 1);
  const answers = (RF1) => ({ local_date: "2026-03-16", warning_signs: { answers: { RF1 } } });
  await phone.save("check_in", "c", answers("no"));
  assert.equal(gone, 0);
  await phone.save("check_in", "c", answers("yes"));
  assert.equal(gone, 1);
});

test("a questionnaire filled in offline is there at once, is corrected as one entry, and arrives once", async () => {
  const { device: first, server, network } = await device();
  offline(network);
  const body = { measure_id: "rmdq", measure_version: "1", local_date: "2026-03-16", answers: { 1: 1 } };
  await first.phone.save("measure_response", "a", body);
  first.kill();
  first.open();
  await quiet();
  assert.deepEqual(ids(first.phone.view.responses), ["a"]);
  await first.phone.save("measure_response", "a", { ...body, answers: { 1: 1, 2: 1 } });
  network.mode = () => "ok";
  await first.phone.reload();
  await quiet();
  assert.deepEqual([...server.live].map(([id, { answers }]) => [id, answers]), [["a", { 1: 1, 2: 1 }]]);
});

test("what the server has of today's questionnaires is shown, and this phone's later answers over it", async () => {
  const { phone, server } = await device();
  const told = { id: "a", local_date: "2026-03-16", edited_at: "2026-03-16T13:00:00Z", answers: { 1: 1 } };
  const snapshot = server.snapshot.bind(server);
  server.snapshot = () => ({ ...snapshot(), measures_due: [{ id: "rmdq", occasions: [], responses: [told] }] });
  await phone.reload();
  await quiet();
  assert.deepEqual(phone.view.responses, [{ ...told, measure_id: "rmdq" }]);
  await phone.save("measure_response", "a", { measure_id: "rmdq", local_date: "2026-03-16", answers: {} });
  assert.deepEqual(phone.view.responses.map(({ answers }) => answers), [{}]);
});

test("with a deleted account everything of its owner goes, unsent entries too; another's waiting entry stays", async () => {
  const { device: tablet, server, network, phone } = await device();
  offline(network);
  await phone.save("exercise_log", "marias", { pain_during: 2 });
  await signOut(phone);
  network.mode = () => "ok";
  server.session = server.owner = "ruth";
  await phone.signedIn("ruth");
  await phone.reload();
  await quiet();
  offline(network);
  await phone.save("exercise_log", "ruths", { pain_during: 3 });
  await phone.kept.set("session", { date: "2026-03-16" });
  await quiet();
  assert.equal(phone.view.waiting, 1);

  await phone.forgetAccount();
  await quiet();
  const found = [];
  await tablet.db.transact([["entries"], ["snapshots"], ["kept"], ["meta", "meta"]], (...all) => {
    found.push(...all);
    return [];
  });
  const [entries, snapshots, kept, meta] = found;
  assert.deepEqual(entries.map(([id]) => id), ["marias"]);
  assert.deepEqual([snapshots, kept, meta.owner], [[], [], undefined]);
  // Nothing leads away from the page, and nothing is sent any more.
  server.session = null;
  network.mode = () => "ok";
  const calls = server.calls;
  await phone.outbox.send();
  await quiet();
  assert.equal(server.calls, calls);
});
