// What stands on /today before the scripts run. Built into the page it is the shape of what comes; the service worker
// puts the day itself there, drawn ahead on this phone, so that the program is on the screen with the first paint.
import { useEffect } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Board } from "./board.jsx";
import { addDays } from "./clock.js";
import { dayOf } from "./course.js";
import { keepFirstViews } from "./offline_shell.js";

const DAYS_AHEAD = 7;
const CALM_MS = 1500;
/** Where the words for the time of day go; the worker knows the hour. */
const GREETING = "@greeting@";

/** Words of greeting by the hour, 0-23. */
export function greetings(t, name) {
  const first = name.split(" ")[0];
  const [morning, afternoon, evening] = [
    t("Good morning, {name}", { name: first }),
    t("Good afternoon, {name}", { name: first }),
    t("Good evening, {name}", { name: first }),
  ];
  return (hour) => (hour < 12 ? morning : hour < 18 ? afternoon : evening);
}

const escaped = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The shape of what comes, as large as it will be, so that nothing moves when it is there. The server puts its greeting
 *  into the `data-first-words`, before any script has run. */
const shape = (t) =>
  '<header class="hs-today-head"><div class="hs-grow">' +
  `<h1 class="hs-today-title" data-first-words="">${escaped(t("Today"))}</h1>` +
  '<div class="hs-days"><span class="hs-button hs-button-quiet hs-button-icon" aria-hidden="true"></span></div>' +
  `<p role="status" class="hs-muted">${escaped(t("Loading your program"))}</p></div>` +
  '<div class="hs-week" aria-hidden="true"><div class="hs-ring"><svg viewBox="0 0 100 100">' +
  '<circle cx="50" cy="50" r="44"></circle></svg></div><span class="hs-small">&nbsp;</span></div></header>' +
  '<span class="hs-skeleton hs-skeleton-card" aria-hidden="true"></span>'.repeat(4);

/** React leaves what it finds in here alone. */
export function FirstView({ t }) {
  return (
    <div
      className="hs-stack"
      aria-busy="true"
      data-first-view=""
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: `<!--first-view-->${shape(t)}<!--/first-view-->` }}
    />
  );
}

/** Draw today and the days to come ahead, when the page has nothing else to do and when it is left. A tap on a day that
 *  was drawn ahead counts as soon as the scripts are there. */
export function useFirstViews(t, phone, isShown) {
  const { snapshot, logs, checkIns, responses, holds, today } = phone;
  useEffect(() => {
    if (!isShown) return undefined;
    const draw = () => keepFirstViews(snapshot.patient.id, t.href("/today"), viewsOf(t, phone));
    const timer = setTimeout(() => (window.requestIdleCallback ?? setTimeout)(draw), CALM_MS);
    const left = () => document.visibilityState === "hidden" && draw();
    document.addEventListener("visibilitychange", left);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", left);
    };
  }, [isShown, snapshot, logs, checkIns, responses, holds, today]);
  useEffect(() => {
    if (isShown) takeFirstTap();
  }, [isShown]);
}

/** {date: {html, greetings}}: the greeting for each part of the day, as HTML. */
function viewsOf(t, phone) {
  const { snapshot, logs, checkIns, holds, today } = phone;
  const greet = greetings(t, snapshot.patient.name);
  const words = [0, 12, 18].map((hour) => escaped(greet(hour)));
  const dates = Array.from({ length: DAYS_AHEAD }, (_, days) => addDays(today, days));
  return Object.fromEntries(
    dates.map((date) => {
      const day = dayOf(snapshot, logs, checkIns, holds, date, date);
      return [date, { html: htmlOf(<Drawn t={t} phone={phone} day={day} />), greetings: words }];
    }),
  );
}

function Drawn({ t, phone, day }) {
  return <Board t={t} phone={phone} day={day} greeting={GREETING} made={new Set()} onPick={() => {}} onLog={() => {}} />;
}

function htmlOf(element) {
  const place = document.createElement("div");
  const root = createRoot(place);
  flushSync(() => root.render(element));
  const html = place.firstChild?.innerHTML ?? "";
  root.unmount();
  return html;
}

/** The page's first script notes a tap on a button that has no life yet. */
function takeFirstTap() {
  const name = window.firstTap;
  delete window.firstTap;
  if (!name) return;
  [...document.querySelectorAll("main button")].find((each) => each.getAttribute("aria-label") === name)?.click();
}
