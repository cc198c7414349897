// What was written, question by question, each with the way to change it.
import { answerWords } from "./intake.js";

/** `onEdit` gets the number of a question. */
export function Written({ t, intake, names, onEdit }) {
  const { view, answers } = intake;
  return (
    <dl className="hs-intake-written">
      {view.questions.map((question, at) => {
        const words = answerWords(t, question, answers[question.key], { signs: view.signs, sites: names });
        const act = words ? t("Change it") : t("Answer");
        const isMissing = view.missing.includes(question.key);
        return (
          <div key={question.key}>
            <dt>{question.label}</dt>
            <dd>
              {words || (
                <span className={isMissing ? "hs-error" : "hs-muted"}>
                  {isMissing ? t("Still needed") : t("Not answered")}
                </span>
              )}
            </dd>
            <dd>
              <button
                type="button"
                className="hs-button hs-button-quiet"
                aria-label={`${act}: ${question.label}`}
                onClick={() => onEdit(at)}
              >
                {act}
              </button>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The end of the questions. */
export function Review({ t, intake, names, isBusy, onEdit, onDone }) {
  const { missing } = intake.view;
  return (
    <section className="hs-stack" aria-labelledby="intake-review">
      <h2 id="intake-review">{t("What you wrote")}</h2>
      <p>{t("Look it over. You can change it now or later.")}</p>
      <Written t={t} intake={intake} names={names} onEdit={onEdit} />
      <div className="hs-thumb">
        <button
          type="button"
          className="hs-button hs-button-primary hs-button-large hs-button-block"
          disabled={isBusy || missing.length > 0}
          onClick={onDone}
        >
          {isBusy ? t("Saving…") : t("Done")}
        </button>
      </div>
    </section>
  );
}
