"""What changed since the last visit: the values just before it against the latest ones."""

from collections.abc import Iterable
from datetime import date

from patient_app.domain.measures import Direction, MeasureChange, measure_change
from patient_app.domain.pain import VALUES_OF_A_MEAN
from patient_app.domain.rounding import mean


def change_since(
    series: Iterable[tuple[date, float | None]],
    since: date,
    direction: Direction,
    *,
    mdc: float | None = None,
    mic: float | None = None,
    mic_percent: float | None = None,
) -> MeasureChange | None:
    """The mean of the last 3 values after `since` against that of the last 3 up to it.

    `None` with fewer than 3 values on either side: single days say too little.
    """
    values = sorted((day, value) for day, value in series if value is not None)
    before = [value for day, value in values if day <= since][-VALUES_OF_A_MEAN:]
    after = [value for day, value in values if day > since][-VALUES_OF_A_MEAN:]
    first, latest = mean(before), mean(after)
    if first is None or latest is None or min(len(before), len(after)) < VALUES_OF_A_MEAN:
        return None
    return measure_change(first, latest, direction, mdc=mdc, mic=mic, mic_percent=mic_percent)
