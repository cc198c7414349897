// The streak, the week and the milestones on /progress, counted on this phone: they agree with /today at once, and
// without a network.
import { useMemo } from "react";
import { milestoneWords, streakNote, streakWords, weekWords } from "./count_words.js";
import { dayOf } from "./course.js";
import { Icon } from "./icon.jsx";
import { makeT } from "./t.js";
import { usePhone } from "./use_phone.js";
import { WeekRing } from "./week_ring.jsx";

/** Today on this phone, or null before anything is known. */
function useToday(language, revision) {
  const { snapshot, logs, checkIns, holds, today, locked } = usePhone(language, revision);
  return useMemo(
    () => (snapshot && !locked ? dayOf(snapshot, logs, checkIns, holds, today, today) : null),
    [snapshot, logs, checkIns, holds, today, locked],
  );
}

export function StreakCard({ strings, language, revision }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const day = useToday(language, revision);
  if (!day) return <span className="hs-skeleton hs-skeleton-card" aria-hidden="true" />;
  return (
    <div className="hs-card hs-card-row">
      {day.week.due > 0 && <WeekRing t={t} done={day.week.done} due={day.week.due} />}
      <div className="hs-grow">
        <p className="hs-h3">{streakWords(t, day)}</p>
        <p className="hs-muted">{streakNote(t, day)}</p>
        <p className="hs-hint">{weekWords(t, day)}</p>
      </div>
    </div>
  );
}

export function Milestones({ strings, language, revision }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const day = useToday(language, revision);
  return (
    <ul className="hs-list">
      {(day?.milestones ?? []).map((one) => (
        <li
          key={`${one.kind}-${one.figure}`}
          className={one.reached_on ? "hs-milestone hs-milestone-reached" : "hs-milestone"}
        >
          <Icon name={one.reached_on ? "check-circle" : "dot"} />
          <span className="hs-grow">{milestoneWords(t, one)}</span>
          <span className="hs-muted">{one.reached_on ? t.date(one.reached_on) : t("next")}</span>
        </li>
      ))}
    </ul>
  );
}
