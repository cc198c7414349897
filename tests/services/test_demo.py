"""The demo clinic: on any weekday and at any hour each situation is what its name says, and every value is sound."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlmodel import Session

from patient_app.content.demo_people import demo_clinic, demo_patients
from patient_app.content.outcome_measures import outcome_measures
from patient_app.content.warning_sign_lists import question_by_code, question_version
from patient_app.domain.adherence import adherence
from patient_app.domain.attention import attention as attention_rules
from patient_app.domain.attention_facts import AttentionFacts, ReasonCode
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.dates import is_late, local_date, range_ending
from patient_app.domain.days import DayClass, days
from patient_app.domain.people import ALL_PARTS, Role
from patient_app.domain.progression import StepKind
from patient_app.domain.streak import streak
from patient_app.services import (
    attention,
    demo,
    order_answers,
    order_drafts,
    order_signing,
    patients,
    policy,
    secrets,
)
from patient_app.services import measures as outcomes
from patient_app.services.access_log import access_log
from patient_app.services.actor import Visitor
from patient_app.services.demo import database as demo_database
from patient_app.services.door import Door
from patient_app.services.exercises import catalogue
from patient_app.services.panel import panel
from patient_app.services.report_seal import verify
from patient_app.services.sign_in import sign_in
from patient_app.services.today import Today, today
from patient_app.store.database import Database
from patient_app.store.queries import care, courses, people
from patient_app.store.tables import Person
from patient_app.store.unit import Unit
from tests.databases import Rows, new_sqlite, rows_of

T = TypeVar("T")

MOMENTS = {
    "Monday evening": datetime(2026, 11, 23, 23, 40, tzinfo=UTC),
    "Tuesday just after midnight": datetime(2026, 11, 24, 5, 4, tzinfo=UTC),
    "Wednesday morning": datetime(2026, 11, 25, 12, 50, tzinfo=UTC),
    "Thursday noon": datetime(2027, 1, 14, 17, 0, tzinfo=UTC),
    "Friday before work": datetime(2027, 3, 12, 11, 30, tzinfo=UTC),
    "Saturday afternoon": datetime(2027, 3, 20, 19, 15, tzinfo=UTC),
    "Sunday night": datetime(2027, 7, 5, 3, 55, tzinfo=UTC),
}
REASONS: dict[str, set[ReasonCode]] = {
    "frances": {ReasonCode.WARNING_SIGN_OPEN},
    "ruth": {ReasonCode.PAIN_HIGH, ReasonCode.PAIN_RISING},
    "nadia": {ReasonCode.RED_PAIN_TWICE},
    "gerald": {ReasonCode.SILENT},
    "theo": {ReasonCode.ADHERENCE_FALLING, ReasonCode.VISIT_MISSED},
    "samuel": {ReasonCode.REPORT_UNACKNOWLEDGED},
    "imani": {ReasonCode.PLAN_OF_CARE_ENDS},
    "emil": {ReasonCode.INVITED_NOT_SIGNED_IN},
    "maria": {ReasonCode.MEASURE_DUE},
}


@dataclass
class Demo:
    """A demo clinic made at some moment."""

    database: Database
    now: datetime
    courses: dict[str, CourseIndex] = field(default_factory=dict)

    def read(self, job: Callable[[Unit], T]) -> T:
        def work(session: Session) -> T:
            found = job(Unit(session, self.now, writable=False))
            session.expunge_all()  # so that rows can be looked at afterwards
            return found

        return self.database.read(work)

    def person(self, key: str) -> Person:
        found = self.read(lambda unit: people.by_email(unit.session, demo_patients()[key].email))
        assert found is not None
        return found

    def day(self, key: str) -> date:
        person = self.person(key)
        return self.read(lambda unit: patients.today(unit, person))

    def course(self, key: str) -> CourseIndex:
        if key not in self.courses:
            person = self.person(key)
            self.courses[key] = self.read(lambda unit: patients.course(unit, person))
        return self.courses[key]

    def facts(self, key: str) -> AttentionFacts:
        person, course = self.person(key), self.course(key)
        return self.read(lambda unit: attention.facts(unit, person, course, ALL_PARTS))

    def today(self, key: str) -> Today:
        door = Door(self.database, lambda: self.now)
        found = sign_in(door, Visitor(), demo_patients()[key].email, demo.PASSWORD)
        return door.call(found.token, today)


@pytest.fixture(scope="module", params=MOMENTS.values(), ids=MOMENTS.keys())
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    database = Database(new_sqlite(tmp_path_factory.mktemp("demo")))
    database.write(lambda session: demo.build(Unit(session, request.param))).result()
    yield Demo(database, request.param)
    database.close()


def test_patients_need_attention_for_the_intended_reasons_only(made: Demo) -> None:
    found = {}
    for key in demo_patients():
        found[key] = {reason.reason for reason in attention_rules(made.facts(key), made.day(key))}
    assert {key: reasons for key, reasons in found.items() if reasons} == REASONS


def test_one_patient_is_ready_for_a_step_up_and_one_for_a_step_back(made: Demo) -> None:
    door = Door(made.database, lambda: made.now)
    token = sign_in(door, Visitor(), "dana.whitfield@example.org", demo.PASSWORD).token
    found = {
        (row.name, each.found.line.exercise_id): each.found.kind
        for row in door.call(token, panel).patients
        for each in row.suggestions
    }
    assert found == {
        ("Maria Kowalczyk", "bridge"): StepKind.UP,
        ("Dolores Applewhite", "mini-squat"): StepKind.BACK,
    }


def test_one_order_waits_for_dana_and_one_is_being_written(made: Demo) -> None:
    door = Door(made.database, lambda: made.now)
    dana, ngozi = (
        sign_in(door, Visitor(), f"{name}@example.org", demo.PASSWORD).token
        for name in ("dana.whitfield", "ngozi.okafor")
    )
    assert [each.order.patient_name for each in door.call(dana, order_answers.waiting)] == ["Ruth Callowmere"]
    desk = door.call(ngozi, order_drafts.desk, made.person("imani").id)
    assert desk.draft is not None and desk.draft.renews == 1
    revision = door.call(ngozi, order_drafts.keep, desk.patient_id, dict(desk.draft.data), desk.draft.revision)
    assert door.call(ngozi, order_signing.preview, desk.patient_id, revision, "en").content.goals


def test_maria_has_12_active_days_and_one_exercise_done_this_morning(made: Demo) -> None:
    shown = made.today("maria")
    assert (shown.streak.current, shown.streak.longest) == (12, 14)
    assert [slot.prescription.exercise_id for slot in shown.slots] == [
        "pelvic-tilt",
        "bird-dog",
        "bridge",
        "knee-to-chest",
        "walk",
    ]
    assert [len(slot.logs) for slot in shown.slots] == [1, 0, 0, 0, 0]
    assert shown.slots[0].logs[0].pain_during == 2
    assert shown.check_in is None


def test_the_silent_patient_has_no_entry_on_5_days_and_more(made: Demo) -> None:
    course = made.course("gerald")
    assert max(course.entry_days) <= range_ending(local_date(made.now, "America/New_York"), 6)[0]


def test_a_flare_last_week_did_not_break_the_streak(made: Demo) -> None:
    course, day = made.course("imani"), local_date(made.now, "America/New_York")
    assert len(course.flare_days) == 4
    assert streak(course, day).current >= 10
    assert DayClass.FLARE in {one.day_class for one in days(course, *range_ending(day, 9), day)}


def test_the_finished_course_is_closed_and_its_program_readable(made: Demo) -> None:
    person = made.person("beatrice")
    episode = made.read(lambda unit: care.active_episode(unit.session, person.id))
    assert episode is not None
    assert (episode.status, episode.closed_on is not None) == ("finished", True)
    assert all(goal.status == "met" for goal in made.read(lambda unit: care.goals(unit.session, person.id)))
    assert made.today("beatrice").has_program


def test_the_stroke_program_says_what_the_helper_does(made: Demo) -> None:
    lines = made.course("otis").versions[-1].prescriptions
    assert {"sit-to-stand", "weight-shift", "two-hand-reach"} <= {line.exercise_id for line in lines}
    assert "Helper" in (lines[0].precautions or "")


def test_the_spanish_speaker_reads_spanish(made: Demo) -> None:
    assert made.person("rosa").language == "es"
    assert any("cuello" in (log.note or "") for log in made.course("rosa").course.logs)


def test_the_patient_who_was_just_referred_has_an_order_and_no_program(made: Demo) -> None:
    person = made.person("kenji")
    assert len(made.read(lambda unit: care.orders(unit.session, person.id))) == 1
    assert not made.today("kenji").has_program


def test_the_urgent_warning_sign_is_open_and_says_whom_to_call(made: Demo) -> None:
    hold = made.today("frances").hold
    assert hold is not None
    assert hold.level == "U"
    assert demo_clinic().phone in hold.text


def test_the_emergency_sign_of_last_month_is_cleared_and_its_days_were_on_hold(made: Demo) -> None:
    course, day = made.course("leon"), local_date(made.now, "America/New_York")
    held = [one.date for one in days(course, *range_ending(day, 60), day) if one.day_class is DayClass.HOLD]
    assert len(held) == 6
    assert made.today("leon").hold is None


def test_the_program_was_changed_four_times_and_each_time_says_why(made: Demo) -> None:
    versions = made.course("amara").versions
    assert [version.version for version in versions] == [1, 2, 3, 4, 5]
    assert all(version.note for version in versions)


def test_the_traveller_has_entries_in_three_zones_and_is_in_london(made: Demo) -> None:
    course = made.course("elias").course
    assert {log.time_zone for log in course.logs} == {"America/New_York", "Asia/Tokyo", "Europe/London"}
    assert made.day("elias") == local_date(made.now, "Europe/London")


def test_adherence_of_one_patient_fell_by_30_points(made: Demo) -> None:
    course, day = made.course("theo"), local_date(made.now, "America/New_York")
    now = adherence(course, *range_ending(day, 14), day).exercise
    before = adherence(course, *range_ending(day - timedelta(days=14), 14), day).exercise
    assert now is not None
    assert before is not None
    assert before - now >= 30


def test_one_patient_does_more_than_prescribed(made: Demo) -> None:
    day = local_date(made.now, "America/New_York")
    assert adherence(made.course("jasper"), *range_ending(day, 28), day).extra >= 10


def test_the_flexible_schedule_has_no_fixed_day(made: Demo) -> None:
    assert all(line.is_flexible for line in made.course("samuel").versions[-1].prescriptions)


def test_steady_patients_are_steady(made: Demo) -> None:
    day = local_date(made.now, "America/New_York")
    for key in ("walter", "maria", "amara", "hannah"):
        assert (adherence(made.course(key), *range_ending(day, 84), day).exercise or 0) >= 80


def test_the_physiatrist_no_longer_sees_the_patient_who_ended_the_sharing(made: Demo) -> None:
    door = Door(made.database, lambda: made.now)
    seen = {}
    for email in ("ngozi.okafor@example.org", "dana.whitfield@example.org"):
        token = sign_in(door, Visitor(), email, demo.PASSWORD).token
        seen[email] = {row.name for row in door.call(token, panel).patients}
    assert "Hannah Lundgreen" not in seen["ngozi.okafor@example.org"]
    assert "Hannah Lundgreen" in seen["dana.whitfield@example.org"]
    assert len(seen["ngozi.okafor@example.org"]) >= 10


def test_some_share_only_parts(made: Demo) -> None:
    okafor = made.read(lambda unit: people.by_email(unit.session, "ngozi.okafor@example.org"))
    assert okafor is not None
    person = made.person("dolores")
    door = Door(made.database, lambda: made.now)
    token = sign_in(door, Visitor(), okafor.email, demo.PASSWORD).token
    parts = door.call(token, policy.shared_parts, person.id)
    assert parts == {"program", "pain"}


def test_patients_see_who_looked(made: Demo) -> None:
    door = Door(made.database, lambda: made.now)
    token = sign_in(door, Visitor(), "maria@example.org", demo.PASSWORD).token
    looks = door.call(token, access_log)
    assert {"Dana Whitfield, PT", "Dr. Ngozi Okafor"} <= {look.who for look in looks}
    assert {"record.viewed", "program.published"} <= {look.action for look in looks}


def test_entries_have_times_that_fit_their_local_date(made: Demo) -> None:
    for key in demo_patients():
        course = made.course(key)
        for log in course.course.logs:
            received = log.received_at
            assert received is not None
            assert local_date(log.performed_at, log.time_zone) == log.local_date
            assert log.performed_at <= log.edited_at <= received <= made.now
            assert log.late == is_late(log.local_date, received, log.time_zone)
            prescription = course.prescriptions[log.prescription_id]
            assert course.lines_on(log.local_date)[prescription.line_id].id == log.prescription_id
            assert course.takes_work(log.local_date)
        for check_in in course.course.check_ins:
            received = check_in.received_at
            assert received is not None
            assert local_date(check_in.recorded_at, check_in.time_zone) == check_in.local_date
            assert check_in.recorded_at <= check_in.edited_at <= received <= made.now
            pains = (check_in.pain_now, check_in.pain_average, check_in.pain_worst)
            assert all(pain is not None and 0 <= pain <= (check_in.pain_worst or 0) for pain in pains)


def test_every_stored_value_is_known_to_the_product(made: Demo) -> None:
    for key in demo_patients():
        person, course = made.person(key), made.course(key)
        known = made.read(lambda unit, p=person: catalogue(unit, p.clinic_id))
        own = {row.id for row in made.read(lambda unit, p=person: care.activities(unit.session, p.id))}
        for prescription in course.prescriptions.values():
            assert prescription.exercise_id in known
        for check_in in course.course.check_ins:
            assert {rating.activity_id for rating in check_in.activity_ratings} <= own
            if check_in.warning_signs:
                assert check_in.warning_signs.question_version == question_version()
                assert all(question_by_code(code) for code, _ in check_in.warning_signs.answers)
        for response in made.read(lambda unit, p=person: outcomes.responses(unit, p.id)):
            assert response.measure_id in outcome_measures()
            assert response.score is not None
            if response.answers:
                assert response.score == outcomes.score(response, outcomes.shipped())


def test_nothing_has_happened_in_the_future_and_planned_visits_are_to_come(made: Demo) -> None:
    for key in demo_patients():
        person = made.person(key)
        for visit in made.read(lambda unit, p=person: care.visits(unit.session, p.id)):
            assert (visit.planned_at > made.now) == (visit.status == "planned"), (key, visit)
        for report in made.read(lambda unit, p=person: care.reports(unit.session, p.id)):
            if report.status == "draft":
                assert (key, report.signed_at, report.content_hash) == ("maria", None, None)
                continue
            assert report.signed_at is not None
            assert verify(report), (key, report.number)
            assert report.signed_at <= (report.acknowledged_at or made.now) <= made.now
            assert local_date(report.signed_at, person.time_zone) >= report.period_to
            assert report.assessment
            assert report.plan
        for version in made.read(lambda unit, p=person: courses.versions(unit.session, p.id)):
            assert version.published_at <= made.now


def test_the_course_of_treatment_is_filled(made: Demo) -> None:
    rows = rows_of(made.database)
    filled = {table for table, found in rows.items() if found}
    assert filled >= {
        "clinic", "pt_centre", "person", "invitation", "care_team_member", "share", "episode", "pt_order", "goal",
        "program_version", "prescription", "exercise_log", "check_in", "measure_response", "activity", "measurement",
        "progress_report", "visit", "journey_entry", "hold", "audit_event",
    }  # fmt: skip
    assert {"planned", "held", "missed", "cancelled"} == {visit["status"] for visit in rows["visit"]}


def test_the_same_moment_gives_the_same_rows_and_another_day_the_same_people(tmp_path: Path) -> None:
    first, again, later = (
        _made_rows(tmp_path / name, MOMENTS["Wednesday morning"] + timedelta(days=days))
        for name, days in (("first", 0), ("again", 0), ("later", 5))
    )
    assert first == again
    assert first["exercise_log"] != later["exercise_log"]
    assert [row["id"] for row in first["person"]] == [row["id"] for row in later["person"]]


def test_the_demo_clinic_is_made_on_both_databases(database: Database) -> None:
    now = MOMENTS["Wednesday morning"]
    accounts = database.write(lambda session: demo.build(Unit(session, now))).result()
    door = Door(database, lambda: now)
    shown = door.call(sign_in(door, Visitor(), accounts[0].email, accounts[0].password).token, today)
    assert shown.streak.current == 12
    rows = rows_of(database)
    assert len(rows["visit"]) > 100
    assert len([row for row in rows["invitation"] if row["accepted_at"] is None]) == 1


def test_the_cast_is_large_and_plainly_made_up() -> None:
    accounts = demo.accounts()
    roles = [account.role for account in accounts]
    assert len(demo_patients()) >= 16
    assert (roles.count(Role.PHYSIATRIST), roles.count(Role.PHYSICAL_THERAPIST), roles.count(Role.ADMINISTRATOR)) == (
        2,
        3,
        1,
    )
    assert all(account.email.endswith("@example.org") for account in accounts)
    assert " 555-01" in demo_clinic().phone
    assert [account.role for account in accounts[:5]] == [
        Role.PATIENT,
        Role.PHYSICAL_THERAPIST,
        Role.PHYSIATRIST,
        Role.PATIENT,
        Role.ADMINISTRATOR,
    ]


def test_the_demo_password_would_be_accepted() -> None:
    secrets.check_new_password(demo.PASSWORD)


def test_the_demo_of_today_is_used_again_and_the_one_of_another_day_replaced(tmp_path: Path) -> None:
    said: list[str] = []
    now = MOMENTS["Thursday noon"]
    first = demo_database.prepare(tmp_path, now, fresh=False, progress=said.append)
    assert demo_database.prepare(tmp_path, now + timedelta(hours=1), fresh=False, progress=said.append) == first
    fresh = demo_database.prepare(tmp_path, now + timedelta(hours=2), fresh=True, progress=said.append)
    assert fresh != first
    assert demo_database.prepare(tmp_path, now + timedelta(hours=3), fresh=False, progress=said.append) == fresh
    tomorrow = demo_database.prepare(tmp_path, now + timedelta(days=1), fresh=False, progress=said.append)
    assert [f"sqlite:///{file}" for file in tmp_path.glob("*.db*")] == [tomorrow]
    assert "replaced" in said[-1]


def _made_rows(folder: Path, now: datetime) -> Rows:
    """All rows of a demo, without the salted passwords."""
    folder.mkdir()
    database = Database(new_sqlite(folder))
    database.write(lambda session: demo.build(Unit(session, now))).result()
    rows = rows_of(database)
    database.close()
    return rows | {"person": [{**row, "password_hash": None} for row in rows["person"]]}


def test_the_clinic_has_exercises_of_its_own_and_walter_does_one(made: Demo) -> None:
    clinic = made.person("walter").clinic_id
    own = [each for each in made.read(lambda unit: catalogue(unit, clinic)).values() if each.is_own]
    assert sorted(each.name("en") for each in own) == ["Hip hinge with a broomstick", "Towel on the shelf"]
    assert all(each.media for each in own)
    lines = made.course("walter").versions[-1].prescriptions
    assert "Hip hinge with a broomstick" in [each.name("en") for each in own if each.id == lines[-1].exercise_id]
    assert [log for log in made.course("walter").course.logs if log.prescription_id == lines[-1].id]
