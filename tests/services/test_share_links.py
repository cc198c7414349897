"""Links for people without an account: the passcode and its five tries, the end, and what may be seen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.share_links import LinkState
from patient_app.services import clinic_settings, notices, overview, secrets, share_links
from patient_app.services import share_link_opening as opening
from patient_app.services.actor import Visitor
from patient_app.services.notices import NoticeKind
from patient_app.services.share_link_opening import PAGE, PAPER, Opened, Refused
from patient_app.store.tables import AuditEvent, Person, ShareLink
from tests.builders import Cast, Clock
from tests.databases import rows_of
from tests.links import make, opens, shown


def row_of(cast: Cast, link_id: str) -> ShareLink:
    def found(session: Session) -> ShareLink:
        row = session.get(ShareLink, link_id)
        assert row is not None
        session.expunge(row)
        return row

    return cast.clinic.door.database.read(found)


def state_of(cast: Cast, link_id: str) -> LinkState:
    return next(each.state for each in cast.ana.call(share_links.mine).links if each.id == link_id)


def test_a_link_opens_with_its_passcode_and_is_counted(cast: Cast, clock: Clock) -> None:
    made = make(cast.ana)
    clock.forward(hours=1)
    assert isinstance(opens(cast.ana, made.secret, "48317702"), Opened)
    assert isinstance(opens(cast.ana, made.secret), Opened)
    [link] = cast.ana.call(share_links.mine).links
    assert (link.opened, link.last_opened_at, link.openings_left) == (2, clock.now, None)


def test_five_wrong_passcodes_close_a_link_for_good_and_the_patient_is_told(cast: Cast, clock: Clock) -> None:
    made = make(cast.ana)
    left = []
    for _ in range(5):
        answer = opens(cast.ana, made.secret, "wrong 1")
        assert isinstance(answer, Refused)
        left.append(answer.tries_left)
    assert left == [4, 3, 2, 1, 0]
    clock.forward(days=1)
    with pytest.raises(NotFound):
        opens(cast.ana, made.secret)
    assert state_of(cast, made.link.id) is LinkState.LOCKED
    [told] = [each for each in cast.ana.call(notices.mine).notices if each.kind is NoticeKind.LINK_LOCKED]
    assert told.params == {"label": "Dr. Lee"}


def test_a_right_passcode_gives_no_try_back(cast: Cast) -> None:
    made = make(cast.ana)
    for _ in range(4):
        opens(cast.ana, made.secret, "wrong 1")
        assert isinstance(opens(cast.ana, made.secret), Opened)
    assert opens(cast.ana, made.secret, "wrong 1") == Refused(0)
    with pytest.raises(NotFound):
        opens(cast.ana, made.secret)


def test_many_who_try_at_the_same_time_have_five_tries_in_all(cast: Cast) -> None:
    made = make(cast.ana)
    door = cast.clinic.door

    def one(_: int) -> Opened | Refused | None:
        try:
            return door.visit(Visitor(), opening.settle, made.secret, False, "Guesser")
        except NotFound:
            return None

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(one, range(40)))
    refused = sorted(each.tries_left for each in answers if isinstance(each, Refused))
    assert refused == [0, 1, 2, 3, 4]
    assert answers.count(None) == 35
    # A right one that was still being checked meanwhile comes too late as well.
    with pytest.raises(NotFound):
        door.visit(Visitor(), opening.settle, made.secret, True, "Guesser")


def test_openings_are_used_up_however_many_open_at_the_same_time(cast: Cast) -> None:
    made = make(cast.ana, openings=3)
    door = cast.clinic.door

    def one(_: int) -> bool:
        try:
            return isinstance(door.visit(Visitor(), opening.settle, made.secret, True, "Dr. Lee"), Opened)
        except NotFound:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(12))) == 3
    assert state_of(cast, made.link.id) is LinkState.USED_UP
    with pytest.raises(NotFound):
        opens(cast.ana, made.secret)


def test_a_closed_link_is_useless_at_once_with_its_tickets(cast: Cast) -> None:
    made = make(cast.ana)
    opened = opens(cast.ana, made.secret)
    assert isinstance(opened, Opened)
    cast.ana.call(share_links.close, made.link.id)
    with pytest.raises(NotFound):
        opens(cast.ana, made.secret)
    for what, ticket in ((PAGE, opened.page), (PAPER, opened.paper)):
        with pytest.raises(NotFound):
            cast.clinic.door.visit(Visitor(), opening.summary, made.secret, what, ticket)
    with pytest.raises(NotFound):
        cast.clinic.door.visit(Visitor(), opening.record, made.secret, opened.record)
    with pytest.raises(NotFound):
        cast.clinic.door.visit(Visitor(), opening.key, made.secret)


def test_a_link_ends_with_its_last_day(cast: Cast, clock: Clock) -> None:
    made = make(cast.ana, until=cast.clinic.today)
    clock.forward(hours=13, minutes=59)
    assert isinstance(opens(cast.ana, made.secret), Opened)
    clock.forward(minutes=1)
    with pytest.raises(NotFound):
        opens(cast.ana, made.secret)
    assert state_of(cast, made.link.id) is LinkState.EXPIRED


def test_a_ticket_lasts_half_an_hour_and_is_for_one_thing(cast: Cast, clock: Clock) -> None:
    made = make(cast.ana)
    opened = opens(cast.ana, made.secret)
    assert isinstance(opened, Opened)
    visit = cast.clinic.door.visit
    clock.forward(minutes=29)
    visit(Visitor(), opening.summary, made.secret, PAGE, opened.page)
    for wrong in (opened.paper, opened.page[:-1], "page", "", opened.page.replace("page", "paper")):
        with pytest.raises(NotFound):
            visit(Visitor(), opening.summary, made.secret, PAGE, wrong)
    with pytest.raises(NotFound):
        visit(Visitor(), opening.record, made.secret, opened.page)
    clock.forward(minutes=1)
    with pytest.raises(NotFound):
        visit(Visitor(), opening.summary, made.secret, PAGE, opened.page)


def test_a_ticket_of_one_link_opens_no_other(cast: Cast) -> None:
    one, other = make(cast.ana), make(cast.ana)
    opened = opens(cast.ana, one.secret)
    assert isinstance(opened, Opened)
    with pytest.raises(NotFound):
        cast.clinic.door.visit(Visitor(), opening.record, other.secret, opened.record)


def test_while_the_clinic_lets_no_links_be_none_is_made_and_none_opens(cast: Cast) -> None:
    made = make(cast.ana)
    cast.admin.call(clinic_settings.change, {"share_links": False})
    with pytest.raises(NotFound):
        opens(cast.ana, made.secret)
    with pytest.raises(Conflict):
        make(cast.ana)
    assert state_of(cast, made.link.id) is LinkState.OFF
    cast.admin.call(clinic_settings.change, {"share_links": True})
    assert isinstance(opens(cast.ana, made.secret), Opened)


def test_a_link_is_open_no_longer_than_the_clinic_wants(cast: Cast) -> None:
    cast.admin.call(clinic_settings.change, {"share_link_days": 10})
    assert cast.ana.call(share_links.mine).usual == cast.clinic.today + timedelta(days=10)
    with pytest.raises(Invalid):
        make(cast.ana, until=cast.clinic.today + timedelta(days=11))
    make(cast.ana, until=cast.clinic.today + timedelta(days=10))


@pytest.mark.parametrize("passcode", ["12345", "12 34 5", "123456", "aaaaaa", "qwerty", "x" * 1001])
def test_a_passcode_that_is_short_or_easy_is_refused(cast: Cast, passcode: str) -> None:
    with pytest.raises(Invalid) as error:
        make(cast.ana, passcode)
    assert [each.field for each in error.value.fields] == ["passcode"]
    assert cast.ana.call(share_links.mine).links == ()


def test_a_suggested_passcode_is_taken(cast: Cast) -> None:
    suggested = {secrets.new_passcode() for _ in range(20)}
    assert len(suggested) == 20
    for passcode in suggested:
        secrets.check_new_passcode(passcode)


def test_only_a_patient_makes_links_and_closes_the_own_ones(cast: Cast) -> None:
    made = make(cast.ana)
    with pytest.raises(WrongRole):
        cast.paul.call(share_links.close, made.link.id)
    assert cast.strange_patient.call(share_links.mine).links == ()
    assert state_of(cast, made.link.id) is LinkState.OPEN
    with pytest.raises(NotFound):
        cast.strange_patient.call(share_links.close, made.link.id)


def test_an_opening_is_audited_with_the_name_that_was_given(cast: Cast) -> None:
    made = make(cast.ana)
    opens(cast.ana, made.secret, who="  Dr.  Lee,\nHarbor Clinic ")
    query = select(AuditEvent).where(AuditEvent.action == "link.opened")

    def told(session: Session) -> list[Any]:
        return [(each.clinic_id, each.patient_id, each.object_id, each.detail) for each in session.exec(query)]

    clinic_id = cast.clinic.id
    expected = (clinic_id, cast.ana.id, made.link.id, {"recipient": "Dr. Lee, Harbor Clinic"})
    assert cast.clinic.door.database.read(told) == [expected]


def test_the_database_holds_neither_secret_nor_key_nor_passcode(cast: Cast) -> None:
    made = make(cast.ana, "lighthouse 77")
    opens(cast.ana, made.secret, "lighthouse 77")
    opens(cast.ana, made.secret, "wrong lighthouse 78")
    kept = repr(rows_of(cast.clinic.door.database))
    assert made.link.id in kept
    for hidden in (made.secret, made.key.hex(), repr(made.key), "lighthouse"):
        assert hidden not in kept
    row = row_of(cast, made.link.id)
    assert row.passcode_hash.startswith("$argon2id$")
    assert cast.clinic.door.visit(Visitor(), opening.key, made.secret) == made.key


def test_the_figures_are_those_of_the_summary_and_follow_the_data(cast: Cast, clock: Clock) -> None:
    ana = cast.ana
    made = make(ana)
    for pain in (6, 4):
        ana.logs(ana.line("bridge"), pain_during=2)
        ana.checks_in(pain_worst=pain)
        own = ana.call(overview.overview, ana.id).summary
        found = shown(ana, made.secret).overview.summary
        for name in ("adherence", "days", "weeks", "lines", "pain", "function", "versions", "active_days"):
            assert getattr(found, name) == getattr(own, name), name
        clock.forward(days=1)


@pytest.mark.parametrize("part", list(SharePart))
def test_without_a_part_nothing_of_it_is_read(cast: Cast, part: SharePart) -> None:
    ana = cast.ana
    ana.logs(ana.line("bridge"), pain_during=2)
    ana.checks_in(pain_worst=7, pain_now=3)
    found = shown(ana, make(ana, parts=ALL_PARTS - {part}).secret).overview
    summary: Any = found.summary
    assert part not in summary.parts
    empty = {
        SharePart.PROGRAM: (summary.adherence, summary.lines, summary.versions, summary.weeks),
        SharePart.PAIN: (summary.pain.latest, summary.function, *(day.pain_worst for day in summary.days)),
        SharePart.MEASURES: (summary.measures, summary.measurements, found.goals),
        SharePart.JOURNEY: (found.course, summary.problem),
    }
    assert not any(empty[part])


def test_fixed_days_show_nothing_before_or_after_them(cast: Cast, clock: Clock) -> None:
    ana = cast.ana
    ana.checks_in(pain_worst=9)
    clock.forward(days=1)
    ana.checks_in(pain_worst=5)
    inside = cast.clinic.today
    clock.forward(days=1)
    ana.checks_in(pain_worst=1)
    found = shown(ana, make(ana, first=inside, last=inside).secret).overview
    assert [(day.date, day.pain_worst) for day in found.summary.days] == [(inside, 5)]
    assert found.summary.pain.latest == found.summary.pain.baseline == 5.0
    assert (found.summary.streak, found.summary.adherence_before, found.summary.attention) == (None, None, ())


def test_a_link_of_a_deactivated_patient_is_closed(cast: Cast) -> None:
    made = make(cast.ana)

    def deactivate(session: Session) -> None:
        person = session.get(Person, cast.ana.id)
        assert person is not None
        person.deactivated_at = cast.clinic.clock.now
        session.add(person)

    cast.clinic.door.database.write(deactivate).result()
    with pytest.raises(NotFound):
        opens(cast.ana, made.secret)


def test_an_unknown_secret_opens_nothing(cast: Cast) -> None:
    with pytest.raises(NotFound):
        opens(cast.ana, secrets.new_token())
    with pytest.raises(NotFound):
        opens(cast.ana, "\ud800")
