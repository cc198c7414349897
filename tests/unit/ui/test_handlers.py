"""Every event handler that a browser can call is declared here: each is a way in, and is meant to be one."""

import asyncio
from typing import Any

import reflex as rx

from patient_app.content.locales import translator
from patient_app.ui import routes
from patient_app.ui.screen import Screen, handler, is_made_by_handler

DECLARED: dict[str, set[str]] = {
    "TodayScreen": {"watch"},
    "ProgressScreen": {"load"},
    "PanelScreen": {
        "ask_name",
        "clear",
        "delete_view",
        "filter",
        "load",
        "open",
        "open_first",
        "open_view",
        "rename_view",
        "save_view",
        "search",
        "show_more",
        "toggle_aside",
        "toggle_filters",
    },
    "MarksScreen": {"mark", "undo"},
    "HandoverScreen": {"choose_kind", "choose_some", "give", "start", "stop", "withdraw"},
    "PatientScreen": {
        "ask",
        "choose_days",
        "choose_measure",
        "choose_series",
        "clear_hold",
        "load",
        "open_line",
        "start_hold",
    },
    "GoalsScreen": {"open", "save"},
    "CaseloadScreen": {
        "invite",
        "load",
        "open",
        "put_off",
        "search",
        "start_inviting",
        "stop_inviting",
        "toggle_ready",
    },
    "ProgramScreen": {
        "add",
        "choose_start",
        "choose_window",
        "edit",
        "fill_pain",
        "leave_out",
        "load",
        "move",
        "move_to",
        "open_version",
        "publish",
        "put_back",
        "put_off",
        "rebase",
        "redo",
        "refresh",
        "remove",
        "start_from",
        "swap",
        "take_newest",
        "take_step",
        "tick_gate",
        "toggle_day",
        "undo",
        "write_note",
    },
    "DraftScreen": set(),
    "OrderScreen": {"ask_to_cancel", "cancel", "load", "refresh", "renew", "signed"},
    "OutcomesScreen": {
        "ask_to_end",
        "ask_to_remove",
        "assign",
        "change",
        "choose",
        "close",
        "end",
        "enter",
        "load",
        "remove",
        "start_assigning",
    },
    "PreviewScreen": {"toggle"},
    "QuestionnairesScreen": {"ask_to_retire", "load", "retire"},
    "TemplatePicker": {"choose", "load", "save", "use"},
    "CountedScreen": {"load"},
    "MonitoringScreen": {"add", "ask_to_remove", "load", "remove", "start", "stop"},
    "MyVisitsScreen": {
        "begin",
        "close",
        "keep_question",
        "load",
        "refresh",
        "send",
        "toggle_day",
        "toggle_part",
        "withdraw",
    },
    "VisitsScreen": {
        "choose_repeat",
        "close",
        "keep_note",
        "load",
        "open",
        "plan_anew",
        "prepare",
        "save",
        "treated_today",
    },
    "MeasurementsScreen": {"ask", "close_history", "correct", "load", "open_history", "remove"},
    "TemplatesScreen": {
        "bring_back",
        "choose_patient",
        "choose_region",
        "close",
        "copy",
        "load",
        "open",
        "refresh",
        "retire",
        "search",
        "share",
    },
    "TemplateEditor": {
        "add",
        "begin",
        "cancel",
        "choose",
        "edit",
        "load",
        "move",
        "remove",
        "save",
        "search",
        "toggle_day",
        "write",
    },
    "WaitingOrders": {"accept_order", "ask_to_decline", "decline_order"},
    "SharingScreen": {
        "agree",
        "ask_to_refuse",
        "ask_to_stop",
        "change",
        "choose",
        "choose_end",
        "close_emergency",
        "load",
        "refresh",
        "refuse",
        "save",
        "share",
        "stop",
        "toggle_part",
        "write_code",
        "write_end",
    },
    "LinksScreen": {
        "ask_to_close",
        "choose_period",
        "close",
        "load",
        "make",
        "put_away",
        "refresh",
        "start",
        "stop",
        "suggest",
    },
    "LooksScreen": {"choose_person", "load", "show_more"},
    "SharedPreviewScreen": {"choose_measure", "choose_series", "load", "open_line", "show_everything"},
    "EmergencyScreen": {"end", "load", "open"},
    "EmergencyEntry": {"load"},
    "EmergencyBanner": {"end", "load"},
    "MyReportsScreen": {"load"},
    "ReportsScreen": {"load", "start"},
    "ReportDraftScreen": {
        "add_goal",
        "ask_for_goal",
        "ask_to_discard",
        "choose_reader",
        "choose_window",
        "choose_word",
        "discard",
        "refill",
        "toggle_preview",
        "write",
        "write_goal",
    },
    "ReportScreen": {"add", "ask", "decide", "load", "refresh", "send", "sign"},
    "JourneyScreen": {
        "ask_to_remove",
        "ask_to_remove_document",
        "cancel",
        "choose",
        "choose_precision",
        "correct",
        "load",
        "more_results",
        "remove",
        "remove_document",
        "save",
        "show_everything",
        "start",
    },
    "DischargeScreen": {"ask", "close", "load", "reopen"},
    "CalendarFeedsScreen": {"ask_to_close", "close", "load", "make", "start", "stop"},
    "OwnDataScreen": {"load"},
    "SettingsScreen": {"change_password", "end_other_sign_ins", "load", "save"},
    "ClinicScreen": {
        "assign",
        "confirm_card",
        "edit_centre",
        "leave_card",
        "load",
        "refresh",
        "save",
        "save_card",
        "save_centre",
        "set_centre_open",
        "use_default",
    },
    "PatientIntakeScreen": {"load"},
    "PeopleScreen": {"invite", "load", "set_active"},
    "SystemTokensScreen": {"ask_to_close", "close", "hide", "load", "make"},
    "AuditScreen": {"load", "more"},
}


def screens() -> list[type[Screen]]:
    for page in routes.PAGES:
        page.builder(translator("en"))  # imports the page's module with its state
    found = list(Screen.__subclasses__())
    for screen in found:  # grows while it is read
        found += screen.__subclasses__()
    return found


def own_handlers(screen: type[Screen]) -> dict[str, rx.event.EventHandler]:
    inherited = set(screen.__mro__[1].event_handlers)  # type: ignore[attr-defined]
    return {name: handler for name, handler in screen.event_handlers.items() if name not in inherited}


def test_every_public_handler_is_declared() -> None:
    assert {screen.__name__: set(own_handlers(screen)) for screen in screens()} == DECLARED


def test_every_handler_turns_errors_into_words_in_the_one_way() -> None:
    bare = [
        f"{screen.__name__}.{name}"
        for screen in screens()
        for name, handler in own_handlers(screen).items()
        if not is_made_by_handler(handler)
    ]
    assert bare == []


def test_no_state_holds_a_row_of_the_database() -> None:
    annotations = [
        f"{screen.__name__}.{name}: {kind}"
        for screen in screens()
        for name, kind in screen.__annotations__.items()
        if "patient_app.store" in repr(kind)
    ]
    assert annotations == []


class _Signed:
    """Stands in for a page's state of somebody who is signed in."""

    problem = ""

    async def _who(self) -> None:
        """Somebody."""


def test_no_handler_is_given_characters_that_cannot_be_kept_or_shown() -> None:
    given: list[Any] = []

    @handler
    async def write(self: Any, *args: Any, **kwargs: Any) -> None:
        given.append((args, kwargs))

    asyncio.run(write(_Signed(), "half \ud800", form={"name": "nothing \x00"}))
    assert given == [(("half \ufffd",), {"form": {"name": "nothing \ufffd"}})]
