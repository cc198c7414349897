"""The clinic's card and its PT centres: an administrator's work, checked, audited by names only."""

from typing import Any

import pytest
from sqlmodel import select

from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.people import Role
from patient_app.services import admin, clinic_settings, clinics, pt_centres, snapshot
from patient_app.services.pt_centres import Centre
from patient_app.store.tables import AuditEvent, Clinic
from patient_app.store.unit import Unit
from tests.builders import Cast, another_clinic, someone

CARD = {
    "name": "Riverside Rehabilitation",
    "phone": "+1 555 0100",
    "emergency_number": "911",
    "time_zone": "America/New_York",
}


def details(cast: Cast, action: str) -> list[dict[str, Any]]:
    def read(actor: Any, unit: Unit) -> list[dict[str, Any]]:
        return [dict(row.detail) for row in unit.session.exec(select(AuditEvent).where(AuditEvent.action == action))]

    return cast.admin.call(read)


def centres(cast: Cast) -> tuple[Centre, ...]:
    return cast.admin.call(pt_centres.centres)


def test_a_changed_number_reaches_the_phones(cast: Cast, published: list[frozenset[str]]) -> None:
    before = cast.ana.call(snapshot.snapshot).clinic
    changed = cast.admin.call(
        clinics.change_card, **{**CARD, "phone": "(207) 555-0142 x 12", "emergency_number": "112"}
    )
    after = cast.ana.call(snapshot.snapshot).clinic
    assert changed == ("phone", "emergency_number")
    assert (before.phone, after.phone, after.emergency_number) == ("+1 555 0100", "(207) 555-0142 x 12", "112")
    assert published[-1] == frozenset({f"clinic:{cast.clinic.id}"})


def test_the_audit_log_has_the_names_and_not_the_values(cast: Cast) -> None:
    cast.admin.call(clinics.change_card, **{**CARD, "phone": "555 0199"})
    cast.admin.call(clinics.change_card, **{**CARD, "phone": "555 0199"})
    assert details(cast, "clinic.card_changed") == [{"names": ["phone"]}]
    cast.admin.call(clinic_settings.change, {"report_days": 28})
    assert details(cast, "clinic.settings_changed") == [{"names": ["report_days"]}]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 201),
        ("phone", ""),
        ("phone", "call me"),
        ("phone", "--"),
        ("phone", "<b>555</b>"),
        ("emergency_number", ""),
        ("emergency_number", "police"),
        ("time_zone", "Mars/Olympus"),
    ],
)
def test_a_card_that_nobody_could_call_is_refused(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        cast.admin.call(clinics.change_card, **{**CARD, field: value})
    assert [each.field for each in refused.value.fields] == [field]
    assert cast.admin.call(clinics.card).phone == "+1 555 0100"


def test_what_is_lacking_is_named(cast: Cast) -> None:
    def lacking(actor: Any, unit: Unit) -> tuple[str, ...]:
        return clinics.lacking(Clinic(name="R", phone=" ", emergency_number="", created_at=unit.now))

    assert cast.admin.call(lacking) == ("phone", "emergency_number")


def test_a_centre_is_added_changed_and_closed_but_never_gone(cast: Cast) -> None:
    cast.admin.call(pt_centres.put, None, " Mill  Street ", "(207) 555-0155", "12 Mill Street")
    [mill] = centres(cast)
    assert (mill.name, mill.is_open) == ("Mill Street", True)
    cast.admin.call(pt_centres.put, mill.id, "Mill Street PT", "", "")
    cast.admin.call(pt_centres.assign, cast.paul.id, mill.id)
    cast.admin.call(pt_centres.set_open, mill.id, False)
    [closed] = centres(cast)
    assert closed == Centre(mill.id, "Mill Street PT", "", "", False, ("Paul Okafor",))
    with pytest.raises(Invalid):
        cast.admin.call(pt_centres.assign, cast.strange_pt.id, mill.id)
    cast.admin.call(pt_centres.assign, cast.paul.id, mill.id)
    cast.admin.call(pt_centres.set_open, mill.id, True)
    cast.admin.call(pt_centres.assign, cast.paul.id, None)
    assert centres(cast)[0].is_open and centres(cast)[0].therapists == ()
    actions = [each.action for each in cast.admin.call(admin.audit_log)]
    assert {"pt_centre.saved", "pt_centre.closed", "pt_centre.opened", "pt_centre.assigned"} <= set(actions)


@pytest.mark.parametrize(
    ("values", "field"),
    [((" ", "", ""), "name"), (("Mill", "none", ""), "phone"), (("Mill", "", "x" * 201), "address")],
)
def test_a_centre_needs_a_name_and_a_number_that_can_be_called(
    cast: Cast, values: tuple[str, str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        cast.admin.call(pt_centres.put, None, *values)
    assert [each.field for each in refused.value.fields] == [field]


def test_only_an_administrator_changes_the_clinic(cast: Cast) -> None:
    for who in (cast.ana, cast.paul, cast.dora):
        for ask in (
            lambda who=who: who.call(clinics.change_card, **CARD),
            lambda who=who: who.call(pt_centres.put, None, "Mill", "", ""),
            lambda who=who: who.call(pt_centres.set_open, "x", False),
            lambda who=who: who.call(pt_centres.assign, cast.paul.id, None),
            lambda who=who: who.call(pt_centres.therapists),
            lambda who=who: who.call(clinic_settings.change, {"report_days": 28}),
        ):
            with pytest.raises(WrongRole):
                ask()
    with pytest.raises(WrongRole):
        cast.ana.call(pt_centres.centres)
    assert cast.dora.call(pt_centres.centres) == ()


def test_another_clinics_centre_and_people_are_not_there(cast: Cast) -> None:
    other = someone(another_clinic(cast.clinic), Role.ADMINISTRATOR, "Olga Other")
    other.call(pt_centres.put, None, "Harbor", "", "")
    [harbor] = other.call(pt_centres.centres)
    assert centres(cast) == ()
    for ask in (
        lambda: cast.admin.call(pt_centres.put, harbor.id, "Mine", "", ""),
        lambda: cast.admin.call(pt_centres.set_open, harbor.id, False),
        lambda: cast.admin.call(pt_centres.assign, cast.paul.id, harbor.id),
        lambda: other.call(pt_centres.assign, cast.paul.id, harbor.id),
        lambda: cast.admin.call(pt_centres.assign, cast.dora.id, None),
    ):
        with pytest.raises(NotFound):
            ask()
