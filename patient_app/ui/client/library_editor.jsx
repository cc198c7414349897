// The form for an exercise of the clinic's own. What is typed is kept in this window until it is saved or given up.
import { useEffect, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { api } from "./api.js";
import { Refusal, problemText } from "./form_parts.jsx";
import { Chips, LadderField, SelectField, TextField } from "./library_fields.jsx";
import { ANY_DAYS, MINUTES, REPS, SET_DAYS, bodyOf, errorOf, missing } from "./library_form.js";
import { MediaField } from "./media_field.jsx";
import { Notice } from "./notice.jsx";
import { forget, keep, kept } from "./typed.js";

const SIDES = new Set(["both", "alternating", "left", "right"]);

/** What was typed under `place` before, else `begun`; kept as it changes. */
function useTyped(place, begun) {
  const before = useRef(kept(place));
  const [form, setForm] = useState(before.current ?? begun);
  const isTouched = form !== begun;
  useEffect(() => {
    if (isTouched) keep(place, form);
  }, [place, form, isTouched]);
  const set = (changes) => setForm((now) => ({ ...now, ...changes }));
  return { form, set, isBack: before.current !== null, isTouched };
}

/** `place`: the address of the form; `id`: of the exercise; `begun`: the fields at first; `exercises`: for the ladder.
 *  `onSaved` gets the exercise, `onLeave` is giving it up. */
export function LibraryEditor({ t, place, id, title, begun, exercises, terms, onSaved, onLeave }) {
  const { form, set, isBack, isTouched } = useTyped(place, begun);
  const [errors, setErrors] = useState({});
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isSending, setSending] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), []);
  const leave = () => {
    forget(place);
    onLeave();
  };
  const save = async (event) => {
    event.preventDefault();
    if (isBusy || isSending) return;
    const found = missing(t, form);
    setErrors(found);
    setRefusal("");
    if (Object.keys(found).length > 0) {
      setRefusal(t("Some fields need a change. They are marked below."));
      return;
    }
    setBusy(true);
    try {
      const exercise = await api("PUT", `/exercises/${id}`, bodyOf(form), t.language);
      forget(place);
      onSaved(exercise);
    } catch (problem) {
      const said = Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field, message]));
      setErrors(said);
      // What a colleague did since is told once; saving again is meant.
      if (problem.status === 409) set({ based_on: null });
      const isBelow = Object.keys(said).length > 0;
      setRefusal(isBelow ? t("Some fields need a change. They are marked below.") : problemText(t, problem));
      setBusy(false);
    }
  };
  const props = { t, form, set, errors, terms };
  return (
    <form className="hs-exercise-form" onSubmit={save} noValidate aria-labelledby="form-title">
      <h2 id="form-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {isBack && <Notice icon="info">{t("What you typed here before is back.")}</Notice>}
      {refusal && <Refusal text={refusal} />}
      <Texts {...props} />
      <MediaField
        t={t}
        media={form.media}
        name={form.name_en}
        error={errorOf(errors, "media")}
        onChange={(media) => set({ media })}
        onBusy={setSending}
      />
      <Kinds {...props} />
      <Dose {...props} />
      <Care {...props} id={id} exercises={exercises} />
      <div className="hs-form-foot">
        {isLeaving ? (
          <>
            <p role="alert">{t("What you typed is not saved.")}</p>
            <button type="button" className="hs-button hs-button-danger" onClick={leave}>
              {t("Leave without saving")}
            </button>
            <button type="button" className="hs-button" autoFocus onClick={() => setLeaving(false)}>
              {t("Go on typing")}
            </button>
          </>
        ) : (
          <>
            <button type="submit" className="hs-button hs-button-primary" aria-disabled={isBusy || isSending}>
              <Icon name="check" />
              {isSending ? t("Wait for the file") : isBusy ? t("Saving") : t("Save exercise")}
            </button>
            <button type="button" className="hs-button" onClick={() => (isTouched ? setLeaving(true) : leave())}>
              {t("Cancel")}
            </button>
          </>
        )}
      </div>
    </form>
  );
}

