"""Days as squares: the strip of two weeks and the adherence calendar. A day's class (clinical-rules.md, Adherence)
has a shape, an icon and words of its own, so that colour is never alone. Which class a day has is decided elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui.components.each import each
from patient_app.ui.components.icon import icon

# Icon of each day class; 'blank' where the square's own shape says it.
DAY_ICONS: dict[str, str] = {
    "before": "blank",
    "hold": "pause",
    "complete": "check",
    "flare": "flame",
    "pending": "blank",
    "partial": "blank",
    "not_done": "minus",
    "no_report": "blank",
    "extra": "plus",
    "rest": "dot",
}


@dataclass(frozen=True, slots=True)
class DayCell:
    """One square: day class, icon, and what a screen reader says ('Tue, Nov 24: all done')."""

    kind: str
    icon: str
    label: str
    today: bool = False


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """A row of the calendar: its Monday in words ('Nov 23') and seven days, Monday to Sunday."""

    label: str
    days: tuple[DayCell, ...]


def day_words(t: Translator, kind: str) -> str:
    """A day class in words."""
    words = {
        "before": t("Before you started"),
        "hold": t("Program on hold"),
        "complete": t("All done"),
        "flare": t("Flare day"),
        "pending": t("Today, still open"),
        "partial": t("Partly done"),
        "not_done": t("Not done"),
        "no_report": t("No report"),
        "extra": t("Extra exercise"),
        "rest": t("Rest day"),
    }
    return words[kind]


def day_cell(t: Translator, kind: str, date_words: str, *, today: bool = False) -> DayCell:
    """The square of one day; `date_words` as the reader sees dates ('Tue, Nov 24')."""
    return DayCell(kind, DAY_ICONS[kind], f"{date_words}: {day_words(t, kind)}", today)


def day_strip(days: Sequence[DayCell] | rx.Var[list[DayCell]], label: str | rx.Var[str]) -> rx.Component:
    """A row of day squares, oldest first. `label` says it in words ('9 of 14 days done'): the squares are one image."""
    return rx.el.span(
        *each(days, lambda day: rx.el.span(icon(day.icon), class_name=f"hs-day hs-day-{day.kind}", title=day.label)),
        class_name="hs-strip",
        role="img",
        aria_label=label,
    )


def adherence_calendar(
    t: Translator,
    weeks: Sequence[CalendarWeek] | rx.Var[list[CalendarWeek]],
    caption: str | rx.Var[str],
) -> rx.Component:
    """Weeks as rows, newest last, each day named for a screen reader, with the legend in words below."""
    weekdays = [t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun")]
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="hs-hidden"),
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(rx.el.span(t("Week of"), class_name="hs-hidden"), scope="col"),
                    *(rx.el.th(name, scope="col") for name in weekdays),
                )
            ),
            rx.el.tbody(
                *each(
                    weeks,
                    lambda week: rx.el.tr(
                        rx.el.th(week.label, scope="row"), *each(week.days, lambda day: rx.el.td(_square(day)))
                    ),
                )
            ),
            class_name="hs-calendar",
        ),
        legend(t),
        class_name="hs-stack",
    )


def legend(t: Translator) -> rx.Component:
    """What the squares mean, in words."""
    return rx.el.ul(
        *(
            rx.el.li(rx.el.span(icon(name), class_name=f"hs-day hs-day-{kind}", aria_hidden="true"), day_words(t, kind))
            for kind, name in DAY_ICONS.items()
            if kind != "before"
        ),
        class_name="hs-legend",
    )


def _square(day: DayCell) -> rx.Component:
    today = rx.cond(day.today, " hs-day-today", "") if isinstance(day.today, rx.Var) else ""
    if day.today is True:
        today = " hs-day-today"
    return rx.el.div(
        icon(day.icon),
        class_name=f"hs-day hs-day-{day.kind}{today}",
        role="img",
        aria_label=day.label,
        title=day.label,
    )
