"""Safety gates in the program builder: what an order's precautions touch needs a tick, and says which precaution."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from patient_app.domain.errors import Invalid
from patient_app.domain.people import SharePart
from patient_app.domain.program import Prescription
from patient_app.services import programs
from patient_app.services.actor import Operator
from patient_app.services.programs import Draft, Program
from patient_app.store.queries import care
from patient_app.store.tables import AuditEvent, Episode, Order
from patient_app.store.types import new_id
from patient_app.store.unit import Unit
from tests.builders import Cast, Patient, a_line, a_patient

PRECAUTION = "Osteoporosis: no loaded bending"
GATE = "spine_fracture_osteoporosis"


def order(cast: Cast, patient: Patient, *precautions: str, signed: bool = True, days_ago: int = 1) -> str:
    """The physiatrist's order for a patient: its id."""
    id = new_id()

    def write(_: Operator, unit: Unit) -> None:
        episode = care.active_episode(unit.session, patient.id)
        if episode is None:
            episode = Episode(patient_id=patient.id, problem="Back pain", region="back", started_on=cast.clinic.today)
            unit.session.add(episode)
            unit.session.flush()
        unit.session.add(
            Order(
                id=id,
                episode_id=episode.id,
                patient_id=patient.id,
                physiatrist_id=cast.dora.id,
                diagnoses=[{"code": "M54.59", "text": "Other low back pain", "side": "none"}],
                reason="Back pain",
                precautions=list(precautions),
                frequency_per_week=2,
                weeks=6,
                signed_at=unit.now - timedelta(days=days_ago) if signed else None,
            )
        )

    cast.clinic.door.operate(write)
    return id


def publish(cast: Cast, *lines: Prescription, built: bool = True, based_on: int | None = 1) -> Program:
    draft = Draft(based_on, cast.clinic.today, lines)
    return cast.paul.call(programs.publish, cast.ana.id, draft, built=built)


def test_the_builder_reads_the_order_and_what_its_precautions_touch(cast: Cast) -> None:
    order(cast, cast.ana, PRECAUTION)
    bench = cast.paul.call(programs.workbench, cast.ana.id)
    assert bench.order is not None
    assert (bench.order.content.precautions, bench.order.physiatrist) == ((PRECAUTION,), cast.dora.name)
    assert [(each.gate, each.precaution) for each in bench.gates_touched] == [(GATE, PRECAUTION)]


def test_the_newest_signed_order_counts(cast: Cast) -> None:
    order(cast, cast.ana, PRECAUTION, days_ago=30)
    order(cast, cast.ana, "No throwing", days_ago=2)
    order(cast, cast.ana, "Falls last month", signed=False)
    bench = cast.paul.call(programs.workbench, cast.ana.id)
    assert bench.order is not None and bench.order.content.precautions == ("No throwing",)
    assert bench.gates_touched == ()


def test_an_order_that_is_not_shared_is_not_read(cast: Cast) -> None:
    patient = a_patient(cast.clinic, "Shy Person").sharing_with(cast.paul, parts=frozenset({SharePart.PROGRAM}))
    order(cast, patient, PRECAUTION)
    bench = cast.paul.call(programs.workbench, patient.id)
    assert (bench.order, bench.sees_order, bench.gates_touched) == (None, False, ())


def test_a_touched_exercise_is_not_published_without_the_tick(cast: Cast) -> None:
    tick = f"{GATE}:{order(cast, cast.ana, PRECAUTION)}"
    with pytest.raises(Invalid) as refused:
        publish(cast, a_line("pelvic-tilt"), a_line("knee-to-chest"))
    assert [each.field for each in refused.value.fields] == ["prescriptions.1.gates"]
    ticked = replace(a_line("knee-to-chest"), gates_checked=(tick,))
    [_, line] = publish(cast, a_line("pelvic-tilt"), ticked).version.prescriptions
    assert line.gates_checked == (tick,)


def test_a_tick_counts_for_the_order_that_it_was_made_for(cast: Cast) -> None:
    tick = f"{GATE}:{order(cast, cast.ana, PRECAUTION, days_ago=5)}"
    ticked = replace(a_line("knee-to-chest"), gates_checked=(tick,))
    [line] = publish(cast, ticked).version.prescriptions
    order(cast, cast.ana, "Spine fracture in August")
    with pytest.raises(Invalid):
        publish(cast, replace(line, reps=4), based_on=2)


def test_a_tick_for_another_gate_is_not_enough(cast: Cast) -> None:
    id = order(cast, cast.ana, PRECAUTION)
    with pytest.raises(Invalid):
        publish(cast, replace(a_line("knee-to-chest"), gates_checked=(f"recent_fall:{id}",)))


def test_without_a_precaution_nothing_needs_a_tick(cast: Cast) -> None:
    order(cast, cast.ana)
    publish(cast, a_line("knee-to-chest"))


def test_over_the_api_a_line_keeps_its_tick(cast: Cast) -> None:
    tick = f"{GATE}:{order(cast, cast.ana, PRECAUTION)}"
    [line] = publish(cast, replace(a_line("knee-to-chest"), gates_checked=(tick,))).version.prescriptions
    [again] = publish(cast, replace(line, reps=4, gates_checked=()), built=False, based_on=2).version.prescriptions
    assert (again.reps, again.gates_checked) == (4, (tick,))


def test_who_reads_the_order_and_its_goals_in_the_builder_is_audited(cast: Cast) -> None:
    cast.paul.call(programs.workbench, cast.ana.id)
    assert looked_at(cast) == {"program"}
    order(cast, cast.ana, PRECAUTION)
    cast.paul.call(programs.workbench, cast.ana.id)
    assert looked_at(cast) == {"program", "journey", "measures"}


def looked_at(cast: Cast) -> set[str | None]:
    def read(_: Operator, unit: Unit) -> set[str | None]:
        events = select(AuditEvent).where(AuditEvent.action == "record.viewed", AuditEvent.actor_id == cast.paul.id)
        return {event.object_kind for event in unit.session.exec(events)}

    return cast.clinic.door.operate(read)
