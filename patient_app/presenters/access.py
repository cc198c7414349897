"""What others did with a patient's record, in plain words for the patient. The terms are the audit log's."""

from typing import Protocol

from patient_app.domain.text import Translator


class Looked(Protocol):
    """What somebody else did, as the service gives it."""

    @property
    def action(self) -> str: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def emergency(self) -> bool: ...
    @property
    def recipient(self) -> str: ...


def said(t: Translator, look: Looked) -> str:
    """One line of the access log; what was done through emergency access says so."""
    words = done(t, look)
    is_marked = look.emergency and not look.action.startswith("emergency.")
    return t("{what} (emergency access)", what=words) if is_marked else words


def who(t: Translator, name: str, label: str = "") -> str:
    """Whose look it was: a person, or someone who has a link of the patient's, which has the name `label`."""
    if name:
        return name
    return t('Someone with your link "{name}"', name=label) if label else t("The clinic")


def done(t: Translator, look: Looked) -> str:
    """What was done; of a link, also who opened it, which is only what they said."""
    words = what(t, look.action, look.kind)
    return t('{what}, said to be "{name}"', what=words, name=look.recipient) if look.recipient else words


def through(t: Translator, name: str, system: str) -> str:
    """Who looked: 'Dr. Lind', or 'Dr. Lind, through City Hospital' when another system did it with a token."""
    return t("{name}, through {system}", name=name, system=system) if system else name


def what(t: Translator, action: str, kind: str | None) -> str:
    """One line of 'who looked': 'Looked at your program'."""
    if action == "record.exported":
        return _exports(t).get(kind or "", t("Downloaded your record"))
    if action == "record.viewed":
        return _looks(t).get(kind or "", t("Looked at your record"))
    return _changes(t).get(action, t("Changed your record"))


def _looks(t: Translator) -> dict[str, str]:
    return {
        "program": t("Looked at your program and exercise log"),
        "pain": t("Looked at your pain and check-ins"),
        "measures": t("Looked at your questionnaires and measurements"),
        "journey": t("Looked at your journey"),
        "name": t("Looked at your name"),
    }


def _exports(t: Translator) -> dict[str, str]:
    return {
        "server": t("Downloaded your record at the clinic's server"),
        "logs": t("Downloaded your exercise log"),
        "check-ins": t("Downloaded your check-ins"),
        "measures": t("Downloaded your questionnaires and measurements"),
    }


def _changes(t: Translator) -> dict[str, str]:
    return {
        "record.imported": t("Brought in a record from another clinic"),
        "attention.acknowledged": t("Saw that something needs a look"),
        "attention.snoozed": t("Saw that something needs a look"),
        "attention.undone": t("Wants to look at something again"),
        "handover.announced": t("Asked a colleague to look after you"),
        "handover.withdrawn": t("Took back that a colleague looks after you"),
        "emergency.opened": t("Opened your record in an emergency"),
        "emergency.ended": t("Ended the emergency access to your record"),
        "link.opened": t("Opened your summary"),
        "goal.changed": t("Said what became of a goal"),
        "visit.planned": t("Planned a visit with you"),
        "visit.moved": t("Moved a visit"),
        "visit.cancelled": t("Cancelled a visit"),
        "visit.held": t("Recorded a visit with you"),
        "visit.missed": t("Recorded that a visit did not take place"),
        "visit.corrected": t("Corrected the record of a visit"),
        "visit.referred_on": t("Referred you to someone else"),
        "visit.request_accepted": t("Did what you asked about a visit"),
        "visit.request_declined": t("Left a visit as it was"),
        "monitoring.started": t("Began to count the days on which you enter something"),
        "monitoring.stopped": t("Ended the counting of days"),
        "monitoring.minutes_added": t("Noted minutes of work for you"),
        "monitoring.minutes_removed": t("Removed minutes of work for you"),
        "order.drafted": t("Began an order for your therapy"),
        "order.draft_left_out": t("Left an order out that was not signed"),
        "order.signed": t("Signed an order for your therapy"),
        "order.accepted": t("Accepted the order for your therapy"),
        "order.declined": t("Declined the order for your therapy"),
        "order.cancelled": t("Cancelled an order for your therapy"),
        "order.downloaded": t("Printed an order for your therapy"),
        "order.copy_read": t("Read the own copy of an order for your therapy"),
        "goal.added": t("Added a goal"),
        "report.drafted": t("Began a progress report about you"),
        "report.discarded": t("Threw away a report about you that was not signed"),
        "report.signed": t("Signed a progress report about you"),
        "report.sent": t("Sent a progress report about you"),
        "report.decided": t("Decided on a progress report about you"),
        "report.added_to": t("Added to a progress report about you"),
        "report.downloaded": t("Downloaded a progress report about you"),
        "program.published": t("Changed your program"),
        "handout.downloaded": t("Printed your program"),
        "summary.downloaded": t("Printed your summary"),
        "progression.taken": t("Took a suggested step of your program"),
        "progression.dismissed": t("Put a suggested step of your program off"),
        "hold.started": t("Put your program on hold"),
        "hold.cleared": t("Ended the hold of your program"),
        "activity.saved": t("Changed your activities"),
        "measurement.saved": t("Recorded a measurement"),
        "measurement.corrected": t("Corrected a measurement"),
        "measurement.voided": t("Removed a measurement"),
        "measure.assigned": t("Gave you a questionnaire"),
        "measure.ended": t("Ended a questionnaire"),
        "measure_response.entered": t("Entered a score for you"),
        "measure_response.changed": t("Corrected a score"),
        "measure_response.removed": t("Removed a score"),
        "journey.added": t("Added to your journey"),
        "journey.corrected": t("Corrected an entry of your journey"),
        "journey.removed": t("Removed an entry of your journey"),
        "document.added": t("Added a document"),
        "document.downloaded": t("Downloaded a document"),
        "document.removed": t("Removed a document"),
        "course.closed": t("Closed your course of treatment"),
        "course.reopened": t("Reopened your course of treatment"),
    }
