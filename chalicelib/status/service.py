"""The status of anything that has a reference, for whoever can prove that it is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.references import Reference, valid
from chalicelib.status import story

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.booking.service import Bookings
    from chalicelib.cases.service import Cases
    from chalicelib.core.table import Item, Key
    from chalicelib.core.text import Language
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import Asker, People
    from chalicelib.status.story import StatusPage


class Statuses:
    """One look-up, whatever the kind of record."""

    def __init__(self, people: People, offices: Offices, bookings: Bookings, cases: Cases) -> None:
        """Take the rooms whose records have references."""
        self._people = people
        self._offices = offices
        self._bookings = bookings
        self._cases = cases

    def look_up(self, asker: Asker, language: Language) -> StatusPage:
        """The record's status; NotFound for unknown references and wrong proofs alike, by the same calls.

        A reference that no record can have is looked for all the same, where a booking would lie.
        """
        case = valid(asker.reference) and asker.reference[0] == Reference.CASE.value
        where: Callable[[str], Key] = self._cases.where if case else self._bookings.where
        item = self._people.confirm(self._people.admit(asker, where(asker.reference)))
        return self._case(item, language) if case else self._booking(item, language)

    def _booking(self, item: Item, language: Language) -> StatusPage:
        booking = self._bookings.booking_of(item)
        standard = self._offices.standard(booking.office, booking.service)
        return story.of_booking(booking, self._offices.office(booking.office), standard, language)

    def _case(self, item: Item, language: Language) -> StatusPage:
        case = self._cases.case_of(item)
        standard = self._offices.standard(case.office, case.service)
        return story.of_case(case, self._offices.office(case.office), standard, language)
