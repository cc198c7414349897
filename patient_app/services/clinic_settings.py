"""What a clinic decides for itself. `Clinic.settings` holds only what differs from the defaults here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from patient_app.domain.errors import FieldError, Invalid
from patient_app.domain.people import Role
from patient_app.domain.settings import ClinicalSettings
from patient_app.services import audit, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import people
from patient_app.store.unit import Unit

PAPERS = ("letter", "a4")


@dataclass(frozen=True, slots=True)
class ClinicSettings:
    """Every setting of a clinic.

    `self_registration`: patients may make an account without an invitation. `handover_notice_days`: so many days a
    patient has to object before a handover opens the record. `monitoring`: days and minutes are counted and shown.
    `visit_minutes`: length of a visit unless said otherwise. `order_days`: an order that was not accepted expires.
    `document_megabytes`: the largest document; `documents_megabytes`: all of one patient's. `break_glass`: clinicians
    may open a record without a share in an emergency, for `break_glass_hours`. `share_links`: patients may make links
    for people without an account, which stay open for `share_link_days` at most. `clinical`: thresholds and clocks of
    the rules.
    """

    self_registration: bool = False
    handover_notice_days: int = 2
    monitoring: bool = False
    visit_minutes: int = 20
    order_days: int = 90
    document_megabytes: int = 20
    documents_megabytes: int = 200
    paper: str | None = None
    break_glass: bool = False
    break_glass_hours: int = 4
    share_links: bool = True
    share_link_days: int = 90
    clinical: ClinicalSettings = field(default_factory=ClinicalSettings)


LIMITS: Mapping[str, tuple[int, int]] = {
    "handover_notice_days": (0, 30),
    "visit_minutes": (5, 240),
    "order_days": (7, 365),
    "document_megabytes": (1, 50),
    "documents_megabytes": (1, 2000),
    "break_glass_hours": (1, 24),
    "share_link_days": (1, 366),
    "report_treatment_days": (1, 60),
    "report_days": (7, 180),
    "plan_of_care_days": (14, 365),
    "plan_of_care_notice_days": (1, 60),
    "silent_days": (2, 30),
    "invited_days": (1, 60),
}
"""Smallest and largest value of the numbers that a clinic may change; days, minutes or megabytes."""

SWITCHES = ("self_registration", "monitoring", "break_glass", "share_links")
CLINICAL = frozenset(each.name for each in fields(ClinicalSettings))


def of(unit: Unit, clinic_id: str) -> ClinicSettings:
    """The settings of a clinic. Asks no policy: they are no one's health data."""
    return from_json(people.clinic(unit.session, clinic_id).settings)


def from_json(data: Mapping[str, Any]) -> ClinicSettings:
    """Settings from what differs; names that are not known (any more) are passed over."""
    own = {each.name for each in fields(ClinicSettings)} - {"clinical"}
    clinical = {name: value for name, value in data.items() if name in LIMITS and name in CLINICAL}
    return ClinicSettings(
        **{name: value for name, value in data.items() if name in own},
        clinical=replace(ClinicalSettings(), **clinical),
    )


@reads
def settings(actor: Actor, unit: Unit) -> ClinicSettings:
    """The settings of the actor's clinic."""
    return of(unit, actor.clinic_id)


def change(actor: Actor, unit: Unit, changes: Mapping[str, object]) -> ClinicSettings:
    """Change some settings by name; clocks stand under their own names. Raises `WrongRole` for anyone but an
    administrator, and `Invalid` with each field named; then nothing is changed.
    """
    policy.require(actor, Role.ADMINISTRATOR)
    problems = [problem for name, value in changes.items() if (problem := _problem(name, value)) is not None]
    if problems:
        raise Invalid("These settings cannot be used.", fields=tuple(problems))
    clinic = people.clinic(unit.session, actor.clinic_id)
    defaults = asdict(ClinicSettings())
    standard = {**defaults.pop("clinical"), **defaults}
    merged = {**clinic.settings, **changes}
    clinic.settings = {name: value for name, value in merged.items() if name not in standard or value != standard[name]}
    unit.session.add(clinic)
    audit.record(actor, unit, "clinic.settings_changed", kind="clinic", id=clinic.id, names=sorted(changes))
    unit.changed.add(f"clinic:{clinic.id}")
    return from_json(clinic.settings)


def _problem(name: str, value: object) -> FieldError | None:
    if name in SWITCHES:
        return None if isinstance(value, bool) else FieldError(name, "Choose yes or no.")
    if name == "paper":
        return None if value is None or value in PAPERS else FieldError(name, "Choose Letter or A4.")
    if name not in LIMITS:
        return FieldError(name, "This setting is not known.")
    low, high = LIMITS[name]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        return FieldError(name, "Use a whole number within the limits beside the field.")
    return None
