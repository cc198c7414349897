// 'Questionnaire due': a card on /today and /progress. It goes when the questionnaire is filled in, also offline.
import { Icon } from "./icon.jsx";
import { dueOn } from "./measures_due.js";

export function MeasureCards({ t, phone, date }) {
  return dueOn(phone.snapshot, phone.responses, date).map(({ measure: { id, name, minutes } }) => (
    <a key={id} className="hs-card hs-card-row hs-card-link" href={t.href(`/measures/${encodeURIComponent(id)}`)}>
      <Icon name="note" />
      <span className="hs-grow">
        <span className="hs-h3">{t("Questionnaire due: {name}", { name })}</span>{" "}
        <span className="hs-muted">{t.n("About {n} minute", "About {n} minutes", minutes)}</span>
      </span>
      <Icon name="chevron-right" />
    </a>
  ));
}
