"""What has changed in the record since a draft was filled: each figure as it stands in the draft, and as it is now."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.report_data import ReportData
from patient_app.domain.text import Translator
from patient_app.presenters.report_words import period, treatment
from patient_app.presenters.reports import figures


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One figure: what it is, in the draft, in the record. Empty texts: it is not in the one or the other."""

    what: str = ""
    before: str = ""
    now: str = ""


def differences(t: Translator, draft: ReportData, record: ReportData, today: date) -> tuple[DifferenceView, ...]:
    """Every figure that filling again would change, in the order of the report; none when nothing would."""
    before, now = _flat(t, draft, today), _flat(t, record, today)
    return tuple(
        DifferenceView(what, before.get(what, ""), now.get(what, ""))
        for what in dict.fromkeys([*before, *now])
        if before.get(what, "") != now.get(what, "")
    )


def _flat(t: Translator, data: ReportData, today: date) -> dict[str, str]:
    found = figures(t, data, today)
    flat = {
        t("Period"): period(t, data, today),
        t("Treatment days"): treatment(t, data),
        t("Adherence"): " ".join(filter(None, (found.adherence, found.counts, found.dose, found.reasons))),
        t("Worst pain"): _with_facts(found.pain, [each.text for each in found.pain_facts]),
        t("Own activities"): _with_facts(found.function, [each.text for each in found.function_facts]),
        t("Program"): ". ".join(each.title for each in found.versions),
    }
    flat |= {each.name: _with_facts(each.last or each.first, [f.text for f in each.facts]) for each in found.measures}
    flat |= {each.name: each.now if each.change.word else each.baseline for each in found.measured}
    flat |= {
        t("Goal {letter}", letter=each.letter): f"{each.text}. {each.figures}".rstrip(". ") for each in found.goals
    }
    return flat


def _with_facts(value: str, facts: list[str]) -> str:
    return "; ".join(filter(None, (value, *facts)))
