"""Our own export comes into an empty clinic, and what that one exports is the same, but for what is decided there."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from patient_app.domain.record_import import Choices, Fate, Kind, Plan
from patient_app.exports.fhir import bundle
from patient_app.imports.fhir.record import read
from patient_app.services import fhir_record, holds, record_import
from patient_app.services.actor import Operator
from patient_app.services.demo import database as demo_database
from patient_app.services.door import Door
from patient_app.store.database import Database
from patient_app.store.queries import care, courses, people
from patient_app.store.tables import Person, ProgramVersion
from tests.builders import Cast, Clinic, a_line
from tests.databases import contents

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
BASE = "https://clinic.example"

DECIDED_HERE = {"Organization", "CareTeam", "Consent"}
"""Resources that do not come back: the clinic and its centers, who treats, who sees the record."""
ELEMENTS_DECIDED_HERE = {
    ("Patient", "managingOrganization"),
    ("Practitioner", "active"),
    ("PractitionerRole", "active"),
    ("PractitionerRole", "organization"),
    ("EpisodeOfCare", "managingOrganization"),
    ("EpisodeOfCare", "team"),
    ("CarePlan", "careTeam"),
    ("Composition", "custodian"),
    ("DocumentReference", "custodian"),
    ("ServiceRequest", "performer"),
}
"""Elements that name those, and whether a clinician works here. (An order's performer is the PT center.)"""
EQUAL = {
    "Patient",
    "EpisodeOfCare",
    "Condition",
    "ServiceRequest",
    "CarePlan",
    "Flag",
    "Observation",
    "QuestionnaireResponse",
    "Goal",
    "Appointment",
    "Composition",
    "DocumentReference",
    "Provenance",
    "Practitioner",
    "PractitionerRole",
}
"""The types that come back equal."""

PEOPLE = ["beatrice", "leon", "maria", "rosa", "kenji", "nadia"]
"""One course is closed, one report has an addendum, one patient has documents, one speaks Spanish."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    address = demo_database.prepare(tmp_path_factory.mktemp("demo"), NOW, fresh=True, progress=lambda line: None)
    database = Database(address)
    yield Door(database, lambda: NOW)
    database.close()


def exported(door: Door, patient_id: str) -> bytes:
    return b"".join(bundle(door.operate(fhir_record.export_at_command_line, patient_id), BASE, NOW))


def patient_id(door: Door, email: str) -> str:
    def find(session: Session) -> str:
        return session.exec(select(Person.id).where(Person.email == email)).one()

    return door.database.read(find)


def comparable(content: bytes) -> dict[tuple[str, str], dict[str, Any]]:
    """The resources that come back, without what is decided here."""
    found = {}
    for entry in json.loads(content)["entry"]:
        kind, id = entry["resource"]["resourceType"], entry["resource"]["id"]
        left_out = {name for of, name in ELEMENTS_DECIDED_HERE if of == kind}
        if kind == "ServiceRequest" and entry["resource"]["category"][0]["coding"][0]["code"] != "pt-course":
            left_out = set()
        if kind not in DECIDED_HERE:
            found[kind, id] = {name: value for name, value in entry["resource"].items() if name not in left_out}
    return found


@pytest.mark.parametrize("name", PEOPLE)
def test_a_record_comes_back_equal(demo: Door, clinic: Clinic, name: str) -> None:
    clinic.clock.now = NOW
    email = f"{name}@example.org"
    before = exported(demo, patient_id(demo, email))

    done = clinic.door.operate(record_import.bring_in_at_command_line, read(before), None, email)
    after = exported(clinic.door, done.patient_id)

    sent, returned = comparable(before), comparable(after)
    for key in [key for key in sent if key not in returned]:
        # Files are not in a Bundle; who is named only in the care team or a share does nothing in the record.
        assert key[0] in ("Practitioner", "PractitionerRole") or not key[1].endswith(("-paper", "-final")), key
        assert key[0] in ("Practitioner", "PractitionerRole", "DocumentReference"), key
        del sent[key]
    assert returned == sent
    assert {kind for kind, _ in returned} <= EQUAL


def test_the_same_export_again_changes_nothing(demo: Door, clinic: Clinic) -> None:
    clinic.clock.now = NOW
    record = read(exported(demo, patient_id(demo, "maria@example.org")))
    clinic.door.operate(record_import.bring_in_at_command_line, record)
    before = contents(clinic.door.database)

    plan = clinic.door.operate(record_import.bring_in_at_command_line, record).plan

    assert not plan.changes_something
    assert contents(clinic.door.database) == before


def test_an_exercise_of_a_clinics_own_leaves_its_version_out_until_one_is_chosen(demo: Door, clinic: Clinic) -> None:
    clinic.clock.now = NOW
    record = read(exported(demo, patient_id(demo, "walter@example.org")))

    plan = clinic.door.operate(record_import.preview_at_command_line, record)
    chosen = Choices({"Hip hinge with a broomstick": "single-leg-hinge"})
    whole = clinic.door.operate(record_import.preview_at_command_line, record, choices=chosen)

    refused = [row for row in plan.rows if row.resource_type == "CarePlan" and row.fate is Fate.NOT_TAKEN]
    assert len(refused) == 1
    assert '"Hip hinge with a broomstick"' in refused[0].reason
    assert all(row.fate is Fate.NEW for row in whole.rows if row.resource_type in ("CarePlan", "Observation"))


def test_a_record_comes_into_the_clinic_that_it_is_from_as_the_same(cast: Cast) -> None:
    cast.ana.logs(cast.ana.line("bridge"), sets_done=2, note="Went well")
    cast.ana.checks_in(pain_now=3)
    door = cast.clinic.door
    record = read(exported(door, cast.ana.id))

    plan = door.operate(record_import.preview_at_command_line, record)

    assert plan.counts["new"] == plan.counts["changed"] == 0
    assert plan.counts["same"] > 5


def test_a_clinician_cannot_bring_in_what_another_one_is_said_to_have_signed(demo: Door, cast: Cast) -> None:
    cast.clinic.clock.now = NOW
    cast.paul.signs_in()
    record = read(exported(demo, patient_id(demo, "maria@example.org")))

    plan = cast.paul.call(record_import.preview, cast.ana.id, record, Choices(same_person=True))

    signed = [
        row for row in plan.rows if row.reason == "Only who runs the server can bring in what was signed elsewhere."
    ]
    assert {row.resource_type for row in signed} == {"ServiceRequest", "Composition"}


@pytest.mark.parametrize(
    ("kind", "old", "new", "reason"),
    [
        ("ServiceRequest", '"url": "sets", "valueInteger": 3', '"url": "sets", "valueInteger": 3000', "sets is 3000"),
        ("ServiceRequest", '"valueCode": "alternating"', '"valueCode": "upside-down"', "side is 'upside-down'"),
        ("Observation", '"America/New_York"', '"Mars/Olympus"', "no time zone 'Mars/Olympus'"),
        ("Observation", '"valueQuantity": {"value": 3,', '"valueQuantity": {"value": 300,', "it must be from 0 to 10"),
    ],
)
def test_a_value_that_no_row_may_have_is_not_taken(cast: Cast, kind: str, old: str, new: str, reason: str) -> None:
    cast.ana.checks_in(pain_now=3)
    data = json.loads(exported(cast.clinic.door, cast.ana.id))
    spoiled = [json.loads(json.dumps(each).replace(old, new)) if kind in str(each) else each for each in data["entry"]]
    assert spoiled != data["entry"]

    record = read(json.dumps({**data, "entry": spoiled}).encode())

    assert any(reason in left.reason for left in record.left), [left.reason for left in record.left]


def a_visit(cast: Cast, clinician: dict[str, Any]) -> dict[str, Any]:
    return {
        "resourceType": "Appointment",
        "id": "claimed",
        "status": "fulfilled",
        "start": "2026-03-10T15:00:00Z",
        "end": "2026-03-10T15:30:00Z",
        "participant": [
            {"actor": {"reference": f"Patient/{cast.ana.id}"}, "status": "accepted"},
            {"actor": clinician, "status": "accepted"},
        ],
    }


def test_nothing_that_a_file_claims_is_put_under_the_name_of_one_of_our_own(cast: Cast) -> None:
    cast.ana.checks_in(pain_now=3)
    data = json.loads(exported(cast.clinic.door, cast.ana.id))
    plan = next(each["resource"] for each in data["entry"] if each["resource"]["resourceType"] == "CarePlan")
    visit = a_visit(cast, plan["author"])
    data["entry"].append({"resource": visit})

    cast.dora.call(record_import.bring_in, cast.ana.id, read(json.dumps(data).encode()))

    def clinician(operator: Operator, unit: Any) -> Any:
        (found,) = care.visits(unit.session, cast.ana.id)
        person = people.get(unit.session, found.clinician_id)
        return found.clinician_id, person.name, person.deactivated_at is not None

    id, name, is_closed = cast.clinic.door.operate(clinician)
    assert id != cast.paul.id
    assert (name, is_closed) == (f"{cast.paul.name} (imported)", True)


def changed_in_file(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    data = json.loads(content)
    for each in data["entry"]:
        change(each["resource"])
    return json.dumps(data).encode()


def reasons(plan: Plan, resource_type: str) -> list[str]:
    return [each.reason for each in plan.rows if each.resource_type == resource_type]


def ends_holds(resource: dict[str, Any]) -> None:
    if resource["resourceType"] == "Flag":
        resource["status"] = "inactive"
        resource["period"]["end"] = "2026-03-12T15:00:00Z"


def test_a_clinicians_file_never_clears_a_hold(cast: Cast) -> None:
    cast.paul.call(holds.start_hold, cast.ana.id, "Wait for the scan.")
    cast.ana.checks_in(pain_now=3)
    clean = exported(cast.clinic.door, cast.ana.id)
    before = contents(cast.clinic.door.database, "audit_event")

    plan = cast.paul.call(record_import.bring_in, cast.ana.id, read(changed_in_file(clean, ends_holds))).plan

    assert reasons(plan, "Flag") == ["It was made here: what is here stays."]
    assert not plan.changes_something
    assert contents(cast.clinic.door.database, "audit_event") == before


def test_what_a_first_file_found_here_a_second_one_does_not_change(cast: Cast) -> None:
    cast.paul.call(holds.start_hold, cast.ana.id, "Wait for the scan.")
    cast.ana.checks_in(pain_now=3)
    clean = exported(cast.clinic.door, cast.ana.id)
    data = json.loads(clean)
    plan = next(each["resource"] for each in data["entry"] if each["resource"]["resourceType"] == "CarePlan")
    data["entry"].append({"resource": a_visit(cast, plan["author"])})
    first = cast.paul.call(record_import.bring_in, cast.ana.id, read(json.dumps(data).encode())).plan
    assert first.counts["new"] == 1  # so that this import is written, with what it found here
    cast.clinic.clock.forward(minutes=5)

    changed = cast.paul.call(record_import.preview, cast.ana.id, read(changed_in_file(clean, ends_holds)))

    assert reasons(changed, "Flag") == ["It was made here: what is here stays."]
    assert changed.counts["changed"] == 0


def versions_of(door: Door, patient_id: str) -> Any:
    return door.database.read(lambda session: courses.versions(session, patient_id))


def test_a_program_that_a_clinician_brings_in_is_published_by_them_today(cast: Cast) -> None:
    door = cast.clinic.door
    here = versions_of(door, cast.ana.id)

    def claims_another(resource: dict[str, Any]) -> None:
        if resource["resourceType"] in ("CarePlan", "ServiceRequest"):
            resource["id"] = f"other-{resource['id']}"
        for each in resource.get("activity", ()) if resource["resourceType"] == "CarePlan" else ():
            kind, _, id = each["reference"]["reference"].rpartition("/")
            each["reference"]["reference"] = f"{kind}/other-{id}"
        for each in resource.get("extension", ()) if resource["resourceType"] == "CarePlan" else ():
            for part in each.get("extension", ()):
                if part["url"] == "version":
                    part["valueInteger"] = len(here) + 1
                if part["url"] == "effectiveFrom":
                    part["valueDate"] = "2026-01-05"
        for each in resource.get("extension", ()) if resource["resourceType"] == "ServiceRequest" else ():
            if each["url"].endswith("dose"):
                each["extension"].append({"url": "gateChecked", "valueString": "claimed-by-a-file"})

    data = json.loads(changed_in_file(exported(door, cast.ana.id), claims_another))
    for each in data["entry"]:
        if each["resource"]["resourceType"] in ("CarePlan", "ServiceRequest"):
            each.pop("fullUrl", None)
            each["resource"].pop("identifier", None)
    found = read(json.dumps(data).encode())
    (claimed,) = [each.values for each in found.drafts if each.kind is Kind.PROGRAM]
    assert all(each["gates_checked"] for each in claimed["lines"])
    assert str(claimed["effective_from"]) == "2026-01-05"
    cast.paul.call(record_import.bring_in, cast.ana.id, found)

    *former, made = versions_of(door, cast.ana.id)
    assert former == list(here)
    assert (made.version, made.effective_from) == (len(here) + 1, cast.clinic.today)
    assert [each.line_id for each in made.prescriptions] == [each.line_id for each in here[-1].prescriptions]
    assert all(not each.gates_checked for each in made.prescriptions)

    def publisher(operator: Operator, unit: Any) -> Any:
        query = select(ProgramVersion).where(ProgramVersion.patient_id == cast.ana.id)
        row = unit.session.exec(query.where(ProgramVersion.version == made.version)).one()
        return row.published_by, row.published_at == unit.now

    assert door.operate(publisher) == (cast.paul.id, True)


def test_a_hold_names_no_check_in_that_is_not_in_the_file(cast: Cast) -> None:
    cast.paul.call(holds.start_hold, cast.ana.id, "Wait for the scan.")

    def names_one(resource: dict[str, Any]) -> None:
        if resource["resourceType"] == "Flag":
            own = next(each for each in resource["extension"] if each["url"].endswith("hold"))
            own["extension"].append({"url": "checkIn", "valueString": "somebody-elses"})

    found = read(changed_in_file(exported(cast.clinic.door, cast.ana.id), names_one))

    assert [each.values["check_in_id"] for each in found.drafts if each.kind is Kind.HOLD] == [None]


def test_a_line_of_somebody_elses_program_is_no_line_of_a_version(cast: Cast) -> None:
    cast.strange_patient.shares(cast.strange_pt)
    cast.strange_patient.with_program(a_line("bridge"), by=cast.strange_pt)
    line = cast.ana.line("bridge")
    cast.ana.logs(line, sets_done=2)
    content = exported(cast.clinic.door, cast.ana.id)
    theirs = content.replace(line.id.encode(), cast.strange_patient.line("bridge").id.encode())
    assert theirs != content

    plan = cast.clinic.door.operate(record_import.preview_at_command_line, read(theirs))

    assert plan.counts["changed"] == 0
    assert "What it belongs to is not taken." in [each.reason for each in plan.rows]
