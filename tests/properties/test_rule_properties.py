"""What must hold of the smaller rules: dates, pain, attention, monitoring days, scores."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.domain.attention import attention, good_news, panel_order
from patient_app.domain.attention_facts import AttentionFacts
from patient_app.domain.course import Course
from patient_app.domain.dates import entry_date_problem, is_late, iso_week, local_date
from patient_app.domain.measures import Direction, Missing, Scoring, ScoringRule, measure_change, score
from patient_app.domain.monitoring import periods
from patient_app.domain.pain import PainColour, judge_pain, pain_change
from patient_app.domain.program import PainRule
from tests.properties.strategies import FIRST, busy_courses, dates

nprs = st.integers(0, 10)
rules = st.tuples(nprs, nprs).map(lambda limits: PainRule(min(limits), max(limits)))
instants = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda value: value.replace(tzinfo=UTC))
zones = st.sampled_from(["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Kathmandu"])
ORDER = [PainColour.GREEN, PainColour.AMBER, PainColour.RED]
many = settings(max_examples=100, deadline=None)


@many
@given(instants, zones)
def test_an_entry_for_the_phones_own_today_is_always_taken_and_never_late(now: datetime, zone: str) -> None:
    today = local_date(now, zone)
    assert entry_date_problem(today, today, now) is None
    assert not is_late(today, now, zone)


@many
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_holds_its_day_and_agrees_with_the_iso_calendar(day: date) -> None:
    monday, sunday = iso_week(day)
    assert monday <= day <= sunday
    assert monday.isocalendar()[:2] == day.isocalendar()[:2] == sunday.isocalendar()[:2]
    assert (monday.weekday(), sunday.weekday()) == (0, 6)


@many
@given(rules, nprs, nprs, st.none() | nprs)
def test_more_pain_never_gives_a_better_colour(rule: PainRule, one: int, other: int, resting: int | None) -> None:
    low, high = judge_pain(rule, min(one, other), resting), judge_pain(rule, max(one, other), resting)
    assert low is not None
    assert high is not None
    assert ORDER.index(low) <= ORDER.index(high)


@many
@given(rules, nprs)
def test_pain_no_higher_than_at_rest_is_never_red_above_the_green_limit(rule: PainRule, resting: int) -> None:
    if resting > rule.green_max:
        assert judge_pain(rule, resting, resting) is PainColour.GREEN


@many
@given(st.lists(st.tuples(dates, st.none() | nprs), unique_by=lambda point: point[0]))
def test_pain_change_does_not_depend_on_the_order_of_values(series: list[tuple[date, int | None]]) -> None:
    assert pain_change(series) == pain_change(list(reversed(series)))


@many
@given(st.floats(0, 100), st.floats(0, 100), st.sampled_from(list(Direction)))
def test_a_change_there_and_back_turns_the_other_way(one: float, other: float, direction: Direction) -> None:
    there, back = measure_change(one, other, direction, mdc=5), measure_change(other, one, direction, mdc=5)
    assert there.change == -back.change
    assert there.beyond_mdc == back.beyond_mdc
    assert (there.turn == back.turn) == (there.turn == "same")


@many
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.none() | st.integers(-1, 6)),
    st.sampled_from(list(Scoring)),
    st.sampled_from(list(Missing)),
    st.integers(1, 5),
)
def test_a_score_is_none_or_within_its_range(
    answers: dict[str, float | None], scoring: Scoring, missing: Missing, least: int
) -> None:
    rule = ScoringRule(scoring, missing, tuple("abcde"), 0, 5, least)
    found = score(rule, answers)
    highest = {Scoring.PERCENT: 100, Scoring.MEAN: 5, Scoring.COUNT: 5}.get(scoring, 25)
    assert found is None or 0 <= found <= highest


@many
@given(st.lists(dates), st.integers(0, 90))
def test_every_date_is_counted_in_one_period(found: list[date], length: int) -> None:
    start, today = FIRST, FIRST + timedelta(days=length)
    counted = periods(found, start, today)
    assert sum(period.days for period in counted) == len({day for day in found if start <= day <= today})
    assert counted[-1].first <= today <= counted[-1].last


@many
@given(busy_courses, dates)
def test_attention_is_ordered_and_never_in_the_future(course: Course, today: date) -> None:
    facts = AttentionFacts(course)
    found = attention(facts, today)
    assert [reason.rank for reason in found] == sorted(reason.rank for reason in found)
    assert all(1 <= reason.rank <= 5 for reason in found)
    assert all(reason.since <= today for reason in found)
    assert all(reason.rank == 6 for reason in good_news(facts, today))
    assert panel_order(found, "A", "1") <= panel_order((), "A", "1")
