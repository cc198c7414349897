"""The component kit: small functions that return `rx.Component`, styled by `assets/homestretch.css`. Pages import
from here and name no colour and no size of their own."""

from patient_app.presenters.charts import spark_path
from patient_app.ui.components.actions import button, icon_button, link, link_button, outside_link
from patient_app.ui.components.chart import chart, paint
from patient_app.ui.components.days import (
    CalendarWeek,
    DayCell,
    adherence_calendar,
    day_cell,
    day_strip,
    day_words,
)
from patient_app.ui.components.drawings import sparkline
from patient_app.ui.components.each import each
from patient_app.ui.components.fields import choice, field, tick
from patient_app.ui.components.icon import ICONS, icon
from patient_app.ui.components.shell import page
from patient_app.ui.components.surfaces import (
    badge,
    card,
    details,
    empty_state,
    notice,
    section,
    skeleton,
    skeleton_lines,
    stack,
    stat,
)
from patient_app.ui.components.tables import data_table, table_row
from patient_app.ui.components.tabs import care_tabs, patient_tabs, tabs

__all__ = [
    "ICONS",
    "CalendarWeek",
    "DayCell",
    "adherence_calendar",
    "badge",
    "button",
    "card",
    "care_tabs",
    "chart",
    "choice",
    "data_table",
    "day_cell",
    "day_strip",
    "day_words",
    "details",
    "each",
    "empty_state",
    "field",
    "icon",
    "icon_button",
    "link",
    "link_button",
    "notice",
    "outside_link",
    "page",
    "paint",
    "patient_tabs",
    "section",
    "skeleton",
    "skeleton_lines",
    "spark_path",
    "sparkline",
    "stack",
    "stat",
    "table_row",
    "tabs",
    "tick",
]
