// The order for a course of PT, in the order in which a doctor thinks, typed with the keyboard alone: "/" goes to the first
// field, Ctrl+Enter shows what will be signed, Enter signs.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { api } from "./api.js";
import { Diagnoses } from "./order_diagnoses.jsx";
import { errorsOf, idOf, without } from "./order_form.js";
import { Goals } from "./order_parts.jsx";
import { OrderPreview } from "./order_preview.jsx";
import { Care, Treatment, Where } from "./order_sections.jsx";
import { Elsewhere, SaveState } from "./order_status.jsx";
import { makeT } from "./t.js";
import { useOrder } from "./use_order.js";

/** `desk`: what the server told; `codes`, `precautions`, `modalities`, `regions`, `categories`: lists to choose from;
 *  `owner`: who writes. Another patient, or another person, is another order. */
export function OrderSheet(props) {
  return <Sheet key={`${props.owner}:${props.desk.patient_id}`} {...props} />;
}

function Sheet({ strings, language, desk, owner, codes, precautions, modalities, regions, categories, onSigned, onElsewhere }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const order = useOrder({ desk, owner, language, onElsewhere });
  const { data } = order;
  const [errors, setErrors] = useState({});
  const [refusal, setRefusal] = useState("");
  const [preview, setPreview] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const focusOn = useRef("");
  useEffect(() => {
    if (!focusOn.current) return;
    document.getElementById(focusOn.current)?.focus();
    focusOn.current = "";
  });

  const change = useCallback(
    (field, value, changed = field) => {
      order.change({ [field]: value });
      setErrors((now) => without(now, changed));
      setRefusal("");
    },
    [order.change],
  );
  const bind = (field) => ({
    field,
    error: errors[field],
    value: data[field],
    onChange: ({ target }) => change(field, target.value),
  });

  const call = async (work) => {
    if (isBusy) return;
    setBusy(true);
    setRefusal("");
    try {
      if (await order.send()) await work();
      else setRefusal(t("This order is not saved yet, so it cannot be signed."));
    } catch (problem) {
      setPreview(null);
      const marked = errorsOf(problem);
      setErrors(marked);
      setRefusal(problem.detail || t("The clinic's server did not answer. What you typed is kept here. Try again."));
      focusOn.current = idOf(Object.keys(marked)[0] ?? "refusal");
    } finally {
      setBusy(false);
    }
  };
  const path = `/patients/${desk.patient_id}/orders`;
  const check = () =>
    call(async () => {
      setErrors({});
      setPreview(await api("POST", `${path}/preview`, { seen: order.revisionNow() }, language, { owner }));
    });
  const sign = () =>
    call(async () => {
      const signed = await api("POST", path, { seen: order.revisionNow() }, language, { owner });
      setPreview(null);
      order.clear();
      onSigned(signed.number);
    });
  const leaveOut = () =>
    call(async () => {
      await api("DELETE", `${path}/draft`, { seen: order.revisionNow() }, language, { owner });
      setLeaving(false);
      setErrors({});
      order.clear();
    });

  useShortcuts(check, idOf(desk.asks_course ? "problem" : "diagnoses"), preview !== null);
  if (preview) {
    return <OrderPreview t={t} preview={preview} isBusy={isBusy} onSign={sign} onBack={() => setPreview(null)} />;
  }
  const fields = { t, desk, data, errors, change, bind };
  return (
    <div className="hs-order-form">
      <p className="hs-hint">
        {t("/ goes to the first field, Tab to the next one, Enter takes what was found. Ctrl+Enter shows what will be signed.")}
      </p>
      {desk.renews > 0 && (
        <p className="hs-notice">
          <Icon name="refresh" />
          <span>{t("This order goes on from order {n}. Change what is different now.", { n: desk.renews })}</span>
        </p>
      )}
      <Elsewhere t={t} order={order} />
      <Diagnoses {...fields} codes={codes} regions={regions} />
      <Care {...fields} precautions={precautions} modalities={modalities} />
      <Treatment {...fields} />
      <section className="hs-card" aria-labelledby="order-goals-title">
        <h3 id="order-goals-title">{t("Goals")}</h3>
        {desk.sees_goals ? (
          <Goals {...fields} categories={categories} />
        ) : (
          <p className="hs-muted">{t("The patient does not share measures and goals with you. The order goes without goals.")}</p>
        )}
      </section>
      <Where {...fields} />
      <div className="hs-order-end">
        {refusal && (
          <div id={idOf("refusal")} tabIndex={-1} className="hs-notice hs-notice-stop" role="alert">
            <Icon name="alert" />
            <p>{refusal}</p>
          </div>
        )}
        <div className="hs-row">
          <SaveState t={t} order={order} />
          <button
            type="button"
            className="hs-button hs-button-primary"
            aria-disabled={isBusy}
            aria-keyshortcuts="Control+Enter"
            onClick={check}
          >
            <Icon name="check" />
            {t("Check and sign")}
          </button>
          {order.revision && !isLeaving && (
            <button type="button" className="hs-button hs-button-quiet" onClick={() => setLeaving(true)}>
              {t("Leave this order out")}
            </button>
          )}
        </div>
        {isLeaving && (
          <div className="hs-row" role="group" aria-label={t("Leave this order out")}>
            <span>{t("What is typed here goes away. Signed orders stay.")}</span>
            <button type="button" className="hs-button hs-button-danger" onClick={leaveOut}>
              {t("Leave it out")}
            </button>
            <button type="button" className="hs-button" onClick={() => setLeaving(false)}>
              {t("Go on writing")}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}

/** "/" outside of a field goes to the first one, Ctrl+Enter to what will be signed. */
function useShortcuts(check, first, isPreview) {
  const latest = useRef(check);
  latest.current = check;
  useEffect(() => {
    if (isPreview) return undefined;
    const onKey = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        latest.current();
      } else if (event.key === "/" && !event.target.closest?.("input, textarea, select")) {
        event.preventDefault();
        document.getElementById(first)?.focus();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [first, isPreview]);
}
