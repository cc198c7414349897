// Before a session: what will be done, and how long it takes. A session paused earlier today can go on.
import { Icon } from "./icon.jsx";
import { view } from "./player.js";
import { itemOf, minutesOf, playable } from "./session_plan.js";
import { BackToToday, CueSwitches, StepTitle } from "./session_parts.jsx";
import { placeWords } from "./session_words.js";

const still = (address) => `${address}${address.includes("?") ? "&" : "?"}still=true`;
const noId = () => null;

export function SessionStart({ t, day, kept, cues, onCues, onStart, onGoOn }) {
  const items = playable(day.slots).map((slot) => itemOf(slot, noId));
  if (items.length === 0 && !kept) return <NothingToDo t={t} day={day} />;
  return (
    <div className="hs-stack">
      <StepTitle id="start">{t("Guided session")}</StepTitle>
      {kept && <Paused t={t} kept={kept} />}
      {items.length > 0 && (
        <>
          <p className="hs-lead">
            {t.n("{n} exercise", "{n} exercises", items.length)}
            {" · "}
            {t.n("about {n} minute", "about {n} minutes", minutesOf(items))}
          </p>
          <ol className="hs-session-list">
            {items.map((item) => (
              <li key={item.lineId} className="hs-exercise">
                <img className="hs-figure" src={still(item.figure)} alt="" width="96" height="72" />
                <div className="hs-grow">
                  <p className="hs-h3">{item.name}</p>
                  <p className="hs-muted">{item.dose}</p>
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
      <CueSwitches t={t} cues={cues} onChange={onCues} />
      <p className="hs-hint">{t("Stop if something feels wrong. You can pause at any time.")}</p>
      <div className="hs-thumb hs-stack hs-stack-tight">
        <button
          type="button"
          data-primary=""
          className="hs-button hs-button-primary hs-button-block hs-button-large"
          onClick={kept ? onGoOn : onStart}
        >
          <Icon name="play" />
          {kept ? t("Go on") : t("Start")}
        </button>
        {kept && items.length > 0 && (
          <button type="button" className="hs-button hs-button-block" onClick={onStart}>
            {t("Start again")}
          </button>
        )}
      </div>
    </div>
  );
}

function Paused({ t, kept }) {
  const seen = view(kept, kept.pausedAt ?? kept.phase.since);
  const place = seen.screen === "exercise" ? placeWords(t, seen) : "";
  return (
    <div className="hs-notice">
      <Icon name="pause" />
      <div className="hs-stack hs-stack-tight">
        <p>
          {t("You paused at exercise {n} of {total}:", { n: seen.index + 1, total: seen.total })}{" "}
          <strong>{[seen.item.name, place].filter(Boolean).join(" · ")}</strong>
        </p>
        <p className="hs-small">
          {t("Start again begins this exercise from its first set. What is done already stays saved.")}
        </p>
      </div>
    </div>
  );
}

function NothingToDo({ t, day }) {
  const words = !day.has_program
    ? day.next_version_on
      ? t("Your program starts on {day}.", { day: t.date(day.next_version_on) })
      : t("Your therapist has not sent your program yet. It will show here by itself.")
    : t("Nothing is open for today.");
  return (
    <div className="hs-stack">
      <StepTitle id="nothing">{t("Guided session")}</StepTitle>
      <div className="hs-empty">
        <Icon name={day.has_program ? "check-circle" : "exercise"} size="large" />
        <p>{words}</p>
      </div>
      <BackToToday t={t} isPrimary />
    </div>
  );
}
