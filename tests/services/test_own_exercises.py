"""A clinic's own exercises: added, changed and retired by its PTs, read wherever exercises are read."""

import io
from dataclasses import replace

import pytest
from sqlmodel import select

from patient_app.content.exercise_library import (
    OWN_DOSE,
    DoseSource,
    Exercise,
    Media,
    MediaKind,
    SafetyGate,
    UsualRange,
    library,
)
from patient_app.content.wording import Wording, WordingList
from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.people import Role
from patient_app.domain.program import Load, LoadKind, PainRule, Side
from patient_app.media.encode import encode
from patient_app.services import exercises, handouts, media, own_exercises, panel, programs, snapshot, summary, today
from patient_app.services.actor import Operator
from patient_app.services.programs import Draft
from patient_app.store.tables import AuditEvent
from patient_app.store.types import new_id
from patient_app.store.unit import Unit
from tests.builders import Cast, Clock, Someone, a_line, another_clinic, someone
from tests.media_files import a_photo, a_video


def a_wall_sit(**fields: object) -> Exercise:
    """An exercise that no clinic has yet, in English."""
    exercise = replace(
        library()["mini-squat"],
        id=new_id(),
        names=Wording((("en", "Wall sit"),)),
        step_texts=WordingList((("en", ("Lean on the wall.", "Slide down a little.")),)),
        caution_text=Wording((("en", ""),)),
        easier=("sit-to-stand",),
        harder=(),
        dose_source=DoseSource("", OWN_DOSE),
        usual_range=UsualRange(),
        figure=None,
        is_own=True,
    )
    return replace(exercise, **fields)  # type: ignore[arg-type]


def added(who: Someone, exercise: Exercise | None = None, *media_ids: str) -> Exercise:
    return who.call(own_exercises.put, exercise or a_wall_sit(), media_ids).exercise


