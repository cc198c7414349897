// One icon of icons.json: what the patient's day needs. The others are in bar_icon.jsx and any_icon.jsx.
import icons from "./icons.json";

/** Ornament beside a word by default; give `label` where the icon stands alone. */
export function Icon({ name, label, size, from = icons }) {
  const said = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg viewBox="0 0 24 24" className={size ? `hs-icon hs-icon-${size}` : "hs-icon"} {...said}>
      <path d={from[name]} />
    </svg>
  );
}
