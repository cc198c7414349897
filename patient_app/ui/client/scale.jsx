// 0 to 10 as eleven buttons: large enough for a thumb, no slider to drag.

export function Scale({ name, hint, value, onPick, low, high }) {
  const steps = Array.from({ length: 11 }, (_, step) => step);
  return (
    <fieldset className="hs-choice">
      <legend className="hs-label">{name}</legend>
      {hint && <p className="hs-hint">{hint}</p>}
      <div className="hs-choice-steps hs-choice-eleven">
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            className="hs-choice-step"
            aria-pressed={value === step}
            aria-label={`${name}: ${step}`}
            onClick={() => onPick(step)}
          >
            {step}
          </button>
        ))}
      </div>
      {(low || high) && (
        <div className="hs-choice-ends" aria-hidden="true">
          <span>0 {low}</span>
          <span>10 {high}</span>
        </div>
      )}
    </fieldset>
  );
}

/** A number with a large minus and plus. */
export function Stepper({ name, value, least = 0, most, onPick, less, more }) {
  return (
    <div className="hs-stepper" role="group" aria-label={name}>
      <span className="hs-label hs-grow">{name}</span>
      <button
        type="button"
        className="hs-button hs-button-icon"
        aria-label={less}
        disabled={value <= least}
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
