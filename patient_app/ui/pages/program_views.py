"""What the program builder shows, as frozen values, and the sentences about versions and publishing."""

from dataclasses import dataclass
from datetime import date

from patient_app.content.exercise_library import SideChoice
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.text import Translator
from patient_app.presenters import program as words
from patient_app.presenters.dates import day_words
from patient_app.presenters.program import ReadLine
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_form import LineForm, read
from patient_app.services import exercises
from patient_app.services.programs import Program, Workbench
from patient_app.ui.names import names


@dataclass(frozen=True, slots=True)
class LineStart:
    """A line as its fields begin. What is typed afterwards stays in the browser's fields and in the draft."""

    form: LineForm
    name: str
    asks_side: bool


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


def asks_side(line: LineForm) -> bool:
    """Is the exercise done on one side or another at all?"""
    try:
        choice = exercises.exercise(line.exercise_id).side_choice
    except NotFound:
        return True
    return choice is not SideChoice.NONE


def form_words(t: Translator, line: LineForm) -> str:
    """A line in words; empty while it cannot be read."""
    found = read(t, line).prescription
    return words.line_words(t, found) if found else ""


def day_of(text: str) -> date | None:
    """A date as the browser sends it; `None` for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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


def newest_view(t: Translator, each: Program) -> NewestView:
    """A version to be read beside the draft."""
    version = each.version
    title = t("{who} published version {n}", who=each.published_by_name, n=version.version)
    return NewestView(version.version, title, version.note or "", words.read_lines(t, version, names(t)))


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


def refusals(t: Translator, error: Invalid, draft: ProgramDraft) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """What the service refuses: of the day, and of each line as (key, field, why)."""
    day, found = "", []
    for each in error.fields:
        place, _, rest = each.field.partition(".")
        number, _, field = rest.partition(".")
        if place == "effective_from":
            day = t(each.message)
        elif place == "prescriptions" and number.isdigit() and int(number) < len(draft.lines):
            name = {"hold_seconds": "hold", "duration_minutes": "minutes"}.get(field, field)
            found.append((draft.lines[int(number)].key, name, t(each.message)))
    return day, tuple(found)
