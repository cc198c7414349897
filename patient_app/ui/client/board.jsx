// The day on the screen, as values: what is drawn for a day of `dayOf`. It reads nothing and decides nothing, so that
// it can also be drawn ahead (first_view.jsx).
import { addDays } from "./clock.js";
import { isNotDone } from "./course.js";
import { ExerciseCard } from "./exercise_card.jsx";
import { HoldNotice } from "./hold_notice.jsx";
import { Icon } from "./icon.jsx";
import { MeasureCards } from "./measure_card.jsx";
import { Empty, GoTo, Notice } from "./notice.jsx";
import { NotCovered, PhoneStatus, Waiting, noProgram } from "./phone_status.jsx";
import { isGiven } from "./slot_work.js";
import { DayHead } from "./week_ring.jsx";

const DAYS_BACK = 7;

function DaySwitch({ t, date, today, onPick }) {
  const to = (days, icon, label) => (
    <button
      type="button"
      className="hs-button hs-button-quiet hs-button-icon"
      aria-label={label}
      disabled={date <= addDays(today, -DAYS_BACK) && days < 0}
      onClick={() => onPick(addDays(date, days))}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div className="hs-days">
      {to(-1, "arrow-left", t("The day before"))}
      <p>{date === today ? t("Today, {day}", { day: t.date(date) }) : t.date(date)}</p>
      {date < today && to(1, "arrow-right", t("The day after"))}
    </div>
  );
}

function NothingDue({ t, day }) {
  return (
    <Empty icon={day.has_program ? "rest" : "exercise"}>
      <p>{noProgram(t, day) || t("A rest day. Nothing is due today, and your streak is safe.")}</p>
    </Empty>
  );
}

function CheckedIn({ t, checkIn }) {
  const parts = [
    isGiven(checkIn.pain_now) && t("pain now {n}", { n: checkIn.pain_now }),
    isGiven(checkIn.pain_worst) && t("worst {n}", { n: checkIn.pain_worst }),
    checkIn.flare && t("flare day"),
  ].filter(Boolean);
  return (
    <div className="hs-cards">
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
    </div>
  );
}

/** The one thing to do now within the thumb's reach, and the check-in: a card when it is not that one. */
function NextStep({ t, day, isOpen }) {
  const canStart = isOpen && !day.hold;
  const checkIn = (isPrimary) => (
    <GoTo href={t.href("/check-in")} icon="note" isPrimary={isPrimary}>
      {t("Check in for today")}
    </GoTo>
  );
  return (
    <>
      {day.check_in && <CheckedIn t={t} checkIn={day.check_in} />}
      {!day.check_in && canStart && checkIn(false)}
      {(canStart || !day.check_in) && (
        <div className="hs-thumb">
          {canStart ? (
            <GoTo href={t.href("/session")} icon="play" isPrimary>
              {t("Start session")}
            </GoTo>
          ) : (
            checkIn(true)
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
      <Notice key={`${kind}-${figure}`} icon="flag" tone="done" role="status">
        {kind === "full_week"
          ? t("Your first full week: everything planned is done.")
          : t.n("Your first active day.", "{n} active days reached.", figure)}
      </Notice>
    ));
}

/** `phone`: as `usePhone` gives it. `made`: ids of the logs of this visit, which offer to add pain and effort.
 *  `onLog(slot, fields)` resolves when the log is on the phone. */
export function Board({ t, phone, day, greeting, made, onPick, onLog }) {
  const isToday = day.date === day.today;
  const open = day.slots.filter((slot) => slot.done < slot.due_today && !slot.logs.some(isNotDone));
  const worth = day.slots.length > 0;
  const seen = new Set(day.slots.flatMap((slot) => slot.logs.map(({ id }) => id)));
  return (
    <div className="hs-stack">
      <DayHead t={t} day={day}>
        <h1 className="hs-today-title">{isToday ? greeting : t.date(day.date)}</h1>
        <DaySwitch t={t} date={day.date} today={day.today} onPick={onPick} />
      </DayHead>
      <PhoneStatus t={t} phone={phone} shown={seen} />
      {day.hold && <HoldNotice t={t} phone={phone} hold={day.hold} />}
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
                phone={phone}
                made={made}
                isOffered={!day.hold || !isToday}
                onLog={onLog}
              />
            ))}
          </ul>
          {open.length === 0 && !day.hold && (
            <Notice icon="check-circle" tone="done" role="status">
              {isToday ? t("All done for today. Well kept.") : t("Everything on this day has a report.")}
            </Notice>
          )}
        </section>
      )}
      <Waiting t={t} phone={phone} />
      <Milestones t={t} day={day} />
      {!day.covered && <NotCovered t={t} />}
      {day.covered && !worth && !day.hold && <NothingDue t={t} day={day} />}
      {isToday && <MeasureCards t={t} phone={phone} date={day.date} />}
      {isToday && <NextStep t={t} day={day} isOpen={open.length > 0} />}
    </div>
  );
}
