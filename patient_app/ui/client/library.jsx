// The exercise library: a list that is searched as one types, an exercise beside it, and the form for the clinic's own.
// What is open stands in the address after '#', so that the way back works as everywhere.
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { api, goToSignIn } from "./api.js";
import { newId } from "./clock.js";
import { problemText } from "./form_parts.jsx";
import { LibraryDetail } from "./library_detail.jsx";
import { LibraryEditor } from "./library_editor.jsx";
import { copyOf, formOf } from "./library_form.js";
import { LibraryList } from "./library_list.jsx";
import { Empty, Notice } from "./notice.jsx";
import { makeT } from "./t.js";

const onHash = (changed) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

const useHash = () =>
  useSyncExternalStore(
    onHash,
    () => window.location.hash.slice(1),
    () => "",
  );

const goTo = (place) => {
  window.location.hash = place;
};

/** Every exercise of the clinic, retired ones too. */
function useExercises(t) {
  const [exercises, setExercises] = useState(null);
  const [problem, setProblem] = useState(null);
  const load = async () => {
    setProblem(null);
    try {
      setExercises(await api("GET", "/exercises?retired=true", undefined, t.language));
    } catch (failed) {
      if (failed.status === 401) goToSignIn(t.language);
      else setProblem(failed);
    }
  };
  useEffect(() => {
    load();
  }, [t.language]);
  const put = (changed) =>
    setExercises((now) => {
      const others = now.filter(({ id }) => id !== changed.id);
      return [...others, changed].sort((one, other) => one.name.localeCompare(other.name, t.language));
    });
  return { exercises, problem, load, put };
}

function Loading({ t }) {
  return (
    <div className="hs-stack" role="status">
      <span className="hs-hidden">{t("Loading the library")}</span>
      {[1, 2, 3, 4].map((at) => (
        <span key={at} className="hs-skeleton hs-skeleton-card" />
      ))}
    </div>
  );
}

function Failed({ t, problem, onAgain }) {
  return (
    <Notice icon="alert" tone="care" role="alert">
      <p>{problemText(t, problem)}</p>
      <button type="button" className="hs-button hs-self-start" onClick={onAgain}>
        {t("Try again")}
      </button>
    </Notice>
  );
}

/** What the address asks for: {kind: 'list', 'shown', 'new', 'edit' or 'copy', exercise}. */
function askedFor(hash, byId) {
  const [kind, id] = hash.includes("/") ? hash.split("/") : ["shown", hash];
  if (hash === "new") return { kind: "new", exercise: null };
  const exercise = byId.get(id);
  if (!exercise || (kind === "edit" && !exercise.own)) return { kind: "list", exercise: null };
  return { kind: ["edit", "copy"].includes(kind) ? kind : "shown", exercise };
}

function useChange(t, put) {
  const [told, setTold] = useState({});
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const change = async (exercise, method, path, retired, words) => {
    setBusy(true);
    setProblem("");
    try {
      await api(method, `/exercises/${exercise.id}${path}`, undefined, t.language);
      put({ ...exercise, retired });
      setTold({ [exercise.id]: words });
    } catch (failed) {
      if (failed.status === 401) goToSignIn(t.language);
      else setProblem(problemText(t, failed));
    }
    setBusy(false);
  };
  return {
    told,
    setTold,
    problem,
    isBusy,
    retire: (exercise) => change(exercise, "DELETE", "", true, t("Retired. Programs that have it go on.")),
    bringBack: (exercise) => change(exercise, "POST", "/return", false, t("It is offered again.")),
  };
}

function Editor({ t, asked, exercises, terms, onSaved, onLeave }) {
  const { kind, exercise } = asked;
  // A new exercise gets its id once: sent twice, it is still one.
  const [id] = useState(() => (kind === "edit" ? exercise.id : newId()));
  const [begun] = useState(() =>
    kind === "copy" ? copyOf(exercise, t("{name}, ours", { name: exercise.texts.en.name })) : formOf(exercise),
  );
  const titles = { new: t("Add an exercise"), edit: t("Edit the exercise"), copy: t("Copy and change") };
  return (
    <LibraryEditor
      t={t}
      place={kind === "new" ? kind : `${kind}/${exercise.id}`}
      id={id}
      title={titles[kind]}
      begun={begun}
      exercises={exercises}
      terms={terms}
      onSaved={onSaved}
      onLeave={onLeave}
    />
  );
}

function Library({ t, exercises, terms, put }) {
  const hash = useHash();
  const byId = useMemo(() => new Map(exercises.map((exercise) => [exercise.id, exercise])), [exercises]);
  const names = useMemo(
    () => Object.fromEntries(Object.entries(terms).map(([field, named]) => [field, Object.fromEntries(named)])),
    [terms],
  );
  const nameOf = useMemo(() => (field, term) => names[field][term] ?? term, [names]);
  const change = useChange(t, put);
  const asked = askedFor(hash, byId);
  const isForm = ["new", "edit", "copy"].includes(asked.kind);
  const onSaved = (exercise) => {
    put(exercise);
    change.setTold({ [exercise.id]: t("Saved. It can be prescribed now.") });
    goTo(exercise.id);
  };
  if (isForm) {
    return (
      <Editor
        key={hash}
        t={t}
        asked={asked}
        exercises={exercises.filter(({ retired }) => !retired)}
        terms={terms}
        onSaved={onSaved}
        onLeave={() => goTo(asked.exercise?.id ?? "")}
      />
    );
  }
  return (
    <div className={`hs-exercises ${asked.exercise ? "hs-exercises-open" : ""}`}>
      <div className="hs-exercises-side">
        <a className="hs-button hs-button-primary hs-self-start" href="#new">
          <Icon name="plus" />
          {t("Add an exercise")}
        </a>
        <LibraryList t={t} exercises={exercises} terms={terms} nameOf={nameOf} opened={asked.exercise?.id} />
      </div>
      <div className="hs-exercises-main">
        <div role="alert">{change.problem && <Notice icon="alert" tone="stop">{change.problem}</Notice>}</div>
        {asked.exercise ? (
          <LibraryDetail
            t={t}
            exercise={asked.exercise}
            byId={byId}
            nameOf={nameOf}
            told={change.told[asked.exercise.id]}
            isBusy={change.isBusy}
            onRetire={change.retire}
            onReturn={change.bringBack}
          />
        ) : (
          <Empty icon="exercise">
            <p className="hs-h3">{t("Choose an exercise")}</p>
            <p className="hs-muted">{t("You see how it looks, its steps in both languages and its usual dose.")}</p>
          </Empty>
        )}
      </div>
    </div>
  );
}

export function ExerciseLibrary({ strings, language, terms }) {
  const t = useMemo(() => makeT(strings, language), [strings, language]);
  const { exercises, problem, load, put } = useExercises(t);
  if (problem) return <Failed t={t} problem={problem} onAgain={load} />;
  if (!exercises) return <Loading t={t} />;
  return <Library t={t} exercises={exercises} terms={terms} put={put} />;
}
