// The week as a ring: slots done of those planned, Monday to Sunday.

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
