// The translator of the JSX screens: the same rules as `content/locales`. The strings come from Python as a prop.

// 'Tue, Nov 24' and 'mar, 24 nov': shorter than what Intl makes of a Spanish date.
const DATES = {
  en: ({ weekday, month, day }) => `${weekday}, ${month} ${day}`,
  es: ({ weekday, month, day }) => `${weekday}, ${day} ${month}`,
};

const fill = (text, params) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? params[name] : whole));

/** `t(text, {name})`, `t.n(one, many, n)`, `t.date("2026-11-24")`, `t.href("/today")`. */
export function makeT(strings, language) {
  const translate = (text, params = {}) => fill(strings[text] ?? text, params);
  const dates = new Intl.DateTimeFormat(language, {
    weekday: "short",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
  return Object.assign(translate, {
    language,
    n: (one, many, n, params = {}) => translate(n === 1 ? one : many, { ...params, n }),
    date: (isoDate) => {
      const parts = dates.formatToParts(new Date(`${isoDate}T12:00:00Z`));
      return DATES[language](Object.fromEntries(parts.map(({ type, value }) => [type, value.replace(".", "")])));
    },
    href: (route) => (language === "en" ? route : `/${language}${route === "/" ? "" : route}`),
  });
}
