"""What others did with a patient's record, in plain words for the patient. The terms are the audit log's."""

from patient_app.domain.text import Translator


def what(t: Translator, action: str, kind: str | None) -> str:
    """One line of 'who looked': 'Looked at your program'."""
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


def _changes(t: Translator) -> dict[str, str]:
    return {
        "goal.changed": t("Said what became of a goal"),
        "program.published": t("Changed your program"),
        "handout.downloaded": t("Printed your program"),
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
