// What the patient would like to do again: up to 3 new things, each with how well it goes now.
import { useRef } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { newId } from "./clock.js";
import { useTyped } from "./intake_choices.jsx";
import { Scale } from "./scale.jsx";

const MOST = 5;
const TO_CHOOSE = 3;

function Chosen({ t, item, onRate, onRemove }) {
  return (
    <li className="hs-card hs-stack">
      <div className="hs-row">
        <strong className="hs-grow">{item.name}</strong>
        {onRemove && (
          <button
            type="button"
            className="hs-button hs-button-quiet hs-button-icon"
            aria-label={t("Remove: {name}", { name: item.name })}
            onClick={onRemove}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <Scale
        name={t("How well can you do this now: {activity}?", { activity: item.name })}
        value={item.baseline ?? null}
        onPick={onRate}
        low={t("cannot do it")}
        high={t("as well as before")}
      />
    </li>
  );
}

/** `known`: the activities that go on already; they stay, and are rated here if they were not. */
export function Activities({ t, question, answer, known, onAnswer }) {
  const field = useRef(null);
  const standing = known.map(({ id, name, baseline }) => ({ id, name, baseline }));
  const own = answer?.items ?? [];
  const items = [...standing.filter(({ id }) => !own.some((item) => item.id === id)), ...own];
  const put = (next) => onAnswer(next.length > 0 ? { items: next } : null);
  const most = Math.min(MOST, Math.max(TO_CHOOSE, standing.length));
  const isFull = items.length >= most;
  const add = (name) => !isFull && put([...items, { id: newId(), name, baseline: null }]);
  const typing = useTyped((name) => {
    if (name) add(name);
    if (field.current) field.current.value = "";
  });
  const rate = (id, baseline) => put(items.map((item) => (item.id === id ? { ...item, baseline } : item)));
  const left = question.options.filter(({ name }) => !items.some((item) => item.name === name));
  return (
    <>
      {items.length > 0 && (
        <ul className="hs-stack hs-intake-chosen">
          {items.map((item) => (
            <Chosen
              key={item.id}
              t={t}
              item={item}
              onRate={(baseline) => rate(item.id, baseline)}
              onRemove={
                standing.some(({ id }) => id === item.id)
                  ? null
                  : () => put(items.filter((each) => each.id !== item.id))
              }
            />
          ))}
        </ul>
      )}
      {isFull ? (
        <p className="hs-hint" role="status">
          {t("That is enough to begin with.")}
        </p>
      ) : (
        <>
          <div className="hs-intake-options" role="group" aria-label={question.text}>
            {left.map(({ code, name }) => (
              <button key={code} type="button" className="hs-choice-step" onClick={() => add(name)}>
                {name}
              </button>
            ))}
          </div>
          <div className="hs-field">
            <label htmlFor="intake-activity">{question.words}</label>
            <div className="hs-row">
              <input
                {...typing}
                ref={field}
                id="intake-activity"
                className="hs-input hs-grow"
                maxLength={200}
                onKeyDown={(event) => event.key === "Enter" && typing.onBlur()}
              />
              <button type="button" className="hs-button" onClick={typing.onBlur}>
                {t("Add")}
              </button>
            </div>
          </div>
        </>
      )}
    </>
  );
}
