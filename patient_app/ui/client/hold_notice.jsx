// A program on hold: what to do now, whom to call, and who knows of it. Safety before motivation.
import { useEffect, useRef } from "react";
import { toldOf } from "./check_in.js";
import { ClearHold } from "./clear_hold.jsx";
import { Icon } from "./icon.jsx";
import { useOnline } from "./use_online.js";

const dial = (number) => `tel:${number.replace(/[^+\d]/g, "")}`;

export function CallEmergency({ t, clinic }) {
  return (
    <a className="hs-button hs-button-danger hs-button-block hs-button-large" href={dial(clinic.emergency_number)}>
      <Icon name="phone" />
      {t("Call {number}", { number: clinic.emergency_number })}
    </a>
  );
}

export function CallClinic({ t, clinic, className }) {
  return (
    <a className={className} href={dial(clinic.phone)}>
      <Icon name="phone" />
      {t("Call {clinic}: {phone}", { clinic: clinic.name, phone: clinic.phone })}
    </a>
  );
}

/** What to do with a sign of this level, in a few words. */
export const titleOf = (t, level) =>
  level === "E" ? t("Get help now") : t("Stop today and call your clinic");

/** Does this phone reach the server, as far as it knows? */
export function useReached(phone) {
  return useOnline() && (phone.problem?.status !== 0 || Boolean(phone.problem.isOld)) && !phone.isFailing;
}

/** Who knows of the hold, so that nobody waits for help that nobody sends (`told`: see `toldOf` of check_in.js). */
function Told({ t, told }) {
  const words = {
    team: t("Your care team is told that your program is on hold. Nobody watches this app live."),
    nobody: t(
      "No clinician sees your program, so none can end this hold. Call the clinic. Nobody watches this app live.",
    ),
    offline: t("Your care team does not know yet: this phone has no connection. Call the clinic."),
    sending: t("Your care team does not know yet: your answers are not sent yet. Call the clinic."),
    refused: t("Your care team does not know: your answers could not be saved there. Call the clinic."),
    signed_out: t("Your care team does not know yet: you are signed out. Call the clinic, then sign in."),
  };
  const isKnown = told === "team" || told === "nobody";
  return (
    <p className={isKnown ? undefined : "hs-safety-unsent"}>
      {!isKnown && <Icon name="cloud-off" />}
      <span>{words[told]}</span>
    </p>
  );
}

/** What a hold asks of the patient now, with the clinic's number. `isNew`: it began on this screen, or the screen is the
 *  one that asks; then it says so aloud and takes the focus. */
export function HoldNotice({ t, phone, hold, isNew, begunHere = phone.holds }) {
  const place = useRef(null);
  const { clinic } = phone.snapshot;
  const online = useReached(phone);
  // It may appear above what the reader looks at: bring it into view, once for each text.
  useEffect(() => {
    if (isNew) place.current?.focus();
  }, [isNew, hold.text]);
  const isEmergency = hold.level === "E";
  const told = toldOf(hold, {
    begunHere,
    refused: phone.stateOf(hold.id).state === "refused",
    signedOut: phone.signedOut,
    online,
  });
  return (
    <section
      ref={place}
      tabIndex={-1}
      className={`hs-notice hs-notice-stop hs-safety${isEmergency ? " hs-safety-emergency" : ""}`}
      role={isNew ? "alert" : undefined}
      aria-labelledby="hold-title"
    >
      <h2 id="hold-title" className="hs-notice-title">
        <Icon name="stop" />
        {isNew && hold.level !== "C" ? titleOf(t, hold.level) : t("Your program is on hold")}
      </h2>
      <p>{hold.text}</p>
      {isEmergency && <CallEmergency t={t} clinic={clinic} />}
      <CallClinic t={t} clinic={clinic} className="hs-button hs-button-block" />
      <Told t={t} told={told} />
      {!isEmergency && <p>{t("In an emergency, call {number}.", { number: clinic.emergency_number })}</p>}
      <ClearHold t={t} phone={phone} hold={hold} />
    </section>
  );
}
