// 'Questionnaire due' on /today and /progress. It goes when the questionnaire is filled in, also offline.
import { dueOn } from "./measures_due.js";
import { GoTo } from "./notice.jsx";

export const MeasureCards = ({ t, phone, date }) =>
  dueOn(phone.snapshot, phone.responses, date).map(({ id, name, minutes }) => (
    <GoTo key={id} href={t.href(`/measures/${id}`)} icon="note">
      {t.n(
        "Questionnaire due: {name}, about {n} minute",
        "Questionnaire due: {name}, about {n} minutes",
        minutes,
        { name },
      )}
    </GoTo>
  ));
