import assert from "node:assert/strict";
import { test } from "node:test";
import * as player from "../../patient_app/ui/client/player.js";
import { boutsOf, itemOf, minutesOf, playable } from "../../patient_app/ui/client/session_plan.js";
import { idMaker, slot } from "./session_examples.mjs";

const START = Date.UTC(2026, 10, 24, 12);
const DATE = "2026-11-24";
const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** A session whose clock the test moves: `after(seconds).tap("count")`. */
function session(slots) {
  const makeId = idMaker();
  let now = START;
  let state = player.begin(slots, now, { date: DATE, makeId });
  const here = {
    get state() {
      return state;
    },
    get seen() {
      return player.view(state, now);
    },
    get logs() {
      return player.entries(state).map(({ body }) => {
        const { local_date: _date, performed_at: _at, pain_during: _pain, effort: _effort, ...rest } = body;
        return rest;
      });
    },
    after(seconds) {
      now += seconds * SECOND;
      return here.tap("tick");
    },
    tap(type, more = {}, times = 1) {
      for (let n = 0; n < times; n += 1) {
        state = player.step(state, { type, ids: [makeId(), makeId()], makeId, ...more }, now);
      }
      return here;
    },
    kept() {
      state = JSON.parse(JSON.stringify(state));
      return here;
    },
  };
  return here;
}

const squats = (more) => slot("squats", { sets: 3, reps: 10, rest_seconds: 30, ...more });
const tilt = (more) => slot("tilt", { sets: 1, reps: 3, hold_seconds: 5, ...more });
const walk = () => slot("walk", { duration_minutes: 10 });

// What is played, and in which order ----------------------------------------------------------------------------------

test("positions follow each other, and within one the program's order stays", () => {
  const slots = [
    slot("a", {}, { position: "standing" }),
    slot("b", {}, { position: "lying_on_back" }),
    slot("c", {}, { position: "sitting" }),
    slot("d", {}, { position: "hands_and_knees" }),
    slot("e", {}, { position: "lying_on_back" }),
    slot("f", {}, { position: null }),
  ];
  assert.deepEqual(
    playable(slots).map(({ prescription }) => prescription.line_id),
    ["b", "e", "d", "c", "a", "f"],
  );
});

test("what is done, reported, or full for the week is left out; two times a day are one turn", () => {
  const slots = [
    slot("done", {}, { done: 1 }),
    slot("reported", {}, { logs: [{ not_done_reason: "tired" }] }),
    slot("again", {}, { due_today: 2, done: 1 }),
    slot("twice", {}, { due_today: 2 }),
    slot("other day", {}, { due_today: 0 }),
    slot("free", { times_per_day: 1 }, { flexible: true, due_today: 0, week_due: 3, week_done: 2 }),
    slot("full", { times_per_day: 1 }, { flexible: true, due_today: 0, week_due: 3, week_done: 3 }),
  ];
  assert.deepEqual(
    playable(slots).map(({ prescription }) => prescription.line_id),
    ["again", "twice", "free"],
  );
});

test("both sides: left, then right, in each set", () => {
  const item = itemOf(squats({ side: "both", sets: 2 }), idMaker());
  assert.deepEqual(
    boutsOf(item).map(({ set, side }) => `${set} ${side}`),
    ["1 left", "1 right", "2 left", "2 right"],
  );
});

test("the minutes are about right", () => {
  const items = [walk(), tilt()].map((each) => itemOf(each, idMaker()));
  assert.equal(minutesOf(items), 12);
});

// Repetitions ---------------------------------------------------------------------------------------------------------

test("a whole dose is logged without work fields, as soon as it ends", () => {
  const s = session([squats()]);
  s.tap("count", {}, 10);
  assert.equal(s.seen.phase, "rest");
  assert.equal(s.seen.left, 30);
  s.tap("end_rest").tap("count", {}, 10).after(30);
  assert.equal(s.seen.set, 3);
  assert.deepEqual(s.logs, []);
  s.tap("count", {}, 10);
  assert.equal(s.seen.screen, "ask");
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats" }]);
});

