"""Complaints as owners of documents: photographs by their citizens, and by officers of what was done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.closing import reopen_until
from chalicelib.complaints.proof import PHOTO, PROOF, brought, of_others, of_time
from chalicelib.complaints.service.timing import timed
from chalicelib.complaints.states import Act
from chalicelib.complaints.store.proofs import Shown
from chalicelib.complaints.suspicion import Flag
from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy
from chalicelib.documents.service import Compared, Finding, Subject
from chalicelib.people.service import Citizen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.store import ComplaintStore, ProofStore
    from chalicelib.core.table import Item, Key
    from chalicelib.documents.service import Document, Picture, Pictures
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import People

TAKES = frozenset({PHOTO, PROOF})
#: Whoever brought a complaint, to whom no document is compared.
NOBODY = Citizen("", "", None)
LOOKS = 4
#: How many of its duplicates' photographs a proof is compared with, each by a Query; the first to join.
MOST_DUPLICATES = 20
#: A complaint is a duplicate of one that became a duplicate later; chains are short.
MOST_TURNS = 4


class ComplaintOwner:
    """Photographs of a complaint; their purpose ends when it can be brought back no more."""

    def __init__(
        self,
        store: ComplaintStore,
        proofs: ProofStore,
        *,
        pictures: Pictures,
        people: People,
        offices: Offices,
        now: Callable[[], datetime],
    ) -> None:
        """Take the stores of complaints and of what was proof, the pictures, the rooms below and the clock."""
        self._store = store
        self._proofs = proofs
        self._pictures = pictures
        self._people = people
        self._offices = offices
        self._now = now

    def where(self, reference: str) -> Key:
        """Where a complaint lies."""
        return self._store.where(reference)

    def subject_of(self, item: Item) -> Subject:
        """What documents need to know of a complaint."""
        complaint = self._store.complaint_of(item)
        return self._subject(complaint, self._leading([complaint]))

    def subjects(self, references: list[str]) -> dict[str, Subject]:
        """Those of the complaints that exist; a read more where some are duplicates."""
        found = self._store.many(references)
        leading = self._leading(found)
        return {one.reference: self._subject(one, leading) for one in found}

    def answered(self, reference: str) -> None:
        """A photograph answers what the office has asked, and the clock goes on. Busy when it keeps changing."""
        for _ in range(LOOKS):
            before = self._store.get(reference)
            if before is None or not before.can(Act.ANSWER):
                return
            now = self._now()
            after = acts.answered(before, Doing(at=now))
            flags = dict.fromkeys((*after.flags, Flag.NEW_MESSAGE.value))
            after = timed(replace(after, flags=tuple(flags)), self._offices.office(before.office), now)
            if self._store.change(before, after):
                return
        raise Busy

    def citizen(self, reference: str) -> Citizen | None:
        """Nobody in particular, whoever it was; None once the complaint, or what was said in it, is gone."""
        complaint = self._store.get(reference)
        if complaint is None:
            return None
        there = self._people.open_fields(
            {}, table=self._store.table, reference=reference, person=complaint.person
        )
        return None if there is None else NOBODY

    def compared(self, subject: Subject, picture: Picture) -> Compared:
        """What is odd about an officer's photograph, and what is to be remembered of it.

        A handful of reads, ten Queries, and one for each duplicate.
        """
        complaint = self._store.get(subject.reference) if picture.kind == PROOF else None
        if complaint is None:
            return Compared()
        now = self._now()
        shown = self._shown(complaint, picture)
        findings = [
            *of_others(picture, self._others(complaint), brought(complaint)),
            *self._elsewhere(shown),
            *of_time(
                picture.taken,
                received=complaint.received,
                now=now,
                time_zone=self._offices.office(complaint.office).time_zone,
            ),
        ]
        return Compared(findings=tuple(findings), writes=self._proofs.remembering(shown, now))

    def _elsewhere(self, shown: Shown) -> list[Finding]:
        public = self._proofs.elsewhere(shown)
        return [Finding("proof-elsewhere", {"complaint": public})] if public else []

    def _shown(self, complaint: Complaint, picture: Picture) -> Shown:
        keyring = self._people.keyring
        clear = {"bytes": picture.sha256, "pixels": picture.pixels}
        return Shown(
            document=picture.reference,
            complaint=complaint.reference,
            public=complaint.public,
            marks=tuple(keyring.short(f"proof-{name}", text) for name, text in clear.items() if text),
            likeness=picture.likeness,
        )

    def _others(self, complaint: Complaint) -> list[Document]:
        duplicates = self._store.followers(complaint.reference)[:MOST_DUPLICATES]
        return [one for record in (complaint.reference, *duplicates) for one in self._pictures.known(record)]

    def _leading(self, found: list[Complaint]) -> Mapping[str, Complaint]:
        """Those that duplicates lead to, by reference."""
        known = {one.reference: one for one in found}
        for _ in range(MOST_TURNS):
            missing = {one.merged for one in known.values() if one.merged} - known.keys()
            if not missing:
                break
            known |= {one.reference: one for one in self._store.many(sorted(missing))}
        return known

    def _subject(self, complaint: Complaint, leading: Mapping[str, Complaint]) -> Subject:
        lead = complaint
        for _ in range(MOST_TURNS):
            lead = leading.get(lead.merged, lead) if lead.merged else lead
        return Subject(
            reference=complaint.reference,
            office=complaint.office,
            service="",
            person=complaint.person,
            language=complaint.language,
            is_open=complaint.is_open,
            day=None,
            ended=self._ended(lead),
            takes=TAKES,
        )

    def _ended(self, complaint: Complaint) -> date | None:
        """The office's day on which it can be brought back for the last time; None while it is open."""
        if complaint.is_open or complaint.ended is None:
            return None
        zone = self._offices.office(complaint.office).time_zone
        return office_time(reopen_until(complaint) or complaint.ended, zone).date()
