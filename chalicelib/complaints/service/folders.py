"""The complaints that an officer may open, and the one way in which officers change them.

Every look and every change is in the access record. A change names the version that was looked at, and is one
transaction with what is said, what is noted, and the lists. A complaint of another office or agency is not found: that
there is one is nobody else's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chalicelib.complaints.acts import Doing
from chalicelib.complaints.clock import clock_of, standing
from chalicelib.complaints.errors import ComplaintChanged
from chalicelib.complaints.message import Voice
from chalicelib.complaints.service.timing import timed
from chalicelib.complaints.service.working import OfficeHours
from chalicelib.complaints.suspicion import Flag
from chalicelib.core.clock import office_time
from chalicelib.core.errors import NotFound
from chalicelib.people.service import Access

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.complaints.clock import Standing
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.service.words import Words
    from chalicelib.complaints.states import Act
    from chalicelib.complaints.store import ComplaintStore
    from chalicelib.core.officer import Officer
    from chalicelib.core.table import Write
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Which complaint an officer's hand is on: as they asked for it, and the version that they looked at."""

    officer: Officer
    office: str
    reference: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an officer does: the act, a reason's code, words to the citizen or inside, and fields to be sealed."""

    act: Act
    why: str = ""
    words: str = ""
    voice: Voice = Voice.OFFICE
    sealed: Mapping[str, str] = field(default_factory=dict)


class Folders:
    """Complaints as officers open and change them."""

    def __init__(
        self,
        store: ComplaintStore,
        words: Words,
        offices: Offices,
        people: People,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, what seals words, the rooms below and the clock."""
        self.store = store
        self.words = words
        self.offices = offices
        self.people = people
        self.now = now

    def open(self, officer: Officer, office_id: str, reference: str) -> Complaint:
        """A complaint of the officer's own office and agency; NotFound for any other. UnknownOffice."""
        office = self.offices.office(office_id)
        complaint = self.store.get(reference)
        if complaint is None or not self.may_open(officer, office, complaint):
            raise NotFound
        return complaint

    def may_open(self, officer: Officer, office: Office, complaint: Complaint) -> bool:
        """Whether it lies in this office and is of the officer's agency."""
        return complaint.office == office.id and officer.may_serve(office.id, {complaint.agency})

    def change(
        self,
        hand: Hand,
        deed: Deed,
        step: Callable[[Complaint, Doing], Complaint],
        *,
        there: Callable[[Complaint], bool] = lambda _: True,
    ) -> Complaint:
        """Carry out a deed by its step. NotFound, ComplaintChanged and what the step refuses with.

        The same request sent again finds what it did: the next version has its act by this officer and its words, and
        what it was to lead to is ``there``.
        """
        before = self.open(hand.officer, hand.office, hand.reference)
        if before.version != hand.version:
            return self.done_before(before, hand, deed, there)
        doing = self.doing(hand, deed)
        after = self.timed(self.sealing(heard(step(before, doing)), deed.sealed))
        said = self.saying(before, hand, deed, doing)
        if self.store.change(before, after, self.noting(hand.officer, before, deed.act), *said):
            return after
        latest = self.store.get(before.reference)
        if latest is None:
            raise NotFound
        return self.done_before(latest, hand, deed, there)

    def doing(self, hand: Hand, deed: Deed) -> Doing:
        """Who does it now, and why."""
        return Doing(at=self.now(), by=hand.officer.id, why=deed.why)

    def done_before(
        self, latest: Complaint, hand: Hand, deed: Deed, there: Callable[[Complaint], bool] = lambda _: True
    ) -> Complaint:
        """The complaint, if its last step was this very request; ComplaintChanged otherwise."""
        last = latest.steps[-1] if latest.steps else None
        same = (
            last is not None
            and latest.version == hand.version + 1
            and (last.act, last.by, last.why) == (deed.act.value, hand.officer.id, deed.why)
            and there(latest)
        )
        if same and deed.words:
            name = self._message_id(hand, deed)
            same = any(one.id == name for one in self.store.messages(latest.reference))
        if not same:
            raise ComplaintChanged
        return latest

    def handed_over_before(self, hand: Hand, deed: Deed) -> Complaint:
        """A complaint that is out of the officer's reach by this very request; NotFound for any other. Noted."""
        latest = self.store.get(hand.reference)
        if latest is None:
            raise NotFound
        try:
            self.done_before(latest, hand, deed)
        except ComplaintChanged:
            raise NotFound from None
        self.looked(hand.officer, latest)
        return latest

    def sealing(self, complaint: Complaint, fields: Mapping[str, str]) -> Complaint:
        """The complaint with more that is sealed."""
        return replace(complaint, sealed=self.words.sealed(complaint, **fields)) if fields else complaint

    def saying(self, complaint: Complaint, hand: Hand, deed: Deed, doing: Doing) -> list[Write]:
        """The write that keeps the words of a deed; none without words. NotFound once nobody could read them."""
        if not deed.words:
            return []
        message = self.words.message(
            complaint,
            deed.words,
            id=self._message_id(hand, deed),
            at=doing.at,
            voice=deed.voice,
            by=doing.by,
        )
        if message is None:
            raise NotFound
        return [self.store.saying(message)]

    def timed(self, complaint: Complaint) -> Complaint:
        """The complaint with what the clock says now, by which the lists are in order."""
        return timed(complaint, self.offices.office(complaint.office), self.now())

    def standing(self, complaint: Complaint, hours: OfficeHours | None = None) -> Standing:
        """How the clock of a complaint stands; ``hours`` where several are looked at."""
        office = self.offices.office(complaint.office)
        return standing(clock_of(complaint, office.time_zone), hours or OfficeHours(office), self.now())

    def noting(self, officer: Officer, complaint: Complaint, act: Act) -> Write:
        """The write that notes what an officer did."""
        return self.people.noting(self.access(officer, complaint, f"complaint {act.value}"))

    def looked(self, officer: Officer, complaint: Complaint) -> None:
        """Note that an officer looks at it; before anything is shown."""
        self.people.note(self.access(officer, complaint, "complaint"))

    def access(self, officer: Officer, complaint: Complaint, what: str) -> Access:
        """What an officer does with a complaint, for the access record."""
        at = office_time(self.now(), self.offices.office(complaint.office).time_zone)
        return Access(
            office=complaint.office,
            at=at,
            officer=officer.id,
            what=what,
            reference=complaint.reference,
            person=complaint.person,
        )

    def _message_id(self, hand: Hand, deed: Deed) -> str:
        """The same for the same request: what is sent twice is said once."""
        parts = (hand.reference, str(hand.version), hand.officer.id, deed.act.value, deed.words)
        return self.people.keyring.short("message", "#".join(parts))


def heard(complaint: Complaint) -> Complaint:
    """The complaint once an officer acts on the version in which its citizen wrote: they have read it."""
    return replace(complaint, flags=tuple(flag for flag in complaint.flags if flag != Flag.NEW_MESSAGE))
