"""Every call of the API with a right request, who may make it, and how it can be wrong. The walk goes over this list.

A route that is not here fails the walk.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.api.client import (
    cell_body,
    check_in_body,
    exercise_body,
    line_body,
    log_body,
    measure_body,
    new_id,
    program_body,
)
from tests.builders import Cast
from tests.questionnaires import a_questionnaire

Body = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """A call of one route.

    `by` names someone of the cast who may make it (empty: anyone), `not_for` people of another role.
    `path` is the address for a right call; `for_patient` puts another patient's id in it.
    `body` makes a right body; `wrong` has a wrong value for each of its fields, by path.
    """

    route: str
    by: str = ""
    path: Callable[[Cast], str] | None = None
    not_for: tuple[str, ...] = ()
    for_patient: Callable[[str], str] | None = None
    with_id: Callable[[str], str] | None = None
    unknown_id_is_404: bool = True
    body: Callable[[Cast], Body] | None = None
    wrong: dict[str, Any] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    query: dict[str, str] = field(default_factory=dict)
    body_may_be_absent: bool = False

    @property
    def method(self) -> str:
        return self.route.split()[0]

    def address(self, cast: Cast) -> str:
        """The address of a right call."""
        return self.path(cast) if self.path else self.route.split()[1].removeprefix("/api/v1")


NOT_NUMBERS = ("3", 2.5, True, -1, 11, [], {})
NOT_DATES = ("2026-02-30", "16.03.2026", "2026-3-16", "2026-03-16T00:00:00Z", 20260316, "0001-01-01", "")
NOT_INSTANTS = ("2026-03-16", "2026-03-16T12:00:00", "yesterday", 1773676800, "2026-03-16 12:00:00Z", "")
NOT_TEXTS = (7, [], "a\x00b", "x" * 2001)
NOT_IDS = ("", "me", "12345678-1234-1234-1234-12345678901", 7, None)
NOT_WORK = ("3", True, -1, 1e9)

NO_REPORT = new_id()
"""Of a report that does not exist: `test_reports.py` has ones that do."""

LOG_WRONG = {
    "prescription_id": NOT_IDS,
    "local_date": NOT_DATES,
    "time_zone": (7, "", "Mars/Olympus", "../etc/passwd", "a\x00b"),
    "performed_at": NOT_INSTANTS,
    "edited_at": NOT_INSTANTS,
    "sets_done": (*NOT_WORK, 2.5, 101),
    "reps_done": (*NOT_WORK, 2.5),
    "hold_seconds": (*NOT_WORK, 2.5, 3601),
    "duration_minutes": (*NOT_WORK, 601),
    "load": ("red", {"kind": "rope"}, {"kind": "mass", "value": "2"}, {"kind": "none", "value": 3}, {"colour": "red"}),
    "side": ("top", 1),
    "pain_during": NOT_NUMBERS,
    "effort": NOT_NUMBERS,
    "note": NOT_TEXTS,
    "not_done_reason": ("lazy", 1),
}
CHECK_IN_WRONG = {
    "local_date": NOT_DATES,
    "time_zone": (7, "", "Mars/Olympus"),
    "recorded_at": NOT_INSTANTS,
    "edited_at": NOT_INSTANTS,
    "pain_now": NOT_NUMBERS,
    "pain_worst": NOT_NUMBERS,
    "pain_average": NOT_NUMBERS,
    "pain_sites": ("back", [1], [""]),
    "activity_ratings": (3, [{"activity_id": new_id(), "rating": 5}], [{"rating": 5}]),
    "morning_settled": ("no", True),
    "flare": ("true", 1, None),
    "sleep": NOT_NUMBERS,
    "note": NOT_TEXTS,
    "warning_signs": ("none", {"question_version": "1"}, {"question_version": "1", "answers": {"RF1": "maybe"}}),
}
MEASURE_WRONG = {
    "measure_id": (7, "", "happiness", "odi"),
    "measure_version": (7, "0"),
    "local_date": NOT_DATES,
    "time_zone": (7, "Mars/Olympus"),
    "edited_at": NOT_INSTANTS,
    "answers": (3, {"pain": "4"}, {"pain": 11}, {"pain": 4.5}, {"pain": True}, {"mood": 4}),
}
EXERCISE_WRONG = {
    "name": ("Wall sit", {}, {"en": ""}, {"en": "x" * 81}, {"en": "Wall sit", "fr": "Chaise"}),
    "name.en": (7, "  ", "a\x00b", None),
    "region": ("Knee", 7, None),
    "position": ("upside_down", None),
    "purpose": ("fun", None),
    "equipment": ("wall", ["anvil"], None),
    "side_choice": ("both", None),
    "steps": (["Lean."], {"en": []}, {"en": ["Lean."] * 13}, {"en": ["Lean.", " "]}, {"en": ["x" * 301]}),
    "steps.en": ("Lean.", [7], None),
    "caution": ("Care", {"en": ""}, {"en": "x" * 401}),
    "easier": ("bridge", ["levitation"], [7], ["bridge", "bridge"]),
    "harder": (["sit-to-stand"], ["levitation"]),
    "default_dose": ({}, None, 3),
    "default_dose.sets": (0, 11, 2.5, "3", None),
    "default_dose.reps": (0, 101, 2.5),
    "default_dose.hold_seconds": (0, 301),
    "default_dose.side": ("top", None),
    "default_dose.times_per_day": (0, 7, None),
    "default_dose.schedule": ({}, {"times_per_week": 8}, {"days": []}, None),
    "dose_source": NOT_TEXTS,
    "safety_gates": (["sharks"], "helper_needed"),
    "media": (["photo"], [new_id()], "none"),
}
PROGRAM_WRONG = {
    "based_on": ("1", 0, 1.5, True),
    "effective_from": (*NOT_DATES, "2026-03-15"),
    "note": NOT_TEXTS,
    "prescriptions": (None, {}, [[]]),
    "prescriptions.0.line_id": ("", "new", 7, new_id()),
    "prescriptions.0.exercise_id": ("", 7, "levitation"),
    "prescriptions.0.side": ("top", None),
    "prescriptions.0.sets": ("3", 2.5, True, 0, 51, None),
    "prescriptions.0.reps": ("10", 2.5, True, 0, 501),
    "prescriptions.0.hold_seconds": ("5", 2.5, 0, 3601),
    "prescriptions.0.duration_minutes": ("5", 0, 601, 20),
    "prescriptions.0.rest_seconds": ("5", -1),
    "prescriptions.0.load": ("band", {"kind": "mass", "value": 2.5}, {"kind": "band", "unit": "kg"}),
    "prescriptions.0.tempo": (7,),
    "prescriptions.0.intensity": NOT_NUMBERS,
    "prescriptions.0.range_limit": (7,),
    "prescriptions.0.times_per_day": (0, 7, "1", None),
    "prescriptions.0.schedule": (
        {},
        {"days": []},
        {"days": ["monday"]},
        {"days": ["mon", "mon"]},
        {"times_per_week": 0},
        {"times_per_week": 8},
        {"days": ["mon"], "times_per_week": 1},
        "daily",
    ),
    "prescriptions.0.pain_rule": (
        {"green_max": 5, "amber_max": 4},
        {"green_max": 2},
        {"green_max": 2, "amber_max": 11},
    ),
    "prescriptions.0.precautions": NOT_TEXTS,
    "prescriptions.0.note": NOT_TEXTS,
}
CELLS_WRONG = {
    "entries": (None, {}, [], [{}] * 201),
    "entries.0.id": NOT_IDS,
    "entries.0.row": (7, "", "x" * 65, None),
    "entries.0.side": ("top", 1),
    "entries.0.text": (112, "", "x" * 21, "a\x00b", None),
    "entries.0.measured_on": NOT_DATES,
    "entries.0.unit": (7, "", "kilograms"),
    "entries.0.replaces": ("", "me", 7),
}
OPTIONAL_OF_A_LINE = (
    *("line_id", "reps", "hold_seconds", "duration_minutes", "rest_seconds", "load", "tempo", "intensity"),
    *("range_limit", "pain_rule", "precautions", "note"),
)
NOT_PATIENTS = ("paul", "dora", "admin")
NOT_PHYSIATRISTS = ("ana", "paul", "admin")


def entry_calls(name: str, body: Callable[[Cast], Body], wrong: dict[str, Any], needed: set[str]) -> list[Call]:
    """PUT and DELETE of one kind of entry."""
    route = f"/api/v1/{name}/{{id}}"
    return [
        Call(
            f"PUT {route}",
            "ana",
            lambda cast: f"/{name}/{new_id()}",
            NOT_PATIENTS,
            with_id=lambda id: f"/{name}/{id}",
            unknown_id_is_404=False,
            body=body,
            wrong=wrong,
            optional=frozenset(wrong) - needed,
        ),
        Call(
            f"DELETE {route}",
            "ana",
            lambda cast: f"/{name}/{new_id()}",
            NOT_PATIENTS,
            with_id=lambda id: f"/{name}/{id}",
            unknown_id_is_404=False,
            body=lambda cast: {"edited_at": "2026-03-16T12:00:00-04:00"},
            wrong={"edited_at": NOT_INSTANTS},
            body_may_be_absent=True,
        ),
    ]


CALLS = [
    Call("GET /healthz"),
    Call("GET /readyz"),
    Call("GET /figures/{exercise_id}.svg", path=lambda cast: "/figures/bird-dog.svg", query={"side": "up"}),
    Call(
        "GET /figures/{media_id}.webp",
        "ana",
        lambda cast: f"/figures/{new_id()}.webp",
        with_id=lambda id: f"/figures/{id}.webp",
    ),
    Call(
        "GET /figures/{media_id}.mp4",
        "ana",
        lambda cast: f"/figures/{new_id()}.mp4",
        with_id=lambda id: f"/figures/{id}.mp4",
    ),
    Call("GET /api/v1/session", "ana"),
    Call("DELETE /api/v1/session", "ana"),
    Call(
        "DELETE /api/v1/me",
        "ana",
        not_for=NOT_PATIENTS,
        # A wrong password: nobody goes on this walk.
        body=lambda cast: {"password": "not the right one", "confirm": True},
        wrong={"password": (7, "", "x" * 1001), "confirm": ("true", 1, None, False)},
    ),
    Call(
        "POST /api/v1/session",
        body=lambda cast: {"email": cast.ana.email, "password": "x"},
        wrong={"email": (7, "", "a\x00b", None), "password": (7, ""), "code": (7, "", "x" * 65)},
        optional=frozenset({"code"}),
    ),
    Call("GET /api/v1/invitations/{code}", path=lambda cast: "/invitations/WRONG"),
    Call(
        "POST /api/v1/invitations/{code}/accept",
        path=lambda cast: "/invitations/WRONG/accept",
        body=lambda cast: {"name": "Bo", "password": "long enough for anyone", "time_zone": "UTC"},
        wrong={"name": (7, ""), "password": (7, ""), "time_zone": (7, ""), "language": ("fr",), "share": ("yes", 1)},
        optional=frozenset({"language", "share"}),
    ),
    Call("GET /api/v1/registrations"),
    Call(
        "POST /api/v1/registrations",
        body=lambda cast: {
            "name": "Bo",
            "email": "bo@example.org",
            "password": "long enough for anyone",
            "time_zone": "UTC",
        },
        wrong={
            "name": (7, "", "x" * 201),
            "email": (7, "", None),
            "password": (7, ""),
            "time_zone": (7, ""),
            "language": ("fr",),
        },
        optional=frozenset({"language"}),
    ),
    Call("GET /api/v1/today", "ana", not_for=NOT_PATIENTS, query={"date": "2026-02-30"}),
    Call("GET /api/v1/snapshot", "ana", not_for=NOT_PATIENTS),
    *entry_calls(
        "exercise-logs",
        lambda cast: log_body(cast.ana.line("bridge").id, cast.clinic.today),
        LOG_WRONG,
        {"prescription_id", "local_date", "time_zone", "performed_at", "edited_at"},
    ),
    *entry_calls(
        "check-ins",
        lambda cast: check_in_body(cast.clinic.today, pain_now=3),
        CHECK_IN_WRONG,
        {"local_date", "time_zone", "recorded_at", "edited_at", "flare"},
    ),
    *entry_calls("measure-responses", lambda cast: measure_body(cast.clinic.today), MEASURE_WRONG, set(MEASURE_WRONG)),
    Call(
        "POST /api/v1/sync",
        "ana",
        not_for=NOT_PATIENTS,
        body=lambda cast: {"entries": [{"id": new_id(), "kind": "exercise_log", "delete": True}]},
        wrong={"entries": (None, {}, [], [{}] * 501)},
    ),
    Call(
        "GET /api/v1/activities",
        "paul",
        lambda cast: f"/activities?patient={cast.ana.id}",
        ("admin",),
        for_patient=lambda id: f"/activities?patient={id}",
        query={"patient": "ana"},
    ),
    Call(
        "PUT /api/v1/activities/{activity_id}",
        "ana",
        lambda cast: f"/activities/{new_id()}",
        ("dora", "admin"),
        with_id=lambda id: f"/activities/{id}",
        unknown_id_is_404=False,
        for_patient=lambda id: f"/activities/{new_id()}?patient={id}",
        body=lambda cast: {"name": "Walk the dog", "baseline": 4},
        wrong={"name": (7, "", "   ", "x" * 201), "baseline": NOT_NUMBERS, "until": NOT_DATES},
        optional=frozenset({"baseline", "until"}),
        query={"patient": "ana"},
    ),
    Call("GET /api/v1/intake", "ana", not_for=NOT_PATIENTS),
    Call(
        "PUT /api/v1/intake/answers/{key}",
        "ana",
        lambda cast: "/intake/answers/how",
        NOT_PATIENTS,
        body=lambda cast: {"answer": {"choice": "lifting"}},
        wrong={"answer": (7, "lifting", [], {}, {"choice": "luck"}, {"choice": ["fall"]}, {"choice": "fall", "x": 1})},
    ),
    Call("POST /api/v1/intake/done", "ana", not_for=NOT_PATIENTS),
    Call(
        "PUT /api/v1/referrals/{referral_id}",
        "ana",
        lambda cast: f"/referrals/{new_id()}",
        NOT_PATIENTS,
        with_id=lambda id: f"/referrals/{id}",
        unknown_id_is_404=False,
        body=lambda cast: {"from_whom": "Dr. Lee", "to_whom": "Dr. Okafor", "on": cast.clinic.today.isoformat()},
        wrong={"from_whom": (7, "", "  ", "x" * 201), "to_whom": (7, "x" * 201), "on": (*NOT_DATES, "2026-03-17")},
        optional=frozenset({"to_whom"}),
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/program",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/program",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/program",
        with_id=lambda id: f"/patients/{id}/program",
        query={"version": "1.5"},
    ),
    Call(
        "PUT /api/v1/patients/{patient_id}/program",
        "paul",
        lambda cast: f"/patients/{cast.ana.id}/program",
        ("ana", "dora", "admin"),
        for_patient=lambda id: f"/patients/{id}/program",
        with_id=lambda id: f"/patients/{id}/program",
        body=lambda cast: program_body(1, cast.clinic.today, line_body()),
        wrong=PROGRAM_WRONG,
        optional=frozenset({"note"} | {f"prescriptions.0.{name}" for name in OPTIONAL_OF_A_LINE}),
    ),
    Call(
        "POST /api/v1/patients/{patient_id}/import",
        "paul",
        lambda cast: f"/patients/{cast.ana.id}/import",
        ("ana", "admin"),
        for_patient=lambda id: f"/patients/{id}/import",
        with_id=lambda id: f"/patients/{id}/import",
        query={"dry_run": "maybe", "same_person": "maybe", "plan": "x" * 65},
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/handout.pdf",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/handout.pdf",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/handout.pdf",
        with_id=lambda id: f"/patients/{id}/handout.pdf",
        query={"version": "1.5", "paper": "a5", "language": "de"},
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/summary.pdf",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/summary.pdf",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/summary.pdf",
        with_id=lambda id: f"/patients/{id}/summary.pdf",
        query={"from": "yesterday", "to": "2026-02-30", "period": "30", "paper": "a5", "language": "de"},
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/fhir",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/fhir",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/fhir",
        with_id=lambda id: f"/patients/{id}/fhir",
        query={"from": "yesterday", "to": "2026-02-30"},
    ),
    Call("GET /api/v1/exercises", "paul", query={"retired": "perhaps"}),
    Call("GET /api/v1/exercises/index", "paul"),
    Call(
        "PUT /api/v1/exercises/{exercise_id}",
        "paul",
        lambda cast: f"/exercises/{new_id()}",
        ("ana", "dora", "admin"),
        with_id=lambda id: f"/exercises/{id}",
        unknown_id_is_404=False,
        body=lambda cast: exercise_body(),
        wrong=EXERCISE_WRONG,
        optional=frozenset(
            {"equipment", "caution", "easier", "harder", "dose_source", "safety_gates", "media"}
            | {f"default_dose.{name}" for name in ("reps", "hold_seconds")}
        ),
    ),
    Call(
        "DELETE /api/v1/exercises/{exercise_id}",
        "paul",
        lambda cast: f"/exercises/{new_id()}",
        ("ana", "dora", "admin"),
        with_id=lambda id: f"/exercises/{id}",
    ),
    Call(
        "POST /api/v1/exercises/{exercise_id}/return",
        "paul",
        lambda cast: f"/exercises/{new_id()}/return",
        ("ana", "dora", "admin"),
        with_id=lambda id: f"/exercises/{id}/return",
    ),
    Call(
        "POST /api/v1/patients/{patient_id}/documents",
        "ana",
        path=lambda cast: f"/patients/{cast.ana.id}/documents",
        not_for=("admin",),
        for_patient=lambda patient_id: f"/patients/{patient_id}/documents",
    ),
    Call(
        "GET /api/v1/documents/{document_id}",
        "ana",
        path=lambda cast: f"/documents/{new_id()}",
        not_for=("admin",),
        with_id=lambda id: f"/documents/{id}",
    ),
    Call(
        "DELETE /api/v1/documents/{document_id}",
        "ana",
        path=lambda cast: f"/documents/{new_id()}",
        not_for=("admin",),
        with_id=lambda id: f"/documents/{id}",
    ),
    Call("POST /api/v1/media", "paul", not_for=("ana", "dora", "admin")),
    Call(
        "POST /api/v1/patients/{patient_id}/holds",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/holds",
        ("ana", "admin"),
        for_patient=lambda id: f"/patients/{id}/holds",
        with_id=lambda id: f"/patients/{id}/holds",
        body=lambda cast: {"note": "After the fall"},
        wrong={"note": (*NOT_TEXTS, "", "  ")},
    ),
    Call(
        "DELETE /api/v1/holds/{hold_id}",
        "dora",
        lambda cast: f"/holds/{new_id()}",
        ("admin",),
        with_id=lambda id: f"/holds/{id}",
        body=lambda cast: {"note": "Seen in clinic"},
        wrong={"note": NOT_TEXTS},
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/order",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/order",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/order",
        with_id=lambda id: f"/patients/{id}/order",
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/orders/{order_id}.pdf",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/orders/{new_id()}.pdf",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/orders/{new_id()}.pdf",
        query={"language": "fr", "paper": "a3"},
    ),
    Call(
        "PUT /api/v1/patients/{patient_id}/orders/draft",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/orders/draft",
        NOT_PHYSIATRISTS,
        for_patient=lambda id: f"/patients/{id}/orders/draft",
        with_id=lambda id: f"/patients/{id}/orders/draft",
        # A state of the draft that the server does not know: nothing is written.
        body=lambda cast: {"seen": new_id(), "data": {"reason": "Knee pain"}},
        wrong={"seen": (None, 7, "x" * 65), "data": (None, [], "text")},
    ),
    Call(
        "DELETE /api/v1/patients/{patient_id}/orders/draft",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/orders/draft",
        NOT_PHYSIATRISTS,
        for_patient=lambda id: f"/patients/{id}/orders/draft",
        with_id=lambda id: f"/patients/{id}/orders/draft",
        body=lambda cast: {"seen": new_id()},
        wrong={"seen": (None, 7, "x" * 65)},
    ),
    Call(
        "POST /api/v1/patients/{patient_id}/orders",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/orders",
        NOT_PHYSIATRISTS,
        for_patient=lambda id: f"/patients/{id}/orders",
        with_id=lambda id: f"/patients/{id}/orders",
        body=lambda cast: {"seen": new_id()},
        wrong={"seen": (None, 7, "x" * 65)},
    ),
    Call(
        "POST /api/v1/patients/{patient_id}/orders/preview",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/orders/preview",
        NOT_PHYSIATRISTS,
        for_patient=lambda id: f"/patients/{id}/orders/preview",
        with_id=lambda id: f"/patients/{id}/orders/preview",
        body=lambda cast: {"seen": new_id()},
        wrong={"seen": (None, 7, "x" * 65)},
    ),
    Call("GET /api/v1/clinic-measures", "paul", not_for=("ana", "dora")),
    Call(
        "POST /api/v1/clinic-measures",
        "admin",
        not_for=("ana", "dora"),
        body=lambda cast: {"questionnaire": a_questionnaire(), "has_right": True},
        wrong={"questionnaire": (None, 7, [], "x"), "has_right": (None, "yes", 1, False)},
    ),
    Call(
        "DELETE /api/v1/clinic-measures/{measure_id}",
        "paul",
        lambda cast: "/clinic-measures/nothing-of-the-kind",
        ("ana", "dora"),
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/measurements",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/measurements",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/measurements",
        with_id=lambda id: f"/patients/{id}/measurements",
    ),
    Call(
        "POST /api/v1/patients/{patient_id}/measurements",
        "paul",
        lambda cast: f"/patients/{cast.ana.id}/measurements",
        ("ana", "dora", "admin"),
        for_patient=lambda id: f"/patients/{id}/measurements",
        with_id=lambda id: f"/patients/{id}/measurements",
        body=lambda cast: {"entries": [cell_body(cast.clinic.today)]},
        wrong=CELLS_WRONG,
        optional=frozenset({"entries.0.side", "entries.0.unit", "entries.0.replaces"}),
    ),
    Call(
        "GET /api/v1/summary",
        "dora",
        lambda cast: f"/summary?patient={cast.ana.id}",
        ("admin",),
        for_patient=lambda id: f"/summary?patient={id}",
        query={"patient": "ana", "from": "2026-02-30", "to": "tomorrow"},
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/reports",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/reports",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/reports",
        with_id=lambda id: f"/patients/{id}/reports",
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/reports/{report_id}",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/reports/{NO_REPORT}",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/reports/{NO_REPORT}",
        with_id=lambda id: f"/patients/{id}/reports/{NO_REPORT}",
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/reports/{report_id}.pdf",
        "dora",
        lambda cast: f"/patients/{cast.ana.id}/reports/{NO_REPORT}.pdf",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/reports/{NO_REPORT}.pdf",
        with_id=lambda id: f"/patients/{id}/reports/{NO_REPORT}.pdf",
        query={"language": "de", "paper": "a5"},
    ),
    Call("GET /api/v1/panel", "dora", not_for=("ana", "admin")),
    Call("GET /api/v1/clinicians", "ana", not_for=NOT_PATIENTS),
    Call("GET /api/v1/shares", "ana", not_for=NOT_PATIENTS),
    Call(
        "POST /api/v1/shares",
        "ana",
        not_for=NOT_PATIENTS,
        body=lambda cast: {"clinician_id": cast.strange_doctor.id},
        wrong={
            "clinician_id": (*NOT_IDS, new_id()),
            "code": ("", 7, "BOTH GIVEN"),
            "parts": ([], ["all"], "program"),
            "until": (*NOT_DATES, "2026-03-15"),
        },
        optional=frozenset({"code", "parts", "until"}),
    ),
    Call(
        "DELETE /api/v1/shares/{share_id}",
        "ana",
        lambda cast: f"/shares/{new_id()}",
        NOT_PATIENTS,
        with_id=lambda id: f"/shares/{id}",
    ),
    Call("GET /api/v1/share-links", "ana", not_for=NOT_PATIENTS),
    Call(
        "POST /api/v1/share-links",
        "ana",
        not_for=NOT_PATIENTS,
        body=lambda cast: {"label": "Dr. Lee", "passcode": "4831 7702"},
        wrong={
            "label": ("", " ", 7, "x" * 81),
            "passcode": ("", "12345", "123456", 7, "x" * 201),
            "parts": ([], ["all"], "program"),
            "days": (0, 367, "28", 2.5, True),
            "first": NOT_DATES,
            "last": NOT_DATES,
            "until": (*NOT_DATES, "2026-03-15", "2026-06-15"),
            "openings": (0, 101, "3", 2.5, True),
        },
        optional=frozenset({"parts", "days", "first", "last", "until", "openings"}),
    ),
    Call(
        "DELETE /api/v1/share-links/{link_id}",
        "ana",
        lambda cast: f"/share-links/{new_id()}",
        NOT_PATIENTS,
        with_id=lambda id: f"/share-links/{id}",
    ),
    Call("GET /api/v1/emergency-access", "ana", not_for=("admin",)),
    Call(
        "POST /api/v1/emergency-access",
        "dora",
        not_for=("ana", "admin"),
        body=lambda cast: {"patient": "Ana Reyes", "reason": "Fell at home, cannot speak"},
        wrong={"patient": ("", 7, [], "x" * 321), "reason": ("", "short", 7, "x" * 2001)},
    ),
    Call(
        "DELETE /api/v1/emergency-access/{access_id}",
        "ana",
        lambda cast: f"/emergency-access/{new_id()}",
        not_for=("admin",),
        with_id=lambda id: f"/emergency-access/{id}",
    ),
    Call("GET /api/v1/access-log", "ana", not_for=NOT_PATIENTS),
    Call("GET /api/v1/notices", "paul"),
    Call(
        "POST /api/v1/notices/seen",
        "paul",
        body=lambda cast: {"ids": [new_id()]},
        wrong={"ids": (7, "x", [7], ["not an id"])},
    ),
    Call("GET /api/v1/visits", "ana", not_for=NOT_PATIENTS),
    Call(
        "GET /api/v1/visits/{visit_id}.ics",
        "ana",
        lambda cast: f"/visits/{new_id()}.ics",
        with_id=lambda id: f"/visits/{id}.ics",
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/monitoring.csv",
        "paul",
        lambda cast: f"/patients/{cast.ana.id}/monitoring.csv",
        ("ana", "admin"),
        for_patient=lambda id: f"/patients/{id}/monitoring.csv",
        with_id=lambda id: f"/patients/{id}/monitoring.csv",
    ),
    Call("GET /api/v1/system-tokens", "admin", not_for=("ana", "paul", "dora")),
    Call(
        "POST /api/v1/system-tokens",
        "admin",
        not_for=("ana", "paul", "dora"),
        body=lambda cast: {"clinician_id": cast.dora.id, "name": "City Hospital", "days": 90},
        wrong={
            "clinician_id": (*NOT_IDS, new_id()),
            "name": (7, "", "  ", "x" * 81, "a\x00b", None),
            "days": ("3", 2.5, True, 0, 367, None),
        },
    ),
    Call(
        "DELETE /api/v1/system-tokens/{token_id}",
        "admin",
        lambda cast: f"/system-tokens/{new_id()}",
        ("ana", "paul", "dora"),
        with_id=lambda id: f"/system-tokens/{id}",
    ),
    Call(
        "GET /api/v1/monitoring.csv",
        "paul",
        lambda cast: "/monitoring.csv?month=2026-03",
        ("ana", "admin"),
        query={"month": "March"},
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/logs.csv",
        "paul",
        lambda cast: f"/patients/{cast.ana.id}/logs.csv",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/logs.csv",
        with_id=lambda id: f"/patients/{id}/logs.csv",
        query={"from": "yesterday", "to": "2026-02-30"},
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/check-ins.csv",
        "paul",
        lambda cast: f"/patients/{cast.ana.id}/check-ins.csv",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/check-ins.csv",
        with_id=lambda id: f"/patients/{id}/check-ins.csv",
        query={"from": "yesterday", "to": "2026-02-30"},
    ),
    Call(
        "GET /api/v1/patients/{patient_id}/measures.csv",
        "paul",
        lambda cast: f"/patients/{cast.ana.id}/measures.csv",
        ("admin",),
        for_patient=lambda id: f"/patients/{id}/measures.csv",
        with_id=lambda id: f"/patients/{id}/measures.csv",
        query={"from": "yesterday", "to": "2026-02-30"},
    ),
    Call("GET /api/v1/me/data.json", "ana", not_for=NOT_PATIENTS),
    Call("GET /api/v1/calendar-feeds", "ana", not_for=NOT_PATIENTS),
    Call(
        "POST /api/v1/calendar-feeds",
        "ana",
        not_for=NOT_PATIENTS,
        body=lambda cast: {"reminder_time": "08:30", "alarm_minutes": 60},
        wrong={
            "reminder_time": ("8:30", "24:00", "08:60", "08:30:00", "", 830, "08:30\n"),
            "alarm_minutes": ("60", 61, 0, -30, 2.5, True, []),
        },
        optional=frozenset({"reminder_time", "alarm_minutes"}),
    ),
    Call(
        "DELETE /api/v1/calendar-feeds/{feed_id}",
        "ana",
        lambda cast: f"/calendar-feeds/{new_id()}",
        not_for=NOT_PATIENTS,
        with_id=lambda id: f"/calendar-feeds/{id}",
    ),
    Call("GET /calendar/{token}.ics", "", lambda cast: "/calendar/nobody-has-this-one.ics"),
]
