// The translator of the JSX screens: the same rules as `content/locales`. The strings come from Python as a prop.

const LOCALES = { en: "en-US", es: "es-US" };

const fill = (text, params) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? params[name] : whole));

/** `t("English text", {name})`, `t.n(one, many, n)`, `t.date("2026-11-24")`, `t.href("/today")`. */
export function makeT(strings, language) {
  const translate = (text, params = {}) => fill(strings[text] ?? text, params);
  const dates = new Intl.DateTimeFormat(LOCALES[language] ?? language, {
    weekday: "short",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
  return Object.assign(translate, {
    language,
    n: (one, many, n, params = {}) => translate(n === 1 ? one : many, { ...params, n }),
    date: (isoDate) => dates.format(new Date(`${isoDate}T12:00:00Z`)),
    href: (route) => (language === "en" ? route : `/${language}${route === "/" ? "" : route}`),
  });
}
