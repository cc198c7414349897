// The first part of the order's form: what it is for.
import { useMemo, useState } from "react";
import { CodePicker } from "./code_picker.jsx";
import { Chosen, OrderField } from "./order_parts.jsx";

/** The problem, its diagnoses with their sides, since when, and why therapy. */
export function Diagnoses({ t, desk, data, errors, change, bind, codes, regions }) {
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
