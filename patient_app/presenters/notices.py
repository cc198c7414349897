"""What a person is told, as one sentence and where to go for more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from patient_app.domain.dates import local_date
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words


class Told(Protocol):
    """A notice as the service gives it."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def patient_id(self) -> str | None: ...
    @property
    def object_id(self) -> str | None: ...
    @property
    def params(self) -> Mapping[str, str]: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as it is shown: the sentence, when, and the English route that it leads to (empty: none)."""

    id: str = ""
    text: str = ""
    at: str = ""
    route: str = ""


def views(t: Translator, found: Sequence[Told], today: date, time_zone: str) -> tuple[NoticeView, ...]:
    """The notices in words; `today` and `time_zone` are the reader's."""
    return tuple(
        NoticeView(each.id, sentence(t, each, today), day_words(t, local_date(each.at, time_zone), today), _route(each))
        for each in found
    )


def sentence(t: Translator, told: Told, today: date) -> str:
    """One notice as a sentence."""
    names = {name: _in_words(t, name, value, today) for name, value in told.params.items()}
    kind = _said_to_clinicians(told) or told.kind
    return SENTENCES[kind](t).format(**names)


def _in_words(t: Translator, name: str, value: str, today: date) -> str:
    """Names as they are; dates (`…_on`) in words."""
    return day_words(t, date.fromisoformat(value), today) if name.endswith("_on") else value


def _said_to_clinicians(told: Told) -> str:
    """What is told to the patient and to clinicians has words of its own for the latter: they are told about whom."""
    kind = f"{told.kind}_to_clinicians"
    return kind if "patient" in told.params and kind in SENTENCES else ""


def _route(told: Told) -> str:
    kind = _said_to_clinicians(told) or told.kind
    return ROUTES.get(kind, "").format(patient=told.patient_id, object=told.object_id)


SENTENCES: Mapping[str, Callable[[Translator], str]] = {
    "handover_announced": lambda t: t(
        "{clinician} asks {colleague} to look after you from {opens_on}. {colleague} will then see what "
        "{clinician} sees. You can agree at once, or say no."
    ),
    "handover_objected": lambda t: t("{patient} does not want to be handed over. The record stays closed."),
    "handover_declined": lambda t: t(
        "A patient of {clinician} does not want to be handed over to you. The record stays closed."
    ),
    "handover_received": lambda t: t("{clinician} hands patients over to you. Each is told first and may say no."),
    "order_signed": lambda t: t("{clinician} signed an order for physical therapy."),
    "order_accepted": lambda t: t("{clinician} accepted the order for {patient}."),
    "order_declined": lambda t: t("{clinician} declined the order for {patient}. The reason stands with the order."),
    "order_cancelled": lambda t: t("{clinician} cancelled the order for {patient}."),
    "report_sent": lambda t: t("{clinician} sent a progress report on {patient}."),
    "report_decided": lambda t: t("{clinician} read the progress report and decided."),
    "report_decided_to_clinicians": lambda t: t("{clinician} decided on the progress report on {patient}."),
    "report_added_to": lambda t: t("{clinician} added to a progress report on {patient}."),
    "visit_planned": lambda t: t("{clinician} planned a visit: {visit_on}."),
    "visit_moved": lambda t: t("{clinician} moved your visit to {visit_on}."),
    "visit_cancelled": lambda t: t("{clinician} cancelled the visit of {visit_on}."),
    "visit_move_asked": lambda t: t("{patient} asks to move the visit of {visit_on}."),
    "visit_move_declined": lambda t: t("{clinician} could not move your visit of {visit_on}. It stays as it was."),
    "visit_cancel_asked": lambda t: t("{patient} asks to cancel the visit of {visit_on}."),
    "visit_cancel_declined": lambda t: t("{clinician} asks you to keep your visit of {visit_on}."),
    "visit_changed_for_you": lambda t: t("{clinician} planned or changed a visit of yours with {patient}: {visit_on}."),
    "visit_change_decided": lambda t: t("{clinician} decided to change the treatment of {patient}. See the visit."),
    "journey_added": lambda t: t("{clinician} added to your journey."),
    "course_closed": lambda t: t("{clinician} closed your course of treatment. Your program stays readable."),
    "system_let_in": lambda t: t(
        "An administrator lets {system} read as you: the patients who share with you, and what they share."
    ),
    "link_locked": lambda t: t(
        'Your link "{label}" is closed for good: somebody typed 5 wrong passcodes. Make a new link if it is needed.'
    ),
    "emergency_opened": lambda t: t(
        "{clinician} opened your record in an emergency. See why and until when. You can close it now."
    ),
}
"""By kind. Params that end in `_on` are ISO dates."""

ROUTES = {
    "handover_announced": "/sharing",
    "handover_objected": "/panel",
    "handover_declined": "",
    "handover_received": "/panel",
    "order_signed": "/journey",
    "order_accepted": "/patients/{patient}/order",
    "order_declined": "/patients/{patient}/order",
    "order_cancelled": "/caseload",
    "report_sent": "/patients/{patient}/reports/{object}",
    "report_decided": "/reports",
    "report_decided_to_clinicians": "/patients/{patient}/reports/{object}",
    "report_added_to": "/patients/{patient}/reports/{object}",
    "visit_planned": "/visits",
    "visit_moved": "/visits",
    "visit_cancelled": "/visits",
    "visit_move_asked": "/patients/{patient}/visits",
    "visit_move_declined": "/visits",
    "visit_cancel_asked": "/patients/{patient}/visits",
    "visit_cancel_declined": "/visits",
    "visit_changed_for_you": "/patients/{patient}/visits",
    "visit_change_decided": "/patients/{patient}/visits",
    "journey_added": "/journey",
    "course_closed": "/journey",
    "system_let_in": "",
    "link_locked": "/sharing",
    "emergency_opened": "/sharing",
}
