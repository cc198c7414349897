"""Sharing: opened and closed by the patient, at once; open screens are told."""

from datetime import timedelta

import pytest

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import SharePart
from patient_app.services import clinic_settings, panel, programs, sharing, summary
from patient_app.services.actor import Operator
from patient_app.services.sharing import ShareStatus
from patient_app.store.tables import Episode, Person
from patient_app.store.unit import Unit
from tests.builders import Cast, Clock, Someone


def sees(clinician: Someone, cast: Cast) -> bool:
    try:
        clinician.call(programs.program, cast.ana.id)
    except NotFound:
        return False
    return True


def test_a_revoked_share_is_closed_at_once(cast: Cast) -> None:
    share = cast.ana.shares(cast.strange_pt)
    assert sees(cast.strange_pt, cast)
    cast.ana.call(sharing.revoke, share.id)
    assert not sees(cast.strange_pt, cast)
    assert [each.status for each in cast.ana.call(sharing.my_shares) if each.id == share.id] == [ShareStatus.REVOKED]


def test_the_last_day_of_a_share_is_the_patients_local_date(cast: Cast, clock: Clock) -> None:
    cast.ana.shares(cast.strange_pt, until=cast.clinic.today)
    clock.forward(hours=13, minutes=59)
    cast.strange_pt.signs_in()
    assert sees(cast.strange_pt, cast)
    clock.forward(minutes=2)
    assert not sees(cast.strange_pt, cast)


def test_a_share_cannot_end_before_today(cast: Cast) -> None:
    with pytest.raises(Invalid):
        cast.ana.shares(cast.strange_pt, until=cast.clinic.days_ago(1))


def test_sharing_again_replaces_the_share_before(cast: Cast, clock: Clock) -> None:
    clock.forward(minutes=1)
    cast.ana.shares(cast.paul, parts=frozenset({SharePart.PAIN}))
    assert not sees(cast.paul, cast)
    mine = [each for each in cast.ana.call(sharing.my_shares) if each.clinician.id == cast.paul.id]
    assert [(each.status, each.parts) for each in mine] == [
        (ShareStatus.ACTIVE, (SharePart.PAIN,)),
        (ShareStatus.REVOKED, tuple(SharePart)),
    ]


def test_one_part_at_least_must_be_shared(cast: Cast) -> None:
    with pytest.raises(Invalid):
        cast.ana.shares(cast.strange_pt, parts=frozenset())


def test_the_share_of_another_patient_is_not_there(cast: Cast) -> None:
    [share, *_] = cast.ana.call(sharing.my_shares)
    with pytest.raises(NotFound):
        cast.strange_patient.call(sharing.revoke, share.id)
    assert sees(cast.paul, cast)


def test_the_care_team_stands_first_among_the_clinicians(cast: Cast) -> None:
    names = [each.name for each in cast.ana.call(sharing.clinicians)]
    assert names == sorted(names)
    assert {"Paul Okafor", "Dora Lindqvist", "Stan Novak", "Sue Park"} == set(names)


def test_open_screens_of_both_are_told(cast: Cast, published: list[frozenset[str]]) -> None:
    published.clear()
    share = cast.ana.shares(cast.strange_pt)
    cast.ana.call(sharing.revoke, share.id)
    both = frozenset({f"patient:{cast.ana.id}", f"clinician:{cast.strange_pt.id}"})
    assert published == [both, both]


def test_a_share_for_a_week_is_open_for_that_week(cast: Cast, clock: Clock) -> None:
    cast.ana.shares(cast.strange_pt, until=cast.clinic.today + timedelta(days=6))
    for _ in range(7):
        cast.strange_pt.signs_in()
        assert sees(cast.strange_pt, cast)
        clock.forward(days=1)
    cast.strange_pt.signs_in()
    assert not sees(cast.strange_pt, cast)


def test_monitoring_days_count_only_the_entries_that_are_shared(cast: Cast) -> None:
    def start(operator: Operator, unit: Unit) -> None:
        patient = unit.session.get(Person, cast.ana.id)
        assert patient is not None
        patient.monitoring_start = cast.clinic.days_ago(5)

    cast.clinic.door.operate(start)
    assert cast.ana.call(summary.summary).monitoring is None
    cast.admin.call(clinic_settings.change, {"monitoring": True})
    cast.ana.checks_in(pain_worst=5)
    counted = {}
    for part in (SharePart.PAIN, SharePart.JOURNEY):
        cast.ana.shares(cast.dora, frozenset({part}))
        found = cast.dora.call(summary.summary, cast.ana.id).monitoring
        assert found is not None
        counted[part] = found[0].days
    assert counted == {SharePart.PAIN: 1, SharePart.JOURNEY: 0}


def test_the_problem_of_the_intake_is_seen_only_with_the_journey(cast: Cast) -> None:
    def intake(operator: Operator, unit: Unit) -> None:
        unit.session.add(
            Episode(patient_id=cast.ana.id, problem="Low back pain", region="back", started_on=cast.clinic.today)
        )

    cast.clinic.door.operate(intake)
    cast.ana.shares(cast.paul, parts=frozenset({SharePart.PROGRAM}))
    assert cast.paul.call(summary.summary, cast.ana.id).problem is None
    assert [row.problem for row in cast.paul.call(panel.panel).patients if row.id == cast.ana.id] == [None]
    assert cast.dora.call(summary.summary, cast.ana.id).problem == "Low back pain"
