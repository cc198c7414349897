// The head of a day: the streak in words, and the week as a ring: slots done of those planned, Monday to Sunday.

const RADIUS = 44;
const LENGTH = 2 * Math.PI * RADIUS;

export function WeekRing({ t, done, due }) {
  const share = due > 0 ? Math.min(done / due, 1) : 0;
  return (
    <div className="hs-week">
      <div
        className="hs-ring"
        role="img"
        aria-label={t("This week: {done} of {due} done", { done, due })}
      >
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <circle cx="50" cy="50" r={RADIUS} />
          {share > 0 && (
            <circle
              className="hs-ring-fill"
              cx="50"
              cy="50"
              r={RADIUS}
              strokeDasharray={LENGTH}
              strokeDashoffset={LENGTH * (1 - share)}
            />
          )}
        </svg>
        <span className="hs-ring-label" aria-hidden="true">
          {done}/{due}
        </span>
      </div>
      <span className="hs-muted hs-small" aria-hidden="true">
        {t("this week")}
      </span>
    </div>
  );
}

function Streak({ t, streak }) {
  if (streak.longest === 0) return <p role="status">{t("Each day you exercise counts here.")}</p>;
  return (
    <p role="status">
      <strong>
        {streak.current === 0 ? t("A new start") : t.n("{n} active day", "{n} active days", streak.current)}
      </strong>{" "}
      <span className="hs-muted">{t("longest {n}", { n: streak.longest })}</span>
    </p>
  );
}

/** `children`: the title, and what stands above the streak. */
export function DayHead({ t, day, children }) {
  return (
    <header className="hs-today-head">
      <div className="hs-grow">
        {children}
        <Streak t={t} streak={day.streak} />
      </div>
      {day.week.due > 0 && <WeekRing t={t} done={day.week.done} due={day.week.due} />}
    </header>
  );
}
