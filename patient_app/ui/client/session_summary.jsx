// After a session: what was done, what was not and why, the week and the streak. It never blames.
import { REASONS } from "./exercise_card.jsx";
import { Icon } from "./icon.jsx";
import { BackToToday, StepTitle } from "./session_parts.jsx";
import { isOnlyReason } from "./session_plan.js";
import { workWords } from "./session_words.js";
import { logsOf } from "./use_session.js";
import { WeekRing } from "./week_ring.jsx";

export function SessionSummary({ t, state, seen, day, phone, onBack, isStopped }) {
  const told = state.items.map((item) => ({ item, logs: logsOf(state, item) }));
  const open = told.filter(({ logs }) => logs.length === 0);
  const done = told.filter(({ logs }) => logs.length > 0);
  const worked = done.some(({ logs }) => !isOnlyReason(logs[0].body));
  return (
    <div className="hs-stack">
      <header className="hs-today-head">
        <div className="hs-grow hs-stack hs-stack-tight">
          <StepTitle id="summary">{worked ? t("Well done") : t("The session is over")}</StepTitle>
          {worked && <p>{t.n("{n} minute of exercise", "{n} minutes of exercise", seen.minutes)}</p>}
          <Streak t={t} streak={day.streak} />
        </div>
        {day.week.due > 0 && <WeekRing t={t} done={day.week.done} due={day.week.due} />}
      </header>
      {done.length > 0 && (
        <ul className="hs-cards" aria-label={t("What you did")}>
          {done.map(({ item, logs }) => (
            <Told key={item.lineId} t={t} item={item} logs={logs} phone={phone} />
          ))}
        </ul>
      )}
      {open.length > 0 && !isStopped && (
        <p className="hs-notice">
          <Icon name="clock" />
          <span>
            {t("Still open, today if you like:")} {open.map(({ item }) => item.name).join(", ")}
          </span>
        </p>
      )}
      {seen.canGoBack && !isStopped && (
        <div className="hs-session-controls">
          <button type="button" className="hs-button" onClick={onBack}>
            <Icon name="undo" />
            {t("Back one step")}
          </button>
        </div>
      )}
      <div className="hs-thumb hs-stack hs-stack-tight">
        {!day.check_in && !isStopped && (
          <a className="hs-button hs-button-primary hs-button-block hs-button-large" href={t.href("/check-in")}>
            {t("Check in for today")}
          </a>
        )}
        <BackToToday t={t} isPrimary={Boolean(day.check_in) || isStopped} />
      </div>
    </div>
  );
}

function Streak({ t, streak }) {
  if (streak.longest === 0) return null;
  return (
    <p>
      <strong>
        {streak.current === 0 ? t("A new start") : t.n("{n} active day", "{n} active days", streak.current)}
      </strong>{" "}
      <span className="hs-muted">{t("longest {n}", { n: streak.longest })}</span>
    </p>
  );
}

function Told({ t, item, logs, phone }) {
  const [{ body }] = logs;
  const skipped = isOnlyReason(body);
  const reason = body.not_done_reason && t("Not done: {reason}", { reason: REASONS(t)[body.not_done_reason] });
  const given = (value) => value !== null && value !== undefined;
  const work = logs.map((log) => workWords(t, log.body)).filter(Boolean);
  const parts = [
    ...(skipped ? [] : work.length > 0 ? work : [item.dose]),
    skipped && reason,
    !skipped && body.not_done_reason && REASONS(t)[body.not_done_reason],
    given(body.pain_during) && t("pain {n}", { n: body.pain_during }),
    given(body.effort) && t("effort {n}", { n: body.effort }),
  ];
  const refused = logs.map(({ id }) => phone.stateOf(id)).find(({ state }) => state === "refused");
  return (
    <li className={`hs-card ${skipped ? "hs-card-quiet" : "hs-card-done"}`}>
      <div className="hs-done">
        <div className="hs-grow">
          <h2 className="hs-h3">{item.name}</h2>
          <p className="hs-muted hs-small">{parts.filter(Boolean).join(" · ")}</p>
        </div>
        <span className={skipped ? "hs-mark" : "hs-mark hs-mark-done"} aria-hidden="true">
          <Icon name={skipped ? "minus" : "check"} />
        </span>
      </div>
      {refused && (
        <p className="hs-notice hs-notice-stop" role="alert">
          <Icon name="alert" />
          <span>{t("This was not saved: {reason}", { reason: refused.problem?.detail ?? "" })}</span>
        </p>
      )}
    </li>
  );
}
