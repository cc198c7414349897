// The patient's day: the program with one tap to log an exercise, the streak and the week, and the check-in.
import { useEffect, useMemo, useRef, useState } from "react";
import { addDays, newId } from "./clock.js";
import { dayOf, isNotDone, restingPain } from "./course.js";
import { ExerciseCard } from "./exercise_card.jsx";
import { Icon } from "./icon.jsx";
import { Locked, NotReached, PhoneStatus } from "./phone_status.jsx";
import { makeT } from "./t.js";
import { usePhone } from "./use_phone.js";
import { ClearHold } from "./clear_hold.jsx";
import { WeekRing } from "./week_ring.jsx";

const DAYS_BACK = 7;

function greeting(t, name, hour) {
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
        {hold.level === "E" && (
          <a
            className="hs-button hs-button-danger hs-button-block hs-button-large"
            href={`tel:${clinic.emergency_number}`}
          >
            <Icon name="phone" />
            {t("Call {number}", { number: clinic.emergency_number })}
          </a>
        )}
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

function CheckedIn({ t, checkIn }) {
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

/** The one thing to do now within the thumb's reach, and the check-in: a card when it is not that one. */
function NextStep({ t, day, isOpen }) {
  const canStart = isOpen && !day.hold;
  return (
    <>
      {day.check_in && <CheckedIn t={t} checkIn={day.check_in} />}
      {!day.check_in && canStart && (
        <a className="hs-button hs-button-block" href={t.href("/check-in")}>
          <Icon name="note" />
          {t("Check in for today")}
        </a>
      )}
      {(canStart || !day.check_in) && (
        <div className="hs-thumb">
          {canStart ? (
            <a className="hs-button hs-button-primary hs-button-block hs-button-large" href={t.href("/session")}>
              <Icon name="play" />
              {t("Start session")}
            </a>
          ) : (
            <a className="hs-button hs-button-primary hs-button-block hs-button-large" href={t.href("/check-in")}>
              {t("Check in for today")}
            </a>
          )}
        </div>
      )}
    </>
  );
}

/** What was reached on this day, such as 10 active days. */
function Milestones({ t, day }) {
  return day.milestones
    .filter((each) => each.reached_on === day.date)
    .map(({ kind, figure }) => (
      <p key={`${kind}-${figure}`} className="hs-notice hs-notice-done" role="status">
        <Icon name="flag" />
        <span>
          {kind === "full_week"
            ? t("Your first full week: everything planned is done.")
            : t.n("Your first active day.", "{n} active days reached.", figure)}
        </span>
      </p>
    ));
}

function NotCovered({ t }) {
  return (
    <div className="hs-empty">
      <Icon name="cloud-off" size="large" />
      <p>{t("This phone has been without a connection for a long time. Go online once to see this day.")}</p>
    </div>
  );
}

export function Today({ strings, language, revision }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const phone = usePhone(language, revision);
  const hello = useRef(null);
  // Logged since the page was opened: these offer to add pain and effort.
  const made = useRef(new Set());
  const [picked, setPicked] = useState(null);

  // What the server greeted with stays: another time of day on this phone must not change it under the reader.
  useEffect(() => {
    hello.current = document.querySelector("[data-first-words]")?.textContent ?? null;
  }, []);
  const { snapshot, logs, checkIns, holds, today } = phone;
  const day = useMemo(
    () => (snapshot ? dayOf(snapshot, logs, checkIns, holds, picked ?? today, today) : null),
    [snapshot, logs, checkIns, holds, picked, today],
  );
  if (phone.locked) return <Titled t={t}><Locked t={t} phone={phone} /></Titled>;
  if (!day && phone.problem) {
    return (
      <Titled t={t}>
        <PhoneStatus t={t} phone={phone} />
        <NotReached t={t} problem={phone.problem} onRetry={phone.reload} />
      </Titled>
    );
  }
  if (!day) return <Skeleton t={t} />;

  const log = (slot, fields) => {
    const id = newId();
    made.current.add(id);
    const about = { prescription_id: slot.prescription.id, local_date: day.date, performed_at: phone.now().toISOString() };
    return phone.save("exercise_log", id, { ...about, ...fields });
  };
  const change = (old, fields) => phone.save("exercise_log", old.id, { ...old, ...fields });
  const undo = (old) => phone.remove("exercise_log", old.id);

  const isToday = day.date === today;
  const isGreeted = hello.current && hello.current !== t("Today");
  const greeted = isGreeted ? hello.current : greeting(t, snapshot.patient.name, phone.now().getHours());
  const open = day.slots.filter((slot) => slot.done < slot.due_today && !slot.logs.some(isNotDone));
  const worth = day.slots.length > 0;
  const seen = new Set(day.slots.flatMap((slot) => slot.logs.map(({ id }) => id)));
  return (
    <div className="hs-stack">
      <header className="hs-today-head">
        <div className="hs-grow">
          <h1 className="hs-today-title">{isToday ? greeted : t.date(day.date)}</h1>
          <DaySwitch t={t} date={day.date} today={today} onPick={(date) => setPicked(date === today ? null : date)} />
          <StreakWords t={t} streak={day.streak} />
        </div>
        {day.week.due > 0 && <WeekRing t={t} done={day.week.done} due={day.week.due} />}
      </header>
      <PhoneStatus t={t} phone={phone} shown={seen} />
      {day.hold && <HoldNotice t={t} hold={day.hold} clinic={snapshot.clinic} />}
      {day.hold && <ClearHold t={t} hold={day.hold} phone={phone} />}
      {worth && (
        <section className="hs-stack" aria-labelledby="exercises-title">
          <h2 id="exercises-title" className="hs-hidden">
            {t("Exercises")}
          </h2>
          <ul className="hs-cards">
            {day.slots.map((slot) => (
              <ExerciseCard
                key={slot.prescription.line_id}
                t={t}
                slot={slot}
                stateOf={phone.stateOf}
                isNew={(id) => made.current.has(id)}
                restingPain={(each) => restingPain(checkIns, day.date, each.performed_at)}
                onHold={Boolean(day.hold) && isToday}
                onLog={(fields) => log(slot, fields)}
                onChange={change}
                onUndo={undo}
                onDiscard={(each) => phone.discard(each.id)}
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
      <Milestones t={t} day={day} />
      {!day.covered && <NotCovered t={t} />}
      {day.covered && !worth && !day.hold && <Empty t={t} day={day} />}
      {isToday && <NextStep t={t} day={day} isOpen={open.length > 0} />}
    </div>
  );
}

function Titled({ t, children }) {
  return (
    <div className="hs-stack">
      <h1 className="hs-today-title">{t("Today")}</h1>
      {children}
    </div>
  );
}
