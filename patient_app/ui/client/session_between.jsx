// Between the exercises: pain and effort once for each, and the pause.
import { Icon } from "./icon.jsx";
import { PainAdvice } from "./log_details.jsx";
import { painColour } from "./pain_rule.js";
import { Scale } from "./scale.jsx";
import { BackToToday, CueSwitches, StepTitle } from "./session_parts.jsx";
import { placeWords } from "./session_words.js";

/** The exercise is saved already; each tap adds to it, and both may be left out. */
export function SessionQuestions({ t, seen, restingPain, onAct }) {
  const { item, feelings, next } = seen;
  const answer = (given) => onAct("answer", { feelings: given });
  return (
    <div className="hs-stack">
      <StepTitle id={`ask-${seen.index}`}>{t("How was it: {name}", { name: item.name })}</StepTitle>
      <p className="hs-notice hs-notice-done">
        <Icon name="check-circle" />
        <span>{t("Saved on this phone. You may answer or leave these out.")}</span>
      </p>
      <Scale
        name={t("Pain during this exercise")}
        value={feelings.pain_during}
        onPick={(pain) => answer({ pain_during: pain })}
        low={t("no pain")}
        high={t("worst pain")}
      />
      <PainAdvice t={t} colour={painColour(item.painRule, feelings.pain_during, restingPain)} />
      <Scale
        name={t("How hard was it?")}
        value={feelings.effort}
        onPick={(effort) => answer({ effort })}
        low={t("very easy")}
        high={t("as hard as can be")}
      />
      <a className="hs-link hs-link-alone hs-self-start" href={t.href("/check-in")}>
        <Icon name="alert" />
        {t("New numbness, weakness or spreading pain?")}
      </a>
      <div className="hs-session-controls">
        {seen.canGoBack && (
          <button type="button" className="hs-button" onClick={() => onAct("back")}>
            <Icon name="undo" />
            {t("Back one step")}
          </button>
        )}
        <button type="button" className="hs-button" onClick={() => onAct("pause")}>
          <Icon name="pause" />
          {t("Pause")}
        </button>
        {next && (
          <button type="button" className="hs-button" onClick={() => onAct("end")}>
            <Icon name="end" />
            {t("End session")}
          </button>
        )}
      </div>
      <div className="hs-thumb">
        <button
          type="button"
          data-primary=""
          className="hs-button hs-button-primary hs-button-block hs-session-primary"
          onClick={() => onAct("next")}
        >
          {next ? t("Next: {name}", { name: next.name }) : t("Finish")}
          <Icon name="arrow-right" />
        </button>
      </div>
    </div>
  );
}

export function SessionPause({ t, seen, cues, onCues, onAct }) {
  const place = seen.screen === "exercise" ? placeWords(t, seen) : "";
  return (
    <div className="hs-stack">
      <StepTitle id="paused">{t("Paused")}</StepTitle>
      <p className="hs-lead">
        {t("Exercise {n} of {total}", { n: seen.index + 1, total: seen.total })}
        {": "}
        <strong>{[seen.item.name, place].filter(Boolean).join(" · ")}</strong>
      </p>
      <p>{t("You can go on later today. Where you are is kept on this phone.")}</p>
      <CueSwitches t={t} cues={cues} onChange={onCues} />
      <button type="button" className="hs-button hs-button-block" onClick={() => onAct("end")}>
        <Icon name="end" />
        {t("End session")}
      </button>
      <BackToToday t={t} />
      <div className="hs-thumb">
        <button
          type="button"
          data-primary=""
          className="hs-button hs-button-primary hs-button-block hs-session-primary"
          onClick={() => onAct("resume")}
        >
          <Icon name="play" />
          {t("Go on")}
        </button>
      </div>
    </div>
  );
}
