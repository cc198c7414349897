"""The settings of a clinic in words: what each means, in which unit, between which limits, and what it is by itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from patient_app.domain.text import Translator


@dataclass(frozen=True, slots=True)
class SettingView:
    """One setting. `kind`: number, switch or paper. `value` as a form has it; `is_own`: it differs from the default."""

    name: str = ""
    kind: str = "number"
    label: str = ""
    meaning: str = ""
    limits: str = ""
    value: str = ""
    default: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that stand under one heading."""

    key: str
    title: str
    names: tuple[str, ...]


def groups(t: Translator) -> tuple[Group, ...]:
    """Every setting in its group."""
    return (
        Group("sharing", t("Sharing and accounts"), ("self_registration", "handover_notice_days")),
        Group(
            "access",
            t("Emergency access and share links"),
            ("break_glass", "break_glass_hours", "share_links", "share_link_days"),
        ),
        Group("orders", t("Orders"), ("order_days",)),
        Group(
            "reports",
            t("Reports and plan of care"),
            ("report_treatment_days", "report_days", "plan_of_care_days", "plan_of_care_notice_days"),
        ),
        Group("visits", t("Visits"), ("visit_minutes",)),
        Group("attention", t("Attention"), ("silent_days", "invited_days")),
        Group("documents", t("Documents"), ("document_megabytes", "documents_megabytes")),
        Group("paper", t("Paper"), ("paper",)),
        Group("monitoring", t("Counters"), ("monitoring",)),
    )


def views(
    t: Translator,
    values: Mapping[str, object],
    defaults: Mapping[str, object],
    limits: Mapping[str, tuple[int, int]],
) -> dict[str, SettingView]:
    """Each setting by its name. `values`, `defaults` and `limits` are by name, as the service has them."""
    return {name: _view(t, name, values[name], defaults[name], limits.get(name)) for name in _words(t)}


def _view(t: Translator, name: str, value: object, default: object, limits: tuple[int, int] | None) -> SettingView:
    label, meaning, unit = _words(t)[name]
    low, high = limits or (0, 0)
    between = t("{low} to {high} {unit}", low=f"{low:,}", high=f"{high:,}", unit=unit) if limits else ""
    return SettingView(
        name=name,
        kind="number" if limits is not None else "paper" if name == "paper" else "switch",
        label=label,
        meaning=meaning,
        limits=between,
        value=form_value(value),
        default=default_words(t, default),
        is_own=value != default,
    )


def form_value(value: object) -> str:
    """A value as a form has it: yes or no for switches, empty for none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def default_words(t: Translator, value: object) -> str:
    """What a setting is by itself."""
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    return t("By the patient's language") if value is None else str(value)


def from_form(kind: str, text: str) -> object:
    """What was typed as a value of a setting of this kind. What is no number stays text: the service names it."""
    text = text.strip()
    if kind == "switch":
        return {"yes": True, "no": False}.get(text, text)
    if kind == "paper":
        return text or None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text


def _words(t: Translator) -> dict[str, tuple[str, str, str]]:
    """Label, meaning and unit of each setting."""
    return {
        "self_registration": (
            t("Patients may make an account without an invitation"),
            t("They share nothing with anybody until they connect with a clinician's code. You see them under People."),
            "",
        ),
        "handover_notice_days": (
            t("Notice before a handover"),
            t("So long a patient has to say no before a colleague sees the record."),
            t("days"),
        ),
        "break_glass": (
            t("Clinicians may open a record without a share in an emergency"),
            t("They must give a reason. The patient is told at once, and it stands in the audit log."),
            "",
        ),
        "break_glass_hours": (
            t("Emergency access stays open"),
            t("After that the record is closed again. The patient can close it before."),
            t("hours"),
        ),
        "share_links": (
            t("Patients may make links for people without an account"),
            t("A link shows a summary that can only be read. It needs a passcode, and it ends."),
            "",
        ),
        "share_link_days": (
            t("Longest time of a link"),
            t("The patient can choose less, and can close a link at any time."),
            t("days"),
        ),
        "order_days": (
            t("An order expires"),
            t("An order that no physical therapist has accepted by then is no longer open."),
            t("days"),
        ),
        "report_treatment_days": (
            t("Report after treatment days"),
            t("A progress report is due after so many treatment days, or after the days below: whichever is first."),
            t("treatment days"),
        ),
        "report_days": (
            t("Report after days"),
            t("A progress report is due so long after the last one, or after the start."),
            t("days"),
        ),
        "plan_of_care_days": (
            t("Length of a plan of care"),
            t("So long a plan of care goes on before it is certified again."),
            t("days"),
        ),
        "plan_of_care_notice_days": (
            t("Notice before a plan of care ends"),
            t("So long before its end it stands on the panel."),
            t("days"),
        ),
        "visit_minutes": (t("Length of a visit"), t("Used unless the visit says otherwise."), t("minutes")),
        "silent_days": (
            t("Days without any entry"),
            t("After so many days without an entry, while exercises were due, a patient stands on the panel."),
            t("days"),
        ),
        "invited_days": (
            t("Invited and never signed in"),
            t("After so many days an invited patient stands on the panel."),
            t("days"),
        ),
        "document_megabytes": (t("Largest document"), t("A larger file is not taken."), t("megabytes")),
        "documents_megabytes": (
            t("All documents of one patient"),
            t("When they have so much, no more are taken."),
            t("megabytes"),
        ),
        "paper": (t("Paper for printing"), t("Used for programs and reports."), ""),
        "monitoring": (
            t("Count days with entries, and minutes of clinicians"),
            t("Neutral counters on the patient's summary. They choose nothing, and patients are not reminded by them."),
            "",
        ),
    }
