"""Chart figures: small, on one time axis, with gaps where nothing was said."""

import json

from patient_app.content.locales import translator
from patient_app.presenters.charts import Series, trend
from tests.unit.domain.builders import day

t = translator("en")
DAYS = [day(offset) for offset in range(28)]
PAIN = Series("Worst pain", "coral", tuple(None if at == 3 else 5 for at in range(28)), (3.5, 6.5))
FUNCTION = Series("Own activities", "pine", tuple(6.0 for _ in range(28)))


def test_rows_share_one_time_axis() -> None:
    found = trend(t, DAYS, [PAIN, FUNCTION])
    assert [name for name in found["layout"] if name.startswith("xaxis")] == ["xaxis"]
    assert [row.get("yaxis") for row in found["data"]] == ["y", "y2"]
    assert found["layout"]["yaxis"]["domain"][0] > found["layout"]["yaxis2"]["domain"][1]


def test_a_day_without_a_value_is_a_gap() -> None:
    assert trend(t, DAYS, [PAIN])["data"][0]["y"][3] is None


def test_the_band_of_the_important_difference_is_drawn_behind_its_row() -> None:
    (band,) = trend(t, DAYS, [PAIN, FUNCTION])["layout"]["shapes"]
    assert (band["y0"], band["y1"], band["yref"], band["layer"]) == (3.5, 6.5, "y", "below")


def test_a_band_stays_on_the_scale() -> None:
    low = Series("Worst pain", "coral", (1,) * 28, (-1.0, 2.0))
    assert trend(t, DAYS, [low])["layout"]["shapes"][0]["y0"] == 0


def test_marks_outside_the_period_are_left_out() -> None:
    found = trend(t, DAYS, [PAIN], [(day(-3), "v1"), (day(9), "v2")])
    assert [note["text"] for note in found["layout"]["annotations"]] == ["Worst pain", "v2"]


def test_no_days_make_no_chart() -> None:
    assert trend(t, [], [PAIN]) == {"data": [], "layout": {}}


def test_twelve_weeks_of_two_rows_stay_small() -> None:
    days = [day(offset) for offset in range(84)]
    rows = [Series("Worst pain", "coral", (5,) * 84), Series("Own activities", "pine", (6.3,) * 84)]
    assert len(json.dumps(trend(t, days, rows))) < 6000
