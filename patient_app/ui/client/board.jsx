// The day on the screen, as values: what is drawn for a day of `dayOf`. It reads nothing and decides nothing, so that
// it can also be drawn ahead (first_view.jsx).
import { addDays } from "./clock.js";
import { ClearHold } from "./clear_hold.jsx";
import { isNotDone, restingPain } from "./course.js";
import { ExerciseCard } from "./exercise_card.jsx";
import { Icon } from "./icon.jsx";
import { PhoneStatus } from "./phone_status.jsx";
import { WeekRing } from "./week_ring.jsx";

const DAYS_BACK = 7;

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

/** `phone`: as `usePhone` gives it. `made`: ids of the logs of this visit, which offer to add pain and effort.
 *  `onLog(slot, fields)` resolves when the log is on the phone. */
export function Board({ t, phone, day, greeting, made, onPick, onLog }) {
  const { clinic } = phone.snapshot;
  const isToday = day.date === day.today;
  const open = day.slots.filter((slot) => slot.done < slot.due_today && !slot.logs.some(isNotDone));
  const worth = day.slots.length > 0;
  const seen = new Set(day.slots.flatMap((slot) => slot.logs.map(({ id }) => id)));
  return (
    <div className="hs-stack">
      <header className="hs-today-head">
        <div className="hs-grow">
          <h1 className="hs-today-title">{isToday ? greeting : t.date(day.date)}</h1>
          <DaySwitch t={t} date={day.date} today={day.today} onPick={onPick} />
          <StreakWords t={t} streak={day.streak} />
        </div>
        {day.week.due > 0 && <WeekRing t={t} done={day.week.done} due={day.week.due} />}
      </header>
      <PhoneStatus t={t} phone={phone} shown={seen} />
      {day.hold && <HoldNotice t={t} hold={day.hold} clinic={clinic} />}
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
                isNew={(id) => made.has(id)}
                restingPain={(log) => restingPain(phone.checkIns, day.date, log.performed_at)}
                onHold={Boolean(day.hold) && isToday}
                onLog={(fields) => onLog(slot, fields)}
                onChange={(log, fields) => phone.save("exercise_log", log.id, { ...log, ...fields })}
                onUndo={(log) => phone.remove("exercise_log", log.id)}
                onDiscard={(log) => phone.discard(log.id)}
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
