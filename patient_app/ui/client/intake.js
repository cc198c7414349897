// The intake without a screen: where to go on, what an answer says in words, and dates that are known about.

/** Is there an answer? Empty words and empty lists say nothing. */
export function isAnswered(answer) {
  if (!answer) return false;
  return ["sites", "choices", "items"].some((name) => answer[name]?.length > 0)
    || ["choice", "words", "on", "answers"].some((name) => Boolean(answer[name]))
    || typeof answer.value === "number";
}

/** Where to go on: after the last question that is answered; at the end the first one that is still needed, else -1
 *  (what was written is shown). */
export function goOnAt(questions, answers, missing) {
  const last = questions.findLastIndex(({ key }) => isAnswered(answers[key]));
  if (last + 1 < questions.length) return last + 1;
  return questions.findIndex(({ key }) => missing.includes(key));
}

/** The choices with one put in or taken out; `none` goes with no other. */
export function toggled(choices, code, none) {
  if (choices.includes(code)) return choices.filter((each) => each !== code);
  return code === none ? [code] : [...choices.filter((each) => each !== none), code];
}

const monthsAgo = (today, months) => {
  const [year, month] = today.split("-").map(Number);
  const from = year * 12 + month - 1 - months;
  return `${Math.floor(from / 12)}-${String((from % 12) + 1).padStart(2, "0")}-01`;
};

/** A date some months ago, known to the month. */
export const aboutMonthsAgo = (today, months) => ({ on: monthsAgo(today, months), precision: "month" });

/** A year, and a month when it is known ("" when not). */
export const inMonth = (year, month) =>
  month ? { on: `${year}-${month}-01`, precision: "month" } : { on: `${year}-01-01`, precision: "year" };

/** 'Mon, Nov 2', 'November 2026' or '2019': as well as the date is known. */
export function dateWords(t, { on, precision }) {
  if (precision === "year") return on.slice(0, 4);
  if (precision === "day") return `${t.date(on)}, ${on.slice(0, 4)}`;
  const format = new Intl.DateTimeFormat(t.language, { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${on}T12:00:00Z`));
}

const nameOf = (question, code) => question.options.find((option) => option.code === code)?.name ?? code;
const joined = (...parts) => parts.filter(Boolean).join(". ");

/** An answer in words; `signs`: the warning signs that are asked, `sites`: names of the places by code. */
export function answerWords(t, question, answer, { signs, sites }) {
  if (!isAnswered(answer)) return "";
  switch (question.kind) {
    case "sites":
      return answer.sites.map((code) => sites[code] ?? code).join("; ");
    case "date":
      return dateWords(t, answer);
    case "one":
    case "operation":
      return joined(nameOf(question, answer.choice), answer.words);
    case "many":
      return joined(answer.choices.map((code) => nameOf(question, code)).join(", "), answer.words);
    case "text":
      return answer.words;
    case "scale":
      return t("{n} of 10", { n: answer.value });
    case "activities":
      return answer.items
        .map(({ name, baseline }) => (typeof baseline === "number" ? `${name} (${t("{n} of 10", { n: baseline })})` : name))
        .join("; ");
    default:
      return signsWords(t, answer.answers, signs);
  }
}

function signsWords(t, answers, signs) {
  const names = { yes: t("Yes"), not_sure: t("Not sure") };
  const positive = signs.filter(({ code }) => names[answers[code]]);
  if (positive.length === 0) return t("All answered with no");
  return positive.map(({ code, label }) => `${label} (${names[answers[code]]})`).join("; ");
}
