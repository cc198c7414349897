"""A record of another system: the plan says what will happen, the import does exactly that, and never half."""

from typing import Any

import pytest

from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.domain.record_import import Choices, Fate, ForeignRecord, NotReadable, Plan
from patient_app.imports.fhir.record import read
from patient_app.services import record_import
from patient_app.services.actor import Operator
from patient_app.services.record_import import Imported
from patient_app.store.database import Session
from patient_app.store.queries import courses
from patient_app.store.tables import AuditEvent, EntryHistory, metadata
from tests.builders import Cast, Clinic
from tests.databases import contents
from tests.fhir_bundles import (
    a_record,
    as_bytes,
    bundle,
    care_plan,
    condition,
    daily,
    degrees,
    observation,
    pain,
    patient,
    practitioner,
)


def record(*resources: dict[str, Any]) -> ForeignRecord:
    return read(as_bytes(bundle(*resources)))


def fates(plan: Plan) -> dict[str, tuple[Fate, str]]:
    return {row.path.removeprefix("Bundle.entry"): (row.fate, row.becomes or row.reason) for row in plan.rows}


def rows(clinic: Clinic, table: str) -> list[dict[str, Any]]:
    def read_all(session: Session) -> list[dict[str, Any]]:
        return [dict(row._mapping) for row in session.connection().execute(metadata.tables[table].select())]

    return clinic.door.database.read(read_all)


def preview(clinic: Clinic, found: ForeignRecord, **choices: Any) -> Plan:
    return clinic.door.operate(record_import.preview_at_command_line, found, choices=Choices(**choices))


def bring_in(clinic: Clinic, found: ForeignRecord, **choices: Any) -> Imported:
    return clinic.door.operate(record_import.bring_in_at_command_line, found, choices=Choices(**choices))


def test_a_record_becomes_a_patient_with_a_course(clinic: Clinic) -> None:
    found = read(as_bytes(a_record()))
    before = contents(clinic.door.database)

    plan = preview(clinic, found)

    assert contents(clinic.door.database) == before
    assert plan.is_new_patient
    assert plan.counts == {"new": 9, "changed": 0, "same": 0, "not_taken": 2}
    assert fates(plan)["[7].resource"] == (
        Fate.NOT_TAKEN,
        "Nothing here holds it: 39156-5 (loinc.org 39156-5).",
    )

    done = bring_in(clinic, found)

    assert done.plan == plan
    (episode,) = rows(clinic, "episode")
    assert (episode["problem"], episode["region"], episode["status"]) == ("Low back pain", "back", "active")
    assert str(episode["started_on"]) == "2026-02-02"
    (check_in,) = rows(clinic, "check_in")
    assert (check_in["pain_now"], str(check_in["local_date"])) == (4, "2026-03-12")
    (measurement,) = rows(clinic, "measurement")
    assert (measurement["joint"], measurement["side"], measurement["value"]) == ("knee", "left", 112)
    (response,) = rows(clinic, "measure_response")
    assert (response["measure_id"], response["score"]) == ("odi", 34)
    (goal,) = rows(clinic, "goal")
    assert (goal["letter"], goal["description"]) == ("A", "Walk 30 minutes without pain")
    lines = rows(clinic, "prescription")
    assert {(each["exercise_id"], each["sets"], each["reps"], each["hold_seconds"]) for each in lines} == {
        ("bridge", 3, 10, 5),
        ("cat-camel", 1, 10, None),
    }
    (journey,) = rows(clinic, "journey_entry")
    assert (journey["kind"], journey["title"]) == ("referral", "Physical therapy")


def test_the_same_bundle_again_changes_nothing(clinic: Clinic) -> None:
    found = read(as_bytes(a_record()))
    bring_in(clinic, found)
    before = contents(clinic.door.database)

    plan = preview(clinic, found)
    done = bring_in(clinic, found)

    assert plan.counts == {"new": 0, "changed": 0, "same": 9, "not_taken": 2}
    assert done.plan == plan
    assert contents(clinic.door.database) == before


def test_people_of_the_other_system_are_names_without_an_account(clinic: Clinic) -> None:
    bring_in(clinic, read(as_bytes(a_record())))

    staff = [each for each in rows(clinic, "person") if each["role"] not in ("patient", "administrator")]

    assert {each["name"] for each in staff} == {"Jo March", "Dr. Lee", "Not named"}
    assert all(each["deactivated_at"] and each["password_hash"] is None for each in staff)
    assert all(each["email"].endswith("@imported.invalid") for each in staff)


