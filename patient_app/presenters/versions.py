"""Versions of a program in words: from when, the note, and what changed against the version before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from patient_app.domain.program import Prescription, ProgramVersion
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words
from patient_app.presenters.dose import dose
from patient_app.presenters.schedule import schedule


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version: 'Version 3', from when, its note, and each change in words."""

    title: str = ""
    since: str = ""
    note: str = ""
    changes: tuple[str, ...] = ()


def history(
    t: Translator, versions: Sequence[ProgramVersion], today: date, name: Callable[[str], str]
) -> tuple[VersionView, ...]:
    """Every version, the newest first."""
    ordered = sorted(versions, key=lambda version: version.version)
    befores = [None, *ordered]
    views = [
        VersionView(
            title=t("Version {n}", n=version.version),
            since=_since(t, version.effective_from, today),
            note=version.note or "",
            changes=changes(t, before, version, name),
        )
        for before, version in zip(befores, ordered, strict=False)
    ]
    return tuple(reversed(views))


def changes(
    t: Translator, before: ProgramVersion | None, after: ProgramVersion, name: Callable[[str], str]
) -> tuple[str, ...]:
    """What `after` changed, exercise by exercise; of the first version, how many exercises it has."""
    if before is None:
        return (t.n("{n} exercise", "{n} exercises", len(after.prescriptions)),)
    old = {line.line_id: line for line in before.prescriptions}
    new = {line.line_id: line for line in after.prescriptions}
    added = [t("Added: {exercise}", exercise=name(line.exercise_id)) for id, line in new.items() if id not in old]
    changed = [found for id, line in new.items() if id in old and (found := _changed(t, old[id], line, name))]
    ended = [t("Ended: {exercise}", exercise=name(line.exercise_id)) for id, line in old.items() if id not in new]
    return (*added, *changed, *ended) or (t("The exercises are the same."),)


def _changed(t: Translator, old: Prescription, new: Prescription, name: Callable[[str], str]) -> str:
    before, after = [dose(t, old)], [dose(t, new)]
    if schedule(t, old) != schedule(t, new):
        before.append(schedule(t, old))
        after.append(schedule(t, new))
    if before == after:
        return ""
    return t(
        "{exercise}: {after} (before: {before})",
        exercise=name(new.exercise_id),
        after=", ".join(after),
        before=", ".join(before),
    )


def _since(t: Translator, day: date, today: date) -> str:
    if day > today:
        return t("starts {date}", date=day_words(t, day, today))
    return t("from {date}", date=day_words(t, day, today))
