"""What a cleared document is good for: other records of the same person, while it is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.documents.document import Document
    from chalicelib.documents.store import Papers
    from chalicelib.offices.service import Offices


def until(document: Document, today: date) -> date:
    """The last day on which a document that is cleared today counts: as its kind says, or as it says itself."""
    serves = today + document.about.serves
    return min(serves, document.expires) if document.expires else serves


class Clearance:
    """Whether all documents of a service are cleared for somebody."""

    def __init__(self, store: Papers, offices: Offices) -> None:
        """Take the store and the offices, whose standards say what is asked for."""
        self._store = store
        self._offices = offices

    def cleared(self, person: str, office: str, service: str, day: date) -> bool:
        """Whether the person's cleared documents are all that the service asks for and can be sent, on that day.

        False where nothing can be sent. One Query.
        """
        wanted = self._offices.standard(office, service).document_kinds
        return bool(wanted) and set(wanted) <= self.kinds(person, day)

    def kinds(self, person: str, day: date) -> set[str]:
        """The kinds of document that count for the person on that day; one Query."""
        return {kind for kind, one in self._store.cleared(person).items() if one.until >= day}
