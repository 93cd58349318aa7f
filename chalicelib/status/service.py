"""The status of anything that has a reference, for whoever can prove that it is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.references import Reference, valid
from chalicelib.status import story
from chalicelib.status.complaint import of_complaint
from chalicelib.status.file import of_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.booking.service import Bookings
    from chalicelib.cases.service import Cases
    from chalicelib.complaints.service import Following
    from chalicelib.core.table import Item, Key
    from chalicelib.core.text import Language
    from chalicelib.documents.service import Documents
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import Asker, People
    from chalicelib.status.story import StatusPage
    from chalicelib.visits.service import Room


class Statuses:
    """One look-up, whatever the kind of record."""

    def __init__(
        self,
        people: People,
        offices: Offices,
        *,
        bookings: Bookings,
        cases: Cases,
        complaints: Following,
        documents: Documents,
        room: Room,
    ) -> None:
        """Take the rooms whose records have references."""
        self._people = people
        self._offices = offices
        self._bookings = bookings
        self._cases = cases
        self._complaints = complaints
        self._documents = documents
        self._room = room
        #: By the first letter of a reference: where its record lies, and how it is told.
        self._kinds: dict[str, tuple[Callable[[str], Key], Callable[[Item, Language], StatusPage]]] = {
            Reference.BOOKING.value: (bookings.where, self._booking),
            Reference.CASE.value: (cases.where, self._case),
            Reference.COMPLAINT.value: (complaints.where, self._complaint),
            Reference.DOCUMENT.value: (documents.where, self._document),
            Reference.TICKET.value: (room.where, self._ticket),
        }

    def look_up(self, asker: Asker, language: Language) -> StatusPage:
        """The record's status; NotFound for unknown references and wrong proofs alike, by the same calls.

        A reference that no record can have is looked for all the same, where a booking would lie.
        """
        kind = asker.reference[:1] if valid(asker.reference) else ""
        where, told = self._kinds.get(kind, self._kinds[Reference.BOOKING.value])
        item = self._people.confirm(self._people.admit(asker, where(asker.reference)))
        return told(item, language)

    def _booking(self, item: Item, language: Language) -> StatusPage:
        booking = self._bookings.booking_of(item)
        standard = self._offices.standard(booking.office, booking.service)
        return story.of_booking(booking, self._offices.office(booking.office), standard, language)

    def _case(self, item: Item, language: Language) -> StatusPage:
        case = self._cases.case_of(item)
        standard = self._offices.standard(case.office, case.service)
        words = self._cases.words(case)
        return of_case(case, self._offices.office(case.office), standard, language, words)

    def _complaint(self, item: Item, language: Language) -> StatusPage:
        return of_complaint(self._complaints.followed(self._complaints.complaint_of(item)), language)

    def _document(self, item: Item, language: Language) -> StatusPage:
        document = self._documents.document_of(item)
        standard = self._offices.standard(document.office, document.service) if document.service else None
        return story.of_document(document, self._offices.office(document.office), standard, language)

    def _ticket(self, item: Item, language: Language) -> StatusPage:
        ticket = self._room.ticket_of(item)
        return story.of_ticket(ticket, self._offices.office(ticket.office), language)
