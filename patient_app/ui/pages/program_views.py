"""What the program builder shows, as frozen values, and the sentences about versions and publishing.

What becomes of the draft is in `program_bench.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from patient_app.content.exercise_library import Exercise, SideChoice
from patient_app.content.precautions import order_terms
from patient_app.content.safety_gates import safety_gates
from patient_app.domain.text import Translator
from patient_app.presenters import orders as order_words
from patient_app.presenters import program as words
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.dates import day_words
from patient_app.presenters.line_history import HistoryView, history_view
from patient_app.presenters.orders import OrderLine
from patient_app.presenters.program import Change, ReadLine
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_form import LineForm, read
from patient_app.presenters.progression import StepView, step_view
from patient_app.presenters.usual_dose import unusual
from patient_app.services.programs import Program, Workbench
from patient_app.services.progression import Suggestion
from patient_app.services.safety import TouchedGate
from patient_app.ui.names import names
from patient_app.ui.pages.program_bench import Library, base_of, day_of, with_step


@dataclass(frozen=True, slots=True)
class LadderStep:
    """An easier or a harder exercise to put in a line's place."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class LineStart:
    """A line as its fields begin. What is typed afterwards stays in the browser's fields and in the draft."""

    form: LineForm
    name: str
    asks_side: bool
    easier: list[LadderStep] = field(default_factory=list)
    harder: list[LadderStep] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GateView:
    """A safety gate of a line's exercise that a precaution of the order touches, and whether it was ticked."""

    code: str
    name: str
    check: str
    precaution: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class LineSafety:
    """What to look at before a line is published. `quiet`: gates of the exercise that no precaution touches.

    `unusual`: values outside the usual dose; `source`: where that is from.
    """

    gates: list[GateView] = field(default_factory=list)
    quiet: str = ""
    unusual: list[str] = field(default_factory=list)
    source: str = ""


@dataclass(frozen=True, slots=True)
class OrderCard:
    """The physiatrist's order beside the program. `state`: none, hidden (not shared) or shown."""

    state: str = "none"
    title: str = ""
    about: list[str] = field(default_factory=list)
    said: list[OrderLine] = field(default_factory=list)
    precautions: list[str] = field(default_factory=list)
    none_known: bool = False
    goals: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A line of the current version that the draft leaves out."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A published version in the history."""

    version: int
    title: str
    since: str
    author: str
    note: str
    is_newest: bool


@dataclass(frozen=True, slots=True)
class NewestView:
    """The version that somebody published meanwhile, to be read beside the draft."""

    version: int = 0
    title: str = ""
    note: str = ""
    lines: tuple[ReadLine, ...] = ()
    changes: tuple[Change, ...] = ()


def line_start(t: Translator, line: LineForm, library: Library) -> LineStart:
    """A line's fields as they are, with what the library says of its exercise."""
    exercise = library.get(line.exercise_id)
    name = names(t, library)
    if exercise is None:
        return LineStart(line, name(line.exercise_id), True)
    return LineStart(
        form=line,
        name=name(line.exercise_id),
        asks_side=exercise.side_choice is not SideChoice.NONE,
        easier=[LadderStep(id, name(id)) for id in exercise.easier if _is_offered(library.get(id))],
        harder=[LadderStep(id, name(id)) for id in exercise.harder if _is_offered(library.get(id))],
    )


def _is_offered(exercise: Exercise | None) -> bool:
    return exercise is not None and not exercise.is_retired


def line_safety(t: Translator, line: LineForm, library: Library, touched: Iterable[TouchedGate]) -> LineSafety:
    """The gates of a line's exercise, and its dose against the usual one."""
    exercise = library.get(line.exercise_id)
    if exercise is None:
        return LineSafety()
    by_gate, known, language = {each.gate: each for each in touched}, safety_gates(), t.language
    gates = [
        GateView(
            by_gate[gate].tick,
            known[gate].name(language),
            known[gate].check(language),
            by_gate[gate].precaution,
            by_gate[gate].tick in line.gates,
        )
        for gate in exercise.safety_gates
        if gate in by_gate
    ]
    quiet = [known[gate].name(language) for gate in exercise.safety_gates if gate not in by_gate]
    found = read(t, line).prescription
    outside = unusual(t, found, exercise.usual_range) if found else []
    source = f"{exercise.dose_source.text} ({exercise.dose_source.tag})"
    return LineSafety(gates, ", ".join(quiet), outside, source if outside else "")


