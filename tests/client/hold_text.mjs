// Prints what the phone says about warning signs: a JSON list of {warning_signs, answers} on standard input, a list of
// {level, text} on standard output. The tests of the API compare them with the server's answer.
import { readFileSync } from "node:fs";
import { holdText, judge } from "../../patient_app/ui/client/warning_rule.js";

const asked = JSON.parse(readFileSync(0, "utf-8"));
const said = asked.map(({ warning_signs: signs, answers }) => {
  const judgement = judge(signs.questions, answers, signs.known_history);
  return { level: judgement.level, text: holdText(signs, judgement) };
});
process.stdout.write(JSON.stringify(said));
