"""How complaints come to an end: proposed with words and proof, closed by a supervisor, passed on, dismissed, merged.

The citizen's own key, and their bringing back, are among what citizens do (following.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from chalicelib.complaints import acts
from chalicelib.complaints.errors import ComplaintChanged
from chalicelib.complaints.message import Voice
from chalicelib.complaints.proof import brought
from chalicelib.complaints.service.folders import Deed, heard
from chalicelib.complaints.service.words import PROPOSAL, WITHOUT_PHOTO
from chalicelib.complaints.states import Act, Sort
from chalicelib.core.errors import Busy, Fault, InvalidFields, NotAllowed, NotFound
from chalicelib.core.officer import HEADS
from chalicelib.core.table import ConditionFailed

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.service.folders import Folders, Hand

#: How often a merge looks again at the other complaint, which somebody else may be working on.
LOOKS = 4
#: To whom it was passed on is among what was said; this is all that stands in the clear.
OUTSIDE = "outside"


class Proofs(Protocol):
    """The photographs that officers attach of what was done."""

    def since(self, complaint: Complaint, moment: datetime) -> int:
        """How many were attached after a moment."""


class Closing:
    """Complaints on their way out. Every verb: NotFound, ComplaintChanged, NotInThisState, UnknownOffice."""

    def __init__(self, folders: Folders, proofs: Proofs) -> None:
        """Take the complaints that officers may open, and their photographs of what was done."""
        self._folders = folders
        self._proofs = proofs

    def propose(self, hand: Hand, words: str, *, without_photo: str = "") -> Complaint:
        """The first key: say what was done, and show it, or say why there is nothing to show.

        InvalidFields where a complaint has neither a photograph since it was last brought, nor words why. Wishes and
        questions need none: the answer is what they asked for.
        """
        before = self._folders.open(hand.officer, hand.office, hand.reference)
        if before.sort is Sort.COMPLAINT and not without_photo and before.version == hand.version:
            shown = self._proofs.since(before, brought(before))
            if not shown:
                raise InvalidFields(Fault("without_photo", "proof-or-why"))
        fields = {PROPOSAL: words, WITHOUT_PHOTO: without_photo}
        return self._folders.change(
            hand,
            Deed(act=Act.PROPOSE, words=words, sealed=fields),
            acts.proposed,
        )

    def close(self, hand: Hand, why: str, words: str) -> Complaint:
        """End what the citizen was asked about twice and said nothing to; for supervisors. NotAllowed, SilenceNotOver.

        It is never counted as confirmed, and the citizen can still confirm it or bring it back.
        """
        if hand.officer.role not in HEADS:
            raise NotAllowed
        return self._folders.change(hand, Deed(act=Act.CLOSE, why=why, words=words), acts.closed)

    def dismiss(self, hand: Hand, why: str, words: str) -> Complaint:
        """Say that nothing can be done, and why. SilenceNotOver while its citizen may still answer a question."""
        return self._folders.change(hand, Deed(act=Act.DISMISS, why=why, words=words), acts.dismissed)

    def pass_outside(self, hand: Hand, words: str) -> Complaint:
        """Say who outside the city's offices it is for; that ends it here."""
        return self._folders.change(
            hand,
            Deed(act=Act.PASS_ON, why=OUTSIDE, words=words),
            lambda one, doing: acts.passed_on(one, doing, to=OUTSIDE),
        )

    def merge(self, hand: Hand, into: str, words: str = "") -> Complaint:
        """Make it a duplicate of another that the officer may open (reference or public id); its citizens follow that.

        NotToBeMerged; NotFound for the other like for this one; Busy when the other keeps changing.
        """
        folders = self._folders
        deed = Deed(act=Act.MERGE, words=words, voice=Voice.OFFICE)
        for _ in range(LOOKS):
            before = folders.open(hand.officer, hand.office, hand.reference)
            other = self._other(hand, into)
            if before.version != hand.version:
                if before.merged != other.reference:
                    raise ComplaintChanged
                return folders.done_before(before, hand, deed)
            doing = folders.doing(hand, deed)
            after, joined = acts.merged(heard(before), doing, into=other)
            joined = folders.timed(joined)
            beside = [
                *folders.store.changing(other, joined),
                folders.store.following(other.reference, before.reference),
                folders.noting(hand.officer, before, Act.MERGE),
                folders.noting(hand.officer, other, Act.JOIN),
                *folders.saying(before, hand, deed, doing),
            ]
            try:
                if folders.store.change(before, after, *beside):
                    return after
            except ConditionFailed:
                # Somebody works on the other one; it is looked at again.
                continue
        raise Busy

    def _other(self, hand: Hand, into: str) -> Complaint:
        """The complaint that is meant, by its reference or by its public id."""
        try:
            return self._folders.open(hand.officer, hand.office, into)
        except NotFound:
            meant = self._folders.store.meant_by(into)
            if meant is None:
                raise
            return self._folders.open(hand.officer, hand.office, meant)
