// The streak, the week and the milestones of a day (see `dayOf`) in plain words. Nothing here blames.

/** Up to here a streak after a break is called a new start. */
const NEW_START_DAYS = 7;

/** `day`: as `dayOf` gives it. */
export function streakWords(t, { streak: { current, longest }, active_days: kept }) {
  if (kept === 0) return t("Your first day is still to come");
  if (current === 0) return t("A new start");
  return t.n("{n} active day, longest {longest}", "{n} active days, longest {longest}", current, { longest });
}

/** What was kept, after a break; else how the streak goes on. */
export function streakNote(t, { streak: { current }, active_days: kept }) {
  if (kept === 0) return t("A day counts as active when you log an exercise.");
  if (current === 0) {
    return t.n(
      "What you did stays: {n} active day in all. Your next exercise begins a new count.",
      "What you did stays: {n} active days in all. Your next exercise begins a new count.",
      kept,
    );
  }
  if (current === kept) return t("Rest days and flare days never break it.");
  if (current < NEW_START_DAYS) {
    return t.n(
      "A new start. What you did stays: {n} active day in all.",
      "A new start. What you did stays: {n} active days in all.",
      kept,
    );
  }
  return t.n("{n} active day in all.", "{n} active days in all.", kept);
}

export function weekWords(t, { week: { done, due } }) {
  if (due === 0) return t("Nothing is planned this week.");
  return t("{done} of {due} exercises done this week", { done, due });
}

export function milestoneWords(t, { kind, figure }) {
  if (kind === "full_week") return t("First full week");
  return figure === 1 ? t("First active day") : t("{n} active days", { n: figure });
}
