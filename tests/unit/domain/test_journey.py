"""What an entry of the journey may hold."""

from datetime import date

import pytest

from patient_app.domain.errors import Invalid
from patient_app.domain.journey import EventKind, Precision, checked_details, has_begun, period_of


def test_texts_are_trimmed_and_empty_ones_left_out() -> None:
    found = checked_details(EventKind.IMAGING, {"what": " MRI ", "region": "", "result": "  "})
    assert found == {"what": "MRI"}


def test_blood_values_stay_as_the_laboratory_wrote_them() -> None:
    rows = [{"name": "CRP", "value": "< 2", "unit": "mg/L", "range": "below 5"}, {"name": " ", "value": ""}]
    assert checked_details(EventKind.BLOOD_TEST, {"results": rows}) == {"results": rows[:1]}


@pytest.mark.parametrize(
    ("kind", "details", "field"),
    [
        (EventKind.IMAGING, {"colour": "red"}, "details.colour"),
        (EventKind.IMAGING, {"what": 3}, "details.what"),
        (EventKind.IMAGING, {"result": "x" * 2001}, "details.result"),
        (EventKind.REFERRAL, {"recommendation": "physical_therapy"}, "details.recommendation"),
        (EventKind.EXAM, {"recommendation": "rest"}, "details.recommendation"),
        (EventKind.BLOOD_TEST, {"results": "CRP 2"}, "details.results"),
        (EventKind.BLOOD_TEST, {"results": [{"name": "x"}] * 61}, "details.results"),
        (EventKind.BLOOD_TEST, {"results": [{"value": "2"}]}, "details.results.0.name"),
        (EventKind.BLOOD_TEST, {"results": [{"name": "CRP", "flag": "high"}]}, "details.results.0.flag"),
        (EventKind.ONSET, {"note": "x" * 20_001}, "details"),
    ],
)
def test_what_does_not_belong_is_refused_by_name(kind: EventKind, details: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_details(kind, details)
    assert refused.value.fields[0].field == field


def test_an_approximate_date_is_the_first_day_of_what_it_means() -> None:
    day = date(2026, 3, 19)
    assert [period_of(day, each) for each in Precision] == [day, date(2026, 3, 1), date(2026, 1, 1)]
    assert has_begun(date(2026, 3, 31), Precision.MONTH, day) and not has_begun(date(2026, 3, 31), Precision.DAY, day)
