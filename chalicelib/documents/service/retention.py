"""The end of a document's purpose: its picture and its fields go; what was found, and of which bytes, stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy
from chalicelib.documents import document as documents
from chalicelib.documents.document import Act
from chalicelib.documents.outcomes import NotSaved
from chalicelib.documents.service.owners import owner_of
from chalicelib.documents.service.purpose import sweep_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.documents.document import Document
    from chalicelib.documents.ports import Objects, Owners
    from chalicelib.documents.store import Papers
    from chalicelib.offices.service import Offices

LOOKS = 4


@dataclass(frozen=True, slots=True)
class Swept:
    """What a night's sweep did: pictures forgotten, uploads that never came closed, documents still of use."""

    forgotten: int
    closed: int
    later: int


class Retention:
    """Sweep an office's documents."""

    def __init__(
        self,
        store: Papers,
        objects: Objects,
        *,
        offices: Offices,
        owners: Owners,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the bucket, the offices, the records that documents belong to, and the clock."""
        self._store = store
        self._objects = objects
        self._offices = offices
        self._owners = owners
        self._now = now

    def sweep(self, office_id: str) -> Swept:
        """Look at every document whose day has come. Safe to repeat and to interrupt.

        A document that changes meanwhile is left for the next night.
        """
        now = office_time(self._now(), self._offices.office(office_id).time_zone)
        done = {"forgotten": 0, "closed": 0, "later": 0}
        for reference in self._store.due(office_id, now.date()):
            held = self._store.get(reference)
            if held is not None and (what := self._swept(held, now)):
                done[what] += 1
        return Swept(**done)

    def _swept(self, held: Document, now: datetime) -> str | None:
        if held.may(Act.LOSE):
            return "closed" if self._close(held, now) else None
        owner = owner_of(self._owners, held.owner)
        subject = owner.subjects([held.owner]).get(held.owner)
        sweep = sweep_day(subject, held.about, now.date()) if subject else now.date()
        if sweep > now.date():
            return "later" if self._saved(held, documents.due_on(held, sweep)) else None
        return "forgotten" if self._forgotten(held) else None

    def forget(self, record: str) -> None:
        """Forget the documents of a record whose purpose ends now, as when its citizen is erased; safe to repeat.

        One Query, and a read and a write for each. Raises Busy when one keeps changing.
        """
        for one in self._store.of_owner(record):
            for _ in range(LOOKS):
                held = self._store.get(one.reference)
                if held is None or self._forgotten(held):
                    break
            else:
                raise Busy

    def _forgotten(self, held: Document) -> bool:
        # Objects first: were it the other way round, an interruption would leave pictures that nobody knows of.
        for attempt in held.attempts:
            self._objects.delete(attempt.key)
            if attempt.kept:
                self._objects.delete(attempt.kept)
        return self._saved(held, documents.forgotten(held))

    def _close(self, held: Document, now: datetime) -> bool:
        self._objects.delete(held.attempt.key)
        return self._saved(held, documents.expired(held, self._now(), now.date() + held.about.kept))

    def _saved(self, held: Document, changed: Document) -> bool:
        try:
            self._store.save(held, changed)
        except NotSaved:
            return False
        return True
