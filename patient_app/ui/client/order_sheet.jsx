// The order for a course of PT, in the order in which a doctor thinks, typed with the keyboard alone: "/" goes to the first
// field, Ctrl+Enter shows what will be signed, Enter signs.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { api, goToSignIn } from "./api.js";
import { CodePicker, FieldError } from "./code_picker.jsx";
import { errorsOf, idOf, without } from "./order_form.js";
import { Chosen, Goals, OrderField } from "./order_parts.jsx";
import { OrderPreview } from "./order_preview.jsx";
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

function Diagnoses({ t, desk, data, errors, change, bind, codes, regions }) {
  const [side, setSide] = useState("");
  const sides = [
    ["none", t("No side")],
    ["right", t("Right")],
    ["left", t("Left")],
    ["both", t("Both")],
  ];
  const byId = useMemo(() => new Map(codes.map((row) => [row.id, row])), [codes]);
  const put = (at, next) =>
    change("diagnoses", data.diagnoses.map((row, place) => (place === at ? { ...row, ...next } : row)), `diagnoses.${at}`);
  const add = (code, text) =>
    change("diagnoses", [...data.diagnoses, { code, text, side: byId.get(code)?.side || side || "none" }]);
  return (
    <section className="hs-card" aria-labelledby="order-title-problem">
      <h3 id="order-title-problem">{t("Problem and diagnosis")}</h3>
      {desk.asks_course ? (
        <div className="hs-order-fields">
          <OrderField {...bind("problem")} label={t("Problem")} hint={t("No course is going on: this order begins one.")} maxLength={200} />
          <OrderField {...bind("region")} label={t("Part of the body")} as="select">
            <option value="">{t("Choose")}</option>
            {regions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </OrderField>
        </div>
      ) : (
        <p>{desk.problem}</p>
      )}
      <div className="hs-order-search">
        <CodePicker
          t={t}
          field="diagnoses"
          label={t("Diagnosis (ICD-10-CM)")}
          hint={t("Words or a code, such as frozen shoulder, or M75.01. A code that is not in the list is added by hand.")}
          error={errors.diagnoses}
          rows={codes}
          chosen={data.diagnoses.map((row) => row.code)}
          side={side}
          showsIds
          onPick={(code) => add(code, byId.get(code).name)}
          onHand={(code) => add(code, "")}
        />
        <OrderField
          field="side"
          label={t("Side")}
          as="select"
          value={side}
          onChange={({ target }) => setSide(target.value)}
        >
          <option value="">{t("Any side")}</option>
          {sides.slice(1).map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </OrderField>
      </div>
      {data.diagnoses.length > 0 && (
        <ul className="hs-order-list" aria-label={t("Chosen diagnoses")}>
          {data.diagnoses.map((row, at) => (
            <Chosen
              key={row.code}
              t={t}
              code={row.code}
              name={byId.get(row.code)?.name ?? ""}
              onRemove={() => change("diagnoses", data.diagnoses.filter((_, place) => place !== at))}
            >
              {!byId.has(row.code) && (
                <OrderField
                  field={`diagnoses.${at}.text`}
                  label={t("What {code} stands for", { code: row.code })}
                  error={errors[`diagnoses.${at}.text`] ?? errors[`diagnoses.${at}.code`]}
                  value={row.text}
                  maxLength={200}
                  onChange={({ target }) => put(at, { text: target.value })}
                />
              )}
              {!byId.get(row.code)?.side && (
                <OrderField
                  field={`diagnoses.${at}.side`}
                  label={t("Side of {code}", { code: row.code })}
                  as="select"
                  value={row.side}
                  onChange={({ target }) => put(at, { side: target.value })}
                >
                  {sides.map(([id, words]) => (
                    <option key={id} value={id}>
                      {words}
                    </option>
                  ))}
                </OrderField>
              )}
            </Chosen>
          ))}
        </ul>
      )}
      <div className="hs-order-fields">
        <OrderField {...bind("onset_or_surgery_on")} label={t("Onset or surgery")} type="date" max={desk.today} />
        <OrderField {...bind("reason")} label={t("Reason for therapy")} as="textarea" rows={2} maxLength={2000} />
      </div>
    </section>
  );
}

function Care({ t, data, errors, change, bind, precautions, modalities }) {
  const known = useMemo(() => new Map(precautions.map((row) => [row.id, row])), [precautions]);
  const names = useMemo(() => new Map(modalities.map((row) => [row.id, row.name])), [modalities]);
  const hasSome = data.precautions.length > 0 || data.other_precautions.trim() !== "";
  return (
    <section className="hs-card" aria-labelledby="order-title-care">
      <h3 id="order-title-care">{t("Precautions")}</h3>
      <label className="hs-tick hs-self-start">
        <input
          type="checkbox"
          checked={data.no_known_precautions}
          onChange={({ target }) => change("no_known_precautions", target.checked, "precautions")}
        />
        <span>{t("None known")}</span>
      </label>
      {(!data.no_known_precautions || hasSome) && (
        <>
          <CodePicker
            t={t}
            field="precautions"
            label={t("Precaution")}
            hint={t("Such as fall, weight bearing, heart or osteoporosis. The program builder asks about the exercises that it concerns.")}
            error={errors.precautions}
            rows={precautions}
            chosen={data.precautions.map((row) => row.code)}
            onPick={(code) => change("precautions", [...data.precautions, { code, detail: "" }])}
          />
          {data.precautions.length > 0 && (
            <ul className="hs-order-list" aria-label={t("Chosen precautions")}>
              {data.precautions.map((row, at) => (
                <Chosen
                  key={row.code}
                  t={t}
                  name={known.get(row.code)?.name ?? row.code}
                  onRemove={() => change("precautions", data.precautions.filter((_, place) => place !== at))}
                >
                  <OrderField
                    field={`precautions.${at}.detail`}
                    label={known.get(row.code)?.hint ?? t("Details")}
                    error={errors[`precautions.${at}.detail`]}
                    value={row.detail}
                    maxLength={200}
                    onChange={({ target }) =>
                      change(
                        "precautions",
                        data.precautions.map((each, place) => (place === at ? { ...each, detail: target.value } : each)),
                        `precautions.${at}`,
                      )
                    }
                  />
                </Chosen>
              ))}
            </ul>
          )}
          <OrderField
            {...bind("other_precautions")}
            label={t("Other precautions, one on each line")}
            as="textarea"
            rows={2}
            maxLength={2000}
            onChange={({ target }) => {
              change("other_precautions", target.value, "precautions");
            }}
          />
        </>
      )}
      {data.no_known_precautions && !hasSome && errors.precautions && (
        <FieldError id={`${idOf("precautions")}-error`} text={errors.precautions} />
      )}
      <CodePicker
        t={t}
        field="contraindicated"
        label={t("Not to be used")}
        hint={t("Such as heat, traction or dry needling.")}
        rows={modalities}
        chosen={data.contraindicated.map((row) => row.code)}
        onPick={(code) => change("contraindicated", [...data.contraindicated, { code }])}
      />
      {data.contraindicated.length > 0 && (
        <ul className="hs-order-list" aria-label={t("Not to be used")}>
          {data.contraindicated.map((row, at) => (
            <Chosen
              key={row.code}
              t={t}
              name={names.get(row.code) ?? row.code}
              onRemove={() => change("contraindicated", data.contraindicated.filter((_, place) => place !== at))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Treatment({ t, data, change, bind }) {
  const options = [
    [true, t("Evaluate and treat")],
    [false, t("As instructed below")],
  ];
  return (
    <section className="hs-card" aria-labelledby="order-title-treatment">
      <h3 id="order-title-treatment">{t("Treatment")}</h3>
      <div className="hs-order-fields hs-order-short">
        <OrderField {...bind("frequency_per_week")} label={t("Times a week")} inputMode="numeric" maxLength={2} />
        <OrderField {...bind("weeks")} label={t("Weeks")} inputMode="numeric" maxLength={2} />
        <fieldset className="hs-choice">
          <legend className="hs-label">{t("What to do")}</legend>
          <div className="hs-row">
            {options.map(([value, words]) => (
              <label key={words} className="hs-tick">
                <input
                  type="radio"
                  name="order-treatment"
                  checked={data.evaluate_and_treat === value}
                  onChange={() => change("evaluate_and_treat", value, "instructions")}
                />
                <span>{words}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
      <OrderField {...bind("instructions")} label={t("Instructions")} as="textarea" rows={2} maxLength={2000} />
    </section>
  );
}

function Where({ t, desk, bind }) {
  return (
    <section className="hs-card" aria-labelledby="order-title-where">
      <h3 id="order-title-where">{t("Where and when")}</h3>
      <div className="hs-order-fields">
        <OrderField {...bind("pt_centre_id")} label={t("PT center")} as="select">
          <option value="">{t("Any center")}</option>
          {desk.centres.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </OrderField>
        <OrderField {...bind("program_recommended")} label={t("Program recommended")} list="order-programs" maxLength={200} />
        <datalist id="order-programs">
          {desk.programs.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <OrderField
          {...bind("warning_signs_asked_on")}
          label={t("Warning signs asked on")}
          hint={desk.signs_asked_on ? t("Last answered in the app: {date}", { date: t.date(desk.signs_asked_on) }) : undefined}
          type="date"
          max={desk.today}
        />
        <OrderField {...bind("next_visit_on")} label={t("Next visit")} type="date" min={desk.today} />
      </div>
    </section>
  );
}

/** Another window changed the order: which one goes on? */
function Elsewhere({ t, order }) {
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
function SaveState({ t, order }) {
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
