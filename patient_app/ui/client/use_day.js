// What /today and the guided session begin with: the translator, the phone, and the day on it.
import { useMemo } from "react";
import { dayOf } from "./course.js";
import { makeT } from "./t.js";
import { usePhone } from "./use_phone.js";

/** `date`: the day to show, or null for today. `day` is null until there is a snapshot. */
export function useDay({ strings, language, revision }, date = null) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const phone = usePhone(language, revision);
  const { snapshot, logs, checkIns, holds, today } = phone;
  const day = useMemo(
    () => (snapshot ? dayOf(snapshot, logs, checkIns, holds, date ?? today, today) : null),
    [snapshot, logs, checkIns, holds, date, today],
  );
  return { t, phone, day };
}
