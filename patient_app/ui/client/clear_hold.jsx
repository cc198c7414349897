// When no clinician can end a hold, the patient can, a day later, by confirming that a doctor has seen them.
import { useState } from "react";
import { api } from "./api.js";
import { localDate, timeInWords } from "./clock.js";
import { Icon } from "./icon.jsx";

/** Nothing for a hold that a clinician ends (`may_clear_from` is null), or that the server does not know yet. */
export function ClearHold({ t, phone, hold }) {
  const [isSure, setSure] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  if (!hold?.id || !hold.may_clear_from || phone.holds.some(({ id }) => id === hold.id)) return null;
  const from = new Date(hold.may_clear_from);
  const sentence = t("A doctor has seen me and said that I may exercise");
  if (phone.now() < from) {
    return (
      <p>
        {t("From {day}, {time}, you can end this hold here, if a doctor has seen you and said that you may exercise.", {
          day: t.date(localDate(from)),
          time: timeInWords(from, t.language),
        })}
      </p>
    );
  }
  const clear = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await api("DELETE", `/holds/${hold.id}`, { note: sentence }, t.language, { owner: phone.snapshot.patient.id });
      await phone.reload();
    } catch (failed) {
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="hs-stack hs-stack-tight">
      <label className="hs-tick">
        <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.target.checked)} />
        <span>{sentence}</span>
      </label>
      <button type="button" className="hs-button hs-button-block" disabled={!isSure || isBusy} onClick={clear}>
        {isBusy ? t("Ending the hold") : t("End the hold")}
      </button>
      {problem && (
        <p className="hs-error" role="alert">
          <Icon name="alert" size="small" />
          <span>
            {problem.detail || t("The clinic's server did not answer. The program is still on hold. Try again.")}
          </span>
        </p>
      )}
    </div>
  );
}
