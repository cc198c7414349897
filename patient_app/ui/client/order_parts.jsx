// Parts of the order's form: one field, what was chosen from a list, and the goals.
import { useEffect, useRef } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { FieldError } from "./code_picker.jsx";
import { idOf, NEW_GOAL } from "./order_form.js";

/** A labelled control for a field of the order; `as` is input, textarea or select. Further props go to the control. */
export function OrderField({ field, label, hint, error, as: Control = "input", isHidden = false, children, ...props }) {
  const id = idOf(field);
  return (
    <div className="hs-field">
      <label htmlFor={id} className={isHidden ? "hs-hidden" : undefined}>
        {label}
      </label>
      <Control
        id={id}
        className="hs-input"
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined}
        {...props}
      >
        {children}
      </Control>
      {hint && (
        <p className="hs-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}

/** Something that was chosen, with what belongs to it and a way to take it out. */
export function Chosen({ t, name, code, onRemove, children }) {
  return (
    <li className="hs-order-chosen">
      <p className="hs-grow">
        {code && <span className="hs-order-code">{code}</span>} {name}
      </p>
      {children}
      <button
        type="button"
        className="hs-button hs-button-quiet hs-button-icon"
        aria-label={t("Take out {name}", { name: name || code })}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** Goals that go on, each to be left out, and new ones. Enter in a row begins the next one. */
export function Goals({ t, desk, data, errors, categories, change }) {
  const wanted = useRef(-1);
  useEffect(() => {
    if (wanted.current < 0) return;
    document.getElementById(idOf(`goals.${wanted.current}.category`))?.focus();
    wanted.current = -1;
  });
  const out = new Set(data.goals_left_out);
  const put = (at, next) => change("goals", data.goals.map((goal, place) => (place === at ? { ...goal, ...next } : goal)), `goals.${at}`);
  const add = () => {
    wanted.current = data.goals.length;
    change("goals", [...data.goals, { ...NEW_GOAL }]);
  };
  const remove = (at) => {
    wanted.current = Math.min(at, data.goals.length - 2);
    change("goals", data.goals.filter((_, place) => place !== at));
  };
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.target.tagName !== "INPUT") return;
    if (event.target.type === "checkbox") return;
    event.preventDefault();
    add();
  };
  return (
    <div className="hs-stack" onKeyDown={onKeyDown} role="presentation">
      {desk.goals.length > 0 && (
        <fieldset className="hs-choice">
          <legend className="hs-label">{t("Goals that go on")}</legend>
          <div className="hs-stack hs-stack-tight">
            {desk.goals.map((goal) => (
              <label key={goal.id} className="hs-tick">
                <input
                  type="checkbox"
                  checked={!out.has(goal.id)}
                  onChange={({ target }) =>
                    change(
                      "goals_left_out",
                      target.checked ? data.goals_left_out.filter((id) => id !== goal.id) : [...data.goals_left_out, goal.id],
                    )
                  }
                />
                <span>{goal.name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {data.goals.map((goal, at) => (
        <GoalRow
          // Rows have no name of their own; one that is removed takes its place with it.
          key={at}
          t={t}
          at={at}
          goal={goal}
          errors={errors}
          categories={categories}
          measures={desk.measures}
          today={desk.today}
          put={(next) => put(at, next)}
          remove={() => remove(at)}
        />
      ))}
      {errors.goals && <FieldError id={`${idOf("goals")}-error`} text={errors.goals} />}
      <button type="button" id={idOf("goals")} className="hs-button hs-self-start" onClick={add}>
        <Icon name="plus" />
        {t("Add a goal")}
      </button>
    </div>
  );
}

function GoalRow({ t, at, goal, errors, categories, measures, today, put, remove }) {
  const name = (key) => `goals.${at}.${key}`;
  const bind = (key) => ({
    field: name(key),
    error: errors[name(key)],
    value: goal[key] ?? "",
    onChange: ({ target }) => put({ [key]: target.value }),
  });
  return (
    <fieldset className="hs-order-goal">
      <legend className="hs-hidden">{t("New goal {n}", { n: at + 1 })}</legend>
      <OrderField {...bind("category")} label={t("About")} as="select">
        {categories.map(({ id, name: words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </OrderField>
      <OrderField {...bind("description")} label={t("What is to be reached")} maxLength={200} />
      <OrderField {...bind("baseline")} label={t("Now")} inputMode="decimal" maxLength={12} />
      <OrderField {...bind("target")} label={t("Target")} inputMode="decimal" maxLength={12} />
      <OrderField {...bind("unit")} label={t("Unit")} maxLength={20} />
      <OrderField {...bind("measure_id")} label={t("Questionnaire")} as="select">
        <option value="">{t("None")}</option>
        {measures.map(({ id, name: words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </OrderField>
      <OrderField {...bind("due_on")} label={t("By")} type="date" min={today} />
      <button
        type="button"
        className="hs-button hs-button-quiet hs-button-icon"
        aria-label={t("Take out goal {n}", { n: at + 1 })}
        onClick={remove}
      >
        <Icon name="close" />
      </button>
    </fieldset>
  );
}
