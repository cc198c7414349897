// The questionnaires that are due, on a page of the server.
import { useMemo } from "react";
import { MeasureCards } from "./measure_card.jsx";
import { makeT } from "./t.js";
import { usePhone } from "./use_phone.js";

export function MeasuresDue({ strings, language, revision }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const phone = usePhone(language, revision);
  if (phone.locked || !phone.snapshot) return null;
  return <MeasureCards t={t} phone={phone} date={phone.today} />;
}
