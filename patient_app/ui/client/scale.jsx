// 0 to 10 as eleven buttons: large enough for a thumb, no slider to drag. With keys it is one group of radio buttons:
// one stop for Tab, the arrows choose.
import { useId, useRef } from "react";

const STEPS = Array.from({ length: 11 }, (_, step) => step);
const MOVES = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

export function Scale({ name, value, onPick, low, high }) {
  const id = useId();
  const buttons = useRef([]);
  const ends = { 0: low, 10: high };
  const press = (event, step) => {
    if (!(event.key in MOVES) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // After the last comes the first.
    const next = (step + MOVES[event.key] + STEPS.length) % STEPS.length;
    buttons.current[next].focus();
    onPick(next);
  };
  return (
    <fieldset className="hs-choice" role="radiogroup" aria-labelledby={id}>
      <legend id={id} className="hs-label">
        {name}
      </legend>
      <div className="hs-choice-steps hs-choice-eleven">
        {STEPS.map((step) => (
          <button
            key={step}
            ref={(button) => {
              buttons.current[step] = button;
            }}
            type="button"
            role="radio"
            className="hs-choice-step"
            aria-checked={value === step}
            aria-label={ends[step] ? `${step}, ${ends[step]}` : undefined}
            tabIndex={step === (value ?? 0) ? 0 : -1}
            onClick={() => onPick(step)}
            onKeyDown={(event) => press(event, step)}
          >
            {step}
          </button>
        ))}
      </div>
      <div className="hs-choice-ends" aria-hidden="true">
        <span>0 {low}</span>
        <span>10 {high}</span>
      </div>
    </fieldset>
  );
}

/** A number with a large minus and plus. */
export function Stepper({ name, value, most, onPick, less, more }) {
  return (
    <div className="hs-stepper" role="group" aria-label={name}>
      <span className="hs-label hs-grow">{name}</span>
      <button
        type="button"
        className="hs-button hs-button-icon"
        aria-label={less}
        disabled={value <= 0}
        onClick={() => onPick(value - 1)}
      >
        <span aria-hidden="true">−</span>
      </button>
      <output className="hs-stepper-value">{value}</output>
      <button
        type="button"
        className="hs-button hs-button-icon"
        aria-label={more}
        disabled={value >= most}
        onClick={() => onPick(value + 1)}
      >
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}