def fields_of(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [each.field for each in refused.value.fields]


@pytest.fixture
def elsewhere(cast: Cast) -> Someone:
    """A PT of another clinic on the same server."""
    return someone(another_clinic(cast.clinic), Role.PHYSICAL_THERAPIST, "Hal Berg")


def test_an_own_exercise_stands_in_the_library_as_it_was_written(cast: Cast) -> None:
    full = a_wall_sit(
        names=Wording((("en", "Wall sit"), ("es", "Sentadilla en la pared"))),
        step_texts=WordingList((("en", ("Lean.", "Slide.")), ("es", ("Apóyese.", "Baje.")))),
        caution_text=Wording((("en", "Stop when the knee hurts."),)),
        harder=("step-up",),
        safety_gates=(SafetyGate.WEIGHT_BEARING_LIMIT,),
        dose_source=DoseSource("Our knee group", OWN_DOSE),
        default_dose=replace(library()["mini-squat"].default_dose, load=Load(LoadKind.MASS, 2.5, "kg")),
    )
    assert added(cast.paul, full) == full
    assert cast.dora.call(exercises.exercise, full.id) == full
    assert full in cast.ana.call(exercises.all_exercises)


def test_what_is_not_said_in_spanish_is_read_in_english(cast: Cast) -> None:
    exercise = added(cast.paul)
    assert (exercise.name("es"), exercise.steps("es")) == ("Wall sit", ("Lean on the wall.", "Slide down a little."))


def test_asking_twice_adds_one(cast: Cast) -> None:
    exercise = a_wall_sit()
    assert cast.paul.call(own_exercises.put, exercise).is_new
    assert not cast.paul.call(own_exercises.put, exercise).is_new
    assert [each.id for each in cast.paul.call(exercises.all_exercises) if each.is_own] == [exercise.id]


def test_only_a_pt_adds_changes_and_retires(cast: Cast) -> None:
    exercise = added(cast.paul)
    for other in (cast.ana, cast.dora, cast.admin):
        with pytest.raises(WrongRole):
            added(other)
        with pytest.raises(WrongRole):
            added(other, exercise)
        with pytest.raises(WrongRole):
            other.call(own_exercises.retire, exercise.id)
        with pytest.raises(WrongRole):
            other.call(media.may_add)
        with pytest.raises(WrongRole):
            other.call(media.add, encode(io.BytesIO(a_photo())))
    assert added(cast.strange_pt, replace(exercise, caution_text=Wording((("en", "Slowly."),)))).caution("en")


def test_each_change_is_audited(cast: Cast) -> None:
    exercise = added(cast.paul)
    added(cast.paul, replace(exercise, names=Wording((("en", "Wall slide"),))))
    cast.paul.call(own_exercises.retire, exercise.id)
    cast.paul.call(own_exercises.bring_back, exercise.id)
    cast.paul.call(media.add, encode(io.BytesIO(a_photo())))

    def events(operator: Operator, unit: Unit) -> list[tuple[str, str | None]]:
        query = select(AuditEvent).where(AuditEvent.actor_id == cast.paul.id).order_by(AuditEvent.id)
        return [(row.action, row.object_kind) for row in unit.session.exec(query)]

    assert cast.clinic.door.operate(events)[-5:] == [
        ("exercise.added", "exercise"),
        ("exercise.changed", "exercise"),
        ("exercise.retired", "exercise"),
        ("exercise.returned", "exercise"),
        ("media.added", "media"),
    ]


def test_another_clinics_exercise_does_not_exist(cast: Cast, elsewhere: Someone) -> None:
    exercise = added(elsewhere)
    assert exercise not in cast.paul.call(exercises.all_exercises)
    for call in (exercises.exercise, own_exercises.retire, own_exercises.bring_back):
        with pytest.raises(NotFound):
            cast.paul.call(call, exercise.id)
    with pytest.raises(NotFound):
        added(cast.paul, exercise)
    with pytest.raises(Invalid) as refused:
        cast.paul.call(programs.publish, cast.ana.id, Draft(1, cast.clinic.today, (a_line(exercise.id),)))
    assert fields_of(refused) == ["prescriptions.0.exercise_id"]
    with pytest.raises(Invalid) as refused:
        added(cast.paul, a_wall_sit(harder=(exercise.id,)))
    assert fields_of(refused) == ["harder"]


def test_another_clinics_photo_does_not_exist(cast: Cast, elsewhere: Someone) -> None:
    photo = elsewhere.call(media.add, encode(io.BytesIO(a_photo())))
    assert elsewhere.call(media.picture, photo.id)
    for person in (cast.paul, cast.ana):
        with pytest.raises(NotFound):
            person.call(media.picture, photo.id)
    with pytest.raises(Invalid) as refused:
        added(cast.paul, a_wall_sit(), photo.id)
    assert fields_of(refused) == ["media"]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"names": Wording((("en", "  "),))}, ["name.en"]),
        ({"step_texts": WordingList((("en", ("One.", " ")),))}, ["steps.en"]),
        ({"step_texts": WordingList((("en", ("One.",) * 13),))}, ["steps.en"]),
        ({"step_texts": WordingList((("en", ("One.", "Two.")), ("es", ("Uno.",))))}, ["steps.es"]),
        ({"easier": ("levitation",)}, ["easier"]),
        ({"easier": ("step-up",), "harder": ("step-up",)}, ["harder"]),
        ({"easier": ("step-up", "step-up")}, ["easier"]),
        ({"id": "bridge"}, ["id"]),
    ],
)
def test_values_that_cannot_be_kept_are_named(cast: Cast, fields: dict[str, object], named: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        added(cast.paul, a_wall_sit(**fields))
    assert fields_of(refused) == named
    assert not [each for each in cast.paul.call(exercises.all_exercises) if each.is_own]


def test_a_dose_has_repetitions_or_minutes(cast: Cast) -> None:
    dose = library()["mini-squat"].default_dose
    for wrong in (replace(dose, duration_minutes=5.0), replace(dose, reps=None)):
        with pytest.raises(Invalid) as refused:
            added(cast.paul, a_wall_sit(default_dose=wrong))
        assert fields_of(refused) == ["default_dose.reps"]


def test_two_own_exercises_have_two_names(cast: Cast) -> None:
    first = added(cast.paul)
    with pytest.raises(Invalid) as refused:
        added(cast.paul, a_wall_sit(names=Wording((("en", "WALL  sit"),))))
    assert fields_of(refused) == ["name.en"]
    cast.paul.call(own_exercises.retire, first.id)
    assert added(cast.paul)


def test_a_patient_has_it_on_her_day_and_on_her_phone(cast: Cast) -> None:
    photo = cast.paul.call(media.add, encode(io.BytesIO(a_photo())))
    exercise = added(cast.paul, a_wall_sit(), photo.id)
    cast.ana.with_program(a_line(exercise.id), by=cast.paul)
    (slot,) = cast.ana.call(today.today).slots
    assert slot.exercise == exercise and exercise.media == (photo,)
    shown = {line.id: each for line, each in cast.ana.call(snapshot.snapshot).prescriptions}
    assert shown[cast.ana.line(exercise.id).id] == exercise
    assert cast.ana.logs(cast.ana.line(exercise.id)).id
    found = cast.dora.call(summary.summary, cast.ana.id)
    assert [line.exercise for line in found.lines if line.in_force] == [exercise]
    assert found.exercises[exercise.id] == exercise
    assert cast.paul.call(programs.workbench, cast.ana.id).exercises[exercise.id] == exercise
    paper = cast.ana.call(handouts.handout, cast.ana.id)
    assert paper.exercises == {exercise.id: exercise}
    assert paper.photos == {photo.id: cast.ana.call(media.picture, photo.id)}


def test_the_panel_can_name_it(cast: Cast, clock: Clock) -> None:
    exercise = added(cast.paul)
    cast.ana.with_program(a_line(exercise.id, pain_rule=PainRule(2, 4)), by=cast.paul)
    for _ in range(2):
        cast.ana.logs(cast.ana.line(exercise.id), pain_during=9)
        clock.forward(days=1)
        cast.ana.signs_in()
    cast.dora.signs_in()
    found = cast.dora.call(panel.panel)
    assert exercise.id in [reason.subject for row in found.patients for reason in row.attention]
    assert found.exercises[exercise.id].name("en") == "Wall sit"


def test_a_change_is_read_at_once_and_leaves_published_doses_alone(cast: Cast) -> None:
    exercise = added(cast.paul)
    cast.ana.with_program(a_line(exercise.id, sets=2, reps=7), by=cast.paul)
    before = cast.ana.call(programs.program, cast.ana.id)
    changed = replace(
        exercise,
        step_texts=WordingList((("en", ("Lean on the wall.",)),)),
        default_dose=replace(exercise.default_dose, sets=5, reps=20, side=Side.BOTH),
    )
    added(cast.paul, changed)
    assert cast.ana.call(programs.program, cast.ana.id) == before
    (slot,) = cast.ana.call(today.today).slots
    assert slot.exercise is not None and slot.exercise.steps("en") == ("Lean on the wall.",)
    assert (slot.prescription.sets, slot.prescription.reps, slot.due) == (2, 7, 1)


def test_a_retired_exercise_goes_on_where_it_is_and_begins_nowhere(cast: Cast) -> None:
    exercise = added(cast.paul)
    cast.ana.with_program(a_line(exercise.id), by=cast.paul)
    cast.paul.call(own_exercises.retire, exercise.id)
    assert exercise.id not in [each.id for each in cast.paul.call(exercises.all_exercises)]
    assert exercise.id in [each.id for each in cast.paul.call(exercises.all_exercises, retired=True)]
    (slot,) = cast.ana.call(today.today).slots
    assert slot.exercise == replace(exercise, is_retired=True)
    again = Draft(2, cast.clinic.today, (replace(cast.ana.line(exercise.id), sets=4),))
    assert cast.paul.call(programs.publish, cast.ana.id, again)
    with pytest.raises(Invalid) as refused:
        cast.paul.call(programs.publish, cast.ana.id, Draft(3, cast.clinic.today, (a_line(exercise.id),)))
    assert fields_of(refused) == ["prescriptions.0.exercise_id"]
    cast.paul.call(own_exercises.bring_back, exercise.id)
    assert cast.paul.call(programs.publish, cast.ana.id, Draft(3, cast.clinic.today, (a_line(exercise.id),)))


def test_a_video_is_handed_out_in_parts(cast: Cast) -> None:
    encoded = encode(io.BytesIO(a_video()))
    found = cast.paul.call(media.add, encoded)
    assert found == Media(found.id, MediaKind.VIDEO, 640, 360, encoded.duration_seconds)
    whole = cast.ana.call(media.video, found.id)
    assert (whole.content, whole.first, whole.whole) == (encoded.content, 0, len(encoded.content))
    assert cast.ana.call(media.video, found.id, 100, 199).content == encoded.content[100:200]
    assert cast.ana.call(media.video, found.id, 100).content == encoded.content[100:]
    assert cast.ana.call(media.video, found.id, None, 50).content == encoded.content[-50:]
    assert cast.ana.call(media.video, found.id, 10**9).content == b""
    assert cast.ana.call(media.picture, found.id) == encoded.poster


def test_a_photo_is_no_video(cast: Cast) -> None:
    photo = cast.paul.call(media.add, encode(io.BytesIO(a_photo())))
    with pytest.raises(NotFound):
        cast.paul.call(media.video, photo.id)


def test_a_photo_that_no_exercise_has_shown_for_a_day_goes(cast: Cast, clock: Clock) -> None:
    forgotten, kept = (cast.paul.call(media.add, encode(io.BytesIO(a_photo()))) for _ in range(2))
    exercise = added(cast.paul, a_wall_sit(), kept.id)
    cast.paul.call(own_exercises.retire, exercise.id)
    clock.forward(hours=23)
    cast.paul.signs_in()
    fresh = cast.paul.call(media.add, encode(io.BytesIO(a_photo())))
    assert cast.paul.call(media.picture, forgotten.id)
    clock.forward(hours=2)
    cast.paul.signs_in()
    cast.paul.call(media.add, encode(io.BytesIO(a_photo())))
    with pytest.raises(NotFound):
        cast.paul.call(media.picture, forgotten.id)
    assert cast.paul.call(media.picture, kept.id) and cast.paul.call(media.picture, fresh.id)


def test_without_own_exercises_in_a_program_the_database_is_not_asked(cast: Cast) -> None:
    def shipped(operator: Operator, unit: Unit) -> bool:
        return exercises.catalogue(unit, cast.clinic.id, ("bridge", "walk")) is library()

    assert cast.clinic.door.operate(shipped)


def test_the_second_of_two_colleagues_is_told_and_may_then_replace(cast: Cast) -> None:
    made = added(cast.paul)
    seen = own_exercises.edition(made)
    first = replace(made, names=Wording((("en", "First"),)))
    second = replace(made, names=Wording((("en", "Second"),)))
    cast.paul.call(own_exercises.put, first, (), seen)
    with pytest.raises(Conflict):
        cast.paul.call(own_exercises.put, second, (), seen)
    # The answer to the first was lost, and it is sent again.
    assert not cast.paul.call(own_exercises.put, first, (), seen).is_new
    assert cast.paul.call(own_exercises.put, second).exercise.name("en") == "Second"
