"""The state of the patient's sharing page: who sees what, and the form that changes it."""

from datetime import UTC, date, datetime

from patient_app.domain.dates import local_date
from patient_app.domain.errors import Invalid
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.text import Translator
from patient_app.presenters import care_team as words
from patient_app.presenters import emergency as emergency_words
from patient_app.presenters import people
from patient_app.presenters.care_team import Choice, MemberCard
from patient_app.presenters.emergency import EmergencyCard
from patient_app.presenters.handovers import HandoverCard, card
from patient_app.services import care_team, emergency, handover_answers, intake, sharing
from patient_app.services.care_team import CareTeam
from patient_app.ui.live import live
from patient_app.ui.pages.sharing_looks import LooksScreen
from patient_app.ui.screen import Screen, handler

EVERY_PART = [part.value for part in SharePart]


class SharingScreen(Screen):
    """Who sees what. `changing`: the clinician whose card is open for a change; the form then is about that one."""

    loaded: bool = False
    members: list[MemberCard] = []
    others: list[Choice] = []
    """Clinicians of the clinic with whom nothing is shared: id and name with role."""
    ends: list[Choice] = []
    today: str = ""
    done: str = ""
    changing: str = ""
    chosen: str = ""
    code: str = ""
    parts: list[str] = EVERY_PART
    end: str = words.NO_END
    own_end: str = ""
    form: int = 0
    """Goes up with each form that is begun anew."""
    stopping: str = ""
    intake_due: bool = False
    handovers: list[HandoverCard] = []
    refusing: str = ""
    emergencies: list[EmergencyCard] = []
    past_emergencies: list[EmergencyCard] = []
    _course_ends: date | None = None

    @handler
    async def load(self) -> None:
        """Show the page, and keep it up to date."""
        actor = await self._who()
        live.watch(self._tab, [f"patient:{actor.id}"], refresh=[SharingScreen.refresh, LooksScreen.load])
        self.done = self.stopping = self.refusing = ""
        self._begin()
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
        self.parts = [each for each in EVERY_PART if each in kept]

    @handler
    async def choose_end(self, end: str) -> None:
        """Say when the share is to end."""
        self.end = end if end in {each.value for each in self.ends} else words.NO_END

    @handler
    async def write_end(self, day: str) -> None:
        """A last day of one's own."""
        self.own_end = day

    @handler
    async def share(self) -> None:
        """Share the ticked parts with the clinician picked or named by a code."""
        code = self.code.strip()
        if not self.chosen and not code:
            raise Invalid("Choose a clinician, or type the code that your clinician gave you.")
        made = await self._call(
            sharing.share, None if code else self.chosen, code or None, self._parts(), self._last_day()
        )
        self._begin()
        self.done = self._t("You now share with {name}.", name=made.clinician.name)
        await self._fill()

    @handler
    async def change(self, clinician_id: str) -> None:
        """Open a card for a change of what this clinician sees; '' closes it and leaves all as it was."""
        self._begin()
        self.done = self.stopping = ""
        found = next((each for each in self.members if each.id == clinician_id), None)
        if found is None:
            return
        self.changing, self.chosen = found.id, found.id
        self.parts = list(found.parts) if found.share_id else EVERY_PART
        self.end, self.own_end = (words.OWN, found.until_day) if found.until_day else (words.NO_END, "")

    @handler
    async def save(self) -> None:
        """Keep the change: the share is replaced."""
        made = await self._call(sharing.share, self.changing, None, self._parts(), self._last_day())
        self._begin()
        self.done = self._t("Saved. {name} sees this from now on.", name=made.clinician.name)
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
    async def close_emergency(self, access_id: str) -> None:
        """Close a record that was opened in an emergency, at once."""
        await self._call(emergency.end, access_id)
        self.done = self._t("Closed. They see nothing from now on.")
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

    def _begin(self) -> None:
        self.changing = self.chosen = self.code = self.own_end = ""
        self.parts, self.end = EVERY_PART, words.NO_END
        self.form += 1

    def _parts(self) -> list[SharePart]:
        return [part for part in ALL_PARTS if part.value in self.parts]

    def _last_day(self) -> date | None:
        own: date | None = None
        if self.end == words.OWN:
            try:
                own = date.fromisoformat(self.own_end)
            except ValueError:
                raise Invalid.field("until", "Choose the last day.") from None
        return words.end_of(self.end, own, date.fromisoformat(self.today), self._course_ends)

    async def _fill(self) -> None:
        t, actor = self._t, await self._who()
        self._put_team(t, await self._call(care_team.mine), actor.time_zone)
        known = {member.id for member in self.members}
        self.others = [
            Choice(each.id, f"{each.name}, {people.role(t, each.role)}")
            for each in await self._call(sharing.clinicians)
            if each.id not in known
        ]
        opened = [emergency_words.card(t, each, actor.time_zone) for each in await self._call(emergency.mine)]
        self.emergencies = [each for each in opened if each.is_open]
        self.past_emergencies = [each for each in opened if not each.is_open]
        today = local_date(datetime.now(UTC), actor.time_zone)
        self.handovers = [card(t, each, today) for each in await self._call(handover_answers.mine)]
        self.intake_due = await self._call(intake.is_due)
        self.loaded = True

    def _put_team(self, t: Translator, team: CareTeam, time_zone: str) -> None:
        self.today, self._course_ends = team.today.isoformat(), team.course_ends
        self.members = [words.card(t, member, team.today, time_zone) for member in team.members]
        self.ends = list(words.ends(t, team.today, team.course_ends))
