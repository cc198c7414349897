"""Audit events in words, for the administrator."""

from patient_app.domain.text import Translator


def event(t: Translator, action: str) -> str:
    """What happened: 'Signed in'. An action without words of its own is shown as its term."""
    words = {
        "session.opened": t("Signed in"),
        "session.closed": t("Signed out"),
        "session.refused": t("Wrong password"),
        "session.others_closed": t("Signed out other devices"),
        "invitation.made": t("Made an invitation"),
        "invitation.accepted": t("Accepted an invitation"),
        "password.reset_code_made": t("Made a reset code"),
        "password.reset": t("Chose a new password with a code"),
        "password.changed": t("Changed the password"),
        "profile.changed": t("Changed the account"),
        "person.deactivated": t("Deactivated an account"),
        "person.reactivated": t("Let an account back in"),
        "share.made": t("Shared the record"),
        "share.revoked": t("Stopped sharing"),
        "record.viewed": t("Looked at a record"),
        "panel.viewed": t("Opened the panel"),
        "program.published": t("Published a program"),
        "program.drafted": t("Began a draft of a program"),
        "template.saved": t("Saved a template"),
        "template.copied": t("Copied a template"),
        "template.retired": t("Retired a template"),
        "template.brought_back": t("Brought back a template"),
        "handout.downloaded": t("Downloaded a handout"),
        "progression.taken": t("Took a suggested step"),
        "progression.dismissed": t("Put a suggested step off"),
        "hold.started": t("Program on hold"),
        "hold.cleared": t("Cleared a hold"),
        "activity.saved": t("Saved an activity"),
        "exercise_log.saved": t("Logged an exercise"),
        "exercise_log.corrected": t("Corrected an exercise log"),
        "exercise_log.deleted": t("Deleted an exercise log"),
        "check_in.saved": t("Checked in"),
        "check_in.corrected": t("Corrected a check-in"),
        "check_in.deleted": t("Deleted a check-in"),
        "measure_response.saved": t("Filled in a questionnaire"),
        "measure_response.corrected": t("Corrected a questionnaire"),
        "measure_response.deleted": t("Deleted a questionnaire"),
        "measurement.saved": t("Recorded a measurement"),
        "measurement.corrected": t("Corrected a measurement"),
        "measurement.voided": t("Removed a measurement"),
    }
    return words.get(action, action)
