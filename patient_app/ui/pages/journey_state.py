"""The state behind the journey, on the patient's page and in a clinician's view of a patient: one list, one form."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.journey import RESULT_FIELDS, TEXT_FIELDS, EventKind, Precision
from patient_app.domain.people import SharePart
from patient_app.presenters import final_summary as final_words
from patient_app.presenters import journey as words
from patient_app.presenters.final_summary import Closed, ClosedView
from patient_app.presenters.journey import JourneyView
from patient_app.presenters.journey_words import kind as kind_words
from patient_app.services import documents, intake, journey, timeline
from patient_app.services.journey import EntryDraft
from patient_app.services.timeline_values import Event, Journey
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.screen import Screen, handler

MOST_EVENTS = 10
"""That are shown at first: the newest ones."""
FIRST_RESULTS = 3
MOST_RESULTS = 40


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """One line of a blood test in the form."""

    place: str = ""
    name: str = ""
    value: str = ""
    unit: str = ""
    usual: str = ""


@dataclass(frozen=True, slots=True)
class FormView:
    """The entry in the form: empty without a `kind`, a correction with an `entry_id`."""

    key: str = ""
    kind: str = ""
    kind_words: str = ""
    entry_id: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    title: str = ""
    text: str = ""
    details: dict[str, str] = field(default_factory=dict)


class JourneyScreen(Screen):
    """One patient's journey for one reader. `shown` is the id of the patient that the rest is about."""

    loaded: bool = False
    shown: str = ""
    owner: str = ""
    is_own: bool = False
    is_physiatrist: bool = False
    sees_journey: bool = False
    intake_due: bool = False
    today: str = ""
    view: JourneyView = JourneyView()
    closed: list[ClosedView] = []
    everything: bool = False
    adding: bool = False
    form: FormView = FormView()
    precision: str = Precision.DAY.value
    results: list[ResultDraft] = []
    done: str = ""
    removing: str = ""
    removing_document: str = ""
    _found: Journey | None = None

    @handler
    async def load(self) -> None:
        """Show the journey of the address' patient, or one's own, and keep it up to date on the patient's page."""
        asked, me = self._path_part("patients"), await self._who()
        if (asked or me.id) != self.shown:
            self._close()
            self.done, self.everything = "", False
        self.owner, self.is_physiatrist = me.id, me.role == "physiatrist"
        if not asked:
            live.watch(self._tab, [f"patient:{me.id}"], refresh=JourneyScreen.load)
        await self._fill(asked)

    @handler
    async def show_everything(self) -> None:
        """The earlier events too."""
        self.everything = True
        await self._fill(self._path_part("patients"))

    @handler
    async def start(self) -> None:
        """Choose what to add."""
        self._close()
        self.adding, self.done = True, ""

    @handler
    async def choose(self, kind: str) -> None:
        """Open the form for an entry of this kind."""
        if kind not in set(EventKind):
            return
        self._open(EventKind(kind), None)

    @handler
    async def correct(self, entry_id: str) -> None:
        """Open the form with an entry in it."""
        event = self._entry(entry_id)
        if event is not None and event.kind is not None and event.may_correct:
            self._open(event.kind, event)

    @handler
    async def cancel(self) -> None:
        """Close the form; what was typed in it is let go."""
        self._close()

    @handler
    async def choose_precision(self, precision: str) -> None:
        """A day, a month or a year."""
        if precision in set(Precision):
            self.precision = precision

    @handler
    async def more_results(self) -> None:
        """Another line for the blood test."""
        if len(self.results) < MOST_RESULTS:
            self.results = [*self.results, ResultDraft(str(len(self.results)))]

    @handler
    async def save(self, form: dict[str, Any]) -> None:
        """Add the entry in the form, or correct it."""
        if self.form.kind not in set(EventKind):
            return
        kind, entry_id = EventKind(self.form.kind), self.form.entry_id
        draft = EntryDraft(
            kind,
            self._date(form),
            str(form.get("title", "")).strip() or kind_words(self._t, kind),
            str(form.get("text", "")),
            self.precision,
            None if kind is EventKind.ONSET else _details(kind, form),
        )
        if entry_id:
            await self._call(journey.correct, entry_id, draft)
        else:
            await self._call(journey.add, self.shown, draft)
        self._close()
        self.done = self._t("Saved. You can add a document to it below.")
        await self._fill(self._path_part("patients"))

    @handler
    async def ask_to_remove(self, entry_id: str) -> None:
        """Ask why an entry is removed; '' takes the question back."""
        self.removing = entry_id

    @handler
    async def remove(self, form: dict[str, Any]) -> None:
        """Remove the entry that was asked about."""
        await self._call(journey.remove, self.removing, str(form.get("reason", "")))
        self.removing, self.done = "", self._t("The entry is removed.")
        await self._fill(self._path_part("patients"))

    @handler
    async def ask_to_remove_document(self, document_id: str) -> None:
        """Ask once more before a document is removed; '' takes the question back."""
        self.removing_document = document_id

    @handler
    async def remove_document(self, document_id: str) -> None:
        """Remove a document of one's own, at once."""
        await self._call(documents.remove, document_id)
        self.removing_document, self.done = "", self._t("The document is removed. Its content is erased.")
        await self._fill(self._path_part("patients"))

    def _entry(self, entry_id: str) -> Event | None:
        events = self._found.events if self._found else ()
        return next((each for each in events if each.id == entry_id), None)

    def _open(self, kind: EventKind, event: Event | None) -> None:
        t = self._t
        self.adding, self.removing, self.done = True, "", ""
        self.precision = event.precision.value if event else Precision.DAY.value
        on = event.on if event else None
        details = event.details if event else {}
        self.form = FormView(
            key=event.id if event else kind.value,
            kind=kind.value,
            kind_words=kind_words(t, kind),
            entry_id=event.id if event else "",
            day=on.isoformat() if on else self.today,
            month=str(on.month) if on else self.today[5:7].lstrip("0"),
            year=str(on.year) if on else self.today[:4],
            title=event.title if event else kind_words(t, kind),
            text=event.text if event else "",
            details={name: value for name, value in details.items() if isinstance(value, str)},
        )
        rows = details.get("results")
        kept = rows if isinstance(rows, list) else []
        self.results = [
            ResultDraft(str(place), *(str(row.get(name, "")) for name in RESULT_FIELDS))
            for place, row in enumerate([*kept, *({},) * (FIRST_RESULTS if not kept else 1)])
        ]

    def _close(self) -> None:
        self.adding, self.form, self.results, self.removing = False, FormView(), [], ""
        self.removing_document = ""

    def _date(self, form: dict[str, Any]) -> date:
        texts = {name: str(form.get(name, "")).strip() for name in ("day", "month", "year")}
        try:
            if self.precision == Precision.DAY:
                return date.fromisoformat(texts["day"])
            month = int(texts["month"]) if self.precision == Precision.MONTH else 1
            return date(int(texts["year"]), month, 1)
        except ValueError:
            raise Invalid.field("on", "Say when it was. About is enough.") from None

    async def _fill(self, asked: str) -> None:
        try:
            found = await self._call(timeline.of_patient, asked) if asked else await self._call(timeline.mine)
        except NotFound:
            self.shown, self.loaded, self.view, self.closed, self._found = asked, True, JourneyView(), [], None
            self.sees_journey = False
            return
        t, known = self._t, found.known
        self._found, self.shown, self.is_own = found, found.patient_id, found.is_own
        self.intake_due = found.is_own and await self._call(intake.is_due)
        self.today = found.today.isoformat()
        self.sees_journey = SharePart.JOURNEY in found.parts
        self.view = words.view(t, found, names(t, {}, known), None if self.everything else MOST_EVENTS)
        self.closed = [
            final_words.view(
                t,
                Closed(
                    each.episode_id,
                    each.problem,
                    each.started_on,
                    each.closed_on,
                    each.closed_by,
                    each.reason,
                    each.note,
                ),
                each.summary,
                found.patient_id,
                each.summary.trends(known) if each.summary and known else (),
                each.summary.rows() if each.summary else (),
            )
            for each in found.closed
        ]
        self.loaded = True


def _details(kind: EventKind, form: dict[str, Any]) -> dict[str, Any]:
    """The details of the form; the names of its fields begin with 'detail-' and 'result-<line>-'."""
    found: dict[str, Any] = {name: str(form.get(f"detail-{name}", "")) for name in TEXT_FIELDS.get(kind, ())}
    if kind is EventKind.EXAM and form.get("detail-recommendation"):
        found["recommendation"] = str(form["detail-recommendation"])
    if kind is EventKind.BLOOD_TEST:
        found["results"] = [
            {name: str(form.get(f"result-{line}-{name}", "")) for name in RESULT_FIELDS} for line in range(MOST_RESULTS)
        ]
    return found
