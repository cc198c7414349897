// One icon of icons.json. Ornament beside a word by default; give `label` where the icon stands alone.
import icons from "./icons.json";

export function Icon({ name, label, size }) {
  const said = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg viewBox="0 0 24 24" className={size ? `hs-icon hs-icon-${size}` : "hs-icon"} {...said}>
      {(icons[name] ?? icons.dot).map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
