"""Making and opening a link: the slow work on passcodes stands outside any transaction."""

from patient_app.domain.share_links import NewLink
from patient_app.services import secrets, share_link_opening, share_links
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.share_link_opening import Opened, Refused
from patient_app.services.share_links import MadeLink


def make(door: Door, token: str | None, wanted: NewLink, passcode: str) -> MadeLink:
    """A new link with a passcode, of the patient of this session. Raises as `share_links.make`, and `Invalid` for the
    passcode."""
    door.call(token, share_links.mine)  # who may not make one learns nothing of passcodes
    secrets.check_new_passcode(passcode)
    return door.call(token, share_links.make, wanted, secrets.hash_password(secrets.passcode(passcode)))


def open_link(door: Door, visitor: Visitor, secret: str, passcode: str, recipient: str) -> Opened | Refused:
    """Open a link with its passcode. Raises `NotFound` when there is none, or none that can be opened."""
    claim = door.visit(visitor, share_link_opening.look, secret)
    right = secrets.is_password(secrets.passcode(passcode), claim.passcode_hash)
    return door.visit(visitor, share_link_opening.settle, secret, right, recipient)
