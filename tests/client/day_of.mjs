// Prints what the phone makes of snapshots of the API: a JSON list of {snapshot, logs, check_ins, holds, date} on
// standard input, a list of days on standard output. The tests of the API compare them with `GET /today`.
import { readFileSync } from "node:fs";
import { dayOf } from "../../patient_app/ui/client/course.js";

const asked = JSON.parse(readFileSync(0, "utf-8"));
const days = asked.map(({ snapshot, logs, check_ins, holds, date }) =>
  dayOf(snapshot, logs ?? snapshot.logs, check_ins ?? snapshot.check_ins, holds ?? [], date, snapshot.today),
);
process.stdout.write(JSON.stringify(days));
