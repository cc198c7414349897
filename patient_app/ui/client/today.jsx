// The patient's day: the program with one tap to log an exercise, the streak and the week, and the check-in.
import { useEffect, useMemo, useRef, useState } from "react";
import { addDays, localDate, newId, timeZone } from "./clock.js";
import { isNotDone, overlay } from "./day_overlay.js";
import { ExerciseCard } from "./exercise_card.jsx";
import { Icon } from "./icon.jsx";
import { SignedOut } from "./signed_out.jsx";
import { makeT } from "./t.js";
import { useAnswer, useOutbox } from "./use_entries.js";
import { WeekRing } from "./week_ring.jsx";

const DAYS_BACK = 7;

function greeting(t, name) {
  const hour = new Date().getHours();
  const first = name.split(" ")[0];
  if (hour < 12) return t("Good morning, {name}", { name: first });
  return hour < 18 ? t("Good afternoon, {name}", { name: first }) : t("Good evening, {name}", { name: first });
}

function DaySwitch({ t, date, today, onPick }) {
  const oldest = addDays(today, -DAYS_BACK);
  return (
    <div className="hs-days">
      <button
        type="button"
        className="hs-button hs-button-quiet hs-button-icon"
        aria-label={t("The day before")}
        disabled={date <= oldest}
        onClick={() => onPick(addDays(date, -1))}
      >
        <Icon name="arrow-left" />
      </button>
      <p>{date === today ? t("Today, {day}", { day: t.date(date) }) : t.date(date)}</p>
      {date < today && (
        <button
          type="button"
          className="hs-button hs-button-quiet hs-button-icon"
          aria-label={t("The day after")}
          onClick={() => onPick(addDays(date, 1))}
        >
          <Icon name="arrow-right" />
        </button>
      )}
    </div>
  );
}

