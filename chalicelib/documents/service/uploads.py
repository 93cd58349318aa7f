"""Beginning to send a document: a place in the bucket for one file, and the record that waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy, Fault, InvalidFields, NotFound, Refusal, TooManyTries
from chalicelib.core.references import Reference
from chalicelib.documents.document import LOST_AFTER, Act, Attempt, Document, again
from chalicelib.documents.errors import DocumentNotWanted, DocumentThere, UploadsSpent
from chalicelib.documents.kinds import KINDS, MEGABYTE, OF_CITIZENS, OF_OFFICERS
from chalicelib.documents.outcomes import NotSaved
from chalicelib.documents.service.owners import owner_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from chalicelib.core.officer import Officer
    from chalicelib.documents.ports import Objects, Owners, Subject
    from chalicelib.documents.storage import PostForm
    from chalicelib.documents.store import Papers
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import Asker, People

# The form is checked when the file begins to come: the wait on a slow phone before that is what this allows for.
FORM_GOOD_FOR = timedelta(minutes=15)
# A booking has a handful of documents and each is sent again a few times; more is a machine that tries its luck.
UPLOADS_A_DAY = 30
LOOKS = 6
# References of two documents meet once in a lifetime; see booking.
TURNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to send; the same ``key`` finds the same document where a record may hold several."""

    kind: str
    content_type: str
    size: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A document that waits for its file, and the form to send it with until it ends (office time)."""

    document: Document
    form: PostForm
    ends: datetime


class Uploads:
    """Begin to send a document."""

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

    def begin(self, asker: Asker, wanted: Wanted) -> Begun:
        """Wait for a file for the asker's record; the same again is given a fresh form for the same place.

        Raises InvalidFields, NotFound, TooManyTries, DocumentNotWanted, DocumentThere, UploadsSpent or Busy.
        """
        if faults := faults_of(wanted, OF_CITIZENS):
            raise InvalidFields(*faults)
        owner = owner_of(self._owners, asker.reference)
        for _ in range(LOOKS):
            admission = self._people.admit(asker, owner.where(asker.reference))
            subject = owner.subject_of(admission.item)
            now = self._now()
            try:
                held, document = self._draft(subject, wanted, now, proof=asker.proof)
            except Refusal:
                self._people.confirm(admission)
                raise
            today = office_time(now, self._zone(subject)).date()
            count = self._store.counting(subject.reference, today, UPLOADS_A_DAY)
            try:
                self._store.save(held, document, check=admission.check, count=count)
            except NotSaved as refusal:
                if refusal.tries:
                    raise TooManyTries from None
                if refusal.spent:
                    raise UploadsSpent(limit=UPLOADS_A_DAY) from None
            else:
                return self._begun(document, now, subject)
        raise Busy

    def attach(self, officer: Officer, record: str, wanted: Wanted) -> Begun:
        """Wait for an officer's file for a record, which the caller knows that the officer may work on.

        The same again is given a fresh form for the same place. Nobody can prove such a document: whoever is to see it
        is shown it with its record. Raises InvalidFields, NotFound, DocumentNotWanted, DocumentThere, UploadsSpent or
        Busy.
        """
        if faults := faults_of(wanted, OF_OFFICERS):
            raise InvalidFields(*faults)
        owner = owner_of(self._owners, record)
        for _ in range(LOOKS):
            subject = owner.subjects([record]).get(record)
            if subject is None:
                raise NotFound
            now = self._now()
            held, document = self._draft(subject, wanted, now, proof=token_hex(16), by=officer.id)
            count = self._store.counting(record, office_time(now, self._zone(subject)).date(), UPLOADS_A_DAY)
            try:
                self._store.save(held, document, count=count)
            except NotSaved as refusal:
                if refusal.spent:
                    raise UploadsSpent(limit=UPLOADS_A_DAY) from None
            else:
                return self._begun(document, now, subject)
        raise Busy

    def _draft(
        self, subject: Subject, wanted: Wanted, now: datetime, *, proof: str, by: str = ""
    ) -> tuple[Document | None, Document]:
        """The document as it is, or None, and as it is to be."""
        if subject.takes is not None and (faults := faults_of(wanted, subject.takes)):
            raise InvalidFields(*faults)
        if not subject.is_open:
            raise DocumentNotWanted
        kind = KINDS[wanted.kind]
        held, reference = self._known(subject, wanted)
        if held is not None and not held.may(Act.BEGIN):
            raise DocumentThere(reference=held.reference, state=held.state.value)
        waits = held is not None and held.attempt.judged is None
        attempt = Attempt(
            # While it waits, another form leads to the same place: whatever comes there is this one document.
            key=held.attempt.key if held and waits else f"quarantine/{token_hex(16)}",
            content_type=wanted.content_type,
            size=wanted.size,
            begun=now,
        )
        if held is not None:
            return held, again(held, attempt)
        return None, Document(
            reference=reference,
            owner=subject.reference,
            kind=kind.id,
            office=subject.office,
            service=subject.service,
            person=subject.person,
            proof=self._people.keyring.proof(reference, proof, person=subject.person),
            language=subject.language,
            attempt=attempt,
            sweep=(now + LOST_AFTER).date(),
            day=subject.day,
            by=by,
        )

    def _known(self, subject: Subject, wanted: Wanted) -> tuple[Document | None, str]:
        """The record's document of this kind, or of this request, and the reference that it has or will have."""
        one_of_several = KINDS[wanted.kind].many
        mark = f"{subject.reference}|{wanted.kind}|{wanted.key if one_of_several else ''}"
        if not one_of_several:
            there = [one for one in self._store.of_owner(subject.reference) if one.kind == wanted.kind]
            if there:
                return self._store.get(there[0].reference), there[0].reference
        for turn in range(TURNS):
            reference = self._people.keyring.reference(Reference.DOCUMENT, subject.person, mark, turn)
            found = self._store.get(reference)
            if found is None or (found.owner, found.kind) == (subject.reference, wanted.kind):
                return found, reference
        raise Busy

    def _begun(self, document: Document, now: datetime, subject: Subject) -> Begun:
        form = self._objects.form(
            document.attempt.key,
            content_type=document.attempt.content_type,
            most_bytes=document.about.most_bytes,
            seconds=int(FORM_GOOD_FOR.total_seconds()),
        )
        ends = office_time(now + FORM_GOOD_FOR, self._zone(subject)).replace(microsecond=0)
        return Begun(document=document, form=form, ends=ends)

    def _zone(self, subject: Subject) -> str:
        return self._offices.office(subject.office).time_zone


def faults_of(wanted: Wanted, kinds: Container[str]) -> list[Fault]:
    """What is wrong with a file before it is sent: none of the kinds, a type or a size that its kind does not take."""
    kind = KINDS.get(wanted.kind)
    if kind is None or kind.id not in kinds:
        return [Fault("kind", "one-of", {"expected": ", ".join(one for one in KINDS if one in kinds)})]
    faults = []
    if wanted.content_type not in kind.content_types:
        faults.append(Fault("content_type", "one-of", {"expected": ", ".join(kind.content_types)}))
    if not 0 < wanted.size <= kind.most_bytes:
        faults.append(Fault("size", "file-size", {"most": kind.most_bytes // MEGABYTE}))
    return faults