test("pain and effort correct the same log", () => {
  const s = session([squats({ sets: 1 })]).tap("set_done");
  const [before] = player.entries(s.state);
  const asked = s.state;
  s.tap("answer", { feelings: { pain_during: 3 } }).tap("answer", { feelings: { effort: 6 } });
  const [after] = player.entries(s.state);
  assert.equal(after.id, before.id);
  assert.deepEqual(after.body, { ...before.body, pain_during: 3, effort: 6 });
  assert.deepEqual(player.changes(asked, s.state), { saved: [after], removed: [] });
  assert.equal(s.tap("next").seen.screen, "summary");
});

test("stopped after two of three sets", () => {
  const s = session([squats()]).tap("set_done").tap("end_rest").tap("set_done").tap("stop");
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats", sets_done: 2 }]);
});

test("stopped within a set: the same work in equal sets, never more", () => {
  const s = session([squats()]).tap("set_done").tap("end_rest").tap("count", {}, 6).tap("stop");
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats", sets_done: 2, reps_done: 8 }]);
  const few = session([squats({ sets: 1 })]).tap("count", {}, 4).tap("stop");
  assert.deepEqual(few.logs, [{ prescription_id: "p-squats", sets_done: 1, reps_done: 4 }]);
});

test("skipped with nothing done there is only the reason; after some work both", () => {
  const s = session([squats(), tilt()]).tap("skip", { reason: "no_time" });
  assert.equal(s.seen.item.lineId, "tilt");
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats", not_done_reason: "no_time" }]);
  const some = session([squats()]).tap("set_done").tap("skip", { reason: "pain" });
  assert.equal(some.seen.screen, "ask");
  assert.deepEqual(some.logs, [{ prescription_id: "p-squats", sets_done: 1, not_done_reason: "pain" }]);
});

test("sides that differ are logged apart, sides that agree together", () => {
  const both = squats({ side: "both", sets: 2, rest_seconds: 0 });
  const s = session([both]).tap("set_done").tap("set_done").tap("set_done").tap("stop");
  assert.deepEqual(s.logs, [
    { prescription_id: "p-squats", side: "left" },
    { prescription_id: "p-squats", side: "right", sets_done: 1 },
  ]);
  const even = session([both]).tap("set_done").tap("set_done").tap("stop");
  assert.deepEqual(even.logs, [{ prescription_id: "p-squats", sets_done: 1 }]);
  const left = session([both]).tap("count", {}, 5).tap("stop");
  assert.deepEqual(left.logs, [{ prescription_id: "p-squats", side: "left", sets_done: 1, reps_done: 5 }]);
});

test("a whole side and a reason: the side's work stands in the log", () => {
  const s = session([squats({ side: "both", sets: 1 })]).tap("set_done").tap("skip", { reason: "pain" });
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats", side: "left", sets_done: 1, not_done_reason: "pain" }]);
});

test("taking turns, each side counts to the dose", () => {
  const s = session([squats({ side: "alternating", sets: 1, reps: 8 })]);
  assert.deepEqual([s.seen.side, s.seen.count, s.seen.of], ["left", 0, 8]);
  s.tap("count");
  assert.deepEqual([s.seen.side, s.seen.count], ["right", 0]);
  s.tap("count", {}, 14);
  assert.deepEqual([s.seen.side, s.seen.count], ["right", 7]);
  s.tap("count");
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats" }]);
});

test("without a prescribed rest the person says when", () => {
  const s = session([squats({ rest_seconds: null })]).tap("set_done").after(300);
  assert.deepEqual([s.seen.phase, s.seen.left, s.seen.set], ["rest", null, 2]);
  assert.equal(s.tap("end_rest").seen.phase, "count");
});

