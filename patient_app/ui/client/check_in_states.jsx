// What the check-in says of itself: loading, and where the answers are.
import { Icon } from "./icon.jsx";

/** The shape of what comes. */
export function Skeleton() {
  return (
    <div className="hs-stack" aria-busy="true">
      {[1, 2, 3].map((n) => (
        <span key={n} className="hs-skeleton hs-skeleton-card" aria-hidden="true" />
      ))}
    </div>
  );
}

/** Where the check-in is: on this phone, sent, or refused with the reason. Without `onDiscard` it stays. */
export function Saved({ t, state, online, onDiscard }) {
  if (state.state === "refused") {
    return (
      <div className="hs-notice hs-notice-stop" role="alert">
        <Icon name="alert" />
        <div className="hs-stack hs-stack-tight">
          <p>{t("This was not saved: {reason}", { reason: state.problem?.detail ?? "" })}</p>
          <p>
            {onDiscard
              ? t("Change the answer above, or remove this check-in from the phone.")
              : t("Change the answer above. Your safety answers stay on this phone.")}
          </p>
          {onDiscard && (
            <button type="button" className="hs-button" onClick={onDiscard}>
              {t("Remove it")}
            </button>
          )}
        </div>
      </div>
    );
  }
  if (state.state === "sent") {
    return (
      <p className="hs-notice hs-notice-done" role="status">
        <Icon name="check-circle" />
        <span>{t("Saved. Your care team can see it if you share it with them.")}</span>
      </p>
    );
  }
  return (
    <p className="hs-notice" role="status">
      <Icon name={online ? "clock" : "cloud-off"} />
      <span>
        {online
          ? t("Saved on this phone. Sending it now.")
          : t("Saved on this phone. It will be sent when you are online.")}
      </span>
    </p>
  );
}
