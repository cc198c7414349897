import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem } from "../../patient_app/ui/client/api.js";
import { changed } from "../../patient_app/ui/client/entries.js";
import { Outbox } from "../../patient_app/ui/client/outbox.js";
import { MemoryDb } from "../../patient_app/ui/client/phone_db.js";
import { quiet } from "./world.mjs";

const AT = new Date("2026-03-16T14:00:00Z");

/** An outbox over a server that answers as told, and what happened. Timers run when the test says so. */
function outbox(...answers) {
  const calls = [];
  const heard = { sent: 0, signedOut: 0 };
  const timers = new Map();
  const box = new Outbox({
    db: new MemoryDb(),
    call: async (entries, owner) => {
      calls.push({ entries, owner });
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      if (typeof answer === "function") return answer(entries);
      return answer ?? entries.map(({ id }) => ({ id, outcome: "saved" }));
    },
    onChange: () => {},
    onSent: () => (heard.sent += 1),
    onSignedOut: () => (heard.signedOut += 1),
    soon: queueMicrotask,
    timers: {
      setTimeout: (work, ms) => {
        const name = Symbol("timer");
        timers.set(name, { work, ms });
        return name;
      },
      clearTimeout: (name) => timers.delete(name),
    },
    random: () => 0.5,
  });
  box.owner = "maria";
  const later = async () => {
    const due = [...timers.values()];
    timers.clear();
    for (const { work } of due) work();
    await quiet();
    return due.map(({ ms }) => ms);
  };
  return { box, calls, heard, later, timers };
}

const log = (id, body = { pain_during: 1 }, more = {}) => ({ kind: "exercise_log", id, body, at: AT, ...more });
const ids = (call) => call.entries.map(({ id }) => id);

const stored = async (box, id) => {
  let found;
  await box.db.transact([["entries", id]], (value) => {
    found = value;
    return [];
  });
  return found;
};

test("an entry is on the phone before it is sent", async () => {
  let before = null;
  const { box, calls } = outbox(async (entries) => {
    before = await stored(box, "a");
    return entries.map(({ id }) => ({ id, outcome: "saved" }));
  });
  assert.equal((await box.save(log("a"))).state, "waiting");
  await quiet();
  assert.equal(before.state, "waiting");
  assert.deepEqual(calls.map(ids), [["a"]]);
  assert.equal((await stored(box, "a")).state, "sent");
});

test("without an answer it is tried again, after a longer and longer time", async () => {
  const { box, calls, later } = outbox(...Array(8).fill(new ApiProblem(0, "")));
  await box.save(log("a"));
  await quiet();
  const waits = [];
  for (let n = 0; n < 8; n += 1) waits.push(...(await later()));
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000]);
  assert.equal(calls.length, 9);
  assert.equal(box.waiting, 0);
});

test("too many requests are answered by waiting as long as the server says", async () => {
  const { box, later } = outbox(new ApiProblem(429, "", { retryAfter: 90 }));
  await box.save(log("a"));
  await quiet();
  assert.deepEqual(await later(), [90000]);
  assert.equal(box.waiting, 0);
});

test("an entry saved while the last answer is taken in is sent at once", async () => {
  const { box, calls } = outbox();
  await box.save(log("a"));
  box.onSent = () => {
    box.onSent = () => {};
    box.save(log("b"));
  };
  await quiet();
  assert.deepEqual(calls.map(ids), [["a"], ["b"]]);
});

test("what is to be sent while the last answer is taken in is not forgotten", async () => {
  const { box, calls } = outbox();
  const late = changed(null, { ...log("b"), owner: "maria" });
  await box.db.transact([], () => [["entries", "b", late]]);
  box.onSent = () => {
    box.onSent = () => {};
    box.entries.set("b", late);
    box.send();
  };
  await box.save(log("a"));
  await quiet();
  assert.deepEqual(calls.map(ids), [["a"], ["b"]]);
});

test("an edit made while the entry is on its way is sent after it", async () => {
  let edit = null;
  const { box, calls } = outbox((entries) => {
    edit = box.save(log("a", { pain_during: 3 }));
    return entries.map(({ id }) => ({ id, outcome: "saved" }));
  });
  await box.save(log("a"));
  await quiet();
  await edit;
  assert.deepEqual(
    calls.map(({ entries }) => entries[0].body.pain_during),
    [1, 3],
  );
  assert.equal(box.waiting, 0);
});

test("of an entry that waits only the newest state is sent, unless a warning sign stood in it", async () => {
  let isOffline = true;
  const answer = (entries) => {
    if (isOffline) throw new ApiProblem(0, "");
    return entries.map(({ id }) => ({ id, outcome: "saved" }));
  };
  const { box, calls, later } = outbox(...Array(20).fill(answer));
  await box.save(log("a"));
  await box.save(log("a", { pain_during: 2 }));
  const check = { kind: "check_in", id: "c", at: AT };
  await box.save({ ...check, body: { flare: false, warning_signs: { answers: { RF1: "yes" } } }, must: true });
  await box.save({ ...check, body: { flare: false, warning_signs: { answers: { RF1: "no" } } } });
  await box.save({ ...check, body: { flare: true } });
  await quiet();
  isOffline = false;
  await later();
  const sent = calls.at(-1).entries;
  assert.deepEqual(
    sent.map(({ id, body }) => [id, body.pain_during ?? body.warning_signs?.answers.RF1 ?? body.flare]),
    [["a", 2], ["c", "yes"], ["c", true]],
  );
  assert.equal(box.waiting, 0);
});

