"""The patient's sharing: who sees what, share, stop sharing, and who looked."""

from dataclasses import dataclass
from datetime import UTC, datetime

import reflex as rx

from patient_app.domain.dates import local_date
from patient_app.domain.errors import Invalid
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.domain.text import Translator
from patient_app.presenters import access, people
from patient_app.presenters.dates import day_words
from patient_app.presenters.handovers import HandoverCard, card
from patient_app.services import handover_answers, intake, sharing
from patient_app.services.sharing import Share, ShareStatus
from patient_app.ui import components as ui
from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.live import live
from patient_app.ui.pages.intake import invitation
from patient_app.ui.pages.sharing_counted import CountedScreen, counted
from patient_app.ui.pages.sharing_handovers import cards
from patient_app.ui.screen import Screen, handler


class ToHash(ClientComponent):
    """Leads to the field `field` when the address ends with `#name`."""

    library = client_module("to_hash.jsx")
    tag = "ToHash"

    name: rx.Var[str]
    field: rx.Var[str]


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One open share as the patient reads it."""

    id: str
    name: str
    role: str
    parts: list[str]
    until: str


@dataclass(frozen=True, slots=True)
class ClinicianChoice:
    """A clinician of the clinic with whom nothing is shared."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look or change by somebody else."""

    at: str
    who: str
    what: str


class SharingScreen(Screen):
    """Who sees what, and who looked."""

    loaded: bool = False
    shares: list[ShareRow] = []
    choices: list[ClinicianChoice] = []
    looks: list[LookRow] = []
    done: str = ""
    chosen: str = ""
    code: str = ""
    parts: list[str] = [part.value for part in SharePart]
    stopping: str = ""
    intake_due: bool = False
    handovers: list[HandoverCard] = []
    refusing: str = ""
    shared_times: int = 0

    @handler
    async def load(self) -> None:
        """Show the page, and keep it up to date."""
        actor = await self._who()
        live.watch(self._tab, [f"patient:{actor.id}"], refresh=SharingScreen.refresh)
        await self._fill()

    @handler
    async def refresh(self) -> None:
        """Something changed elsewhere."""
        await self._fill()

    @handler
    async def choose(self, clinician_id: str) -> None:
        """Pick a clinician of the clinic."""
        self.chosen = clinician_id

    @handler
    async def write_code(self, code: str) -> None:
        """Type a clinician's code."""
        self.code = code

    @handler
    async def toggle_part(self, part: str) -> None:
        """Tick or untick a part."""
        kept = {*self.parts} ^ {part}
        self.parts = [each.value for each in SharePart if each.value in kept]

    @handler
    async def share(self) -> None:
        """Share the ticked parts with the clinician picked or named by a code."""
        parts = [part for part in ALL_PARTS if part.value in self.parts]
        if not self.chosen and not self.code.strip():
            raise Invalid("Choose a clinician, or type the code that your clinician gave you.")
        made = await self._call(
            sharing.share,
            clinician_id=None if self.code.strip() else self.chosen,
            code=self.code.strip() or None,
            parts=parts,
        )
        self.chosen, self.code = "", ""
        self.shared_times += 1
        self.done = self._t("You now share with {name}.", name=made.clinician.name)
        await self._fill()

    @handler
    async def ask_to_stop(self, share_id: str) -> None:
        """Ask once more before a share is closed."""
        self.stopping = share_id

    @handler
    async def stop(self, share_id: str) -> None:
        """Close a share at once."""
        self.stopping = ""
        await self._call(sharing.revoke, share_id)
        self.done = self._t("Sharing has stopped. They see nothing from now on.")
        await self._fill()

    @handler
    async def agree(self, handover_id: str) -> None:
        """Let the colleague see the record at once."""
        await self._call(handover_answers.agree, handover_id)
        self.done = self._t("Agreed. It is open now. You can still say no.")
        await self._fill()

    @handler
    async def ask_to_refuse(self, handover_id: str) -> None:
        """Ask once more before a handover is refused."""
        self.refusing = handover_id

    @handler
    async def refuse(self, handover_id: str) -> None:
        """Say no to a handover: closed at once."""
        self.refusing = ""
        await self._call(handover_answers.object_to, handover_id)
        self.done = self._t("Closed. Both clinicians are told.")
        await self._fill()

    async def _fill(self) -> None:
        t, actor = self._t, await self._who()
        found = [share for share in await self._call(sharing.my_shares) if share.status is ShareStatus.ACTIVE]
        sharing_with = {share.clinician.id for share in found}
        self.shares = [_row(t, share) for share in found]
        self.choices = [
            ClinicianChoice(each.id, f"{each.name}, {people.role(t, each.role)}")
            for each in await self._call(sharing.clinicians)
            if each.id not in sharing_with
        ]
        today = local_date(datetime.now(UTC), actor.time_zone)
        self.handovers = [card(t, each, today) for each in await self._call(handover_answers.mine)]
        self.looks = [
            LookRow(
                people.moment(t, look.at, actor.time_zone),
                access.through(
                    t, f"{look.who}, {people.role(t, look.role)}" if look.role else t("The clinic"), look.through
                ),
                access.what(t, look.action, look.kind),
            )
            for look in (await self._call(sharing.access_log))[:50]
        ]
        self.intake_due = await self._call(intake.is_due)
        self.loaded = True


