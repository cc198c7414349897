"""The care team with what each one sees, and the preview of it: the same parts by the same services."""

from datetime import date, timedelta

import pytest

from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.services import (
    access_log,
    care_team,
    emergency,
    holds,
    intake,
    line_detail,
    measurements,
    overview,
    preview,
    sharing,
    timeline,
)
from patient_app.services.actor import Operator
from patient_app.services.care_team import Member
from patient_app.services.preview import Reader
from patient_app.store.tables import CareTeamMember
from patient_app.store.unit import Unit
from tests.builders import Cast, Clock, Someone
from tests.orders import signed


def member(cast: Cast, who: Someone) -> Member | None:
    team = cast.ana.call(care_team.mine)
    return next((each for each in team.members if each.clinician.id == who.id), None)


def reader(cast: Cast, who: Someone, *parts: SharePart) -> Reader:
    return cast.ana.call(preview.reader, who.id, parts or None)


def test_everyone_with_a_share_has_a_card_and_nobody_else(cast: Cast) -> None:
    shared = cast.ana.shares(cast.strange_pt, frozenset({SharePart.PAIN}), cast.clinic.today)
    found = member(cast, cast.strange_pt)
    assert found is not None and found.share is not None
    assert (found.share.id, found.share.parts, found.treats) == (shared.id, (SharePart.PAIN,), False)
    assert member(cast, cast.strange_doctor) is None


def test_who_treats_and_sees_nothing_stands_there_too(cast: Cast, clock: Clock) -> None:
    def on_the_team(operator: Operator, unit: Unit) -> None:
        unit.session.add(CareTeamMember(patient_id=cast.ana.id, clinician_id=cast.dora.id, since=unit.now))

    cast.clinic.door.operate(on_the_team)
    for share in cast.ana.call(sharing.my_shares):
        cast.ana.call(sharing.revoke, share.id)
    clock.forward(minutes=1)
    found = member(cast, cast.dora)
    assert found is not None and found.treats and found.share is None


def test_an_ended_share_is_none(cast: Cast, clock: Clock) -> None:
    cast.ana.shares(cast.strange_pt, until=cast.clinic.today)
    clock.forward(days=1)
    assert member(cast, cast.strange_pt) is None


def test_the_end_of_the_therapy_is_that_of_the_order_in_force(cast: Cast) -> None:
    assert cast.ana.call(care_team.mine).course_ends is None
    signed(cast.dora, cast.ana)
    ends = cast.ana.call(care_team.mine).course_ends
    assert isinstance(ends, date) and ends > cast.clinic.today


def test_only_the_patient_sees_the_team_and_previews(cast: Cast) -> None:
    seen = reader(cast, cast.dora)
    for who in (cast.dora, cast.paul, cast.admin):
        with pytest.raises(WrongRole):
            who.call(care_team.mine)
        with pytest.raises(WrongRole):
            who.call(preview.reader, cast.dora.id)
        with pytest.raises(WrongRole):
            who.call(preview.seen_by, seen, overview.overview)


@pytest.mark.parametrize("part", list(SharePart))
def test_the_preview_is_what_the_clinician_sees(cast: Cast, part: SharePart) -> None:
    cast.ana.checks_in(pain_worst=7)
    cast.ana.logs(cast.ana.line("bridge"))
    signed(cast.dora, cast.ana)
    cast.ana.shares(cast.strange_doctor, frozenset({part}))
    seen = reader(cast, cast.strange_doctor)
    assert cast.ana.call(preview.seen_by, seen, overview.overview) == cast.strange_doctor.call(
        overview.overview, cast.ana.id
    )
    assert (
        cast.ana.call(preview.seen_by, seen, timeline.of_patient).events
        == cast.strange_doctor.call(timeline.of_patient, cast.ana.id).events
    )


def test_parts_can_be_tried_before_they_are_shared(cast: Cast) -> None:
    cast.ana.checks_in(pain_worst=7)
    seen = reader(cast, cast.strange_pt, SharePart.PAIN)
    found = cast.ana.call(preview.seen_by, seen, overview.overview).summary
    assert found.parts == {SharePart.PAIN} and found.adherence is None and found.days[-1].pain_worst == 7
    with pytest.raises(NotFound):
        cast.strange_pt.call(overview.overview, cast.ana.id)


def test_what_is_not_shared_is_not_in_the_preview(cast: Cast) -> None:
    seen = reader(cast, cast.dora, SharePart.MEASURES)
    today = cast.clinic.today
    with pytest.raises(NotFound):
        cast.ana.call(preview.seen_by, seen, line_detail.line_detail, cast.ana.line("bridge").line_id, today, today)
    with pytest.raises(NotFound):
        cast.ana.call(preview.seen_by, seen, intake.of_patient)
    assert cast.ana.call(preview.seen_by, seen, overview.overview).course is None
    cast.ana.call(preview.seen_by, seen, measurements.sheet)


def test_someone_who_is_not_named_yet_reads_as_a_physiatrist(cast: Cast) -> None:
    seen = cast.ana.call(preview.reader, "", (SharePart.PROGRAM,))
    assert cast.ana.call(preview.seen_by, seen, overview.overview).summary.parts == {SharePart.PROGRAM}


@pytest.mark.parametrize("who", ["ana", "strange_patient", "admin"])
def test_a_preview_is_only_as_a_clinician_of_the_clinic(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        cast.ana.call(preview.reader, getattr(cast, who).id, tuple(SharePart))


def test_without_a_share_there_is_nothing_to_preview(cast: Cast) -> None:
    with pytest.raises(Invalid):
        reader(cast, cast.strange_pt)


def test_nothing_is_changed_and_no_look_is_written_by_a_preview(cast: Cast, clock: Clock) -> None:
    before = cast.ana.call(access_log.access_log)
    clock.forward(hours=2)
    seen = reader(cast, cast.dora)
    cast.ana.call(preview.seen_by, seen, overview.overview)
    cast.ana.call(preview.seen_by, seen, timeline.of_patient)
    with pytest.raises(NotFound):
        cast.ana.call(preview.seen_by, seen, holds.start_hold, "Rest")
    assert cast.ana.call(access_log.access_log) == before


def test_a_share_that_ends_by_itself_says_when(cast: Cast) -> None:
    assert cast.dora.call(emergency.closes_at, cast.ana.id) is None
    cast.ana.shares(cast.dora, until=cast.clinic.today + timedelta(days=1))
    ends = cast.dora.call(emergency.closes_at, cast.ana.id)
    assert ends is not None and ends.isoformat() == "2026-03-18T00:00:00-04:00"
