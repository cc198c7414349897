// The program as the patient will see it on the phone: the cards of the day, with the draft in them. Nothing is kept.
import { useMemo, useState } from "react";
import { ExerciseCard } from "./exercise_card.jsx";
import { makeT } from "./t.js";

// A phone on which nothing was ever entered.
const BLANK = { checkIns: [], stateOf: () => ({ state: "sent" }), save: () => {}, remove: () => {}, discard: () => {} };
const NOTHING_MADE = new Set();

export function ProgramPreview({ strings, language, lines }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const [isTried, setTried] = useState(false);
  return (
    <div className="hs-preview" lang={language}>
      <ul className="hs-stack hs-stack-tight">
        {lines.map((line) => (
          <ExerciseCard
            key={line.id}
            t={t}
            slot={{
              prescription: line,
              dose_text: line.dose_text,
              due_today: 1,
              done: 0,
              flexible: false,
              logs: [],
            }}
            phone={BLANK}
            made={NOTHING_MADE}
            isOffered
            onLog={() => setTried(true)}
          />
        ))}
      </ul>
      <p role="status" className="hs-hint">
        {isTried && t("This is a preview. Nothing is saved.")}
      </p>
    </div>
  );
}