def test_a_changed_observation_corrects_the_entry_and_keeps_the_former_value(clinic: Clinic) -> None:
    bring_in(clinic, record(patient(), pain(value=4)))

    changed = record(patient(), pain(value=7))
    (row,) = [each for each in preview(clinic, changed).rows if each.resource_type == "Observation"]
    bring_in(clinic, changed)

    assert row.fate is Fate.CHANGED
    assert [(each.field, each.old, each.new) for each in row.changes] == [("pain_now", "4", "7")]
    assert [each["pain_now"] for each in rows(clinic, "check_in")] == [7]
    (history,) = rows(clinic, EntryHistory.__tablename__)
    assert (history["change"], history["body"]["pain_now"]) == ("corrected", 4)


def test_a_changed_measurement_replaces_the_former_one(clinic: Clinic) -> None:
    bring_in(clinic, record(patient(), degrees("knee", "41343-5", 100)))
    bring_in(clinic, record(patient(), degrees("knee", "41343-5", 105)))

    old, new = sorted(rows(clinic, "measurement"), key=lambda each: each["value"])

    assert (old["value"], old["replaced_by"], new["value"], new["replaced_by"]) == (100, new["id"], 105, None)


def test_a_changed_plan_goes_on_as_a_new_version(clinic: Clinic) -> None:
    plan = (patient(), practitioner(), condition())
    bring_in(clinic, record(*plan, care_plan(daily("Bridge", "3 x 10"))))

    done = bring_in(clinic, record(*plan, care_plan(daily("Bridge", "3 x 12"))))

    (changed,) = [each for each in done.plan.rows if each.resource_type == "CarePlan"]
    assert changed.fate is Fate.CHANGED
    assert changed.changes[0].field == "bridge"
    versions = clinic.door.database.read(lambda session: courses.versions(session, done.patient_id))
    assert [each.version for each in versions] == [1, 2]
    assert [each.prescriptions[0].reps for each in versions] == [10, 12]
    assert versions[0].prescriptions[0].line_id == versions[1].prescriptions[0].line_id
    assert versions[1].effective_from == clinic.today


def test_an_exercise_that_is_not_known_is_chosen_or_left_out(clinic: Clinic) -> None:
    found = record(
        patient(), practitioner(), condition(), care_plan(daily("Bridge", "3 x 10"), daily("Moon walk", "2 x 5"))
    )

    (refused,) = [each for each in preview(clinic, found).rows if each.resource_type == "CarePlan"]
    left_out = bring_in(clinic, found, exercises={"Moon walk": "-"})

    assert refused.fate is Fate.NOT_TAKEN
    assert '"Moon walk"' in refused.reason
    versions = clinic.door.database.read(lambda session: courses.versions(session, left_out.patient_id))
    assert [each.exercise_id for each in versions[0].prescriptions] == ["bridge"]


def test_another_plan_than_the_one_that_was_shown_is_not_done(clinic: Clinic) -> None:
    found = record(patient(), pain())
    shown = preview(clinic, found)
    bring_in(clinic, found)
    before = contents(clinic.door.database)

    with pytest.raises(Conflict):
        clinic.door.operate(record_import.bring_in_at_command_line, found, plan_hash=shown.hash)

    assert contents(clinic.door.database) == before


def test_a_clinician_imports_what_is_shared_with_them(cast: Cast) -> None:
    found = record(patient(), pain(), degrees("knee", "41343-5", 100))
    cast.ana.shares(cast.strange_doctor, frozenset({SharePart.PAIN}))

    plan = cast.strange_doctor.call(record_import.preview, cast.ana.id, found)
    cast.strange_doctor.call(record_import.bring_in, cast.ana.id, found, Choices(), plan.hash)

    assert [row.fate for row in plan.rows] == [Fate.SAME, Fate.NEW, Fate.NOT_TAKEN]
    assert plan.rows[2].reason == "The patient does not share this with you (measures)."
    assert len(rows(cast.clinic, "check_in")) == 1
    assert rows(cast.clinic, "measurement") == []


