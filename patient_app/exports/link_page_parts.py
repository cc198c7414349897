"""The parts of a link's page: the four answers, the chart with its sentences, the tables. Every text is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from patient_app.domain.text import Translator

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Depth:
    """How much of a summary a page has room for: the table of days, the drawing, and so many rows of each table."""

    has_days: bool = True
    has_chart: bool = True
    rows: int | None = None

    @property
    def is_whole(self) -> bool:
        """Nothing that the paper has is left out (which has no table of days)."""
        return self.has_chart and self.rows is None


DEPTHS = (Depth(), Depth(has_days=False), Depth(False, False), Depth(False, False, 30), Depth(False, False, 8))
"""From everything to the least."""


def hold(summary: Data) -> str:
    """The open hold, or nothing."""
    found = summary["hold"]
    if not found["title"]:
        return ""
    words = f"<strong>{escape(found['title'])}, {escape(found['since'])}</strong>"
    return f'<div class="hold"><p>{words}</p><p>{escape(found["text"])}</p></div>'


def answers(data: Data) -> str:
    """Done? Hurting? Functioning? What changed?"""
    w, s = data["words"], data["view"]["summary"]
    done, pain, function = s["done"], s["pain"], s["function"]
    changed = _lines(fact["text"] for fact in s["changed"])
    cards = (
        _answer(w, w["done"], s["sees_program"], _value(done["value"], w["done_unit"]) + _lines(_said(done))),
        _answer(w, w["hurting"], s["sees_pain"], _trending(pain, w["pain_unit"])),
        _answer(w, w["functioning"], s["sees_pain"], _trending(function, w["function_unit"])),
        _answer(w, w["changed"], s["sees_program"] or s["sees_measures"], changed),
    )
    return f'<div class="answers">{"".join(cards)}</div>'


def _said(done: Data) -> Iterable[str]:
    return (done[name] for name in ("counts", "before", "dose", "reasons") if done[name])


def _trending(found: Data, unit: str) -> str:
    facts = [fact["text"] for fact in found["facts"]]
    return _value(found["value"], unit) + _lines([*facts, *([found["where"]] if found["where"] else [])])


def _answer(w: Data, question: str, is_shared: bool, body: str) -> str:
    told = body if is_shared else f'<p class="muted">{escape(w["not_shared"])}</p>'
    return f'<section class="card"><h2>{escape(question)}</h2>{told}</section>'


def _value(value: str, unit: str) -> str:
    return f'<p><span class="value">{escape(value)}</span> <span class="muted small-text">{escape(unit)}</span></p>'


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def over_time(t: Translator, data: Data, depth: Depth) -> str:
    """The chart, what it shows in sentences, and every figure of it behind a line to open."""
    w, trend, chart = data["words"], data["view"]["trend"], data["chart"]
    if chart is None:
        return ""
    events = f"{w['in_period']} {trend['events']}" if trend["events"] else ""
    key = "; ".join(item["text"] for item in trend["key"])
    # The sentences above say what it shows.
    svg = chart["svg"].replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)  # HTML knows it without
    drawing = svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    frame = f'<div class="chart" tabindex="0" role="group" aria-label="{escape(w["over_time"])}">'
    drawn = f"{frame}{drawing}</div>" if depth.has_chart else ""
    return (
        f"<h2>{escape(w['over_time'])}</h2>{_lines([*trend['sentences'], *([events] if events else [])])}{drawn}"
        f'<p class="muted small-text">{escape(key)}</p>{_days(t, data, depth)}'
    )


def _days(t: Translator, data: Data, depth: Depth) -> str:
    rows = data["view"]["trend"]["numbers"]
    if not depth.has_days or not rows:
        return ""
    measure = data["view"]["trend"]["measure"]
    headings = [t("Day"), t("Pain"), t("Own activities"), measure or t("Score"), t("What happened")]
    values = [(row["day"], row["pain"], row["function"], row["score"], row["events"]) for row in rows]
    return f"<details><summary>{escape(t('Day by day'))}</summary>{_table(headings, values)}</details>"


def tables(data: Data, depth: Depth) -> str:
    """Weeks, exercises, measures, measurements, goals, the course and the versions of the program."""
    w, view = data["words"], data["view"]
    s = view["summary"]
    found: list[tuple[str, Sequence[str], list[tuple[str, ...]]]] = []
    if s["sees_program"]:
        found.append((w["exercises"], w["exercise_headings"], [_exercise(row) for row in s["lines"]]))
    found += [
        (w["measures"], w["measure_headings"], [_measure(row) for row in s["measures"]]),
        (w["measurements"], w["measurement_headings"], [_measured(row) for row in s["measurements"]]),
        (w["goals"], w["goal_headings"], [_goal(row) for row in view["goals"]]),
    ]
    shown = (_section(title, _table(headings, rows[: depth.rows])) for title, headings, rows in found if rows)
    return f"{_weeks(data, depth)}{''.join(shown)}{_course(data)}{_versions(data, depth)}"


def _weeks(data: Data, depth: Depth) -> str:
    w, rows = data["words"], data["view"]["summary"]["week_rows"]
    if not data["view"]["summary"]["sees_program"] or not rows:
        return ""
    headings = w["week_headings"]
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in headings)
    body = "".join(
        "<tr>"
        + _cell(headings[0], row["label"], first=True)
        + f'<td data-l="{escape(headings[1])}">{escape(row["figure"])}{_bar(row)}</td>'
        + "".join(
            _cell(heading, row[name])
            for heading, name in zip(headings[2:], ("done", "not_done", "no_report", "extra"), strict=True)
        )
        + "</tr>"
        for row in (rows if depth.rows is None else rows[-depth.rows :])
    )
    return _section(w["weeks"], f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _bar(row: Data) -> str:
    """Done and not done as parts of what was due; the figures beside it say the same."""
    done, not_done = (float(row[name].removesuffix("%")) for name in ("done_width", "not_done_width"))
    return (
        '<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="done" width="{done:.1f}" height="12"/>'
        f'<rect class="not" x="{done:.1f}" width="{not_done:.1f}" height="12"/>'
        '<rect class="edge" width="100" height="12"/></svg>'
    )


def _exercise(row: Data) -> tuple[str, ...]:
    return tuple(row[name] for name in ("exercise", "dose", "done", "not_done", "pain", "effort"))


def _measure(row: Data) -> tuple[str, ...]:
    facts = ". ".join(fact["text"] for fact in row["facts"])
    return (*(row[name] for name in ("name", "scale", "first", "last")), facts)


def _measured(row: Data) -> tuple[str, ...]:
    change = row["change"]
    told = ", ".join(words for words in (change["text"], change["word"]) if words)
    return (*(row[name] for name in ("name", "side", "normal", "first", "last")), told)


def _goal(row: Data) -> tuple[str, ...]:
    return (
        row["letter"],
        f"{row['category']}: {row['text']}",
        *(row[name] for name in ("baseline", "target", "value", "due", "status")),
    )


def _course(data: Data) -> str:
    facts = data["view"]["course"]
    rows = "".join(f"<p><strong>{escape(fact['name'])}:</strong> {escape(fact['text'])}</p>" for fact in facts)
    return _section(data["words"]["course"], f'<div class="card">{rows}</div>') if facts else ""


def _versions(data: Data, depth: Depth) -> str:
    found = data["view"]["summary"]["versions"]
    rows = "".join(
        f"<p><strong>{escape(each['title'])}</strong>, {escape(each['since'])}. {escape(each['note'])}</p>"
        + _lines(each["changes"])
        for each in found[: depth.rows]
    )
    return _section(data["words"]["versions"], f'<div class="card">{rows}</div>') if found else ""


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in headings)
    body = "".join(
        f"<tr>{''.join(_cell(h, v, first=at == 0) for at, (h, v) in enumerate(zip(headings, row, strict=True)))}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(heading: str, value: str, *, first: bool = False) -> str:
    """A cell; on a narrow screen, where rows stand below one another, its heading stands before it."""
    named = "" if first or not value else f' data-l="{escape(heading)}"'
    return f"<td{named}>{escape(value)}</td>"
