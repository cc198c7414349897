"""Who looked, in plain words: what others did with the record, by day and person, newest first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from babel.lists import format_list

from patient_app.domain.dates import local_date
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import access, people
from patient_app.presenters.dates import day_words

LOCALES = {"en": "en_US", "es": "es_US"}
LOOKED = "record.viewed"


class Look(Protocol):
    """One look or change by somebody else (see `services.access_log.Access`)."""

    @property
    def id(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def who_id(self) -> str | None: ...
    @property
    def who(self) -> str: ...
    @property
    def role(self) -> Role | None: ...
    @property
    def action(self) -> str: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def emergency(self) -> bool: ...
    @property
    def label(self) -> str: ...
    @property
    def through(self) -> str: ...
    @property
    def recipient(self) -> str: ...


@dataclass(frozen=True, slots=True)
class LookRow:
    """What one person did on one day. `emergency`: through emergency access."""

    id: str = ""
    who: str = ""
    role: str = ""
    lines: tuple[str, ...] = ()
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class LookDay:
    """A day, with what each person did on it, the last one first."""

    day: str = ""
    rows: tuple[LookRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody to filter by."""

    key: str = ""
    name: str = ""


def days(t: Translator, found: Sequence[Look], today: date, time_zone: str, only: str = "") -> tuple[LookDay, ...]:
    """The days, newest first; `only`: the key of the person whose looks are shown."""
    shown = [look for look in found if not only or key_of(look) == only]
    by_day = groupby(shown, key=lambda look: local_date(look.at, time_zone))
    return tuple(LookDay(day_words(t, day, today), _rows(t, list(looks))) for day, looks in by_day)


def lookers(t: Translator, found: Iterable[Look]) -> tuple[Looker, ...]:
    """Everyone in the list, by name."""
    names = {key_of(look): access.who(t, look.who, look.label) for look in found}
    return tuple(Looker(key, name) for key, name in sorted(names.items(), key=lambda each: each[1].casefold()))


def key_of(look: Look) -> str:
    """Whose look it is: a person, or a link."""
    return look.who_id or f"link {look.label}"


def _rows(t: Translator, looks: list[Look]) -> tuple[LookRow, ...]:
    groups: dict[tuple[str, bool, str], list[Look]] = {}
    for look in looks:
        groups.setdefault((key_of(look), look.emergency, look.through), []).append(look)
    return tuple(_row(t, group, emergency=emergency) for (_, emergency, _), group in groups.items())


def _row(t: Translator, looks: list[Look], *, emergency: bool) -> LookRow:
    first = looks[0]
    seen = Counter(look.kind or "" for look in looks if look.action == LOOKED)
    done = Counter(access.done(t, look) for look in looks if look.action != LOOKED)
    # A look at the name alone is told only when there was no other: each look shows the name.
    kinds = [kind for kind in KINDS if kind in seen] or ["name"]
    looked = [_times(t, _looked_at(t, kinds), max(seen.values()))] if seen else []
    return LookRow(
        id=first.id,
        who=access.through(t, access.who(t, first.who, first.label), first.through),
        role=people.role(t, first.role) if first.role else "",
        lines=(*looked, *(_times(t, words, count) for words, count in done.items())),
        emergency=emergency,
    )


KINDS = ("program", "pain", "measures", "journey")


def _looked_at(t: Translator, kinds: Sequence[str]) -> str:
    if len(kinds) == len(KINDS):
        return t("Looked at your whole record")
    words = {
        "program": t("your program and exercise log"),
        "pain": t("your pain and check-ins"),
        "measures": t("your questionnaires and measurements"),
        "journey": t("your journey and documents"),
        "name": t("your name"),
    }
    things = format_list([words[kind] for kind in kinds], locale=LOCALES[t.language])
    return t("Looked at {things}", things=things)


def _times(t: Translator, words: str, count: int) -> str:
    return words if count == 1 else t("{what} ({n} times)", what=words, n=count)
