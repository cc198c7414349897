"""Days as squares: the strip of two weeks and the adherence calendar. A day's class (clinical-rules.md, Adherence)
has a shape, an icon and words of its own, so that colour is never alone. Which class a day has is decided elsewhere."""

from collections.abc import Sequence

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.calendar import DAY_ICONS, CalendarWeek, DayCell, day_cell
from patient_app.presenters.calendar import kind_words as day_words
from patient_app.ui.components.each import each
from patient_app.ui.components.icon import icon

__all__ = [
    "DAY_ICONS",
    "CalendarWeek",
    "DayCell",
    "adherence_calendar",
    "day_cell",
    "day_strip",
    "day_words",
    "legend",
]


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