def test_only_a_pt_takes_a_program_in(cast: Cast) -> None:
    found = record(patient(), condition(), care_plan(daily("Bridge", "3 x 10")))

    by_doctor = cast.dora.call(record_import.preview, cast.ana.id, found)
    by_pt = cast.paul.call(record_import.preview, cast.ana.id, found)

    assert [row.fate for row in by_doctor.rows if row.resource_type == "CarePlan"] == [Fate.NOT_TAKEN]
    assert [row.fate for row in by_pt.rows if row.resource_type == "CarePlan"] == [Fate.NEW]


def test_a_program_that_is_there_goes_on_until_today(cast: Cast) -> None:
    found = record(patient(), condition(), care_plan(daily("Bridge", "3 x 10")))

    cast.paul.call(record_import.bring_in, cast.ana.id, found)

    versions = cast.clinic.door.database.read(lambda session: courses.versions(session, cast.ana.id))
    assert [each.version for each in versions] == [1, 2]
    assert versions[1].effective_from == cast.clinic.today


def test_nobody_else_imports(cast: Cast) -> None:
    found = record(patient(), pain())
    for someone, problem in (
        (cast.strange_pt, NotFound),
        (cast.strange_doctor, NotFound),
        (cast.admin, WrongRole),
        (cast.ana, WrongRole),
        (cast.strange_patient, WrongRole),
    ):
        with pytest.raises(problem):
            someone.call(record_import.preview, cast.ana.id, found)
        with pytest.raises(problem):
            someone.call(record_import.bring_in, cast.ana.id, found)
        with pytest.raises(problem):
            someone.call(record_import.may_bring_in, cast.ana.id)


def test_a_record_of_somebody_else_is_refused_until_one_says_that_they_are_the_same(cast: Cast) -> None:
    found = record(patient("Bo Chen"), pain())

    with pytest.raises(Invalid, match="Bo Chen"):
        cast.paul.call(record_import.preview, cast.ana.id, found)

    assert cast.paul.call(record_import.preview, cast.ana.id, found, Choices(same_person=True)).counts["new"] == 1


def test_what_was_changed_here_since_stays(clinic: Clinic) -> None:
    done = bring_in(clinic, record(patient(), pain(value=4)))
    clinic.clock.forward(hours=1)

    def correct(operator: object, unit: Any) -> None:
        table = metadata.tables["check_in"]
        unit.session.connection().execute(table.update().values(pain_now=2, edited_at=unit.now))

    clinic.door.operate(correct)
    (row,) = [
        each for each in preview(clinic, record(patient(), pain(value=7))).rows if each.resource_type == "Observation"
    ]

    assert done.plan.counts["new"] == 2
    assert row.reason == "It was changed here since it was imported: what is here stays."


def test_what_was_deleted_here_does_not_come_back(clinic: Clinic) -> None:
    bring_in(clinic, record(patient(), pain()))

    def delete(operator: object, unit: Any) -> None:
        unit.session.connection().execute(metadata.tables["check_in"].delete())

    clinic.door.operate(delete)
    done = bring_in(clinic, record(patient(), pain()))

    assert [each.reason for each in done.plan.rows][1] == "It was deleted here."
    assert rows(clinic, "check_in") == []


def test_a_clinicians_import_changes_what_an_import_made_until_it_is_changed_here(cast: Cast) -> None:
    cast.paul.call(record_import.bring_in, cast.ana.id, record(patient(), degrees("knee", "41343-5", 100)))
    (first,) = rows(cast.clinic, "measurement")
    by_other = degrees("knee", "41343-5", 105, performer=[{"display": "Lou"}])

    cast.paul.call(record_import.bring_in, cast.ana.id, record(patient(), by_other))

    (second,) = [each for each in rows(cast.clinic, "measurement") if each["id"] != first["id"]]
    assert second["value"] == 105
    assert second["measured_by"] not in (first["measured_by"], cast.paul.id)

    def touch(operator: Operator, unit: Any) -> None:
        event = {"patient_id": cast.ana.id, "object_kind": "measurement", "object_id": second["id"]}
        unit.session.add(AuditEvent(action="measurement.corrected", at=unit.now, detail={}, **event))

    cast.clinic.clock.forward(minutes=1)
    cast.clinic.door.operate(touch)
    found = record(patient(), degrees("knee", "41343-5", 110))
    plan = cast.paul.call(record_import.preview, cast.ana.id, found)

    assert plan.rows[1].reason == "It was changed here since it was imported: what is here stays."