def _row(t: Translator, share: Share) -> ShareRow:
    return ShareRow(
        share.id,
        share.clinician.name,
        people.role(t, share.clinician.role),
        [people.part(t, part) for part in share.parts],
        t("Until {day}", day=day_words(t, share.until)) if share.until else "",
    )


on_load = [SharingScreen.load, CountedScreen.load]


def page(t: Translator) -> rx.Component:
    """`/sharing`."""
    return ui.page(
        t,
        t("Care and sharing"),
        ui.care_tabs(t, "/sharing"),
        rx.cond(SharingScreen.problem != "", ui.notice(SharingScreen.problem, tone="stop", role="alert")),
        rx.cond(SharingScreen.done != "", ui.notice(SharingScreen.done, tone="done", role="status")),
        rx.cond(SharingScreen.loaded, _content(t), ui.skeleton(t("Loading"))),
        role=Role.PATIENT,
        active="/sharing",
        lead=t("You decide who sees your record. You can stop at any time."),
    )


def _content(t: Translator) -> rx.Component:
    return ui.stack(
        cards(
            t,
            SharingScreen.handovers,
            SharingScreen.refusing,
            SharingScreen.agree,
            SharingScreen.ask_to_refuse,
            SharingScreen.refuse,
        ),
        rx.cond(SharingScreen.intake_due, invitation(t)),
        ui.section(
            t("Who can see your record"),
            rx.cond(
                SharingScreen.shares.length() > 0,
                ui.stack(rx.foreach(SharingScreen.shares, lambda share: _share_card(t, share))),
                ui.empty_state(
                    t("Nobody sees your record"),
                    t("Share it with your care team below, so that they can help."),
                    icon_name="lock",
                ),
            ),
        ),
        ui.section(t("Share with someone"), _form(t)),
        ui.section(
            t("Who looked"),
            counted(t),
            rx.cond(
                SharingScreen.looks.length() > 0,
                rx.el.ul(rx.foreach(SharingScreen.looks, _look), class_name="hs-list"),
                rx.el.p(t("Nobody else has looked at your record yet."), class_name="hs-muted"),
            ),
        ),
    )


def _share_card(t: Translator, share: rx.Var[ShareRow]) -> rx.Component:
    return ui.card(
        rx.el.div(
            rx.el.h3(share.name),
            rx.el.p(share.role, class_name="hs-muted"),
        ),
        rx.el.ul(
            rx.foreach(share.parts, lambda part: rx.el.li(ui.badge(part, "eye"))),
            class_name="hs-row",
        ),
        rx.cond(share.until != "", rx.el.p(share.until, class_name="hs-muted")),
        rx.cond(
            SharingScreen.stopping == share.id,
            ui.stack(
                rx.el.p(t("They will see nothing from now on. Stop sharing?")),
                rx.el.div(
                    ui.button(t("Stop sharing"), kind="danger", on_click=SharingScreen.stop(share.id)),
                    ui.button(t("Keep sharing"), on_click=SharingScreen.ask_to_stop("")),
                    class_name="hs-row",
                ),
                tight=True,
            ),
            ui.button(
                t("Stop sharing"),
                on_click=SharingScreen.ask_to_stop(share.id),
                class_name="hs-self-start",
                aria_label=t("Stop sharing") + ": " + share.name.to(str),
            ),
        ),
    )


def _form(t: Translator) -> rx.Component:
    return ui.card(
        ui.field(
            t("A code that a clinician gave you"),
            "share-code",
            # What is typed stands in the field alone: a value from here would come late and take letters away.
            default_value="",
            key=SharingScreen.shared_times.to_string(),
            on_change=SharingScreen.write_code,
            auto_complete="off",
            spell_check=False,
        ),
        ToHash.create(name="code", field="share-code"),
        rx.cond(
            SharingScreen.choices.length() > 0,
            rx.el.fieldset(
                rx.el.legend(t("A clinician of your clinic"), class_name="hs-label"),
                rx.el.div(
                    rx.foreach(SharingScreen.choices, _choice),
                    class_name="hs-stack hs-stack-tight",
                ),
                class_name="hs-choice",
            ),
        ),
        rx.el.fieldset(
            rx.el.legend(t("What they may see"), class_name="hs-label"),
            rx.el.div(
                *(
                    ui.tick(
                        people.part(t, part),
                        f"part-{part.value}",
                        checked=SharingScreen.parts.contains(part.value),
                        on_change=lambda _value, part=part: SharingScreen.toggle_part(part.value),
                    )
                    for part in SharePart
                ),
                class_name="hs-stack hs-stack-tight",
            ),
            class_name="hs-choice",
        ),
        rx.el.p(
            t("If a warning sign puts your program on hold, everyone you share with is told."), class_name="hs-hint"
        ),
        ui.button(t("Share"), kind="primary", block=True, on_click=SharingScreen.share),
    )


def _choice(choice: rx.Var[ClinicianChoice]) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="clinician",
            checked=SharingScreen.chosen == choice.id,
            on_change=lambda _value: SharingScreen.choose(choice.id),
        ),
        rx.el.span(choice.label),
        class_name="hs-tick",
    )


def _look(look: rx.Var[LookRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(look.who, class_name="hs-label"),
            rx.el.p(look.what),
            rx.el.p(look.at, class_name="hs-muted hs-small"),
            class_name="hs-grow",
        )
    )
