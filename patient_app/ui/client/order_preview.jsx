// What will be signed, as the physical therapist will read it; Enter on the button signs.
import { useEffect, useRef } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";

export function OrderPreview({ t, preview, isBusy, onSign, onBack }) {
  const button = useRef(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <section
      className="hs-card hs-order-preview"
      aria-labelledby="order-preview"
      onKeyDown={(event) => event.key === "Escape" && onBack()}
    >
      <h3 id="order-preview">{t("What will be signed")}</h3>
      <dl className="hs-order-said">
        {preview.lines.map((line) => (
          <div key={line.name}>
            <dt>{line.label}</dt>
            {line.texts.map((text) => (
              <dd key={text}>{text}</dd>
            ))}
            {line.is_changed && (
              <dd className="hs-order-before">
                <Icon name="edit" size="small" />
                {line.before ? t("Before: {text}", { text: line.before }) : t("New in this order")}
              </dd>
            )}
          </div>
        ))}
      </dl>
      <p>
        {t("Signed by {name}, {date}. Counts until {until}. A signed order does not change; it can be renewed or cancelled.", {
          name: preview.physiatrist,
          date: t.date(preview.signed_on),
          until: t.date(preview.expires_on),
        })}
      </p>
      <div className="hs-row">
        <button ref={button} type="button" className="hs-button hs-button-primary" aria-disabled={isBusy} onClick={onSign}>
          <Icon name="check" />
          {t("Sign as {name}", { name: preview.physiatrist })}
        </button>
        <button type="button" className="hs-button" onClick={onBack}>
          {t("Back to the order")}
        </button>
      </div>
    </section>
  );
}