test("a rest can be longer", () => {
  const s = session([squats()]).tap("set_done").after(10).tap("more_rest");
  assert.equal(s.seen.left, 35);
});

// By the clock --------------------------------------------------------------------------------------------------------

test("a hold: get ready, hold, relax, and so on until all are held", () => {
  const s = session([tilt()]);
  assert.equal(s.seen.phase, "intro");
  s.tap("start");
  assert.deepEqual([s.seen.phase, s.seen.left], ["ready", 5]);
  s.after(5);
  assert.deepEqual([s.seen.phase, s.seen.left], ["hold", 5]);
  s.after(2.5);
  assert.deepEqual([s.seen.phase, s.seen.left, s.seen.share], ["hold", 3, 0.5]);
  s.after(2.5);
  assert.deepEqual([s.seen.phase, s.seen.count], ["relax", 1]);
  s.after(3 + 5 + 3);
  assert.deepEqual([s.seen.phase, s.seen.count], ["hold", 2]);
  s.after(5);
  assert.equal(s.seen.screen, "ask");
  assert.deepEqual(s.logs, [{ prescription_id: "p-tilt" }]);
});

test("after a locked screen the timer is where the clock is", () => {
  const s = session([tilt({ reps: 10 })]).tap("start").after(5 + 3 * 8 + 2);
  assert.deepEqual([s.seen.phase, s.seen.count, s.seen.left], ["hold", 3, 3]);
});

test("what ended unseen long ago is not taken as done: the person is asked", () => {
  const s = session([tilt(), squats()]).tap("start").after(5 + 5).after(3 * 3600);
  assert.equal(s.seen.phase, "over");
  assert.equal(s.seen.count, 1);
  assert.deepEqual(s.logs, []);
  assert.equal(s.tap("redo").seen.phase, "ready");
  assert.equal(s.after(5 + 5 + 3 + 5).seen.screen, "ask");
  const sure = session([tilt()]).tap("start").after(3600).tap("set_done");
  assert.deepEqual(sure.logs, [{ prescription_id: "p-tilt" }]);
});

test("a walk goes on with the phone in the pocket", () => {
  const s = session([walk()]).tap("start").after(5).after(9 * 60);
  assert.deepEqual([s.seen.phase, s.seen.left], ["run", 60]);
  assert.deepEqual(s.after(65).logs, [{ prescription_id: "p-walk" }]);
});

test("a walk stopped early is logged in minutes", () => {
  const s = session([walk()]).tap("start").after(5).after(6.5 * 60).tap("stop");
  assert.deepEqual(s.logs, [{ prescription_id: "p-walk", sets_done: 1, duration_minutes: 6.5 }]);
});

test("a long hold broken off is logged in seconds", () => {
  const s = session([slot("plank", { hold_seconds: 60, reps: 1 })]).tap("start").after(5).after(42.7).tap("stop");
  assert.deepEqual(s.logs, [{ prescription_id: "p-plank", sets_done: 1, reps_done: 1, hold_seconds: 42 }]);
});

test("a rest that ended unseen waits", () => {
  const s = session([tilt({ sets: 2, rest_seconds: 20 })]).tap("start").tap("set_done").after(3600);
  assert.equal(s.seen.phase, "rest");
  assert.ok(s.seen.restIsOver);
  assert.equal(s.tap("end_rest").seen.phase, "ready");
});

test("a clock that went back makes no phase longer than it is", () => {
  const s = session([tilt()]).tap("start").after(5).after(-3 * 3600);
  assert.deepEqual([s.seen.phase, s.seen.left], ["hold", 5]);
  assert.equal(s.after(5).seen.count, 1);
});

// Pause, resume, back, end --------------------------------------------------------------------------------------------

test("a pause stops the clock; a hold begins anew with time to get ready", () => {
  const s = session([tilt()]).tap("start").after(5).after(2).tap("pause");
  assert.ok(s.after(7200).seen.paused);
  assert.equal(s.seen.left, 3);
  s.kept().tap("resume");
  assert.deepEqual([s.seen.phase, s.seen.left, s.seen.count], ["ready", 5, 0]);
});

