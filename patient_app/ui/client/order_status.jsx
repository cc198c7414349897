// What became of what was typed in the order.
import { AnyIcon as Icon } from "./any_icon.jsx";
import { goToSignIn } from "./api.js";

/** Another window changed the order: which one goes on? */
export function Elsewhere({ t, order }) {
  if (order.trouble !== "elsewhere") return null;
  return (
    <div className="hs-notice hs-notice-care" role="alert">
      <Icon name="alert" />
      <div className="hs-stack hs-stack-tight">
        <p>{t("You changed this order in another window. Nothing is lost: choose which one goes on.")}</p>
        <div className="hs-row">
          <button type="button" className="hs-button" onClick={order.keepMine}>
            {t("Go on with this window")}
          </button>
          <button type="button" className="hs-button" onClick={order.takeTheirs}>
            {t("Take the other window's")}
          </button>
        </div>
      </div>
    </div>
  );
}

/** What is saved and what is not, in one line that is always in sight. */
export function SaveState({ t, order }) {
  const { trouble, isUnsent, isSending, revision } = order;
  const [icon, tone, words] = stateOf();
  return (
    <p className={`hs-sheet-state${tone ? ` hs-tone-${tone}` : ""}`} role="status">
      <Icon name={icon} size="small" />
      <span>{words}</span>
      {trouble === "signed-out" && (
        <button type="button" className="hs-link" onClick={() => goToSignIn(t.language)}>
          {t("Sign in")}
        </button>
      )}
    </p>
  );

  function stateOf() {
    if (trouble === "signed-out") return ["alert", "amber", t("You are signed out. What you typed is kept here.")];
    if (trouble === "closed") return ["lock", "amber", t("This patient does not share the journey with you any more.")];
    if (trouble === "offline") return ["cloud-off", "amber", t("No connection. What you typed is kept here and is saved later.")];
    if (trouble === "elsewhere") return ["alert", "amber", t("Not saved: another window changed this order.")];
    if (trouble === "failed") return ["alert", "amber", t("Not saved yet. What you typed is kept here.")];
    if (isUnsent || isSending) return ["clock", "", t("Saving")];
    return revision ? ["check", "", t("Draft saved")] : ["edit", "", t("Nothing typed yet")];
  }
}
