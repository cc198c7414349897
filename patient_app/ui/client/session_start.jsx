// Before a session: what will be done, and how long it takes. A session paused earlier today can go on.
import { Still } from "./how_to.jsx";
import { Empty, Notice } from "./notice.jsx";
import { noProgram } from "./phone_status.jsx";
import { view } from "./player.js";
import { itemOf, minutesOf, playable } from "./session_plan.js";
import { BackToToday, CueSwitches, Primary, StepTitle, Where } from "./session_parts.jsx";

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
                <Still address={item.figure} />
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
      <Primary icon="play" label={kept ? t("Go on") : t("Start")} onClick={kept ? onGoOn : onStart}>
        {kept && items.length > 0 && (
          <button type="button" className="hs-button hs-button-block" onClick={onStart}>
            {t("Start again")}
          </button>
        )}
      </Primary>
    </div>
  );
}

function Paused({ t, kept }) {
  const seen = view(kept, kept.pausedAt ?? kept.phase.since);
  return (
    <Notice icon="pause">
      <p>
        {t("Paused")}
        {": "}
        <Where t={t} seen={seen} />
      </p>
      <p className="hs-small">
        {t("Start again begins this exercise from its first set. What is done already stays saved.")}
      </p>
    </Notice>
  );
}

function NothingToDo({ t, day }) {
  return (
    <div className="hs-stack">
      <StepTitle id="nothing">{t("Guided session")}</StepTitle>
      <Empty icon={day.has_program ? "check-circle" : "exercise"}>
        <p>{noProgram(t, day) || t("Nothing is open for today.")}</p>
      </Empty>
      <BackToToday t={t} isPrimary />
    </div>
  );
}
