"""One progress report's view model: reading it, the data since, the decision and addenda. Writing is in
`report_draft_state.py`."""

from datetime import timedelta
from typing import Any

import reflex as rx

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.domain.reports import ReportDecision
from patient_app.domain.text import Translator
from patient_app.presenters import summary as summary_words
from patient_app.presenters.reports import ReportView, view
from patient_app.presenters.summary import SummaryView
from patient_app.services import report_answers, report_signing, reports, summary
from patient_app.services.actor import Actor
from patient_app.services.reports import Report
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages.emergency_banner import EmergencyBanner
from patient_app.ui.pages.report_draft_state import ReportDraftScreen
from patient_app.ui.screen import handler


class ReportScreen(ReportDraftScreen):
    """One report for its author or a physiatrist. `shown` is the id that the rest is about."""

    missing: bool = False
    is_therapist: bool = False
    since: SummaryView = SummaryView()
    """The record since the period's end, as far as the reader's own share goes."""
    has_since: bool = False
    may_decide: bool = False
    may_add: bool = False
    may_send: bool = False
    asking: str = ""
    """Which form is open: 'again' (another decision), 'add' (an addendum), 'send'."""
    told: str = ""
    _entries: int = 0

    @handler
    async def load(self) -> None:
        """Show the report of the address, or that there is none for this reader."""
        asked = self._path_part("reports")
        if asked != self.shown:
            self._forget()
            self.asking = self.told = ""
        self.patient = self._path_part("patients")
        me = await self._who()
        self.is_therapist = me.role is Role.PHYSICAL_THERAPIST
        topics = [f"patient:{self.patient}", f"clinician:{me.id}"]
        live.watch(self._tab, topics, [ReportScreen.refresh, EmergencyBanner.load])
        await self._look(me, asked)

    @handler
    async def refresh(self) -> None:
        """The record changed."""
        await self._look(await self._who(), self._path_part("reports"))

    @handler
    async def ask(self, what: str) -> None:
        """Open the form for another decision, an addendum, or to send it; anything else closes it."""
        self.asking = what if what in {"again", "add", "send"} else ""
        self.told = ""

    @handler
    async def decide(self, form: dict[str, str]) -> Any:
        """The physiatrist's decision: the first, or a further one."""
        chosen = str(form.get("decision", ""))
        if chosen not in set(ReportDecision):
            raise Invalid.field("decision", "Choose a decision.")
        words = ReportDecision(chosen), str(form.get("note", ""))
        for_patient = bool(form.get("for_patient"))
        if self.view.is_decided:
            again = report_answers.decide_again
            found = await self._call(
                again, self.patient, self.shown, *words, for_patient=for_patient, seen=self._entries
            )
        else:
            found = await self._call(
                report_answers.acknowledge, self.patient, self.shown, *words, for_patient=for_patient
            )
        return await self._answered(found, self._t("Your decision is kept. The therapist and the patient are told."))

    @handler
    async def add(self, form: dict[str, str]) -> Any:
        """Add an addendum; what was signed stays as it is."""
        found = await self._call(report_answers.add, self.patient, self.shown, str(form.get("text", "")))
        return await self._answered(found, self._t("The addendum is kept with the report."))

    @handler
    async def send(self, form: dict[str, str]) -> Any:
        """Send a signed report to a physiatrist."""
        found = await self._call(report_signing.send, self.patient, self.shown, str(form.get("to", "")))
        return await self._answered(found, self._t("The report is sent."))

    @handler
    async def sign(self) -> Any:
        """Sign the draft and send it. What is wrong is said at its field, and nothing is lost."""
        found = await self._signed()
        if found is None:
            return rx.set_focus("report-problem")
        me = await self._who()
        await self._shows(me, found)
        self.told = self._t("The report is signed.")
        return rx.set_focus("report-told")

    async def _answered(self, found: Report, words: str) -> Any:
        self.asking = ""
        await self._shows(await self._who(), found)
        self.told = words
        return rx.set_focus("report-told")

    async def _look(self, me: Actor, asked: str) -> None:
        try:
            found = await self._call(reports.report, self.patient, asked)
        except NotFound:
            self._forget()
            self.shown, self.missing, self.view = asked, True, ReportView()
            self.since, self.has_since = SummaryView(), False
            self.may_decide = self.may_add = self.may_send = False
            return
        self.missing = False
        await self._shows(me, found)

    async def _shows(self, me: Actor, found: Report) -> None:
        t = self._t
        self.view = view(t, found, me.time_zone)
        self.shown, self._entries = found.id, len(found.added)
        is_copy = found.copy_until is not None
        decided = {each.by for each in found.added if each.decision is not None}
        is_signed = found.signed_at is not None
        self.may_decide = is_signed and me.role is Role.PHYSIATRIST
        self.may_add = is_signed and not is_copy and me.id in {found.author_id, *decided}
        self.may_send = is_signed and not is_copy and me.id == found.author_id
        if not is_signed:
            await self._take(found)
        else:
            self.is_writing = False
            await self._show_since(t, found)
            if self.may_send:
                await self._take_readers(found.to_id or "")

    async def _show_since(self, t: Translator, found: Report) -> None:
        """What happened since the period ended, from the reader's own share."""
        first = found.data.last + timedelta(days=1)
        self.has_since = found.copy_until is None and first <= found.today
        if not self.has_since:
            self.since = SummaryView()
            return
        seen = await self._call(summary.summary, self.patient, first, found.today)
        self.since = summary_words.view(t, seen, names(t, seen.exercises, seen.known))
