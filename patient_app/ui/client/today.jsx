// The patient's day: the program with one tap to log an exercise, the streak and the week, and the check-in.
import { useEffect, useRef, useState } from "react";
import { Board } from "./board.jsx";
import { newId } from "./clock.js";
import { FirstView, greetings, useFirstViews } from "./first_view.jsx";
import { insteadOf } from "./phone_status.jsx";
import { useDay } from "./use_day.js";

export function Today(props) {
  const hello = useRef(null);
  const made = useRef(new Set());
  const [picked, setPicked] = useState(null);
  const { t, phone, day } = useDay(props, picked);

  // What the server greeted with stays: another time of day on this phone must not change it under the reader.
  useEffect(() => {
    hello.current = document.querySelector("[data-first-words]")?.textContent ?? null;
  }, []);
  useFirstViews(t, phone, day !== null && !phone.locked);
  const instead = insteadOf(t, phone, <h1 className="hs-today-title">{t("Today")}</h1>);
  if (instead) return instead;
  if (!day) return <FirstView t={t} />;

  const log = (slot, fields) => {
    const id = newId();
    made.current.add(id);
    const about = { prescription_id: slot.prescription.id, local_date: day.date, performed_at: phone.now().toISOString() };
    return phone.save("exercise_log", id, { ...about, ...fields });
  };
  const { name } = phone.snapshot.patient;
  // Somebody else may have signed in beside this screen.
  const isGreeted = hello.current?.includes(name.split(" ")[0]);
  return (
    <Board
      t={t}
      phone={phone}
      day={day}
      greeting={isGreeted ? hello.current : greetings(t, name)(phone.now().getHours())}
      made={made.current}
      onPick={(date) => setPicked(date === day.today ? null : date)}
      onLog={log}
    />
  );
}