def test_two_values_of_one_cell_and_day_are_not_both_taken(clinic: Clinic) -> None:
    found = record(patient(), degrees("one", "41343-5", 100), degrees("two", "41343-5", 110))

    plan = bring_in(clinic, found).plan

    assert plan.rows[2].reason == "Another value of this day is here already. Correct it in the sheet."
    assert [each["value"] for each in rows(clinic, "measurement")] == [100]


def test_an_import_is_audited_and_told(clinic: Clinic, published: list[frozenset[str]]) -> None:
    done = bring_in(clinic, record(patient(), pain()))

    (event,) = [each for each in rows(clinic, AuditEvent.__tablename__) if each["action"] == "record.imported"]
    assert (event["patient_id"], event["detail"]) == (done.patient_id, {"new": 2, "changed": 0})
    assert f"patient:{done.patient_id}" in published[-1]


def test_a_new_patient_with_an_email_address_is_invited(clinic: Clinic) -> None:
    found = record(patient(), pain())

    done = clinic.door.operate(record_import.bring_in_at_command_line, found, None, "Ana@Example.org")

    (person,) = [each for each in rows(clinic, "person") if each["email"] == "ana@example.org"]
    assert (person["id"], person["name"], person["password_hash"]) == (done.patient_id, "Ana Reyes", None)
    assert done.invited is not None
    assert done.invited.code


def test_times_count_for_the_patients_day(clinic: Clinic) -> None:
    bring_in(clinic, record(patient(), pain(on="2026-03-13T02:30:00Z")))

    assert [str(each["local_date"]) for each in rows(clinic, "check_in")] == ["2026-03-12"]


def test_another_course_that_goes_on_stays_the_only_one(clinic: Clinic) -> None:
    done = bring_in(clinic, record(patient(), condition()))
    other = condition(id="c2", code={"text": "Shoulder pain"})

    plan = bring_in(clinic, record(patient(), other)).plan

    assert "Another course of treatment is going on: Low back pain" in plan.rows[1].reason
    assert [(each["patient_id"], each["problem"]) for each in rows(clinic, "episode")] == [
        (done.patient_id, "Low back pain")
    ]


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (pain(on="2031-01-01"), "Its date is to come"),
        (pain(on="2026-03"), "has no day"),
        (pain(on="1066-10-14"), "before 1900"),
        (pain(value=11), "must be a whole number from 0 to 10"),
        (pain(status="preliminary"), "not final"),
        (pain(status="entered-in-error"), "entered in error"),
        (pain(subject={"reference": "Patient/other"}), "somebody else"),
        (pain(implicitRules="http://example.org/rules"), "implicitRules"),
        (pain(modifierExtension=[{"url": "http://example.org/not", "valueBoolean": True}]), "modifier extension"),
        (degrees("rom", "41343-5", 900), "not plausible"),
        (
            observation("rom", "41343-5", {"valueQuantity": {"value": 1, "unit": "rad", "code": "rad"}}),
            "no number with a known unit",
        ),
        (observation("odi", "97909-6", {"valueQuantity": {"value": 101, "unit": "%"}}), "outside of 0 to 100"),
        (
            observation("odi", "97909-6", {"valueQuantity": {"value": 10, "comparator": ">"}}),
            "no score",
        ),
        (care_plan(daily("Bridge", "as you like"), addresses=[]), "how many, or how long"),
        (care_plan(addresses=[]), "no exercises"),
        (care_plan(daily("Bridge", "3 x 10"), status="draft", addresses=[]), "draft"),
    ],
)
def test_what_cannot_be_taken_says_why(clinic: Clinic, resource: dict[str, Any], reason: str) -> None:
    plan = bring_in(clinic, record(patient(), resource)).plan

    assert plan.rows[1].fate is Fate.NOT_TAKEN
    assert reason in plan.rows[1].reason


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": "' + b'\\"' * 1_000_000,
        b'{"a": "' + b'\\"' * 1_000_000 + b"\\",
        b'{"a": ' + b'"\\' * 1_000_000,
        b'{"a": "' + b"a" * 2_000_000,
    ],
    ids=["quotes", "a backslash at the end", "openings", "one text"],
)
def test_a_text_that_never_ends_is_refused_at_once(content: bytes) -> None:
    with pytest.raises(NotReadable, match="not JSON"):
        read(content)


def test_brackets_in_a_text_are_no_structure() -> None:
    data = bundle(patient(), pain(note=[{"text": '\\"[[[{{{' * 40}]))

    assert len(read(as_bytes(data)).drafts) == 1
