// How an exercise is done, what the therapist wrote to it, and why it was not done: the same words on every screen.
import { still } from "./figure_address.js";
import { Icon } from "./icon.jsx";
import { Notice } from "./notice.jsx";
import { useOnline } from "./use_online.js";

export const REASONS = (t) => ({
  pain: t("Pain"),
  tired: t("Tired"),
  no_time: t("No time"),
  forgot: t("Forgot"),
  not_sure_how: t("Not sure how"),
  no_equipment: t("No equipment"),
  unwell: t("Felt unwell"),
  felt_fine: t("Felt fine"),
  other: t("Other"),
});

/** The reasons take the focus: the button that asked for them is gone. */
export function Reasons({ t, onPick, onLeave }) {
  return (
    <>
      <fieldset className="hs-choice">
        <legend className="hs-label">{t("What got in the way?")}</legend>
        <div className="hs-choice-steps hs-choice-words">
          {Object.entries(REASONS(t)).map(([reason, name], at) => (
            <button
              key={reason}
              type="button"
              className="hs-choice-step"
              autoFocus={at === 0}
              onClick={() => onPick(reason)}
            >
              {name}
            </button>
          ))}
        </div>
      </fieldset>
      <button type="button" className="hs-button hs-button-block" onClick={onLeave}>
        {t("Cancel")}
      </button>
    </>
  );
}

export function Steps({ steps, caution }) {
  return (
    <>
      <ol className="hs-steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {caution && (
        <Notice icon="alert" tone="care">
          {caution}
        </Notice>
      )}
    </>
  );
}

/** `line`: has `note` and `precautions`. */
export function TherapistNote({ t, line }) {
  const told = [line.note, line.precautions].filter(Boolean).join(" ");
  return (
    told && (
      <Notice icon="note">
        <p>
          {t("From your therapist:")} {told}
        </p>
      </Notice>
    )
  );
}

/** A figure that stands still: many small ones that move at once tire the eye and the battery. `loading` "lazy": fetched
 *  when it comes into sight. */
export const Still = ({ address, loading }) => (
  <img className="hs-figure" src={still(address)} alt="" width="96" height="72" loading={loading} />
);

/** How it looks, large: a moving figure, a photo, or a video with its controls. Videos have no sound and are not kept on the
 *  phone. */
export function Shown({ t, name, figure, video }) {
  const plays = useOnline() && video;
  return (
    <>
      {plays ? (
        <video
          className="hs-figure-large"
          src={video}
          poster={figure}
          controls
          playsInline
          preload="none"
          aria-label={t("Video of {name}", { name })}
        />
      ) : (
        <img className="hs-figure-large" src={figure} alt="" width="320" height="240" />
      )}
      {video && !plays && <p className="hs-hint">{t("The video plays when you are online.")}</p>}
    </>
  );
}

/** An exercise that has a report, in one line with a mark. */
export function DoneRow({ children, isSkipped }) {
  return (
    <div className="hs-done">
      {children}
      <span className={isSkipped ? "hs-mark" : "hs-mark hs-mark-done"} aria-hidden="true">
        <Icon name={isSkipped ? "minus" : "check"} />
      </span>
    </div>
  );
}
