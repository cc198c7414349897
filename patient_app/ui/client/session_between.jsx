// Between the exercises: pain and effort once for each, and the pause.
import { Icon } from "./icon.jsx";
import { Feelings } from "./log_details.jsx";
import { Notice } from "./notice.jsx";
import {
  BackToToday,
  Controls,
  CueSwitches,
  Primary,
  StepTitle,
  Where,
  backControl,
  endControl,
} from "./session_parts.jsx";

/** The exercise is saved already; each tap adds to it, and both may be left out. */
export function SessionQuestions({ t, seen, restingPain, onAct }) {
  const { item, feelings, next } = seen;
  return (
    <div className="hs-stack">
      <StepTitle id={`ask-${seen.index}`}>{t("How was it: {name}", { name: item.name })}</StepTitle>
      <Notice icon="check-circle" tone="done">
        {t("Saved on this phone. You may answer or leave these out.")}
      </Notice>
      <Feelings
        t={t}
        value={feelings}
        painRule={item.painRule}
        restingPain={restingPain}
        onPick={(given) => onAct("answer", { feelings: given })}
      />
      <a className="hs-link hs-link-alone hs-self-start" href={t.href("/check-in")}>
        <Icon name="alert" />
        {t("New numbness, weakness or spreading pain?")}
      </a>
      <Controls
        controls={[
          seen.canGoBack && backControl(t),
          { action: "pause", icon: "pause", label: t("Pause") },
          next && endControl(t),
        ]}
        onAct={onAct}
      />
      <Primary
        icon={next ? "skip" : "check"}
        label={next ? t("Next: {name}", { name: next.name }) : t("Finish")}
        onClick={() => onAct("next")}
      />
    </div>
  );
}

export function SessionPause({ t, seen, cues, onCues, onAct }) {
  return (
    <div className="hs-stack">
      <StepTitle id="paused">{t("Paused")}</StepTitle>
      <p className="hs-lead">
        <Where t={t} seen={seen} />
      </p>
      <p>{t("You can go on later today. Where you are is kept on this phone.")}</p>
      <CueSwitches t={t} cues={cues} onChange={onCues} />
      <Controls controls={[endControl(t)]} onAct={onAct} />
      <BackToToday t={t} />
      <Primary icon="play" label={t("Go on")} onClick={() => onAct("resume")} />
    </div>
  );
}
