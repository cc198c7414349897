// Reads tests/vectors/phone.json: the compact vectors of tests/vectors/phone.py as snapshots and entries of the API.
import { readFileSync } from "node:fs";

const DAY = 86_400_000;
const dateAt = (first, offset) => new Date(Date.parse(first) + offset * DAY).toISOString().slice(0, 10);
const milestone = ([kind, figure, reached_on]) => ({ kind, figure, reached_on });
const weekSlots = (text) => {
  const [cut, most] = text.split(" ").map(Number);
  return { cut, most };
};

function logOf([id, prescription_id, offset, hour, fields], first) {
  const local_date = dateAt(first, offset);
  const performed_at = `${local_date}T${String(hour).padStart(2, "0")}:00:00+00:00`;
  return { id, prescription_id, local_date, performed_at, edited_at: performed_at, ...fields };
}

function checkInOf([id, offset, flare], first) {
  const local_date = dateAt(first, offset);
  const recorded_at = `${local_date}T20:00:00+00:00`;
  return { id, local_date, recorded_at, edited_at: recorded_at, flare: Boolean(flare) };
}

function dayOf([version, hold, ...lines], date) {
  const planned = lines.map((line) => line.split(" "));
  return {
    date,
    version,
    hold: Boolean(hold),
    lines: planned.map(([prescription_id, due, room]) => ({ prescription_id, due: Number(due), room: Number(room) })),
  };
}

function weekOf(lines, monday) {
  const found = lines.map(([line_id, slots, ...heldFrom]) => ({
    line_id,
    ...weekSlots(slots),
    held_from: heldFrom.map(weekSlots),
  }));
  return { monday, lines: found };
}

function snapshotOf(short) {
  const [run, longest, active_days, full_week_on] = short.basis;
  return {
    has_program: short.versions.length > 0,
    program_versions: short.versions.map(([version, effective_from]) => ({ version, effective_from })),
    prescriptions: Object.fromEntries(short.prescriptions.map((line) => [line.id, line])),
    days: short.days.map((day, at) => dayOf(day, dateAt(short.first, at))),
    weeks: short.weeks.map((week, at) => weekOf(week, dateAt(short.first, 7 * at))),
    logs: short.logs.map((log) => logOf(log, short.first)),
    check_ins: short.check_ins.map((found) => checkInOf(found, short.first)),
    hold: null,
    basis: {
      streak: { run, longest },
      active_days,
      full_week_on,
      milestones: short.reached.map(milestone),
      active_day_milestones: [1, 10, 25, 50, 100, 200, 300],
    },
  };
}

function expectedOf(look, first) {
  const [done, due] = look.week;
  const [current, longest] = look.streak;
  return {
    date: dateAt(first, look.on),
    today: dateAt(first, look.today),
    week: { done, due },
    streak: { current, longest },
    milestones: look.milestones.map(milestone),
    slots: look.slots.map(([id, due_today, slots, not_done, extra, week_due, week_done, completions, logs]) => ({
      id,
      due_today,
      done: slots,
      not_done,
      extra,
      week_due,
      week_done,
      completions,
      logs,
    })),
  };
}

/** Each with its `snapshot`, what the phone has (`logs`, `checkIns`, `holds`), and what is `expected` of some days. */
export function phoneVectors() {
  const found = JSON.parse(readFileSync(new URL("../vectors/phone.json", import.meta.url)));
  return found.map((vector) => {
    const { first } = vector.snapshot;
    const snapshot = snapshotOf(vector.snapshot);
    const own = vector.logs.map((log) => logOf(log, first));
    const gone = new Set([...vector.deleted, ...own.map((log) => log.id)]);
    const isKept = (entry) => !gone.has(entry.id);
    return {
      name: vector.name,
      snapshot,
      logs: [...snapshot.logs.filter(isKept), ...own],
      checkIns: [...snapshot.check_ins.filter(isKept), ...vector.check_ins.map((each) => checkInOf(each, first))],
      holds: vector.holds.map((offset, at) => ({
        id: `hold-${at}`,
        level: "U",
        text: "",
        since: `${dateAt(first, offset)}T12:00:00Z`,
        since_on: dateAt(first, offset),
      })),
      expected: vector.expected.map((look) => expectedOf(look, first)),
    };
  });
}