function Texts({ t, form, set, errors }) {
  return (
    <section className="hs-form-part" aria-labelledby="part-texts">
      <h3 id="part-texts">{t("What patients read")}</h3>
      <p className="hs-hint">
        {t("Spanish may stay empty. Patients who read Spanish then see the English text, with no translation.")}
      </p>
      <div className="hs-form-pair">
        <TextField
          id="name-en"
          lang="en"
          label={t("Name in English")}
          error={errorOf(errors, "name.en")}
          maxLength={80}
          value={form.name_en}
          onChange={(name_en) => set({ name_en })}
        />
        <TextField
          id="name-es"
          lang="es"
          label={t("Name in Spanish")}
          error={errorOf(errors, "name.es")}
          maxLength={80}
          value={form.name_es}
          onChange={(name_es) => set({ name_es })}
        />
        <TextField
          id="steps-en"
          lang="en"
          label={t("Steps in English")}
          hint={t("One short step a line.")}
          error={errorOf(errors, "steps.en", "steps")}
          rows={5}
          value={form.steps_en}
          onChange={(steps_en) => set({ steps_en })}
        />
        <TextField
          id="steps-es"
          lang="es"
          label={t("Steps in Spanish")}
          hint={t("As many lines as in English.")}
          error={errorOf(errors, "steps.es")}
          rows={5}
          value={form.steps_es}
          onChange={(steps_es) => set({ steps_es })}
        />
        <TextField
          id="caution-en"
          lang="en"
          label={t("Caution in English")}
          error={errorOf(errors, "caution.en", "caution")}
          maxLength={400}
          rows={2}
          value={form.caution_en}
          onChange={(caution_en) => set({ caution_en })}
        />
        <TextField
          id="caution-es"
          lang="es"
          label={t("Caution in Spanish")}
          error={errorOf(errors, "caution.es")}
          maxLength={400}
          rows={2}
          value={form.caution_es}
          onChange={(caution_es) => set({ caution_es })}
        />
      </div>
    </section>
  );
}

function Kinds({ t, form, set, errors, terms }) {
  const select = (field, label) => (
    <SelectField
      id={`kind-${field}`}
      label={label}
      error={errorOf(errors, field)}
      options={terms[field]}
      empty={t("Choose")}
      value={form[field]}
      onChange={(term) => set({ [field]: term })}
    />
  );
  return (
    <section className="hs-form-part" aria-labelledby="part-kinds">
      <h3 id="part-kinds">{t("How it is found")}</h3>
      <div className="hs-form-pair">
        {select("region", t("Region"))}
        {select("purpose", t("Purpose"))}
        {select("position", t("Position"))}
        {select("side_choice", t("Side"))}
      </div>
      <Chips
        label={t("Equipment")}
        error={errorOf(errors, "equipment")}
        options={terms.equipment}
        chosen={form.equipment}
        onChange={(equipment) => set({ equipment })}
      />
    </section>
  );
}

