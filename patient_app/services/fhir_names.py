"""The words and LOINC codes of what a record names by our codes. In English: FHIR has one `display`."""

from collections.abc import Mapping

from patient_app.content.body_sites import body_sites
from patient_app.content.measurement_catalogue import items
from patient_app.content.outcome_measures import OutcomeMeasure
from patient_app.domain.fhir_record import FhirRecord, MeasureFacts, Names
from patient_app.domain.measurements import ROM
from patient_app.services import exercises, measures
from patient_app.store.unit import Unit

ENGLISH = "en"
CHECKED = frozenset({"V", "V2"})
"""Only codes that were seen in a source (facts.md 7.3) leave the house."""


def names(unit: Unit, record: FhirRecord) -> Names:
    """The names that this record needs."""
    ids = {line.exercise_id for line in record.lines}
    found = exercises.catalogue(unit, record.patient.clinic_id, ids)
    wanted = {(each.measure_id, each.measure_version) for each in record.responses}
    wanted |= {(each.measure_id, "") for each in record.assignments}
    wanted |= {(each.measure_id, "") for each in record.goals if each.measure_id}
    known = measures.known_measures(unit, record.patient.clinic_id)
    answered = {key: known.answered(*key) for key in wanted}
    return Names(
        exercises={id: found[id].name(ENGLISH) for id in ids if id in found},
        measures={key: _measure(each) for key, each in answered.items() if each is not None},
        measured={key: f"{item.place(ENGLISH)} {item.name(ENGLISH)}".strip() for key, item in items().items()},
        motion_codes=_motion_codes(),
        sites={code: site.name(ENGLISH) for code, site in body_sites().items()},
    )


def _measure(measure: OutcomeMeasure) -> MeasureFacts:
    ships = measure.licence.ships_with_wording
    return MeasureFacts(
        name=measure.name(ENGLISH),
        low=measure.min,
        high=measure.max,
        unit=measure.unit.value,
        direction=measure.direction.value,
        recall=measure.recall.value if measure.recall else "",
        loinc=measure.loinc,
        items={item.id: item.text.text(ENGLISH) for item in measure.items} if ships else {},
    )


def _motion_codes() -> Mapping[str, Mapping[str | None, str]]:
    """LOINC by key and side; a code that has no side counts for either (`None`)."""
    return {
        key: {
            code.side.value if code.side else None: code.code
            for code in item.movement.loinc
            if code.active == item.what.active and code.tag in CHECKED
        }
        for key, item in items().items()
        if item.movement is not None and item.what.kind == ROM
    }
