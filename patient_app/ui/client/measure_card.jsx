// 'Questionnaire due' on /today and /progress. It goes when the questionnaire is filled in, also offline.
import { dueOn } from "./measures_due.js";
import { GoTo } from "./notice.jsx";

export const MeasureCards = ({ t, phone, date }) =>
  dueOn(phone.snapshot, phone.responses, date).map(({ id, name, minutes }) => (
    <GoTo key={id} href={t.href(`/measures/${id}`)} icon="note">
      <span>
        {t("Questionnaire due: {name}", { name })}
        <span className="hs-hint">{t.n("about {n} minute", "about {n} minutes", minutes)}</span>
      </span>
    </GoTo>
  ));
