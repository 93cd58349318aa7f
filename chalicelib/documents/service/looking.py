"""Documents as their citizen sees them: one, or all that belong to a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy, TooManyTries
from chalicelib.documents import document as documents
from chalicelib.documents.document import Act, State
from chalicelib.documents.errors import NothingToAsk
from chalicelib.documents.outcomes import NotSaved
from chalicelib.documents.service.owners import owner_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from chalicelib.core.table import Item, Key
    from chalicelib.documents.document import Document
    from chalicelib.documents.ports import Owners, Subject
    from chalicelib.documents.service.clearance import Clearance
    from chalicelib.documents.store import Papers
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import Asker, People

LOOKS = 4
# Two days are enough to photograph a family card, and late enough that it is not forgotten again.
REMIND_BEFORE = timedelta(days=2)
#: What its citizen has to do something about.
TO_SEND = frozenset({State.WAITING, State.REJECTED})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shown:
    """A document, with what was read of it in the clear (field → text): for its citizen, or an officer.

    ``words`` are an officer's own, where they rejected it in words.
    """

    document: Document
    fields: Mapping[str, str]
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a record's checklist, or one sent beside it; None while it was not sent.

    ``by_earlier``: one that was cleared for another record of the same person serves in its place.
    """

    kind: str
    document: Document | None
    by_earlier: bool

    @property
    def cleared(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.by_earlier or (self.document is not None and self.document.state is State.ACCEPTED)

    @property
    def missing(self) -> bool:
        """Whether its citizen has to send it, or send it again."""
        return not self.by_earlier and (self.document is None or self.document.state in TO_SEND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The documents of a record; ``wanted`` are the kinds that its service standard asks for."""

    subject: Subject
    wanted: tuple[str, ...]
    entries: tuple[Entry, ...]
    today: date

    @property
    def cleared(self) -> bool:
        """Whether everything that can be sent for the service is cleared; False where nothing can."""
        asked = [entry for entry in self.entries if entry.kind in self.wanted]
        return bool(asked) and all(entry.cleared for entry in asked)

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds that are still to be sent."""
        return tuple(entry.kind for entry in self.entries if entry.kind in self.wanted and entry.missing)

    @property
    def remind(self) -> bool:
        """Whether something is missing and the visit is near."""
        day = self.subject.day
        near = day is not None and timedelta(0) <= day - self.today <= REMIND_BEFORE
        return near and self.subject.is_open and bool(self.missing)


class Documents:
    """Find, ask an officer, list."""

    def __init__(
        self,
        store: Papers,
        clearance: Clearance,
        *,
        people: People,
        offices: Offices,
        owners: Owners,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, what is cleared, the rooms below, the records that documents belong to, and the clock."""
        self._store = store
        self._clearance = clearance
        self._people = people
        self._offices = offices
        self._owners = owners
        self._now = now

    def where(self, reference: str) -> Key:
        """Where a document lies, for the one look-up over everything that has a reference."""
        return self._store.where(reference)

    def document_of(self, item: Item) -> Document:
        """The document in an item that was read with its proof."""
        return self._store.document_of(item)

    def find(self, asker: Asker) -> Shown:
        """The citizen's document; NotFound for an unknown reference and a wrong proof alike."""
        item = self._people.confirm(self._people.admit(asker, self.where(asker.reference)))
        return self.shown(self._store.document_of(item))

    def ask_officer(self, asker: Asker) -> Shown:
        """Have an officer look at what the machine rejected; asking twice is asking once.

        Raises NotFound, NothingToAsk or Busy.
        """
        for _ in range(LOOKS):
            admission = self._people.admit(asker, self.where(asker.reference))
            held = self._store.document_of(admission.item)
            if held.state is State.NEEDS_OFFICER:
                self._people.confirm(admission)
                return self.shown(held)
            if not may_ask(held):
                self._people.confirm(admission)
                raise NothingToAsk
            owner = owner_of(self._owners, held.owner)
            subject = owner.subjects([held.owner]).get(held.owner)
            changed = documents.asked(held, subject.day if subject else held.day)
            try:
                self._store.save(held, changed, check=admission.check)
            except NotSaved as refusal:
                if refusal.tries:
                    raise TooManyTries from None
            else:
                if subject:
                    owner.answered(held.owner)
                return self.shown(changed)
        raise Busy

    def of_record(self, asker: Asker) -> Checklist:
        """The documents of a citizen's record, those it still lacks among them; the asker proves the record itself."""
        owner = owner_of(self._owners, asker.reference)
        item = self._people.confirm(self._people.admit(asker, owner.where(asker.reference)))
        subject = owner.subject_of(item)
        today = office_time(self._now(), self._offices.office(subject.office).time_zone).date()
        wanted = self._wanted(subject)
        earlier = self._clearance.kinds(subject.person, subject.day or today) if wanted else set()
        sent = [one for one in self.of_owner(subject.reference) if not one.about.by_officers]
        entries = []
        for kind in wanted:
            own = next((one for one in sent if one.kind == kind), None)
            accepted = own is not None and own.state is State.ACCEPTED
            entries.append(Entry(kind, own, by_earlier=kind in earlier and not accepted))
        entries += [Entry(one.kind, one, by_earlier=False) for one in sent if one.kind not in wanted]
        return Checklist(subject=subject, wanted=wanted, entries=tuple(entries), today=today)

    def _wanted(self, subject: Subject) -> tuple[str, ...]:
        """The kinds that a record's service asks for; none where it is about no service, or takes other kinds."""
        if not subject.service or subject.takes is not None:
            return ()
        return self._offices.standard(subject.office, subject.service).document_kinds

    def of_owner(self, record: str) -> list[Document]:
        """The documents of a record, for whoever may see the record; one Query, and one read when there are any."""
        there = [one.reference for one in self._store.of_owner(record)]
        found = self._store.many(there) if there else {}
        return [found[reference] for reference in there if reference in found]

    def shown(self, document: Document) -> Shown:
        """A document with its sealed fields opened, where there are any; one read then."""
        clear = None
        if document.sealed:
            clear = self._people.open_fields(
                document.sealed,
                table=self._store.table,
                reference=document.reference,
                person=document.person,
            )
        return opened(document, clear or {})


def opened(document: Document, clear: Mapping[str, str]) -> Shown:
    """A document with its sealed fields in the clear; what an officer typed counts, before what was read."""
    fields = {**under(clear, "read."), **under(clear, "typed.")}
    return Shown(document=document, fields=fields, words=clear.get("words"))


def under(clear: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The sealed fields of one sort: ``read.`` by the machine, ``typed.`` by an officer."""
    return {name.removeprefix(prefix): text for name, text in clear.items() if name.startswith(prefix)}


def may_ask(document: Document) -> bool:
    """Whether its citizen can have an officer look: the machine has judged, and no officer has.

    Of a picture of a place only the file is judged: one that could not be opened shows an officer nothing either.
    """
    attempt = document.attempt
    received = attempt.sha256 is not None
    judgeable = received and not document.about.place
    return document.may(Act.ASK) and judgeable and not attempt.reasons and not document.asked
