"""Pictures of places as the rooms above show them with a record: to whoever may see it, for a short while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.documents.document import State
from chalicelib.documents.finding import Weight

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.documents.document import Document
    from chalicelib.documents.finding import Finding
    from chalicelib.documents.ports import Objects
    from chalicelib.documents.store import Papers

# As long as a page full of pictures takes to load on a slow network, not as long as its addresses are passed around.
SHOWN_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A picture of a record, and where it is shown for a while: None when there is nothing to be shown (any more)."""

    document: Document
    link: str | None

    @property
    def sound(self) -> bool:
        """Whether it was found to be a picture that can be looked at."""
        return self.document.state is State.ACCEPTED

    def findings(self, *, hints: bool = False) -> tuple[Finding, ...]:
        """What was found about it: for officers with hints."""
        found = self.document.attempt.findings
        return tuple(one for one in found if hints or one.weight is not Weight.HINT)


class Pictures:
    """Show the pictures of a record."""

    def __init__(self, store: Papers, objects: Objects) -> None:
        """Take the store and the bucket."""
        self._store = store
        self._objects = objects

    def of_record(self, record: str) -> tuple[Pictured, ...]:
        """The pictures of a record, of citizen and officers, in the order sent; for whoever may see the record.

        One Query, and one read when there are any.
        """
        return tuple(Pictured(document=one, link=self._link(one)) for one in self.known(record))

    def known(self, record: str) -> list[Document]:
        """The same without anything to show them by."""
        there = self._store.of_owner(record)
        found = self._store.many([one.reference for one in there]) if there else {}
        return sorted((one for one in found.values() if one.about.place), key=_in_order)

    def _link(self, document: Document) -> str | None:
        kept, kept_type = document.attempt.kept, document.attempt.kept_type
        if not kept or not kept_type:
            return None
        return self._objects.link(kept, seconds=int(SHOWN_FOR.total_seconds()), content_type=kept_type)


def _in_order(document: Document) -> tuple[datetime, str]:
    return document.attempts[0].begun, document.reference
