"""Complaints as officers see them: the list in the order of the clock, and one of them with all that was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.complaints.closing import close_from, dismiss_from
from chalicelib.complaints.service.working import OfficeHours
from chalicelib.complaints.states import AT_WORK, ENDED, MAY, Act, Identity, State
from chalicelib.complaints.suspicion import Flag
from chalicelib.core.clock import office_time
from chalicelib.core.officer import HEADS
from chalicelib.people.service import Access

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.complaints.clock import Standing
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.service.folders import Folders
    from chalicelib.complaints.service.identity import Identities
    from chalicelib.complaints.service.photos import Album, Photos
    from chalicelib.complaints.service.words import Told
    from chalicelib.core.officer import Officer
    from chalicelib.offices.service import Office

#: Signs of a citizen's text in the list, of what nobody has verified yet, and of how many: each is a read of its own.
EXCERPT, EXCERPTS = 140, 20
#: So many are looked at on the clock for one answer, each for some milliseconds; whoever has more, filters.
LONGEST_LIST = 300
#: What ended longer ago than in these months is looked up by its reference.
MONTHS_BACK = 3
#: What only a citizen does.
OF_CITIZENS = frozenset({Act.CONFIRM, Act.DISPUTE, Act.REOPEN})
OF_HEADS = frozenset({Act.CLOSE, Act.OPEN_IDENTITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which complaints of the list are asked for; None: any."""

    state: State | None = None
    category: str | None = None
    level: str | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A complaint in the list of an office; ``excerpt`` is how the citizen's text begins, where nobody verified it."""

    complaint: Complaint
    standing: Standing
    excerpt: str = ""

    @property
    def turn(self) -> tuple[bool, datetime]:
        """Its place in the order of the clock: what the office can do something for, by the next moment that counts."""
        due, one = self.standing.due, self.complaint
        if one.verified is None:
            due = min(due, self.standing.verify_by)
        return one.state not in AT_WORK and Flag.NEW_MESSAGE not in one.flags, due


@dataclass(frozen=True, slots=True)
class Listing:
    """The list, and how many were left off: those due last."""

    lines: Sequence[Line]
    left_off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A complaint in front of an officer; ``told`` is None once it was erased, ``name`` is that of who is named."""

    complaint: Complaint
    office: Office
    standing: Standing
    told: Told | None
    name: str | None
    may: Sequence[Act]
    album: Album


class Looking:
    """What officers look at."""

    def __init__(self, folders: Folders, identities: Identities, photos: Photos) -> None:
        """Take the complaints that officers may open, where names lie, and the photographs."""
        self._folders = folders
        self._identities = identities
        self._photos = photos

    def listing(self, officer: Officer, office_id: str, wanted: Wanted) -> Listing:
        """The complaints that an officer may open, what is most urgent first; names nobody. UnknownOffice.

        Without a state, those that are open, and those that ended and whose citizen has written since. The look is
        noted before a word of a citizen is shown.
        """
        office = self._folders.offices.office(office_id)
        hours = OfficeHours(office)
        found = [
            one
            for one in self._found(office, wanted)
            if self._folders.may_open(officer, office, one)
            and wanted.state in {None, one.state}
            and wanted.category in {None, one.category}
            and (not wanted.mine or one.officer == officer.id)
        ]
        lines = [
            Line(complaint=one, standing=self._folders.standing(one, hours)) for one in found[:LONGEST_LIST]
        ]
        lines = [line for line in lines if wanted.level in {None, line.standing.level}]
        lines.sort(key=lambda line: line.turn)
        return Listing(self._with_excerpts(officer, office, lines), max(0, len(found) - LONGEST_LIST))

    def look(self, officer: Officer, office_id: str, reference: str) -> Seen:
        """One of them, noted before anything is told. NotFound, UnknownOffice."""
        complaint = self._folders.open(officer, office_id, reference)
        self._folders.looked(officer, complaint)
        return self.seen(officer, complaint)

    def seen(self, officer: Officer, complaint: Complaint) -> Seen:
        """A complaint as an officer sees it; that they do is noted by who asks."""
        messages = self._folders.store.messages(complaint.reference)
        return Seen(
            complaint=complaint,
            office=self._folders.offices.office(complaint.office),
            standing=self._folders.standing(complaint),
            told=self._folders.words.told(complaint, messages),
            name=self._name(complaint),
            may=self._may(officer, complaint),
            album=self._photos.of(complaint),
        )

    def _name(self, complaint: Complaint) -> str | None:
        """The name of who is named; nobody else's is looked up."""
        if complaint.identity is not Identity.NAMED:
            return None
        found = self._identities.open(complaint)
        return found.name if found else None

    def _may(self, officer: Officer, complaint: Complaint) -> list[Act]:
        """What this officer can do with it now."""
        now = self._folders.now()
        held = {act for act in Act if complaint.state in MAY[act]} - OF_CITIZENS
        since = {Act.CLOSE: close_from(complaint), Act.DISMISS: dismiss_from(complaint)}
        early = {act for act, moment in since.items() if moment and now < moment}
        if close_from(complaint) is None:
            early.add(Act.CLOSE)
        if officer.role not in HEADS:
            early |= OF_HEADS
        if complaint.identity is not Identity.HIDDEN:
            early.add(Act.OPEN_IDENTITY)
        return [act for act in Act if act in held - early]

    def _found(self, office: Office, wanted: Wanted) -> list[Complaint]:
        store = self._folders.store
        if wanted.state in ENDED:
            months = _months(office_time(self._folders.now(), "UTC"))
            references = [one for month in months for one in store.ended_of(office.id, month)]
        else:
            # What ended and was written about since is somebody's turn again, whatever its state says.
            references = [*store.open_of(office.id), *store.heard_of(office.id)]
        return store.many(references) if references else []

    def _with_excerpts(self, officer: Officer, office: Office, lines: Sequence[Line]) -> list[Line]:
        shown = [line for line in lines if line.complaint.state is State.RECEIVED][:EXCERPTS]
        if not shown:
            return list(lines)
        at = office_time(self._folders.now(), office.time_zone)
        self._folders.people.note(
            Access(
                office=office.id, at=at, officer=officer.id, what="complaints", reference=None, person=None
            )
        )
        begun = {line.complaint.reference: self._excerpt(line.complaint) for line in shown}
        return [
            Line(
                complaint=line.complaint,
                standing=line.standing,
                excerpt=begun.get(line.complaint.reference, ""),
            )
            for line in lines
        ]

    def _excerpt(self, complaint: Complaint) -> str:
        told = self._folders.words.told(complaint)
        line = " ".join(told.text.split()) if told else ""
        return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1]}…"


def _months(now: datetime) -> list[str]:
    """This month and those before it, the last first, as the lists of the ended are named."""
    number = now.year * 12 + now.month - 1
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in range(number, number - MONTHS_BACK, -1)]
