// The parts of the order's form after the diagnosis.
import { useMemo } from "react";
import { CodePicker, FieldError } from "./code_picker.jsx";
import { idOf } from "./order_form.js";
import { Chosen, OrderField } from "./order_parts.jsx";

/** Precautions, or that none are known; and what is not to be used. */
export function Care({ t, data, errors, change, bind, precautions, modalities }) {
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

/** How often, how long, and what. */
export function Treatment({ t, data, change, bind }) {
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

/** The centre, the program, and dates. */
export function Where({ t, desk, bind }) {
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
