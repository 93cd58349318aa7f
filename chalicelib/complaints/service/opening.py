"""Who is behind a complaint whose citizen asked to be hidden: shown to a supervisor, for a reason, and told to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints import acts
from chalicelib.complaints.errors import NothingHidden
from chalicelib.complaints.message import Voice
from chalicelib.complaints.service.folders import Deed
from chalicelib.complaints.states import Act, Identity
from chalicelib.core.errors import NotAllowed
from chalicelib.core.officer import HEADS

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.request import Contact
    from chalicelib.complaints.service.folders import Folders, Hand
    from chalicelib.complaints.service.identity import Identities


class Opening:
    """Hidden identities, opened."""

    def __init__(self, folders: Folders, identities: Identities) -> None:
        """Take the complaints that officers may open, and where names lie."""
        self._folders = folders
        self._identities = identities

    def open(self, hand: Hand, why: str, words: str) -> tuple[Complaint, Contact | None]:
        """The complaint's next version, and who it is; None where they left nothing, or were erased.

        NotAllowed for all but supervisors; NothingHidden where the citizen is named, or anonymous for ever. That it was
        opened, and why, is a step of the complaint and in the access record before anything is told; the supervisor's
        words stay inside the office, the reason's code is told to the citizen.
        """
        if hand.officer.role not in HEADS:
            raise NotAllowed
        complaint = self._folders.open(hand.officer, hand.office, hand.reference)
        if complaint.identity is not Identity.HIDDEN:
            raise NothingHidden
        deed = Deed(act=Act.OPEN_IDENTITY, why=why, words=words, voice=Voice.NOTE)
        after = self._folders.change(hand, deed, acts.identity_opened)
        return after, self._identities.open(after)
