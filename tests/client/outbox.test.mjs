import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem } from "../../patient_app/ui/client/api.js";
import { Outbox } from "../../patient_app/ui/client/outbox.js";

/** A server that answers as told, and remembers what it was sent. */
function server(...answers) {
  const calls = [];
  const call = async (method, path, body) => {
    calls.push({ method, path, body });
    const answer = answers.shift() ?? { outcome: "saved" };
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer() : answer;
  };
  return { calls, call };
}

function outbox(call, more = {}) {
  const sent = [];
  const box = new Outbox({
    language: "en",
    call,
    onChange: () => {},
    onSent: (entry) => sent.push(entry.id),
    onSignedOut: () => sent.push("signed out"),
    ...more,
  });
  return { box, sent };
}

/** Until everything that is on its way has been answered. */
async function settled(box) {
  while (box.sending) await new Promise((done) => setImmediate(done));
}

test("an entry is sent once under its own id", async () => {
  const { calls, call } = server();
  const { box, sent } = outbox(call);
  box.put("/exercise-logs", "a", { x: 1 });
  await settled(box);
  assert.deepEqual(calls, [{ method: "PUT", path: "/exercise-logs/a", body: { x: 1 } }]);
  assert.deepEqual(sent, ["a"]);
  assert.equal(box.state("a").state, "sent");
});

test("without an answer the entry waits and is sent again", async () => {
  const { calls, call } = server(new ApiProblem(0, ""), new ApiProblem(503, ""));
  const { box, sent } = outbox(call);
  box.put("/exercise-logs", "a", {});
  await settled(box);
  assert.equal(box.state("a").state, "waiting");
  await box.send();
  assert.equal(box.size, 1);
  await box.send();
  clearTimeout(box.timer);
  assert.equal(calls.length, 3);
  assert.deepEqual(sent, ["a"]);
});

test("a refused entry is kept with the reason and the next one goes on", async () => {
  const { call } = server(new ApiProblem(422, "Too old."));
  const { box, sent } = outbox(call);
  box.put("/exercise-logs", "a", {});
  box.put("/exercise-logs", "b", {});
  await settled(box);
  assert.equal(box.state("a").problem.detail, "Too old.");
  assert.deepEqual(sent, ["b"]);
  box.discard("a");
  assert.equal(box.state("a").state, "sent");
});

test("an edit made while the entry is on its way is sent after it", async () => {
  let box;
  const { calls, call } = server(() => {
    box.put("/exercise-logs", "a", { pain: 3 });
    return { outcome: "saved" };
  });
  ({ box } = outbox(call));
  box.put("/exercise-logs", "a", { pain: 1 });
  await settled(box);
  assert.deepEqual(
    calls.map((each) => each.body.pain),
    [1, 3],
  );
  assert.equal(box.size, 0);
});

test("of an entry that waits only the newest state is sent", async () => {
  const { calls, call } = server(new ApiProblem(0, ""));
  const { box } = outbox(call);
  box.put("/exercise-logs", "a", { pain: 1 });
  await settled(box);
  box.put("/exercise-logs", "a", { pain: 2 });
  box.remove("/exercise-logs", "a");
  await settled(box);
  clearTimeout(box.timer);
  const [first, ...rest] = calls;
  assert.equal(first.body.pain, 1);
  assert.equal(rest.at(-1).method, "DELETE");
  assert.equal(box.size, 0);
});

test("a lost session keeps the entry and asks to sign in", async () => {
  const { call } = server(new ApiProblem(401, "Please sign in again."));
  const { box, sent } = outbox(call);
  box.put("/exercise-logs", "a", {});
  await settled(box);
  assert.deepEqual(sent, ["signed out"]);
  assert.equal(box.state("a").state, "waiting");
});

test("an entry is sent as the person who made it, whoever signs in afterwards", async () => {
  const owners = [];
  const { box } = outbox(async (method, path, body, language, owner) => {
    owners.push(owner);
    if (owners.length === 1) throw new ApiProblem(401, "");
    return {};
  });
  box.owner = "ana";
  box.put("/check-ins", "a", {});
  await settled(box);
  assert.equal(box.isSignedOut, true);
  box.owner = "ben";
  await box.send();
  assert.deepEqual(owners, ["ana", "ana"]);
  assert.equal(box.isSignedOut, false);
});
