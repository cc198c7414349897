// One exercise of the library: how it looks, how it is told to patients in either language, and what is known of it.
import { useEffect, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { Shown, Steps } from "./how_to.jsx";
import { Notice } from "./notice.jsx";

const LANGUAGES = [
  ["en", "English"],
  ["es", "Español"],
];

function Languages({ t, chosen, onChoose }) {
  return (
    <div className="hs-row" role="group" aria-label={t("Language of the text")}>
      {LANGUAGES.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          className="hs-chip"
          aria-pressed={code === chosen}
          onClick={() => onChoose(code)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

function Ladder({ ids, byId }) {
  const known = ids.filter((id) => byId.has(id));
  return (
    <ul className="hs-inline-list">
      {known.map((id) => (
        <li key={id}>
          <a className="hs-link" href={`#${id}`}>
            {byId.get(id).name}
          </a>
        </li>
      ))}
    </ul>
  );
}

function rangeWords(t, range) {
  const labels = {
    sets: t("Sets"),
    reps: t("Reps"),
    hold_seconds: t("Hold (s)"),
    duration_minutes: t("Minutes"),
    times_per_day: t("Times a day"),
    days_per_week: t("Days a week"),
  };
  return Object.entries(labels)
    .filter(([field]) => range[field])
    .map(([field, label]) => {
      const [low, high] = range[field];
      return low === high ? `${label}: ${low}` : `${label}: ${low}–${high}`;
    })
    .join(" · ");
}

function Facts({ t, exercise, byId, nameOf, dose }) {
  const usual = rangeWords(t, exercise.usual_range);
  const facts = [
    [t("Region"), exercise.region_name],
    [t("Purpose"), exercise.purpose_name],
    [t("Position"), nameOf("position", exercise.position)],
    [t("Equipment"), exercise.equipment.map((term) => nameOf("equipment", term)).join(", ") || t("None")],
    [t("Side"), nameOf("side_choice", exercise.side_choice)],
    [t("Usual start"), dose],
    usual && [t("Usual range"), usual],
    [
      t("Where the dose comes from"),
      [exercise.dose_source, nameOf("dose_tag", exercise.dose_tag)].filter(Boolean).join(". ").replace("..", "."),
    ],
    exercise.easier.length > 0 && [t("Easier"), <Ladder key="easier" ids={exercise.easier} byId={byId} />],
    exercise.harder.length > 0 && [t("Harder"), <Ladder key="harder" ids={exercise.harder} byId={byId} />],
    exercise.safety_gates.length > 0 && [
      t("Check first"),
      <ul key="gates" className="hs-inline-list">
        {exercise.safety_gates.map((gate) => (
          <li key={gate}>{nameOf("safety_gates", gate)}</li>
        ))}
      </ul>,
    ],
  ].filter(Boolean);
  return (
    <dl className="hs-terms">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({ t, exercise, onRetire, onReturn, isBusy }) {
  if (exercise.retired) {
    return (
      <button type="button" className="hs-button" disabled={isBusy} onClick={() => onReturn(exercise)}>
        <Icon name="undo" />
        {t("Offer it again")}
      </button>
    );
  }
  return (
    <>
      {exercise.own && (
        <a className="hs-button" href={`#edit/${exercise.id}`}>
          <Icon name="edit" />
          {t("Edit")}
        </a>
      )}
      <a className="hs-button" href={`#copy/${exercise.id}`}>
        <Icon name="copy" />
        {t("Copy and change")}
      </a>
      {exercise.own && (
        <button type="button" className="hs-button" disabled={isBusy} onClick={() => onRetire(exercise)}>
          <Icon name="minus" />
          {t("Retire")}
        </button>
      )}
    </>
  );
}

/** `byId`: every exercise, for the ladder. `told`: what was just done with this one. */
export function LibraryDetail({ t, exercise, byId, nameOf, told, isBusy, onRetire, onReturn }) {
  const [language, setLanguage] = useState(t.language);
  const heading = useRef(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [exercise.id]);
  const isMissing = !exercise.texts[language];
  const said = exercise.texts[language] ?? exercise.texts.en;
  return (
    <article className="hs-exercises-detail" aria-labelledby="exercise-name">
      <a className="hs-link hs-link-alone hs-exercises-back" href="#">
        <Icon name="arrow-left" />
        {t("All exercises")}
      </a>
      <h2 id="exercise-name" ref={heading} tabIndex={-1} lang={isMissing ? "en" : language}>
        {said.name}
      </h2>
      <div role="status">{told && <Notice icon="check-circle" tone="done">{told}</Notice>}</div>
      {exercise.retired && (
        <Notice icon="info">{t("This exercise is retired. Programs that have it go on. New ones cannot begin with it.")}</Notice>
      )}
      <Shown t={t} name={said.name} figure={exercise.figure_url} video={exercise.video_url} />
      <Languages t={t} chosen={language} onChoose={setLanguage} />
      {isMissing && <p className="hs-hint">{t("There is no Spanish text. Patients who read Spanish see this one.")}</p>}
      <div className="hs-stack" lang={isMissing ? "en" : language}>
        <Steps steps={said.steps} caution={said.caution} />
      </div>
      <Facts t={t} exercise={exercise} byId={byId} nameOf={nameOf} dose={(exercise.texts[t.language] ?? said).dose} />
      <div className="hs-row">
        <Actions t={t} exercise={exercise} isBusy={isBusy} onRetire={onRetire} onReturn={onReturn} />
      </div>
    </article>
  );
}