test("a paused walk keeps its minutes", () => {
  const s = session([walk()]).tap("start").after(5).after(4 * 60).tap("pause").after(600).tap("resume").after(5);
  assert.deepEqual([s.seen.phase, s.seen.left], ["run", 6 * 60]);
});

test("while paused nothing is counted", () => {
  const s = session([squats()]).tap("pause").tap("count").tap("set_done").tap("back");
  assert.ok(s.seen.paused);
  assert.equal(s.tap("resume").seen.count, 0);
});

test("a mis-tap is taken back", () => {
  const s = session([squats(), tilt()]).tap("count").tap("count").tap("back");
  assert.equal(s.seen.count, 1);
  s.tap("set_done").tap("back");
  assert.deepEqual([s.seen.phase, s.seen.count, s.seen.set], ["count", 1, 1]);
});

test("going back after the end corrects the log, or removes one that is no longer true", () => {
  const s = session([squats({ sets: 2, rest_seconds: 0 }), tilt()]).tap("set_done").tap("set_done");
  const ended = s.state;
  s.tap("back");
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats", sets_done: 1 }]);
  assert.equal(player.changes(ended, s.state).saved.length, 1);

  const skipped = session([squats(), tilt()]).tap("skip", { reason: "tired" });
  const before = skipped.state;
  skipped.tap("back");
  const [gone] = player.changes(before, skipped.state).removed;
  assert.deepEqual([skipped.seen.item.lineId, skipped.logs], ["squats", []]);
  skipped.tap("skip", { reason: "pain" });
  assert.notEqual(player.entries(skipped.state)[0].id, gone);
});

test("back from the next exercise leads to the questions, with their answers", () => {
  const s = session([squats({ sets: 1 }), tilt()]).tap("set_done");
  s.tap("answer", { feelings: { pain_during: 2 } }).tap("next").tap("start").tap("back").tap("back");
  assert.deepEqual([s.seen.screen, s.seen.feelings.pain_during], ["ask", 2]);
});

test("ending the session tells what was done, and leaves the rest open", () => {
  const s = session([squats(), tilt()]).tap("set_done").tap("pause").after(60).tap("end");
  assert.equal(s.seen.screen, "summary");
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats", sets_done: 1 }]);
  assert.deepEqual(session([squats()]).tap("end").logs, []);
});

test("a session of yesterday that was left in the middle still tells what was done", () => {
  const s = session([squats(), tilt()]).tap("set_done").kept();
  const logs = player.entries(player.closed(s.state));
  assert.deepEqual(logs.map(({ body }) => [body.local_date, body.sets_done]), [[DATE, 1]]);
});

test("nothing to play is a session that is over", () => {
  assert.equal(session([]).seen.screen, "summary");
});

// The program changes -------------------------------------------------------------------------------------------------

test("exercises not begun follow the program; the one at hand stays as begun", () => {
  const s = session([squats(), tilt(), walk()]).tap("count");
  const dose = slot("squats", { id: "p-new", sets: 1, reps: 5 });
  s.tap("refresh", { slots: [dose, tilt({ id: "p-tilt-2", reps: 4 }), slot("new", { reps: 2 })] });
  assert.deepEqual(
    s.state.items.map(({ prescriptionId }) => prescriptionId),
    ["p-squats", "p-tilt-2", "p-new"],
  );
  assert.equal(s.seen.count, 1);
});

test("the same program again changes nothing", () => {
  const s = session([squats(), tilt()]).tap("count");
  const before = s.state;
  assert.equal(s.tap("refresh", { slots: [squats(), tilt()] }).state, before);
});