test("two changes of a new entry at once are one after the other", async () => {
  const { box, calls } = outbox();
  const check = { kind: "check_in", id: "c", at: AT };
  await Promise.all([
    box.save({ ...check, body: { warning_signs: { answers: { RF1: "yes" } } }, must: true }),
    box.save({ ...check, body: { warning_signs: { answers: { RF1: "no" } } } }),
  ]);
  await quiet();
  const sent = calls.flatMap(({ entries }) => entries.map(({ body }) => [body.warning_signs.answers.RF1, body.edited_at]));
  assert.deepEqual(sent, [["yes", AT.toISOString()], ["no", new Date(AT.getTime() + 1).toISOString()]]);
});

test("a correction is later than what it corrects, also when the phone's clock went back", async () => {
  const { box } = outbox();
  await box.save(log("a"));
  const back = new Date(AT.getTime() - 3600000);
  const second = await box.save(log("a", { pain_during: 2 }, { at: back }));
  assert.equal(second.edited_at, "2026-03-16T14:00:00.001Z");
  const third = await box.save(log("b", { pain_during: 2 }, { at: back, known: "2026-03-16T15:00:00.000250+00:00" }));
  assert.equal(third.edited_at, "2026-03-16T15:00:00.001Z");
});

test("a refused entry keeps its reason, the others go on, and it can be corrected or removed", async () => {
  const problem = { status: 422, detail: "This day is too long ago." };
  const { box, calls } = outbox((entries) =>
    entries.map(({ id }) => (id === "a" ? { id, outcome: "rejected", problem } : { id, outcome: "saved" })),
  );
  await Promise.all([box.save(log("a")), box.save(log("b"))]);
  await quiet();
  assert.equal(box.entries.get("a").state, "refused");
  assert.deepEqual(box.entries.get("a").problem, problem);
  assert.equal(box.waiting, 0);
  await box.save(log("a", { pain_during: 2 }));
  await quiet();
  assert.equal(box.entries.get("a").state, "sent");
  assert.deepEqual(ids(calls.at(-1)), ["a"]);
  await box.discard("a");
  assert.equal(box.entries.has("a"), false);
});

test("one entry that the server stumbles over does not hold up the others", async () => {
  const stumbles = (entries) => {
    if (entries.some(({ id }) => id === "bad")) throw new ApiProblem(500, "");
    return entries.map(({ id }) => ({ id, outcome: "saved" }));
  };
  const { box, later } = outbox(...Array(60).fill(stumbles));
  box.owner = null;
  const all = ["one", "bad", "two", "three", "four"];
  for (const [n, id] of all.entries()) await box.save(log(id, {}, { at: new Date(AT.getTime() + n) }));
  await quiet();
  box.owner = "maria";
  box.take([...box.entries].map(([id, record]) => [id, { ...record, owner: "maria", state: "waiting" }]));
  await box.db.transact([], () => [...box.entries].map(([id, record]) => ["entries", id, record]));
  box.send();
  await quiet();
  for (let n = 0; n < 12; n += 1) await later();
  assert.deepEqual(
    box.own.filter(({ state }) => state === "waiting").map(({ id }) => id),
    ["bad"],
  );
});

test("a whole batch that is refused is split until the reason stands at its own entry", async () => {
  const refuses = (entries) => {
    if (entries.some(({ id }) => id === "bad")) throw new ApiProblem(413, "This is too large.");
    return entries.map(({ id }) => ({ id, outcome: "saved" }));
  };
  const { box } = outbox(new ApiProblem(0, ""), ...Array(20).fill(refuses));
  for (const id of ["one", "bad", "two"]) await box.save(log(id));
  await quiet();
  await box.send();
  await quiet();
  assert.deepEqual(
    [...box.entries.values()].map(({ id, state }) => [id, state]),
    [["one", "sent"], ["bad", "refused"], ["two", "sent"]],
  );
});

test("a lost session keeps the entry and says so; it is sent only as whoever made it", async () => {
  const { box, calls, heard } = outbox(new ApiProblem(401, ""));
  await box.save(log("a"));
  await quiet();
  assert.equal(heard.signedOut, 1);
  box.owner = "ben";
  assert.equal(box.waiting, 0);
  assert.equal(box.ofOthers, 1);
  await box.save(log("b"));
  await quiet();
  box.owner = "maria";
  await box.send();
  await quiet();
  assert.deepEqual(
    calls.map((call) => [call.owner, ...ids(call)]),
    [["maria", "a"], ["ben", "b"], ["maria", "a"]],
  );
});

test("an id that another phone deleted is shown no more", async () => {
  const { box } = outbox([{ id: "a", outcome: "deleted" }]);
  await box.save(log("a"));
  await quiet();
  assert.equal(box.entries.get("a").deleted, true);
  await box.save(log("a", { pain_during: 9 }));
  assert.equal(box.entries.get("a").deleted, true);
});

test("a large number of entries goes in several calls", async () => {
  const { box, calls } = outbox(new ApiProblem(0, ""));
  for (let n = 0; n < 450; n += 1) await box.save(log(`e${n}`));
  await quiet();
  await box.send();
  await quiet();
  assert.equal(box.waiting, 0);
  assert.ok(Math.max(...calls.map(({ entries }) => entries.length)) <= 200);
});

test("what storage holds that is no entry is left alone and told", async () => {
  const { box } = outbox();
  box.take([["a", { id: "a" }], ["b", null], ["c", "text"]]);
  assert.deepEqual(box.damaged.map(([key]) => key), ["a", "b", "c"]);
  assert.equal(box.waiting, 0);
});

test("an entry that another tab settled and took away is not sent again and again", async () => {
  const { box, calls } = outbox();
  await box.save(log("a"));
  await box.db.transact([], () => [["entries", "a", undefined]]);
  await quiet();
  assert.equal(box.waiting, 0);
  assert.equal(calls.length, 1);
});