def order_card(t: Translator, bench: Workbench) -> OrderCard:
    """The newest order in words."""
    order = bench.order
    if order is None:
        return OrderCard("none" if bench.sees_order else "hidden")
    content = order_terms().spoken(order.content, t.language)
    goals = [order_words.goal(t, each, bench.today, names(t, {}, bench.known)) for each in content.goals or ()]
    signed = order_words.signed(t, order, bench.today)
    said = {line.name: line for line in order_words.lines(t, content, bench.today, names(t, {}, bench.known))}
    aside = ("precautions", "goals", "problem", "warning_signs_asked_on")
    return OrderCard(
        state="shown",
        title=t("Order {n}", n=order.number),
        about=[
            *(order_words.diagnosis(t, each) for each in content.diagnoses),
            order_words.frequency(t, content),
            signed,
        ],
        said=[line for name, line in said.items() if name not in aside],
        precautions=list(content.precautions),
        none_known=content.no_known_precautions,
        goals=goals,
    )


def histories(t: Translator, bench: Workbench) -> dict[str, HistoryView]:
    """The history of each line of the newest version, by its key."""
    return {each.line_id: history_view(t, each) for each in bench.histories}


def steps(
    t: Translator, draft: ProgramDraft, suggestions: Iterable[Suggestion], library: Library, today: str
) -> dict[str, StepView]:
    """The suggested step of each line, by its key; without those that the draft has already."""
    day, name = day_of(today), names(t, library)
    return {
        each.found.line.line_id: step_view(t, each.key, each.found, each.step, name, day)
        for each in suggestions
        if day is not None and with_step(t, draft, each, library, day).lines != draft.lines
    }


def others(t: Translator, bench: Workbench) -> list[str]:
    """A sentence for each colleague with a draft."""
    return [t("{name} has a draft for this program too, not published.", name=each.author) for each in bench.others]


def form_words(t: Translator, line: LineForm) -> str:
    """A line in words; empty while it cannot be read."""
    found = read(t, line).prescription
    return words.line_words(t, found) if found else ""


def in_force(t: Translator, newest: Program, today: date) -> str:
    """The version that the draft stands on: number, since when, by whom."""
    version = newest.version
    return t(
        "Version {n}, {since}. Published by {who}.",
        n=version.version,
        since=words.starts(t, version.effective_from, today),
        who=newest.published_by_name,
    )


def version_row(t: Translator, each: Program, bench: Workbench) -> VersionRow:
    """A version of the history."""
    version = each.version
    return VersionRow(
        version=version.version,
        title=t("Version {n}", n=version.version),
        since=words.starts(t, version.effective_from, bench.today),
        author=each.published_by_name,
        note=version.note or "",
        is_newest=each is bench.versions[-1],
    )


def newest_view(t: Translator, bench: Workbench, based_on: int | None) -> NewestView:
    """The newest version to be read beside a draft that stands on `based_on`: what it changed, and all of it."""
    each = bench.versions[-1]
    version = each.version
    title = t("{who} published version {n}", who=each.published_by_name, n=version.version)
    base = base_of(bench, based_on) if based_on is not None else None
    name = names(t, bench.exercises)
    theirs = drafts.start_from(drafts.begin(base, ""), version)
    return NewestView(
        version.version,
        title,
        version.note or "",
        words.read_lines(t, version, name),
        words.changes(t, theirs, name),
    )


def changes_title(t: Translator, draft: ProgramDraft, count: int) -> str:
    """How many changes, against what."""
    if draft.based_on is None:
        return t("The first version of this program")
    if not count:
        return t("No change against version {n}", n=draft.based_on)
    return t.n(
        "{n} change against version {version}", "{n} changes against version {version}", count, version=draft.based_on
    )


def published(t: Translator, made: Program, patient: str, today: date) -> str:
    """What publishing did, and when the patient sees it."""
    version = made.version
    if version.effective_from <= today:
        return t("Version {n} starts today. {name} sees it at once.", n=version.version, name=patient)
    day = day_words(t, version.effective_from, today)
    return t(
        "Version {n} starts on {date}. {name} sees it from that day on.", n=version.version, date=day, name=patient
    )
