// After a session: what was done, what was not and why, the week and the streak. It never blames.
import { DoneRow, REASONS } from "./how_to.jsx";
import { feelingWords } from "./log_details.jsx";
import { GoTo, Notice, Refusal } from "./notice.jsx";
import { BackToToday, Controls, StepTitle, backControl } from "./session_parts.jsx";
import { workWords } from "./session_words.js";
import { logsOf } from "./use_session.js";
import { isNotDone } from "./slot_work.js";
import { DayHead } from "./week_ring.jsx";

export function SessionSummary({ t, state, seen, day, phone, onBack, isStopped }) {
  const told = state.items.map((item) => ({ item, logs: logsOf(state, item) }));
  const open = told.filter(({ logs }) => logs.length === 0);
  const done = told.filter(({ logs }) => logs.length > 0);
  const worked = done.some(({ logs }) => !isNotDone(logs[0].body));
  return (
    <div className="hs-stack">
      <DayHead t={t} day={day}>
        <StepTitle id="summary">{worked ? t("Well done") : t("The session is over")}</StepTitle>
        {worked && <p>{t.n("{n} minute of exercise", "{n} minutes of exercise", seen.minutes)}</p>}
      </DayHead>
      {done.length > 0 && (
        <ul className="hs-cards" aria-label={t("What you did")}>
          {done.map(({ item, logs }) => (
            <Told key={item.lineId} t={t} item={item} logs={logs} phone={phone} />
          ))}
        </ul>
      )}
      {open.length > 0 && !isStopped && (
        <Notice icon="clock">
          <p>
            {t("Still open, today if you like:")} {open.map(({ item }) => item.name).join(", ")}
          </p>
        </Notice>
      )}
      {seen.canGoBack && !isStopped && (
        <Controls controls={[backControl(t)]} onAct={onBack} />
      )}
      <div className="hs-thumb hs-stack hs-stack-tight">
        {!day.check_in && !isStopped && (
          <GoTo href={t.href("/check-in")} icon="note" isPrimary>
            {t("Check in for today")}
          </GoTo>
        )}
        <BackToToday t={t} isPrimary={Boolean(day.check_in) || isStopped} />
      </div>
    </div>
  );
}

function Told({ t, item, logs, phone }) {
  const [{ body }] = logs;
  const skipped = isNotDone(body);
  const reason = REASONS(t)[body.not_done_reason];
  const work = logs.map((log) => workWords(t, log.body)).filter(Boolean);
  const parts = [
    ...(skipped ? [t("Not done: {reason}", { reason })] : [...(work.length > 0 ? work : [item.dose]), reason]),
    ...feelingWords(t, body),
  ];
  const refused = logs.map(({ id }) => phone.stateOf(id)).find(({ state }) => state === "refused");
  return (
    <li className={`hs-card ${skipped ? "hs-card-quiet" : "hs-card-done"}`}>
      <DoneRow isSkipped={skipped}>
        <div className="hs-grow">
          <h2 className="hs-h3">{item.name}</h2>
          <p className="hs-muted hs-small">{parts.filter(Boolean).join(" · ")}</p>
        </div>
      </DoneRow>
      {refused && <Refusal t={t} problem={refused.problem} />}
    </li>
  );
}
