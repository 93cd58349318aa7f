"""The officers' review: what a machine could not decide, or was asked not to decide alone.

Only officers of the office and of the service's agency; every opening and every decision stands in the access record,
a decision in the transaction that it is written in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.errors import NotFound
from chalicelib.documents import document as documents
from chalicelib.documents.document import Act, State
from chalicelib.documents.errors import DocumentChanged, NotReviewable
from chalicelib.documents.outcomes import NotSaved
from chalicelib.documents.service.clearance import until
from chalicelib.documents.service.looking import under
from chalicelib.documents.service.owners import owner_of
from chalicelib.people.service import Access

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from chalicelib.core.officer import Officer
    from chalicelib.core.table import Write
    from chalicelib.documents.document import Document
    from chalicelib.documents.ports import Objects, Owners, Subject
    from chalicelib.documents.store import Papers
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import Citizen, People

# As long as it takes to open a picture, not as long as it takes to pass its address on.
LINK_SECONDS = 90


@dataclass(frozen=True, slots=True)
class Listed:
    """A document that waits for an officer, and the day of its visit, None where there is none."""

    document: Document
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Opened:
    """A document open before an officer: fields as read and as typed, whose it is, and its picture for a moment."""

    document: Document
    day: date | None
    read: Mapping[str, str]
    typed: Mapping[str, str]
    citizen: Citizen | None
    link: str | None


class Review:
    """List, open, correct, accept, reject."""

    def __init__(
        self,
        store: Papers,
        objects: Objects,
        *,
        people: People,
        offices: Offices,
        owners: Owners,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the bucket, the rooms below, the records that documents belong to, and the clock."""
        self._store = store
        self._objects = objects
        self._people = people
        self._offices = offices
        self._owners = owners
        self._now = now

    def waiting(self, officer: Officer, office_id: str) -> list[Listed]:
        """What waits for this officer, the soonest visit first; records that have ended wait for nothing.

        One Query, one read of the documents and one of each kind of record. Raises UnknownOffice.
        """
        office = self._offices.office(office_id)
        there = self._store.awaiting(office.id)
        found = self._store.many(there) if there else {}
        mine = [one for one in found.values() if officer.may_serve(office.id, self._agencies(office, one))]
        subjects = self._subjects(mine)
        listed = [
            Listed(one, subject.day)
            for one in mine
            if one.state is State.NEEDS_OFFICER and (subject := subjects.get(one.owner)) and subject.is_open
        ]
        return sorted(listed, key=_by_visit)

    def open(self, officer: Officer, office_id: str, reference: str) -> Opened:
        """A document with its picture and its citizen; noted in the access record before anything is told.

        Raises NotFound, or NotAllowed for another agency's.
        """
        office, held = self._known(officer, office_id, reference)
        self._people.note(self._access(officer, office, held, "document"))
        return self._opened(held)

    def accept(self, officer: Officer, office_id: str, reference: str, version: int) -> Opened:
        """Clear a document. Raises NotFound, NotAllowed, DocumentChanged or NotReviewable."""
        office, held = self._held(officer, office_id, reference, version, Act.ACCEPT)
        today = self._today(office)
        accepted = documents.decided(held, State.ACCEPTED, self._now())
        more = []
        if not held.about.many:
            more.append(self._store.clearing(accepted, until(accepted, today)))
        uses = self._store.uses(held.marks) if held.marks else {}
        free = [mark for mark in held.marks if mark not in uses or uses[mark].person == held.person]
        more += self._store.using(held, free)
        self._save(officer, office, held, accepted, "document accepted", more)
        return self._opened(accepted)

    def reject(
        self,
        officer: Officer,
        office_id: str,
        reference: str,
        version: int,
        reasons: tuple[str, ...],
        words: str | None,
    ) -> Opened:
        """Send a document back with reasons (codes), and words of the officer's own; also one that was accepted.

        Raises NotFound, NotAllowed, DocumentChanged or NotReviewable.
        """
        office, held = self._held(officer, office_id, reference, version, Act.REJECT)
        more = []
        sealed = held.sealed
        if words:
            sealed, record_key = self._sealed(held, {"words": words})
            more.append(record_key)
        if held.state is State.ACCEPTED and not held.about.many:
            counts = self._store.cleared(held.person).get(held.kind)
            if counts and counts.reference == held.reference:
                more.append(self._store.unclearing(held))
        uses = self._store.uses(held.marks) if held.marks else {}
        own = [mark for mark, use in uses.items() if use.reference == held.reference]
        more += self._store.releasing(held, own)
        rejected = documents.decided(held, State.REJECTED, self._now(), reasons=reasons, sealed=sealed)
        self._save(officer, office, held, rejected, "document rejected", more)
        return self._opened(rejected)

    def correct(
        self, officer: Officer, office_id: str, reference: str, version: int, name: str, value: str
    ) -> Opened:
        """Type a field as it stands on the paper; what was read stays beside it, what was typed counts.

        Raises NotFound, NotAllowed, DocumentChanged or NotReviewable.
        """
        office, held = self._held(officer, office_id, reference, version, Act.CORRECT)
        sealed, record_key = self._sealed(held, {f"typed.{name}": value})
        corrected = documents.corrected(held, name, officer.id, sealed)
        self._save(officer, office, held, corrected, f"document corrected {name}", [record_key])
        return self._opened(corrected)

    def _held(
        self, officer: Officer, office_id: str, reference: str, version: int, act: Act
    ) -> tuple[Office, Document]:
        office, held = self._known(officer, office_id, reference)
        if held.version != version:
            raise DocumentChanged
        if not held.may(act):
            raise NotReviewable
        return office, held

    def _known(self, officer: Officer, office_id: str, reference: str) -> tuple[Office, Document]:
        office = self._offices.office(office_id)
        held = self._store.get(reference)
        # What is about no service is of no agency's here: it is shown with its record.
        if held is None or held.office != office.id or not held.service:
            raise NotFound
        officer.must_serve(office.id, self._agencies(office, held))
        return office, held

    def _save(
        self,
        officer: Officer,
        office: Office,
        held: Document,
        changed: Document,
        what: str,
        more: Iterable[Write],
    ) -> None:
        note = self._people.noting(self._access(officer, office, held, what))
        try:
            self._store.save(held, changed, note, *more)
        except NotSaved:
            raise DocumentChanged from None

    def _opened(self, document: Document) -> Opened:
        clear = self._clear(document)
        owner = owner_of(self._owners, document.owner)
        subject = owner.subjects([document.owner]).get(document.owner)
        kept, kept_type = document.attempt.kept, document.attempt.kept_type
        link = None
        if kept and kept_type:
            link = self._objects.link(kept, seconds=LINK_SECONDS, content_type=kept_type)
        return Opened(
            document=document,
            day=subject.day if subject else None,
            read=under(clear, "read."),
            typed=under(clear, "typed."),
            citizen=owner.citizen(document.owner),
            link=link,
        )

    def _clear(self, document: Document) -> dict[str, str]:
        if not document.sealed:
            return {}
        found = self._people.open_fields(
            document.sealed, table=self._store.table, reference=document.reference, person=document.person
        )
        return found or {}

    def _sealed(self, held: Document, more: Mapping[str, str]) -> tuple[dict[str, bytes], Write]:
        """The document's sealed fields with more of them, all under a fresh key."""
        return self._people.seal_fields(
            {**self._clear(held), **more},
            table=self._store.table,
            reference=held.reference,
            person=held.person,
        )

    def _subjects(self, found: Iterable[Document]) -> dict[str, Subject]:
        """The records of documents; one read for each kind of them."""
        by_letter: dict[str, list[str]] = {}
        for record in sorted({one.owner for one in found}):
            by_letter.setdefault(record[:1], []).append(record)
        subjects: dict[str, Subject] = {}
        for records in by_letter.values():
            subjects |= owner_of(self._owners, records[0]).subjects(records)
        return subjects

    def _agencies(self, office: Office, document: Document) -> frozenset[str]:
        return frozenset({self._offices.standard(office.id, document.service).agency_id})

    def _access(self, officer: Officer, office: Office, held: Document, what: str) -> Access:
        return Access(
            office=office.id,
            at=office_time(self._now(), office.time_zone),
            officer=officer.id,
            what=what,
            reference=held.reference,
            person=held.person,
        )

    def _today(self, office: Office) -> date:
        return office_time(self._now(), office.time_zone).date()


def _by_visit(listed: Listed) -> tuple[date, datetime, str]:
    attempt = listed.document.attempt
    return listed.day or date.max, attempt.sent or attempt.begun, listed.document.reference
