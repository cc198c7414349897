"""The dose of an exercise as an extension, and when it is due as a Timing."""

from collections.abc import Iterator
from typing import Any

from patient_app.domain.fhir_record import LineRow
from patient_app.presenters.fhir.elements import Json, nested, part, quantity

MOST_A_WEEK = 7


def dose(line: LineRow) -> list[Json]:
    """Everything that a prescription says, part by part (`docs/fhir.md`)."""
    return nested("dose", _parts(line))


def _parts(line: LineRow) -> Iterator[Json | None]:
    yield part("line", "String", line.line_id)
    yield part("position", "Integer", line.position)
    yield part("side", "Code", line.side)
    yield part("sets", "Integer", line.sets)
    yield part("reps", "Integer", line.reps)
    yield part("hold", "Quantity", None if line.hold_seconds is None else quantity(line.hold_seconds, "s"))
    yield part(
        "duration", "Quantity", None if line.duration_minutes is None else quantity(line.duration_minutes, "min")
    )
    yield part("rest", "Quantity", None if line.rest_seconds is None else quantity(line.rest_seconds, "s"))
    if line.load:
        yield {"url": "load", "extension": [each for each in load_parts(line.load) if each]}
    yield part("tempo", "String", line.tempo)
    yield part("intensity", "Integer", line.intensity)
    yield part("rangeLimit", "String", line.range_limit)
    yield part("timesPerDay", "Integer", line.times_per_day)
    yield part("timesPerWeek", "Integer", line.schedule.get("times_per_week"))
    if line.pain_rule:
        yield part("painGreenMax", "Integer", line.pain_rule["green_max"])
        yield part("painAmberMax", "Integer", line.pain_rule["amber_max"])
    yield part("precautions", "String", line.precautions)
    for gate in line.gates_checked:
        yield part("gateChecked", "String", gate)


def load_parts(load: dict[str, Any]) -> Iterator[Json | None]:
    """What works against the muscle: `kind`, and a band's colour or a mass with its unit."""
    value, unit = load.get("value"), load.get("unit")
    yield part("kind", "Code", load.get("kind"))
    if isinstance(value, str):
        yield part("colour", "String", value)
    elif value is not None:
        mass = "[lb_av]" if unit == "lb" else unit or "kg"
        yield part("mass", "Quantity", quantity(value, unit or "kg", mass))


def timing(line: LineRow) -> Json:
    """When the exercise is due: so often on these weekdays, or so often a week on any days."""
    if "days" in line.schedule:
        repeat: Json = {"frequency": line.times_per_day, "period": 1, "periodUnit": "d"}
        # All seven are every day; a Timing names days only to leave some out.
        days = [day for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun") if day in line.schedule["days"]]
        if len(days) < MOST_A_WEEK:
            repeat["dayOfWeek"] = days
        return {"repeat": repeat}
    return {
        "repeat": {"frequency": line.schedule["times_per_week"] * line.times_per_day, "period": 1, "periodUnit": "wk"}
    }
