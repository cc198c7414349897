"""Every figure of the summary is the same on the screen, on paper and in the API, for the demo people and for courses
at random. The API's figures are put into words here by themselves, not by the presenters."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest

from patient_app.content.locales import translator
from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.pain import PainSeries
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.periods import Asked, PeriodKind
from patient_app.domain.program import Side
from patient_app.exports.summary_pdf import summary_data
from patient_app.presenters import overview as words
from patient_app.presenters import summary_trend
from patient_app.presenters.overview import OverviewView
from patient_app.presenters.summary_trend import AS_IT_OPENS, Chosen
from patient_app.services import demo, overview, panel, printed_summary
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.overview import Overview
from patient_app.services.sign_in import sign_in
from patient_app.store.database import Database
from patient_app.store.unit import Unit
from patient_app.ui.names import names
from tests.api.client import Client
from tests.builders import Cast, Clock, a_line
from tests.databases import new_sqlite

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
T = translator("en")
MIC = outcome_measures()["own-activities"].mic
PERIODS = (Asked(), Asked(PeriodKind.FOUR_WEEKS), Asked(PeriodKind.START))
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def said(value: float | None) -> str:
    """A figure to one decimal, half up, whole ones without it; a dash for none."""
    if value is None:
        return "–"
    return f"{float(Decimal(repr(value)).quantize(Decimal('0.1'), ROUND_HALF_UP)):g}"


def percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}%"


def numbers(text: str) -> list[float]:
    return [float(found) for found in NUMBER.findall(text)]


@dataclass
class Read:
    """One summary, read for all three: the screen's view, the paper's data, and the API's answer."""

    found: Overview
    screen: OverviewView
    paper: dict[str, Any]
    api: dict[str, Any]


def read(door: Door, client: Client, patient_id: str, asked: Asked) -> Read:
    found = door.call(client.token, overview.overview, patient_id, asked)
    summary = found.summary
    printed = door.call(client.token, printed_summary.printed_summary, patient_id, asked)
    days = f"from={summary.first}&to={summary.last}"
    return Read(
        found,
        words.view(T, found, names(T, summary.exercises, summary.known), AS_IT_OPENS, MIC),
        json.loads(json.dumps(summary_data(T, printed))),
        client.get(f"/summary?patient={patient_id}&{days}", headers={"Accept-Language": "en"}).json(),
    )


def assert_equal(one: Read) -> None:
    """Paper against screen as a whole; the API against the screen, figure by figure."""
    shown = json.loads(json.dumps(asdict(one.screen)))
    shown["summary"].pop("weeks")
    assert one.paper["view"] == shown
    assert_chart(one)
    assert_adherence(one.screen, one.api)
    assert_feelings(one.screen, one.api)
    assert_days(one)
    assert_measures(one.screen, one.api)


def assert_chart(one: Read) -> None:
    """Each point that the screen draws is drawn on paper."""
    figure = summary_trend.figure(T, one.found.summary, one.found.course, AS_IT_OPENS, MIC)
    if one.paper["chart"] is None:
        assert figure["data"] == []
        return
    svg, first = one.paper["chart"]["svg"], one.found.summary.first.isoformat()
    dots = 0
    for trace in figure["data"]:
        if "lines" in trace["mode"]:
            dots += sum(y is not None and x >= first for x, y in zip(trace["x"], trace["y"], strict=True))
        else:
            dots += sum(symbol.startswith("circle") for symbol in trace["marker"]["symbol"])
    assert svg.count("<circle") == dots


def assert_adherence(screen: OverviewView, api: Mapping[str, Any]) -> None:
    done, adherence = screen.summary.done, api["adherence"]
    if adherence is None:
        assert done.value == "" and screen.summary.week_rows == ()
        return
    assert done.value == percent(adherence["exercise"])
    if adherence["slots_due"]:
        extra = [adherence["extra"]] if adherence["extra"] else []
        counts = [adherence[name] for name in ("slots_done", "slots_due", "not_done", "no_report")]
        assert numbers(done.counts) == [*counts, *extra]
    assert numbers(done.reasons) == [why["count"] for why in api["not_done_reasons"]]
    assert numbers(screen.summary.streak) == [api["streak"]["current"], api["streak"]["longest"]]
    for row, week in zip(screen.summary.week_rows, api["weeks"], strict=True):
        assert row.figure == percent(week["exercise"])
        if week["slots_due"]:
            assert numbers(row.done) == [week["slots_done"], week["slots_due"]]
            assert (row.not_done, row.no_report) == (str(week["not_done"]), str(week["no_report"]))
    totals = {name: sum(week[name] for week in api["weeks"]) for name in ("slots_due", "slots_done", "not_done")}
    assert totals == {name: adherence[name] for name in totals}


