"""Whatever is done to a Bundle: a plan or a clear problem, never a crash, and what fails leaves nothing behind."""

import json
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patient_app.domain.errors import Invalid
from patient_app.domain.record_import import ForeignRecord, NotReadable
from patient_app.exports.fhir import bundle as exported
from patient_app.imports.fhir.record import read
from patient_app.services import fhir_record, record_import
from patient_app.services.door import Door
from patient_app.store.database import Database
from tests.builders import Clock, a_cast, a_clinic
from tests.databases import contents, new_sqlite
from tests.fhir_bundles import a_record

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(
        ["", "Patient/p1", "2026-02-30", "9999-12-31T23:59:59+14:00", "0001-01-01", "-", [], {}, [[]], [{}]]
    ),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str),
)


@st.composite
def spoiled(draw: st.DrawFn, whole: Any) -> bytes:
    """A Bundle with one to four of its values taken away, doubled or replaced; sometimes with bytes cut off."""
    data = deepcopy(whole)
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(data))
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.sampled_from(["drop", "junk", "junk", "double", "move"])):
            case "drop":
                del holder[key]
            case "double" if isinstance(holder, list):
                holder.append(deepcopy(holder[key]))
            case "move":
                other, there = places[draw(st.integers(0, len(places) - 1))]
                try:
                    holder[key] = deepcopy(other[there])
                except (LookupError, TypeError):
                    holder[key] = None
            case _:
                holder[key] = draw(JUNK)
    content = json.dumps(data).encode()
    return content[: draw(st.integers(0, len(content)))] if draw(st.integers(0, 30)) == 0 else content


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield value, key
        yield from _places(each)


def own_bundle() -> Any:
    """A small record of our own, exported."""
    folder = tempfile.TemporaryDirectory()
    database, clock = Database(new_sqlite(Path(folder.name))), Clock()
    cast = a_cast(Door(database, clock), clock)
    cast.ana.logs(cast.ana.line("bridge"), sets_done=2, pain_during=3)
    cast.ana.checks_in(pain_now=4, pain_sites=("lower_back_left",), note="Stiff")
    record = cast.ana.call(fhir_record.export, cast.ana.id)
    found = json.loads(b"".join(exported(record, "https://clinic.example", clock())))
    database.close()
    folder.cleanup()
    return found


FOREIGN, OWN = a_record(), own_bundle()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    database, clock = Database(new_sqlite(tmp_path_factory.mktemp("spoiled"))), Clock(datetime(2026, 4, 1, tzinfo=UTC))
    found = Door(database, clock)
    a_clinic(found, clock)
    yield found
    database.close()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(spoiled(FOREIGN), spoiled(OWN)))
def test_a_spoiled_bundle_is_a_plan_or_a_clear_problem_and_is_never_half_imported(door: Door, content: bytes) -> None:
    try:
        record = read(content)
    except NotReadable as error:
        problem = error
    else:
        _planned_and_undone(door, record)
        return
    assert str(problem)
    assert all(each.field and each.message for each in problem.fields)


def _planned_and_undone(door: Door, record: ForeignRecord) -> None:
    before = contents(door.database)
    try:
        plan = door.operate(record_import.preview_at_command_line, record)
    except Invalid:
        return

    assert contents(door.database) == before
    assert all(bool(row.reason) != bool(row.becomes) for row in plan.rows)
    with pytest.raises(Undone) as undone:
        door.operate(_import_and_fail, record)

    assert undone.value.plan == plan
    assert contents(door.database) == before


class Undone(Exception):
    """The import was done, and then something failed."""

    def __init__(self, plan: record_import.Plan) -> None:
        super().__init__()
        self.plan = plan


def _import_and_fail(operator: Any, unit: Any, record: ForeignRecord) -> None:
    done = record_import.bring_in_at_command_line(operator, unit, record)
    unit.session.flush()
    raise Undone(done.plan)
