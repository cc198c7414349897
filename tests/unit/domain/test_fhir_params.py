"""Which types there are, what each takes, and in which parts of a record it stands."""

from patient_app.domain.fhir_params import DIRECTORY, TYPES, Kind, params_of, parts_of
from patient_app.domain.people import ALL_PARTS, SharePart


def test_every_type_has_parameters_of_its_own() -> None:
    assert set(TYPES) >= DIRECTORY and len(set(TYPES)) == len(TYPES)
    for each in TYPES:
        params = params_of(each)
        assert "identifier" in params and not {"patient", "subject", "_id", "_count"} & set(params)
        assert all(param.name == name and param.elements for name, param in params.items())
        assert any(param.kind is Kind.DATE for param in params.values()) is ("date" in params)


def test_the_name_that_r4_gives_a_date_is_known_and_date_as_well() -> None:
    assert {"authored", "date"} <= set(params_of("ServiceRequest"))
    assert {"start-date", "date"} <= set(params_of("Goal"))
    assert "date" not in params_of("Practitioner")


def test_who_works_where_is_in_no_part_and_all_of_it_in_every_one() -> None:
    assert parts_of(DIRECTORY) == frozenset()
    assert parts_of(()) == ALL_PARTS
    assert parts_of({"Goal", "Flag"}) == {SharePart.MEASURES, SharePart.PROGRAM}
    assert parts_of({"Unknown"}) == ALL_PARTS