def assert_feelings(screen: OverviewView, api: Mapping[str, Any]) -> None:
    pain, function = api["pain"], api["function"]
    if screen.summary.sees_pain:
        assert screen.summary.pain.value == said(pain["latest"])
        assert_change(screen.summary.pain.facts[0].text, pain)
    if function is not None:
        assert screen.summary.function.value == said(function["latest"])
        assert_change(screen.summary.function.facts[0].text, function)


def assert_change(text: str, change: Mapping[str, Any]) -> None:
    if change["change"]:
        figures = (abs(change["change"]), change["baseline"], change["latest"])
        assert numbers(text) == [float(said(figure)) for figure in figures]
    elif change["change"] == 0:
        assert numbers(text) == [float(said(change["latest"]))]


def assert_days(one: Read) -> None:
    series = {PainSeries.WORST: "pain_worst", PainSeries.NOW: "pain_now", PainSeries.AVERAGE: "pain_average"}
    summary = one.found.summary
    for kind, name in series.items():
        table = summary_trend.view(T, summary, one.found.course, Chosen(kind), MIC).numbers
        for row, day in zip(table, reversed(one.api["days"]), strict=True):
            assert (row.pain, row.function) == (said(day[name]), said(day["function"]))


def assert_measures(screen: OverviewView, api: Mapping[str, Any]) -> None:
    for row, measure in zip(screen.summary.measures, api["measures"], strict=True):
        assert row.name == measure["name"]
        assert row.first.startswith(said((measure["baseline"] or measure["points"][-1])["score"]))
        if measure["change"] is not None:
            last = measure["points"][-1]["score"]
            assert row.last.startswith(said(last))
            change = {"change": measure["change"], "baseline": measure["baseline"]["score"], "latest": last}
            assert_change(row.facts[0].text, change)
    assert len(screen.summary.versions) == len(api["program_versions"])


@pytest.fixture(scope="module")
def demo_clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, str]]:
    """The demo clinic, and its physiatrist's session."""
    database = Database(new_sqlite(tmp_path_factory.mktemp("demo")))
    database.write(lambda session: demo.build(Unit(session, NOW))).result()
    door = Door(database, lambda: NOW)
    yield door, sign_in(door, Visitor(), "ngozi.okafor@example.org", demo.PASSWORD).token
    database.close()


def test_the_demo_people(demo_clinic: tuple[Door, str], api: Any) -> None:
    door, token = demo_clinic
    app, server = api
    app.state.door = lambda: door
    client = Client(server, token)
    patients = door.call(token, panel.panel).patients
    assert len(patients) > 10
    for patient in patients:
        for asked in PERIODS:
            assert_equal(read(door, client, patient.id, asked))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("parts", [ALL_PARTS, ALL_PARTS - {SharePart.PAIN}, ALL_PARTS - {SharePart.PROGRAM}])
def test_a_course_at_random(cast: Cast, clock: Clock, dora: Client, seed: int, parts: frozenset[SharePart]) -> None:
    random = Random(seed)
    play(cast, clock, random)
    cast.ana.sharing_with(cast.dora, parts=parts)
    dora.token = cast.dora.signs_in()
    for asked in (*PERIODS, Asked(PeriodKind.OWN, cast.clinic.days_ago(13), cast.clinic.days_ago(2))):
        assert_equal(read(cast.clinic.door, dora, cast.ana.id, asked))


def play(cast: Cast, clock: Clock, random: Random) -> None:
    """Four weeks at random: two versions, work in part and in excess, reports, pain, function and flares."""
    ana, clinic = cast.ana, cast.clinic
    begun, days = clinic.today, 28
    lines = {0: list(ana.program.version.prescriptions) if ana.program else []}
    clock.forward(days=days)
    ana.signs_in()
    kept = [replace(line, sets=2) for line in lines[0] if random.random() < 0.8]
    change = random.randrange(5, 20)
    ana.with_program(
        *kept, a_line("slr", side=Side.LEFT, times_per_week=4), by=cast.paul, since=begun + timedelta(days=change)
    )
    lines[change] = list(ana.program.version.prescriptions) if ana.program else []
    for offset in range(days):
        on = begun + timedelta(days=offset)
        for line in lines[max(start for start in lines if start <= offset)]:
            for _ in range(random.choice((0, 1, 1, 2))):
                fields = random.choice(({}, {"sets_done": 1}, {"not_done_reason": random.choice(list(NotDoneReason))}))
                ana.logs(line, on, pain_during=random.choice((None, 0, 5)), effort=random.choice((None, 4)), **fields)
        if random.random() < 0.7:
            ana.checks_in(
                on,
                pain_worst=random.choice((None, 3, 6, 10)),
                pain_now=random.choice((None, 1, 2)),
                flare=random.random() < 0.1,
            )
    cast.paul.signs_in()
