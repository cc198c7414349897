"""The state behind `/admin/clinic`: the clinic's card, its settings, its PT centres."""

from dataclasses import asdict, dataclass

from patient_app.domain.errors import Invalid
from patient_app.presenters import clinic_settings as words
from patient_app.presenters.clinic_settings import SettingView
from patient_app.services import clinic_settings, clinics, pt_centres
from patient_app.services.clinic_settings import ClinicSettings
from patient_app.ui.live import live
from patient_app.ui.screen import Screen, handler

CARD = ("name", "phone", "emergency_number", "time_zone")
SAFETY = ("phone", "emergency_number")
"""Numbers that patients are told to call: a change asks once more."""
CENTRE = ("name", "phone", "address")


@dataclass(frozen=True, slots=True)
class CardView:
    """The clinic's card."""

    name: str = ""
    phone: str = ""
    emergency_number: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class CentreRow:
    """A PT centre."""

    id: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""
    is_open: bool = True
    therapists: str = ""


@dataclass(frozen=True, slots=True)
class TherapistRow:
    """A PT and where they work."""

    id: str = ""
    name: str = ""
    centre_id: str = ""


class ClinicScreen(Screen):
    """What a clinic decides for itself. `asking`: what patients would be told to call, not saved yet."""

    loaded: bool = False
    card: CardView = CardView()
    asking: CardView = CardView()
    settings: dict[str, SettingView] = {}
    errors: dict[str, str] = dict.fromkeys((*CARD, *clinic_settings.LIMITS, *clinic_settings.SWITCHES, "paper"), "")
    centre_errors: dict[str, str] = dict.fromkeys(CENTRE, "")
    centres: list[CentreRow] = []
    therapists: list[TherapistRow] = []
    editing: CentreRow = CentreRow()
    saved: str = ""
    refused: str = ""
    """The part that was not saved, like `saved`."""
    revision: int = 0

    @handler
    async def load(self) -> None:
        """Show everything, and keep it up to date."""
        me = await self._who()
        live.watch(self._tab, [f"clinic:{me.clinic_id}"], ClinicScreen.refresh)
        self.saved, self.asking, self.editing = "", CardView(), CentreRow()
        self._forget_errors()
        await self._fill()
        self.revision += 1

    @handler
    async def refresh(self) -> None:
        """Something changed, here or elsewhere. What is being typed stays."""
        await self._fill()

    @handler
    async def save_card(self, form: dict[str, str]) -> None:
        """Save the card; a change of a number that patients call asks once more first."""
        wanted = CardView(**{name: form.get(f"card-{name}", "").strip() for name in CARD})
        self.saved = ""
        self._forget_errors()
        if any(getattr(wanted, name) != getattr(self.card, name) for name in SAFETY):
            self.asking = wanted
            return
        await self._save_card(wanted)

    @handler
    async def confirm_card(self) -> None:
        """Yes, patients shall call these numbers."""
        wanted, self.asking = self.asking, CardView()
        await self._save_card(wanted)

    @handler
    async def leave_card(self) -> None:
        """Not yet: what was typed stays."""
        self.asking = CardView()

    @handler
    async def save(self, group: str, form: dict[str, str]) -> None:
        """Save the settings of one group."""
        self.saved = ""
        self._forget_errors()
        found = next((each for each in words.groups(self._t) if each.key == group), None)
        names = [name for name in found.names if name in form] if found else []
        await self._change({name: words.from_form(self.settings[name].kind, form[name]) for name in names}, group)

    @handler
    async def use_default(self, name: str) -> None:
        """Give a setting its default again."""
        self.saved = ""
        self._forget_errors()
        defaults = _values(ClinicSettings())
        group = next((each.key for each in words.groups(self._t) if name in each.names), "")
        await self._change({name: defaults.get(name)}, group)
        self.revision += 1

    @handler
    async def edit_centre(self, centre_id: str) -> None:
        """Open a centre in the form below; an unknown id opens an empty one."""
        self.centre_errors = dict.fromkeys(CENTRE, "")
        self.editing = next((each for each in self.centres if each.id == centre_id), CentreRow())
        self.revision += 1

    @handler
    async def save_centre(self, form: dict[str, str]) -> None:
        """Add a centre, or save the one that is open."""
        self.saved = ""
        typed = [form.get(f"centre-{name}", "") for name in CENTRE]
        self._forget_errors()
        self.centre_errors = dict.fromkeys(CENTRE, "")
        try:
            await self._call(pt_centres.put, self.editing.id or None, *typed)
        except Invalid as error:
            self.centre_errors, self.refused = self._marked(self.centre_errors, error), "centres"
            return
        self.editing = CentreRow()
        self.saved = "centres"
        await self._fill()
        self.revision += 1

    @handler
    async def set_centre_open(self, centre_id: str, is_open: bool) -> None:
        """Close a centre, or open it again."""
        await self._call(pt_centres.set_open, centre_id, is_open)
        await self._fill()

    @handler
    async def assign(self, person_id: str, centre_id: str) -> None:
        """Say where a PT works."""
        await self._call(pt_centres.assign, person_id, centre_id or None)
        self.saved = "therapists"
        await self._fill()

    async def _save_card(self, wanted: CardView) -> None:
        try:
            await self._call(clinics.change_card, **asdict(wanted))
        except Invalid as error:
            self.errors, self.refused = self._marked(self.errors, error), "card"
            return
        self.saved = "card"
        await self._fill()

    async def _change(self, changes: dict[str, object], group: str) -> None:
        try:
            await self._call(clinic_settings.change, changes)
        except Invalid as error:
            self.errors, self.refused = self._marked(self.errors, error), group
            return
        self.saved = group
        await self._fill()

    def _forget_errors(self) -> None:
        self.errors, self.refused = dict.fromkeys(self.errors, ""), ""

    def _marked(self, errors: dict[str, str], error: Invalid) -> dict[str, str]:
        t = self._t
        return errors | {each.field: t(each.message) for each in error.fields if each.field in errors}

    async def _fill(self) -> None:
        card = await self._call(clinics.card)
        zone = await self._call(clinics.time_zone)
        self.card = CardView(card.name, card.phone, card.emergency_number, zone)
        found = await self._call(clinic_settings.settings)
        self.settings = words.views(self._t, _values(found), _values(ClinicSettings()), clinic_settings.LIMITS)
        self.centres = [
            CentreRow(each.id, each.name, each.phone, each.address, each.is_open, ", ".join(each.therapists))
            for each in await self._call(pt_centres.centres)
        ]
        self.therapists = [
            TherapistRow(each.id, each.name, each.centre_id) for each in await self._call(pt_centres.therapists)
        ]
        self.loaded = True


def _values(settings: ClinicSettings) -> dict[str, object]:
    """Every setting that a clinic may change, by name."""
    values: dict[str, object] = asdict(settings)
    return {**values, **asdict(settings.clinical)}
