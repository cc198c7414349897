"""Program templates: who sees which, what is kept of a patient's program, and that the shipped ones stay."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from patient_app.content.exercise_library import Region, library
from patient_app.content.program_templates import Origin, Template, program_templates
from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.domain.program import Load, LoadKind, PainRule, Side
from patient_app.services import own_exercises, panel, templates
from patient_app.services.templates import TemplateDraft
from patient_app.store.tables import AuditEvent, ProgramTemplate
from patient_app.store.unit import Unit
from tests.builders import Cast, Someone, a_line

SHIPPED = "low-back-extension"


def a_draft(**fields: Any) -> TemplateDraft:
    values: dict[str, Any] = {"name": "Stiff back", "region": Region.BACK, "lines": (a_line("bridge"),)}
    return TemplateDraft(**{**values, **fields})


def saved(who: Someone, **fields: Any) -> Template:
    return who.call(templates.save, a_draft(**fields))


def names(who: Someone) -> list[str]:
    return [each.name("en") for each in who.call(templates.all_templates) if each.origin is not Origin.SHIPPED]


def everything(cast: Cast, table: Any) -> list[Any]:
    def read(operator: Any, unit: Unit) -> list[Any]:
        return [row.model_dump() for row in unit.session.exec(select(table))]

    return cast.clinic.door.operate(read)


def test_shipped_ones_are_there_for_therapists_and_physiatrists(cast: Cast) -> None:
    for who in (cast.paul, cast.dora):
        assert {each.id for each in who.call(templates.all_templates)} == set(program_templates())
        assert who.call(templates.template, SHIPPED) == program_templates()[SHIPPED]


def test_an_own_template_exists_for_its_author_alone(cast: Cast) -> None:
    mine = saved(cast.paul)
    assert names(cast.paul) == ["Stiff back"]
    assert names(cast.strange_pt) == names(cast.dora) == []
    for other in (cast.strange_pt, cast.dora):
        with pytest.raises(NotFound):
            other.call(templates.template, mine.id)


def test_the_clinics_are_changed_by_its_therapists_and_read_by_its_physiatrists(cast: Cast) -> None:
    made = saved(cast.paul, scope=Origin.CLINIC)
    assert names(cast.dora) == names(cast.strange_pt) == ["Stiff back"]
    changed = cast.strange_pt.call(
        templates.save, a_draft(name="Very stiff back", scope=Origin.CLINIC, based_on=made.version), made.id
    )
    assert cast.paul.call(templates.template, made.id) == changed
    assert changed.name("en") == "Very stiff back"


WRITING: dict[str, Callable[[Someone, str], Any]] = {
    "save": lambda who, id: who.call(templates.save, a_draft(based_on=1, scope=Origin.CLINIC), id),
    "new": lambda who, id: who.call(templates.save, a_draft()),
    "copy": lambda who, id: who.call(templates.copy, id),
    "retire": lambda who, id: who.call(templates.retire, id),
    "bring_back": lambda who, id: who.call(templates.bring_back, id),
}


@pytest.mark.parametrize("ask", WRITING.values(), ids=WRITING)
def test_only_therapists_change_templates(cast: Cast, ask: Callable[[Someone, str], Any]) -> None:
    made = saved(cast.paul, scope=Origin.CLINIC)
    for who in (cast.dora, cast.ana, cast.admin):
        with pytest.raises(WrongRole):
            ask(who, made.id)


@pytest.mark.parametrize("name", ["save", "copy", "retire", "bring_back"])
def test_for_another_therapist_an_own_template_is_not_there(cast: Cast, name: str) -> None:
    mine = saved(cast.paul)
    with pytest.raises(NotFound):
        WRITING[name](cast.strange_pt, mine.id)


@pytest.mark.parametrize("who", ["ana", "admin"])
def test_patients_and_administrators_see_no_templates(cast: Cast, who: str) -> None:
    for ask in (lambda p: p.call(templates.all_templates), lambda p: p.call(templates.template, SHIPPED)):
        with pytest.raises(WrongRole):
            ask(getattr(cast, who))


def test_what_belongs_to_the_patient_stays_out(cast: Cast) -> None:
    of_ana = replace(
        cast.ana.line("bridge"),
        note="Mind the cat",
        precautions="After the fall in May",
        range_limit="until the visit",
        gates_checked=("weight_bearing_limit",),
        tempo="2-0-2",
    )
    made = saved(cast.paul, lines=(of_ana,))
    assert made.lines == (replace(a_line("bridge"), tempo="2-0-2"),)
    [row] = everything(cast, ProgramTemplate)
    assert not any(text in str(row["data"]) for text in ("cat", "May", "visit", of_ana.line_id, "weight_bearing"))


def test_notes_stay_when_the_therapist_keeps_them(cast: Cast) -> None:
    line = a_line(
        "band-row", days="mon wed", side=Side.LEFT, hold_seconds=5, rest_seconds=0, times_per_day=2,
        load=Load(LoadKind.MASS, 2.5, "kg"), tempo="2-1-2", intensity=6, range_limit="to 90 degrees",
        pain_rule=PainRule(3, 5), precautions="Stop when dizzy", note="Mirror helps",
    )  # fmt: skip
    walk = a_line("walk", sets=1, reps=None, duration_minutes=12.5, times_per_week=5, load=Load(LoadKind.BAND, "red"))
    made = saved(cast.paul, lines=(line, walk), keep_notes=True, open_sides=frozenset({0}), weeks=6, about="Slowly")
    assert made.lines == (replace(line, side=Side.LEFT), walk)
    read = cast.paul.call(templates.template, made.id)
    assert (read.open_sides, read.weeks, read.about("es"), read.names) == (frozenset({0}), 6, "Slowly", made.names)
    assert read.lines == (replace(line, side=Side.BOTH), walk)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": " "}, "name"),
        ({"name": "For Ana Reyes"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"about": "As ana reyes does it"}, "about"),
        ({"about": "x" * 2001}, "about"),
        ({"weeks": 0}, "weeks"),
        ({"weeks": 53}, "weeks"),
        ({"lines": ()}, "lines"),
        ({"lines": (a_line(),) * 31}, "lines"),
        ({"lines": (a_line("yodel"),)}, "lines.0.exercise_id"),
        ({"lines": (a_line(reps=None),)}, "lines.0.reps"),
        ({"lines": (a_line(duration_minutes=5),)}, "lines.0.reps"),
        ({"lines": (a_line(note="Like Ana Reyes"),), "keep_notes": True}, "lines.0.note"),
        ({"scope": Origin.SHIPPED}, "scope"),
    ],
)
def test_what_cannot_be_saved_is_named(cast: Cast, fields: dict[str, Any], named: str) -> None:
    with pytest.raises(Invalid) as refused:
        saved(cast.paul, **fields)
    assert [each.field for each in refused.value.fields] == [named]
    assert everything(cast, ProgramTemplate) == []


def test_two_therapists_do_not_overwrite_one_another(cast: Cast) -> None:
    made = saved(cast.paul, scope=Origin.CLINIC)
    draft = a_draft(scope=Origin.CLINIC, based_on=made.version)
    cast.strange_pt.call(templates.save, draft, made.id)
    with pytest.raises(Conflict):
        cast.paul.call(templates.save, draft, made.id)


def test_an_own_template_may_become_the_clinics_but_not_the_other_way(cast: Cast) -> None:
    mine = saved(cast.paul)
    shared = cast.paul.call(templates.save, a_draft(scope=Origin.CLINIC, based_on=1), mine.id)
    assert (shared.origin, names(cast.strange_pt)) == (Origin.CLINIC, ["Stiff back"])
    with pytest.raises(Invalid):
        cast.paul.call(templates.save, a_draft(based_on=2), mine.id)


def test_a_copy_is_the_therapists_own_and_says_where_it_is_from(cast: Cast) -> None:
    shipped = program_templates()[SHIPPED]
    mine = cast.paul.call(templates.copy, SHIPPED)
    assert mine.lines_in("es") == shipped.lines_in("es")
    assert (mine.origin, mine.copied_from, mine.source) == (Origin.OWN, shipped.names, None)
    assert cast.paul.call(templates.template, mine.id) == mine
    assert names(cast.strange_pt) == []


def test_texts_that_are_not_changed_keep_their_other_language(cast: Cast) -> None:
    mine = cast.paul.call(templates.copy, SHIPPED)
    first, *rest = mine.lines_in("es")
    draft = TemplateDraft(
        mine.name("es"), mine.region, (replace(first, note="Despacio"), *rest), about=mine.about("es"),
        weeks=mine.weeks, open_sides=mine.open_sides, keep_notes=True, based_on=mine.version,
    )  # fmt: skip
    changed = cast.paul.call(templates.save, draft, mine.id)
    assert (changed.names, changed.about_text) == (mine.names, mine.about_text)
    assert changed.lines[0].note == "Despacio"
    assert changed.lines[1:] == mine.lines[1:]


@pytest.mark.parametrize("name", ["save", "retire", "bring_back"])
def test_a_shipped_template_stays_as_it_is(cast: Cast, name: str) -> None:
    with pytest.raises(Invalid):
        WRITING[name](cast.paul, SHIPPED)


def test_a_retired_template_is_out_of_use_until_it_is_brought_back(cast: Cast) -> None:
    mine = saved(cast.paul)
    cast.paul.call(templates.retire, mine.id)
    assert names(cast.paul) == []
    assert cast.paul.call(templates.template, mine.id) == mine
    cast.paul.call(templates.bring_back, mine.id)
    assert names(cast.paul) == ["Stiff back"]


def test_a_line_with_a_retired_exercise_says_that_another_one_is_needed(cast: Cast) -> None:
    own = cast.paul.call(own_exercises.put, replace(library()["bridge"], id=str(uuid4()))).exercise
    cast.paul.call(own_exercises.retire, own.id)
    with pytest.raises(Invalid) as error:
        saved(cast.paul, lines=(a_line(own.id),))
    assert [(each.field, each.message) for each in error.value.fields] == [
        ("lines.0.exercise_id", "Your clinic has retired this exercise. Choose another one.")
    ]


def test_a_template_that_could_not_be_read_again_is_not_kept(cast: Cast) -> None:
    mine = saved(cast.paul)
    for change in ({}, {"template_id": mine.id}):
        draft = a_draft(lines=(a_line("bridge", sets=51),), based_on=mine.version if change else None)
        with pytest.raises(Invalid) as error:
            cast.paul.call(templates.save, draft, **change)
        assert [each.field for each in error.value.fields] == ["lines.0.sets"]
    assert names(cast.paul) == ["Stiff back"]
    assert cast.paul.call(templates.template, mine.id) == mine


def test_each_change_is_audited_once_without_words(cast: Cast) -> None:
    mine = saved(cast.paul)
    cast.paul.call(templates.copy, mine.id, Origin.CLINIC)
    for service in (templates.retire, templates.retire, templates.bring_back, templates.bring_back):
        cast.paul.call(service, mine.id)
    events = [each for each in everything(cast, AuditEvent) if each["object_kind"] == "template"]
    assert [each["action"] for each in sorted(events, key=lambda each: each["id"])] == [
        "template.saved", "template.copied", "template.retired", "template.brought_back",
    ]  # fmt: skip
    assert all(each["patient_id"] is None and "Stiff" not in str(each["detail"]) for each in events)


def test_open_screens_of_the_clinic_are_told(cast: Cast, published: list[frozenset[str]]) -> None:
    published.clear()
    saved(cast.paul)
    assert published == [frozenset({templates.topic(cast.clinic.id)})]


def test_a_program_may_be_started_for_patients_who_share_theirs_alone(cast: Cast) -> None:
    assert cast.paul.call(panel.names) == ((cast.ana.id, "Ana Reyes"),)
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.PAIN}))
    assert cast.strange_pt.call(panel.names) == ()
    for other in (cast.dora, cast.ana, cast.admin):
        with pytest.raises(WrongRole):
            other.call(panel.names)
