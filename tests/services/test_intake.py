"""The intake: saved answer by answer, then the beginning of the course; read by who has the journey."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from patient_app.content.body_sites import body_sites
from patient_app.content.warning_sign_lists import AFTER_OPERATION, questions_for
from patient_app.domain.course import HoldLevel
from patient_app.domain.entries import Answer, WarningAnswers
from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.journey import EventKind
from patient_app.domain.people import Role, SharePart
from patient_app.services import activities, entries, holds, intake, intake_journey, journey, snapshot, today
from patient_app.services.intake import Intake
from patient_app.services.journey import EntryDraft
from patient_app.store.queries import care
from patient_app.store.tables import Episode, JourneyEntry
from patient_app.store.unit import Unit
from tests.builders import Cast, Clinic, Clock, Patient, a_check_in, a_patient, someone

NEEDED: dict[str, dict[str, Any]] = {
    "where": {"sites": ["lower_back_left", "buttock_left", "lower_back_right"]},
    "onset": {"on": "2026-02-01", "precision": "month"},
    "how": {"choice": "lifting"},
    "operation": {"choice": "no"},
}


@pytest.fixture
def mia(clinic: Clinic) -> Patient:
    """A patient who shares with nobody and has no course yet."""
    return a_patient(clinic, "Mia Stone")


def say(patient: Patient, **answers: Any) -> Intake:
    found = patient.call(intake.intake)
    for key, value in answers.items():
        found = patient.call(intake.answer, key, value)
    return found


def signs(patient: Patient, **positive: str) -> dict[str, Any]:
    """All warning signs answered with no, but these."""
    asked = patient.call(intake.intake).signs
    return {"question_version": "1", "answers": {each.code: "no" for each in asked} | positive}


def done(patient: Patient, **more: Any) -> Intake:
    say(patient, **{**NEEDED, **more})
    say(patient, signs=signs(patient))
    return patient.call(intake.finish)


def rows(patient: Patient, table: Any) -> list[Any]:
    def read(actor: Any, unit: Unit) -> list[Any]:
        found = list(unit.session.exec(select(table).where(table.patient_id == patient.id)).all())
        for row in found:
            unit.session.expunge(row)
        return found

    return patient.call(read)


def test_each_answer_is_kept_and_found_again(mia: Patient) -> None:
    say(mia, where=NEEDED["where"], worse={"choices": ["sitting", "bending"], "words": " long drives "})
    found = mia.call(intake.intake)
    assert found.answers["worse"] == {"choices": ["sitting", "bending"], "words": "long drives"}
    assert found.is_draft and found.done_on is None
    assert found.missing == ("onset", "how", "operation", "signs")
    say(mia, worse=None)
    assert "worse" not in mia.call(intake.intake).answers


def test_an_unfinished_intake_is_no_course_of_treatment(mia: Patient) -> None:
    say(mia, **NEEDED)
    assert mia.call(lambda actor, unit: care.active_episode(unit.session, actor.id)) is None


def test_what_is_needed_is_named_and_nothing_begins(mia: Patient) -> None:
    say(mia, where=NEEDED["where"])
    with pytest.raises(Invalid) as refused:
        mia.call(intake.finish)
    assert {each.field for each in refused.value.fields} == {
        f"answers.{k}" for k in ("onset", "how", "operation", "signs")
    }
    assert mia.call(intake.intake).is_draft


def test_done_begins_the_course_with_region_onset_and_the_patients_words(mia: Patient) -> None:
    found = done(mia, problem={"words": "Back pain down my left leg"})
    assert (found.done_on, found.is_draft) == (mia.clinic.today, False)
    [episode] = rows(mia, Episode)
    assert (episode.status, episode.region, episode.problem) == ("active", "back", "Back pain down my left leg")
    assert (episode.onset_on, episode.intake["version"]) == (date(2026, 2, 1), "1")
    [onset] = rows(mia, JourneyEntry)
    assert (onset.kind, onset.on, onset.precision, onset.title) == (
        "onset",
        date(2026, 2, 1),
        "month",
        "Back pain down my left leg",
    )


def test_without_words_the_places_name_the_problem(clinic: Clinic) -> None:
    rosa = a_patient(clinic, "Rosa Gil", language="es")
    done(rosa)
    names = [body_sites()[code].name("es") for code in NEEDED["where"]["sites"]]
    assert rows(rosa, Episode)[0].problem == "; ".join(names)


def test_doing_it_again_changes_nothing(mia: Patient) -> None:
    done(mia)
    before = rows(mia, Episode), rows(mia, JourneyEntry)
    mia.call(intake.finish)
    assert len(before[0]) == len(rows(mia, Episode)) == 1
    assert [row.id for row in before[1]] == [row.id for row in rows(mia, JourneyEntry)]


def test_a_later_change_keeps_the_former_answers_and_corrects_the_onset(mia: Patient) -> None:
    done(mia)
    say(mia, onset={"on": "2025-01-01", "precision": "year"})
    assert mia.call(intake.intake).is_draft
    assert rows(mia, JourneyEntry)[0].replaced_at is None
    mia.call(intake.finish)
    [episode] = rows(mia, Episode)
    assert episode.onset_on == date(2025, 1, 1)
    assert episode.intake["former"][0]["answers"]["onset"]["on"] == "2026-02-01"
    entries_now = [row for row in rows(mia, JourneyEntry) if row.replaced_at is None]
    assert [(row.on, row.precision) for row in entries_now] == [(date(2025, 1, 1), "year")]


def test_it_joins_a_course_that_clinicians_began_and_leaves_their_words(cast: Cast) -> None:
    def begin(actor: Any, unit: Unit) -> None:
        unit.session.add(
            Episode(patient_id=actor.id, problem="Lumbar radiculopathy", region="back", started_on=cast.clinic.today)
        )

    cast.ana.call(begin)
    done(cast.ana, problem={"words": "My back"}, where={"sites": ["neck_back"]})
    [episode] = rows(cast.ana, Episode)
    assert (episode.problem, episode.region) == ("Lumbar radiculopathy", "back")
    assert episode.intake["regions"] == ["neck"]


@pytest.mark.parametrize(
    ("answers", "lists"),
    [
        ({"where": {"sites": ["knee_front_left", "neck_back"]}}, ("neck",)),
        ({"operation": {"choice": "yes", "words": "New knee in January"}}, (AFTER_OPERATION,)),
        ({"how": {"choice": "stroke"}}, ("stroke",)),
    ],
)
def test_the_lists_of_the_region_an_operation_and_a_stroke_are_asked(
    mia: Patient, answers: dict[str, Any], lists: tuple[str, ...]
) -> None:
    assert len(mia.call(intake.intake).signs) == 14
    codes = [each.code for each in say(mia, **{**NEEDED, **answers}).signs]
    assert codes == [each.code for each in questions_for(*lists)] and len(codes) > 14
    assert [each.code for each in mia.call(snapshot.snapshot).safety.questions] == codes
    found = say(mia, signs={"question_version": "1", "answers": dict.fromkeys(codes[:14], "no")})
    assert found.missing == ("signs",)


def test_one_sign_is_enough_to_be_done_with_the_safety_questions(mia: Patient) -> None:
    say(mia, **NEEDED, signs={"question_version": "1", "answers": {"RF1": "not_sure"}})
    assert mia.call(intake.finish).done_on is not None


def test_a_known_history_holds_nothing_again(mia: Patient, clock: Clock) -> None:
    def check_in(**answers: str) -> Any:
        given = WarningAnswers("1", tuple((code, Answer(value)) for code, value in answers.items()))
        return mia.call(entries.put_check_in, a_check_in(mia.clinic.today, warning_signs=given), "en")[1]

    shown = check_in(RF7="yes")
    assert shown is not None and shown.level is HoldLevel.EMERGENCY and "911" in shown.text
    hold = mia.call(today.today).hold
    assert hold is not None
    clock.forward(hours=24)
    mia.call(holds.clear_hold, hold.id, holds.CONFIRMATION)
    assert check_in(RF7="yes", RF1="no") is None
    assert mia.call(snapshot.snapshot).safety.known_history == ("RF7",)


def test_activities_are_made_once_and_keep_what_a_therapist_made_of_them(cast: Cast) -> None:
    walk = str(uuid4())
    stairs = cast.ana.call(activities.activities)[0]
    items = [
        {"id": walk, "name": "Walk the dog", "baseline": 2},
        {"id": stairs.id, "name": stairs.name, "baseline": None},
    ]
    done(cast.ana, activities={"items": items})
    known = {each.id: each for each in cast.ana.call(activities.activities)}
    assert (known[walk].baseline, known[stairs.id].baseline) == (2, stairs.baseline)
    cast.paul.call(activities.put_activity, walk, "Walk the dog for an hour", 3)
    say(cast.ana, more={"words": "Left-handed"})
    cast.ana.call(intake.finish)
    assert {each.id: each.name for each in cast.ana.call(activities.activities)}[walk] == "Walk the dog for an hour"


def test_a_clinician_with_the_journey_reads_it_and_pain_only_with_pain(cast: Cast) -> None:
    done(cast.ana, pain_now={"value": 6})
    read = cast.dora.call(intake.of_patient, cast.ana.id)
    assert read.answers["how"] == {"choice": "lifting"} and read.answers["pain_now"] == {"value": 6} and read.sees_pain
    cast.ana.shares(cast.dora, frozenset({SharePart.JOURNEY}))
    read = cast.dora.call(intake.of_patient, cast.ana.id)
    assert "how" in read.answers and not {"pain_now", "signs"} & set(read.answers) and not read.sees_pain
    cast.ana.shares(cast.dora, frozenset({SharePart.PAIN}))
    with pytest.raises(NotFound):
        cast.dora.call(intake.of_patient, cast.ana.id)


def test_an_unfinished_intake_is_read_by_nobody_else(cast: Cast) -> None:
    say(cast.ana, how={"choice": "fall"})
    assert cast.dora.call(intake.of_patient, cast.ana.id).answers == {}


def test_the_patient_knows_who_may_read_it(cast: Cast) -> None:
    assert set(cast.ana.call(intake.intake).team) == {"Paul Okafor", "Dora Lindqvist"}
    cast.ana.shares(cast.dora, frozenset({SharePart.PROGRAM}))
    assert cast.ana.call(intake.intake).team == ("Paul Okafor",)


def test_it_is_due_until_it_is_done(mia: Patient) -> None:
    assert mia.call(intake.is_due)
    say(mia, **NEEDED)
    assert mia.call(intake.is_due)
    done(mia)
    assert not mia.call(intake.is_due)


def test_a_referral_stands_in_the_journey_once(cast: Cast) -> None:
    id, day = str(uuid4()), cast.clinic.days_ago(3)
    for _ in range(2):
        found = cast.ana.call(intake_journey.put_referral, id, " Dr.  Lee ", "Dr. Okafor", day)
    assert [(each.from_whom, each.to_whom, each.on) for each in found] == [("Dr. Lee", "Dr. Okafor", day)]
    assert [each.from_whom for each in cast.dora.call(intake.of_patient, cast.ana.id).referrals] == ["Dr. Lee"]


def test_a_referral_with_a_long_name_can_be_corrected_in_the_journey(cast: Cast) -> None:
    id = str(uuid4())
    [noted] = cast.ana.call(intake_journey.put_referral, id, "L" * 200, "", cast.clinic.today)
    cast.ana.call(journey.correct, id, EntryDraft(EventKind.REFERRAL, cast.clinic.days_ago(1), noted.title))
    [found] = cast.ana.call(intake.intake).referrals
    assert (found.on, found.from_whom) == (cast.clinic.days_ago(1), "L" * 200)


@pytest.mark.parametrize(("field", "values"), [("from_whom", (" ", "Dr. Okafor", 0)), ("on", ("Dr. Lee", "", -1))])
def test_a_referral_needs_a_name_and_a_day_that_has_come(cast: Cast, field: str, values: tuple[str, str, int]) -> None:
    from_whom, to_whom, ago = values
    with pytest.raises(Invalid) as refused:
        cast.ana.call(intake_journey.put_referral, str(uuid4()), from_whom, to_whom, cast.clinic.days_ago(ago))
    assert [each.field for each in refused.value.fields] == [field]


def test_nobody_writes_in_anothers_intake(cast: Cast) -> None:
    id = str(uuid4())
    cast.ana.call(intake_journey.put_referral, id, "Dr. Lee", "", cast.clinic.today)
    with pytest.raises(NotFound):
        cast.strange_patient.call(intake_journey.put_referral, id, "Dr. No", "", cast.clinic.today)
    for other in (cast.dora, cast.admin, someone(cast.clinic, Role.PHYSIATRIST, "Eva New")):
        with pytest.raises(WrongRole):
            other.call(intake.answer, "how", {"choice": "fall"})
    with pytest.raises(NotFound):
        cast.ana.call(intake.answer, "password", {"words": "x"})


def test_open_screens_are_told(cast: Cast, published: list[frozenset[str]]) -> None:
    say(cast.ana, how={"choice": "fall"})
    assert f"patient:{cast.ana.id}" in published[-1]