test("an exercise at hand that was not begun is replaced", () => {
  const s = session([squats()]).tap("refresh", { slots: [squats({ id: "p-2", reps: 6 })] });
  assert.deepEqual([s.seen.item.prescriptionId, s.seen.of], ["p-2", 6]);
});

test("going on later: what was undone comes again, what was ticked off elsewhere does not", () => {
  const s = session([squats({ sets: 1 }), tilt(), walk()]).tap("set_done").tap("next").tap("start").after(5 + 5);
  s.tap("pause").kept();
  const slots = [squats({ sets: 1 }), { ...tilt(), done: 1 }, walk()];
  s.tap("refresh", { slots, known: [] }).tap("resume");
  assert.deepEqual(
    s.state.items.map(({ lineId }) => lineId),
    ["squats", "walk"],
  );
  assert.deepEqual(s.logs, []);
});

test("going on later with an exercise that is no longer prescribed tells what was done of it", () => {
  const s = session([squats(), tilt()]).tap("set_done").tap("pause").kept();
  s.tap("refresh", { slots: [tilt()], known: [] }).tap("resume");
  assert.equal(s.seen.item.lineId, "tilt");
  assert.deepEqual(s.logs, [{ prescription_id: "p-squats", sets_done: 1 }]);
});

// What is said --------------------------------------------------------------------------------------------------------

test("each change is said once", () => {
  const s = session([tilt({ side: "both", sets: 2, reps: 1, rest_seconds: 10 })]);
  const said = [];
  let before = s.state;
  const hear = (next) => {
    said.push(player.cue(before, next.state));
    before = next.state;
  };
  hear(s.tap("start"));
  for (let second = 0; second < 60; second += 1) hear(s.after(1));
  assert.deepEqual(
    said.filter(Boolean),
    ["ready", "hold", "change_sides", "hold", "rest", "set", "hold", "change_sides", "hold", "done"],
  );
});