function Dose({ t, form, set, errors, terms }) {
  const number = (field, name, label) => (
    <TextField
      id={`dose-${field}`}
      label={label}
      error={errorOf(errors, `default_dose.${name}`)}
      inputMode="decimal"
      value={form[field]}
      onChange={(typed) => set({ [field]: typed })}
    />
  );
  return (
    <section className="hs-form-part" aria-labelledby="part-dose">
      <h3 id="part-dose">{t("The dose to begin with")}</h3>
      <p className="hs-hint">{t("A change here changes no program that is published.")}</p>
      <div className="hs-form-row">
        {form.side_choice !== "none" && (
          <SelectField
            id="dose-side"
            label={t("Side of the dose")}
            error={errorOf(errors, "default_dose.side")}
            options={terms.side.filter(([term]) => SIDES.has(term))}
            value={form.side}
            onChange={(side) => set({ side })}
          />
        )}
        <SelectField
          id="dose-measure"
          label={t("Counted in")}
          options={[
            [REPS, t("Repetitions")],
            [MINUTES, t("Minutes")],
          ]}
          value={form.measure}
          onChange={(measure) => set({ measure })}
        />
        {number("sets", "sets", t("Sets"))}
        {form.measure === REPS ? (
          <>
            {number("reps", "reps", t("Reps"))}
            {number("hold", "hold_seconds", t("Hold (s)"))}
          </>
        ) : (
          number("minutes", "duration_minutes", t("Minutes"))
        )}
        {number("rest", "rest_seconds", t("Rest (s)"))}
        {number("times_per_day", "times_per_day", t("Times a day"))}
        <SelectField
          id="dose-schedule"
          label={t("Days")}
          options={[
            [ANY_DAYS, t("Any days")],
            [SET_DAYS, t("Set days")],
          ]}
          value={form.schedule}
          onChange={(schedule) => set({ schedule })}
        />
        {form.schedule === ANY_DAYS && number("times_per_week", "schedule", t("Days a week"))}
        <Load t={t} form={form} set={set} errors={errors} />
      </div>
      {form.schedule === SET_DAYS && (
        <Chips
          label={t("Which days")}
          error={errorOf(errors, "default_dose.schedule")}
          options={terms.weekday}
          chosen={form.days}
          onChange={(days) => set({ days })}
        />
      )}
      <TextField
        id="dose-source"
        label={t("Where the dose comes from")}
        hint={t("A guideline, a study, or your own experience. May stay empty.")}
        error={errorOf(errors, "dose_source")}
        value={form.dose_source}
        onChange={(dose_source) => set({ dose_source })}
      />
    </section>
  );
}

function Load({ t, form, set, errors }) {
  const error = errorOf(errors, "default_dose.load");
  return (
    <>
      <SelectField
        id="dose-load"
        label={t("Load")}
        error={error}
        options={[
          ["none", t("None")],
          ["body", t("Body weight")],
          ["band", t("Band")],
          ["mass", t("Weight")],
        ]}
        empty={t("Not said")}
        value={form.load}
        onChange={(load) => set({ load })}
      />
      {form.load === "band" && (
        <TextField id="dose-band" label={t("Color of the band")} value={form.band} onChange={(band) => set({ band })} />
      )}
      {form.load === "mass" && (
        <>
          <TextField
            id="dose-weight"
            label={t("Weight")}
            inputMode="decimal"
            value={form.weight}
            onChange={(weight) => set({ weight })}
          />
          <SelectField
            id="dose-unit"
            label={t("Unit")}
            options={[
              ["lb", "lb"],
              ["kg", "kg"],
            ]}
            value={form.unit}
            onChange={(unit) => set({ unit })}
          />
        </>
      )}
    </>
  );
}

function Care({ t, form, set, errors, terms, id, exercises }) {
  return (
    <section className="hs-form-part" aria-labelledby="part-care">
      <h3 id="part-care">{t("Steps up and down, and safety")}</h3>
      <div className="hs-form-pair">
        <LadderField
          t={t}
          id="ladder-easier"
          label={t("Easier exercises")}
          error={errorOf(errors, "easier")}
          exercises={exercises}
          chosen={form.easier}
          except={[id, ...form.harder]}
          onChange={(easier) => set({ easier })}
        />
        <LadderField
          t={t}
          id="ladder-harder"
          label={t("Harder exercises")}
          error={errorOf(errors, "harder")}
          exercises={exercises}
          chosen={form.harder}
          except={[id, ...form.easier]}
          onChange={(harder) => set({ harder })}
        />
      </div>
      <Chips
        label={t("Check first")}
        hint={t("Who prescribes it ticks that these were looked at.")}
        error={errorOf(errors, "safety_gates")}
        options={terms.safety_gates}
        chosen={form.safety_gates}
        onChange={(safety_gates) => set({ safety_gates })}
      />
    </section>
  );
}
