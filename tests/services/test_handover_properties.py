"""Whatever clinicians and a patient do with handovers: nobody sees a part that the patient did not allow, and no
handover leaves the patient with nobody who sees what the giver saw."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patient_app.domain.errors import DomainError
from patient_app.domain.handovers import HandoverKind
from patient_app.domain.people import Role, SharePart
from patient_app.services import handover_answers, handovers, policy, sharing
from patient_app.services.actor import Actor
from patient_app.services.door import Door
from patient_app.store.database import Database
from patient_app.store.unit import Unit
from tests.builders import Cast, Clock, Patient, Someone, someone
from tests.databases import Rows, empty, fill, new_sqlite

PARTS = st.frozensets(st.sampled_from(SharePart), min_size=1)
WHO = st.integers(0, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("share"), WHO, PARTS, st.none() | st.integers(0, 12)),
        st.tuples(st.just("revoke"), WHO),
        st.tuples(st.just("hand"), WHO, WHO, st.sampled_from(HandoverKind), st.integers(2, 5), st.integers(0, 8)),
        st.tuples(st.just("agree"), st.integers(0, 2)),
        st.tuples(st.just("object"), st.integers(0, 2)),
        st.tuples(st.just("withdraw"), WHO),
        st.tuples(st.just("wait"), st.integers(1, 4)),
    ),
    min_size=3,
    max_size=14,
)


@dataclass
class Grant:
    """What the patient's word allows a clinician, as the test keeps it: directly, or by a handover that was told."""

    who: str
    parts: frozenset[SharePart]
    opens: datetime
    until: date | None
    handover: str | None = None
    giver: str | None = None
    is_substitute: bool = False


@dataclass
class World:
    """The patient, three doctors, and the permissions that the test itself keeps count of."""

    clock: Clock
    ana: Patient
    doctors: list[Someone]
    grants: list[Grant] = field(default_factory=list)

    def allowed(self, who: str) -> frozenset[SharePart]:
        today = self.today
        found = [g for g in self.grants if g.who == who and g.opens <= self.clock.now]
        return frozenset().union(*(g.parts for g in found if g.until is None or today <= g.until))

    @property
    def today(self) -> date:
        return self.ana.clinic.today

    def drop(self, handover: str) -> None:
        receivers = {g.who for g in self.grants if g.handover == handover}
        self.grants = [g for g in self.grants if g.handover != handover]
        for who in receivers:
            self.drop_what_hangs_on(who)

    def drop_what_hangs_on(self, giver: str) -> None:
        now = self.clock.now
        hanging = {g.handover for g in self.grants if g.giver == giver and (g.is_substitute or g.opens > now)}
        for handover in hanging - {None}:
            self.drop(str(handover))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    found = Database(new_sqlite(Path(tmp_path_factory.mktemp("handovers"))))
    yield found
    found.close()


def parts(who: Someone, patient_id: str) -> frozenset[SharePart]:
    def ask(actor: Actor, unit: Unit) -> frozenset[SharePart]:
        return policy.shared_parts(actor, unit, patient_id)

    return who.call(ask)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_no_sequence_shows_what_the_patient_did_not_allow(
    stage: tuple[Rows, Cast], places: Database, steps: list[tuple[object, ...]]
) -> None:
    rows, cast = stage
    empty(places)
    fill(places, rows)
    clock = Clock()
    here = cast.moved_to(Door(places, clock), clock)
    third = someone(here.clinic, Role.PHYSIATRIST, "Tom Third")
    world = World(clock, here.ana, [here.dora, here.strange_doctor, third])
    world.grants = [Grant(here.dora.id, frozenset(SharePart), clock.now, None)]
    for step in steps:
        for who in (world.ana, *world.doctors):
            who.signs_in()
        before = {who.id: parts(who, world.ana.id) for who in world.doctors}
        act(world, step)
        for who in world.doctors:
            who.signs_in()
            assert parts(who, world.ana.id) <= world.allowed(who.id), (step, who.name)
        if step[0] in ("agree", "object", "withdraw", "hand"):
            everyone = frozenset().union(*(parts(who, world.ana.id) for who in world.doctors))
            assert everyone >= frozenset().union(*(before[g] for g in _givers(world, before))), step


def _givers(world: World, before: dict[str, frozenset[SharePart]]) -> list[str]:
    """Who sees the patient by an own share: not as a substitute."""
    own = {g.who for g in world.grants if not g.is_substitute}
    return [who for who in before if who in own]


def act(world: World, step: tuple[object, ...]) -> None:
    """Do it, and note what the patient's word allows from now on. What is refused changes nothing."""
    try:
        _ACTS[str(step[0])](world, *step[1:])
    except DomainError:
        return


def _share(world: World, who: int, chosen: frozenset[SharePart], days: int | None) -> None:
    doctor = world.doctors[who]
    until = None if days is None else world.today + timedelta(days=days)
    world.ana.shares(doctor, chosen, until)
    world.grants = [g for g in world.grants if g.who != doctor.id]
    world.drop_what_hangs_on(doctor.id)
    world.grants.append(Grant(doctor.id, chosen, world.clock.now, until))


def _revoke(world: World, who: int) -> None:
    doctor = world.doctors[who]
    for share in world.ana.call(sharing.my_shares):
        if share.clinician.id == doctor.id:
            world.ana.call(sharing.revoke, share.id)
    world.grants = [g for g in world.grants if g.who != doctor.id or g.opens > world.clock.now]
    world.drop_what_hangs_on(doctor.id)


def _hand(world: World, giver: int, to: int, kind: HandoverKind, starts: int, days: int) -> None:
    source, target = world.doctors[giver], world.doctors[to]
    first = world.today + timedelta(days=starts)
    last = first + timedelta(days=days) if kind is HandoverKind.SUBSTITUTE else None
    seen = {each.id for each in world.ana.call(handover_answers.mine)}
    source.call(handovers.hand_over, target.id, kind, [world.ana.id], starts_on=first, ends_on=last)
    for made in world.ana.call(handover_answers.mine):
        if made.id not in seen:
            own = [g for g in world.grants if g.who == source.id and not g.is_substitute]
            opens = datetime.combine(first, datetime.min.time(), world.clock.now.tzinfo)
            for g in own:
                until = min((d for d in (last, g.until) if d is not None), default=None)
                world.grants.append(
                    Grant(
                        target.id,
                        g.parts,
                        opens,
                        until,
                        made.id,
                        source.id,
                        is_substitute=kind is HandoverKind.SUBSTITUTE,
                    )
                )


def _agree(world: World, which: int) -> None:
    found = world.ana.call(handover_answers.mine)[which : which + 1]
    for each in found:
        world.ana.call(handover_answers.agree, each.id)
        for g in world.grants:
            if g.handover == each.id:
                g.opens = min(g.opens, world.clock.now)


def _object(world: World, which: int) -> None:
    for each in world.ana.call(handover_answers.mine)[which : which + 1]:
        world.ana.call(handover_answers.object_to, each.id)
        world.drop(each.id)


def _withdraw(world: World, giver: int) -> None:
    for each in world.doctors[giver].call(handovers.given)[:1]:
        world.doctors[giver].call(handovers.withdraw, each.id)
        world.drop(each.id)


def _wait(world: World, days: int) -> None:
    world.clock.forward(days=days)


_ACTS = {
    "share": _share,
    "revoke": _revoke,
    "hand": _hand,
    "agree": _agree,
    "object": _object,
    "withdraw": _withdraw,
    "wait": _wait,
}