function StreakWords({ t, streak }) {
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

function HoldNotice({ t, hold, clinic }) {
  return (
    <section className="hs-notice hs-notice-stop" aria-labelledby="hold-title">
      <Icon name="stop" />
      <div className="hs-stack hs-stack-tight">
        <h2 id="hold-title" className="hs-notice-title">
          {t("Your program is on hold")}
        </h2>
        <p>{hold.text}</p>
        <p>
          <a className="hs-link hs-link-alone" href={`tel:${clinic.phone.replace(/[^+\d]/g, "")}`}>
            <Icon name="phone" />
            {t("Call {clinic}: {phone}", { clinic: clinic.name, phone: clinic.phone })}
          </a>
        </p>
        <p className="hs-small">
          {t(
            "Your care team was told that your program is on hold. Nobody watches this app live. In an emergency, call {number}.",
            { number: clinic.emergency_number },
          )}
        </p>
      </div>
    </section>
  );
}

/** The shape of what comes, as large as it will be, so that nothing moves when it is there. */
function Skeleton({ t }) {
  return (
    <div className="hs-stack" aria-busy="true">
      <header className="hs-today-head">
        <div className="hs-grow">
          {/* The server puts the greeting here, before any script has run. */}
          <h1 className="hs-today-title" data-first-words="" suppressHydrationWarning>
            {t("Today")}
          </h1>
          <div className="hs-days">
            <span className="hs-button hs-button-quiet hs-button-icon" aria-hidden="true" />
          </div>
          <p role="status" className="hs-muted">
            {t("Loading your program")}
          </p>
        </div>
        <div className="hs-week" aria-hidden="true">
          <div className="hs-ring">
            <svg viewBox="0 0 100 100">
              <circle cx="50" cy="50" r="44" />
            </svg>
          </div>
          <span className="hs-small">&nbsp;</span>
        </div>
      </header>
      {[1, 2, 3, 4].map((n) => (
        <span key={n} className="hs-skeleton hs-skeleton-card" aria-hidden="true" />
      ))}
    </div>
  );
}

function NotReached({ t, problem, onRetry }) {
  return (
    <div className="hs-stack">
      <h1 className="hs-today-title">{t("Today")}</h1>
      <div className="hs-notice hs-notice-care" role="alert">
        <Icon name="cloud-off" />
        <div className="hs-stack hs-stack-tight">
          <p>{problem.detail || t("Your program could not be loaded: no answer from the clinic's server.")}</p>
          <p>{t("Nothing you saved is lost.")}</p>
          <button type="button" className="hs-button" onClick={onRetry}>
            {t("Try again")}
          </button>
        </div>
      </div>
    </div>
  );
}

function Empty({ t, day }) {
  const words = !day.has_program
    ? day.next_version_on
      ? t("Your program starts on {day}.", { day: t.date(day.next_version_on) })
      : t("Your therapist has not sent your program yet. It will show here by itself.")
    : t("A rest day. Nothing is due today, and your streak is safe.");
  return (
    <div className="hs-empty">
      <Icon name={day.has_program ? "rest" : "exercise"} size="large" />
      <p>{words}</p>
    </div>
  );
}

function CheckInCard({ t, checkIn, isToday }) {
  if (!isToday) return null;
  if (checkIn) {
    const parts = [
      checkIn.pain_now !== null && checkIn.pain_now !== undefined && t("pain now {n}", { n: checkIn.pain_now }),
      checkIn.pain_worst !== null && checkIn.pain_worst !== undefined && t("worst {n}", { n: checkIn.pain_worst }),
      checkIn.flare && t("flare day"),
    ].filter(Boolean);
    return (
      <div className="hs-card hs-card-done">
        <div className="hs-done">
          <div className="hs-grow">
            <h2 className="hs-h3">{t("Checked in")}</h2>
            <p className="hs-muted hs-small">{parts.join(" · ")}</p>
          </div>
          <a className="hs-button hs-button-quiet" href={t.href("/check-in")}>
            {t("Change it")}
          </a>
        </div>
      </div>
    );
  }
  return (
    <div className="hs-thumb">
      <a className="hs-button hs-button-primary hs-button-block hs-button-large" href={t.href("/check-in")}>
        {t("Check in for today")}
      </a>
    </div>
  );
}

export function Today({ strings, language, revision }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const hello = useRef(null);
  // Logged since the page was opened: these offer to add pain and effort.
  const made = useRef(new Set());
  const [picked, setPicked] = useState(null);
  // What this phone entered since the server's last answer, by id.
  const [pending, setPending] = useState(new Map());
  const path = picked ? `/today?date=${picked}` : "/today";
  const reload = useRef(null);
  const [outbox] = useOutbox(language, async () => {
    if (outbox.size > 0) return;
    await reload.current();
    setPending((before) => {
      const after = new Map(before);
      for (const id of before.keys()) if (outbox.state(id).state === "sent") after.delete(id);
      return after;
    });
  });

  const { answer: day, problem, load } = useAnswer(path, language, revision, () => outbox.size === 0);
  reload.current = load;
  outbox.owner = day?.patient_id ?? outbox.owner;

  // What the server greeted with stays: another time of day on this phone must not change it under the reader.
  useEffect(() => {
    hello.current = document.querySelector("[data-first-words]")?.textContent ?? null;
  }, []);
  const view = useMemo(() => (day ? overlay(day, [...pending.values()]) : null), [day, pending]);
  if (!view) return problem ? <NotReached t={t} problem={problem} onRetry={load} /> : <Skeleton t={t} />;

  const remember = (id, entry) => setPending((before) => new Map(before).set(id, { id, ...entry }));
  const save = (id, body) => {
    remember(id, { body });
    outbox.put("/exercise-logs", id, body);
  };
  const log = (slot, fields) => {
    const now = new Date();
    const id = newId();
    made.current.add(id);
    save(id, {
      prescription_id: slot.prescription.id,
      local_date: day.date,
      time_zone: timeZone(),
      performed_at: now.toISOString(),
      edited_at: now.toISOString(),
      ...fields,
    });
  };
  const change = (old, fields) => {
    const { id, received_at: _received, late: _late, ...body } = old;
    const next = { ...body, ...fields, edited_at: new Date().toISOString() };
    for (const key of Object.keys(next)) if (next[key] === null) delete next[key];
    save(id, next);
  };
  const undo = (old) => {
    remember(old.id, { deleted: true, body: old });
    outbox.remove("/exercise-logs", old.id);
  };
  const discard = (old) => {
    outbox.discard(old.id);
    setPending((before) => {
      const after = new Map(before);
      after.delete(old.id);
      return after;
    });
  };

  const isToday = day.date === localDate() || day.date === day.today;
  const greeted = hello.current && hello.current !== t("Today") ? hello.current : greeting(t, day.patient_name);
  const open = view.slots.filter(({ slot, done, logs }) => done < slot.due_today && !logs.some(isNotDone));
  const worth = view.slots.length > 0;
  return (
    <div className="hs-stack">
      <header className="hs-today-head">
        <div className="hs-grow">
          <h1 className="hs-today-title">{isToday ? greeted : t.date(day.date)}</h1>
          <DaySwitch t={t} date={day.date} today={day.today} onPick={(date) => setPicked(date)} />
          <StreakWords t={t} streak={view.streak} />
        </div>
        {view.week.due > 0 && <WeekRing t={t} done={view.week.done} due={view.week.due} />}
      </header>
      <SignedOut t={t} outbox={outbox} />
      {outbox.size > 0 && outbox.wait > 1000 && (
        <p className="hs-notice" role="status">
          <Icon name="cloud-off" />
          <span>
            {t.n(
              "Not sent yet: {n} entry. It is sent by itself when you are online. Keep this page open.",
              "Not sent yet: {n} entries. They are sent by themselves when you are online. Keep this page open.",
              outbox.size,
            )}
          </span>
        </p>
      )}
      {day.hold && <HoldNotice t={t} hold={day.hold} clinic={day.clinic} />}
      {worth && (
        <section className="hs-stack" aria-labelledby="exercises-title">
          <h2 id="exercises-title" className="hs-hidden">
            {t("Exercises")}
          </h2>
          <ul className="hs-cards">
            {view.slots.map(({ slot, logs, done }) => (
              <ExerciseCard
                key={slot.prescription.line_id}
                t={t}
                slot={slot}
                logs={logs}
                done={done}
                stateOf={(id) => outbox.state(id)}
                isNew={(id) => made.current.has(id)}
                restingPain={day.check_in?.pain_now ?? null}
                onHold={Boolean(day.hold) && isToday}
                onLog={(fields) => log(slot, fields)}
                onChange={change}
                onUndo={undo}
                onDiscard={discard}
              />
            ))}
          </ul>
          {open.length === 0 && !day.hold && (
            <p className="hs-notice hs-notice-done" role="status">
              <Icon name="check-circle" />
              <span>{isToday ? t("All done for today. Well kept.") : t("Everything on this day has a report.")}</span>
            </p>
          )}
        </section>
      )}
      {!worth && !day.hold && <Empty t={t} day={day} />}
      <CheckInCard t={t} checkIn={day.check_in} isToday={isToday} />
    </div>
  );
}