// Any person, any clock -----------------------------------------------------------------------------------------------

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function dice(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SIDES = ["none", "left", "right", "both", "alternating"];
const ACTIONS = [
  ...Array(6).fill("count"),
  ...["start", "start", "set_done", "set_done", "next", "next", "redo", "end_rest", "more_rest", "resume", "resume"],
  ...["pause", "stop", "skip", "answer", "back", "refresh", "tick", "end"],
];
const JUMPS = [0, 0, 0.2, 1, 3, 5, 8, 20, 61, 600, 3 * 3600, -5, -7200];

function anySlot(roll, at) {
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const dose = pick([
    () => ({ reps: 1 + Math.floor(roll() * 4) }),
    () => ({ reps: 1 + Math.floor(roll() * 3), hold_seconds: 1 + Math.floor(roll() * 9) }),
    () => ({ hold_seconds: 30 }),
    () => ({ duration_minutes: pick([0.5, 1, 10]) }),
    () => ({}),
  ])();
  const rest = pick([null, 0, 10, 60]);
  return slot(`x${at}`, { ...dose, side: pick(SIDES), sets: 1 + Math.floor(roll() * 3), rest_seconds: rest });
}

const perSide = (body) => (["left", "right"].includes(body.side) ? [body.side] : ["left", "right"]);

/** The share of the dose that one log tells, by side: as `domain/work.py` has it. */
function share(body, line) {
  const fields = ["sets_done", "reps_done", "hold_seconds", "duration_minutes"];
  if (body.not_done_reason && fields.every((field) => body[field] === undefined)) return 0;
  const of = (done, prescribed) => (done === undefined || prescribed === null ? 1 : done / prescribed);
  return (
    of(body.sets_done, line.sets) *
    of(body.reps_done, line.reps) *
    of(body.hold_seconds, line.hold_seconds) *
    of(body.duration_minutes, line.duration_minutes)
  );
}

/** {log line: {left, right}} with the share of the dose told for each side. */
function told(state, slots) {
  const lines = new Map(slots.map(({ prescription }) => [prescription.id, prescription]));
  const all = {};
  for (const { body } of player.entries(state)) {
    const sums = (all[body.prescription_id] ??= { left: 0, right: 0 });
    for (const side of perSide(body)) sums[side] += share(body, lines.get(body.prescription_id));
  }
  return all;
}

test("whatever is tapped and however the time jumps: nothing finished is lost, nothing is logged twice", () => {
  let finished = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const roll = dice(seed);
    const pick = (list) => list[Math.floor(roll() * list.length)];
    const makeId = idMaker();
    const slots = Array.from({ length: 1 + Math.floor(roll() * 4) }, (_, at) => anySlot(roll, at));
    let now = START;
    let state = player.begin(slots, now, { date: DATE, makeId });
    const phone = new Map();
    const removed = new Set();
    for (let move = 0; move < 120; move += 1) {
      now += pick(JUMPS) * SECOND;
      const action = {
        type: pick(ACTIONS),
        reason: "tired",
        feelings: pick([{ pain_during: 4 }, { effort: 2 }]),
        ids: [makeId(), makeId()],
        makeId,
        slots,
      };
      const where = `seed ${seed}, move ${move}, ${action.type}`;
      const before = state;
      state = player.step(before, action, now);

      assert.deepEqual(JSON.parse(JSON.stringify(state)), state, `${where}: not plain`);
      const { saved, removed: gone } = player.changes(before, state);
      for (const id of gone) {
        phone.delete(id);
        removed.add(id);
      }
      for (const { id, body } of saved) {
        assert.ok(!removed.has(id), `${where}: a removed log came back`);
        phone.set(id, body);
      }
      const logs = player.entries(state).map(({ id, body }) => [id, body]);
      assert.deepEqual(Object.fromEntries(phone), Object.fromEntries(logs), where);

      const [old, next] = [told(before, slots), told(state, slots)];
      for (const [id, sides] of Object.entries(next)) {
        assert.ok(sides.left <= 1 + 1e-9 && sides.right <= 1 + 1e-9, `${where}: more than the dose of ${id}`);
      }
      if (action.type !== "back") {
        for (const id of Object.keys(old)) {
          assert.ok(next[id], `${where}: lost ${id}`);
          assert.ok(next[id].left >= old[id].left && next[id].right >= old[id].right, `${where}: less of ${id}`);
        }
        assert.deepEqual(gone, [], where);
      }
      sensible(state, now, where);
    }
    finished += phone.size;
  }
  assert.ok(finished > 400, `only ${finished} logs: the walk does not get anywhere`);
});

function sensible(state, now, where) {
  const seen = player.view(state, now);
  assert.ok(seen.index <= seen.total, where);
  assert.equal(seen.screen === "summary", state.phase.name === "summary", where);
  if (seen.item === null) {
    assert.equal(seen.screen, "summary", where);
    return;
  }
  assert.ok(seen.count >= 0 && seen.count <= seen.of, where);
  assert.ok(seen.set >= 1 && seen.set <= seen.item.sets, where);
  assert.ok(seen.share >= 0 && seen.share <= 1, where);
  if (seen.left !== null) {
    assert.ok(seen.left >= 0 && seen.left * SECOND <= state.phase.until - state.phase.since + SECOND, where);
    // Brought to now: a clock that has run out has moved on.
    assert.ok(state.pausedAt !== null || state.phase.until > now, `${where}: ran out`);
  }
}

test("hours away never finish an exercise", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const roll = dice(seed);
    const slots = Array.from({ length: 3 }, (_, at) => anySlot(roll, at));
    let state = player.begin(slots, START, { date: DATE, makeId: idMaker() });
    state = player.step(state, { type: "start" }, START);
    state = player.step(state, { type: "tick" }, START + Math.floor(roll() * 20) * SECOND);
    const before = player.entries(state);
    state = player.step(state, { type: "tick" }, START + 4 * HOUR);
    assert.deepEqual(player.entries(state), before, `seed ${seed}`);
  }
});
