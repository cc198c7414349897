"""Laws of FHIR searches: whatever comes in is read or refused, prefixes agree, escapes give back what was meant."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.fhir_dates import DateTest, NotADate, Prefix, Span, date_test, period, span
from patient_app.domain.fhir_search import BadSearch, alternatives, search, token

days = st.dates(date(1801, 1, 1), date(2198, 12, 31))
zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.builds(
    lambda on, second, zone: datetime(on.year, on.month, on.day, tzinfo=zone) + timedelta(seconds=second),
    days,
    st.integers(0, 86399),
    zones,
)
texts = st.one_of(
    days.map(str),
    days.map(lambda on: str(on)[:7]),
    days.map(lambda on: str(on.year)),
    instants.map(lambda at: at.isoformat()),
    instants.map(lambda at: at.replace(tzinfo=None).isoformat()),
)
spans = st.one_of(texts.map(span), st.tuples(st.none() | texts, st.none() | texts).map(lambda two: period(*two)))


@given(texts)
def test_a_span_has_a_length_and_contains_itself(text: str) -> None:
    found = span(text)
    assert found.low < found.high
    assert date_test(text).matches(found)


@given(texts, spans)
def test_prefixes_agree_with_one_another(text: str, found: Span) -> None:
    fits = {prefix: DateTest(prefix, span(text)).matches(found) for prefix in Prefix}
    assert fits[Prefix.NE] is not fits[Prefix.EQ]
    assert fits[Prefix.GE] == (fits[Prefix.GT] or fits[Prefix.EQ])
    assert fits[Prefix.LE] == (fits[Prefix.LT] or fits[Prefix.EQ])
    assert not (fits[Prefix.SA] and fits[Prefix.EB])
    if found.low < found.high:
        assert not fits[Prefix.SA] or fits[Prefix.GT]
        assert not fits[Prefix.EB] or fits[Prefix.LT]
        assert fits[Prefix.EQ] or fits[Prefix.GT] or fits[Prefix.LT]


@given(instants, instants)
def test_instants_are_in_the_order_of_time_whatever_their_offsets(one: datetime, other: datetime) -> None:
    later = DateTest(Prefix.SA, span(one.isoformat())).matches(span(other.isoformat()))
    assert later == (other - one >= timedelta(seconds=1))


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = date_test(text)
    except NotADate:
        return
    assert found.span.low < found.span.high


@given(st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=8))
def test_what_is_escaped_comes_back_as_it_was(values: list[str]) -> None:
    def escaped(text: str) -> str:
        return "".join(f"\\{each}" if each in "\\,|$" else each for each in text)

    parts = list(alternatives(",".join(escaped(each) for each in values)))
    assert [token(part).code for part in parts] == values
    assert token(f"{escaped(values[0])}|{escaped(values[-1])}").system == values[0]


names = st.sampled_from(["patient", "date", "code", "_count", "_id", "code:not", "name", "_page", "_sort", ""])


@given(
    st.sampled_from(["Observation", "Patient", "CarePlan"]),
    st.lists(st.tuples(names | st.text(max_size=20), st.text(max_size=30) | texts), max_size=12),
    st.booleans(),
)
def test_any_search_is_read_or_refused_in_words(kind: str, given: list[tuple[str, str]], strict: bool) -> None:
    try:
        found = search(kind, given, strict=strict)
    except BadSearch as error:
        said = str(error)
    else:
        said = "read"
        assert 0 <= found.count <= 500
        assert found.patient_id is not None or kind == "Patient"
        found.matches({"resourceType": kind, "id": "x", "code": {"coding": []}, "effectiveDateTime": "2026"})
    assert said.isprintable() and len(said) < 300
