"""Bookings and cases as owners of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.errors import NotFound
from chalicelib.core.references import Reference
from chalicelib.documents.ports import Compared, Subject

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.booking.service import Attendance, Booking, Bookings
    from chalicelib.cases.service import Case, Cases
    from chalicelib.core.table import Item, Key
    from chalicelib.documents.ports import Owner, Owners, Picture
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import Citizen, People


def owner_of(owners: Owners, reference: str) -> Owner:
    """Who knows a record by its reference; one that no record can have is looked for where bookings lie."""
    return owners.get(reference[:1], owners[Reference.BOOKING.value])


class BookingOwner:
    """Documents of an appointment; their purpose ends with the day of the visit, or when it is cancelled."""

    def __init__(self, bookings: Bookings, attendance: Attendance, people: People) -> None:
        """Take booking's services and people's."""
        self._bookings = bookings
        self._attendance = attendance
        self._people = people

    def where(self, reference: str) -> Key:
        """Where a booking lies."""
        return self._bookings.where(reference)

    def subject_of(self, item: Item) -> Subject:
        """What documents need to know of a booking."""
        return _of_booking(self._bookings.booking_of(item))

    def subjects(self, references: list[str]) -> dict[str, Subject]:
        """Those of the bookings that exist."""
        found = self._attendance.bookings(references)
        return {reference: _of_booking(booking) for reference, booking in found.items()}

    def answered(self, reference: str) -> None:
        """No booking waits for a document."""

    def compared(self, subject: Subject, picture: Picture) -> Compared:  # noqa: ARG002 - as the port says
        """A picture sent for a booking is compared with none."""
        return Compared()

    def citizen(self, reference: str) -> Citizen | None:
        """Who made a booking."""
        try:
            return self._attendance.citizen(self._people, reference)
        except NotFound:
            return None


class CaseOwner:
    """Documents of a case; their purpose ends with its last milestone, or when it is refused."""

    def __init__(self, cases: Cases, offices: Offices) -> None:
        """Take cases' service, and the offices whose standards say which milestone is the last."""
        self._cases = cases
        self._offices = offices

    def where(self, reference: str) -> Key:
        """Where a case lies."""
        return self._cases.where(reference)

    def subject_of(self, item: Item) -> Subject:
        """What documents need to know of a case."""
        return self._of_case(self._cases.case_of(item))

    def subjects(self, references: list[str]) -> dict[str, Subject]:
        """Those of the cases that exist."""
        return {case.reference: self._of_case(case) for case in self._cases.many(references)}

    def answered(self, reference: str) -> None:
        """A case that waited for a document goes on."""
        self._cases.answered(reference)

    def compared(self, subject: Subject, picture: Picture) -> Compared:  # noqa: ARG002 - as the port says
        """A picture sent for a case is compared with none."""
        return Compared()

    def citizen(self, reference: str) -> Citizen | None:
        """Whose case it is."""
        found = self._cases.many([reference])
        return self._cases.citizen(found[0]) if found else None

    def _of_case(self, case: Case) -> Subject:
        ended = self._ended(case)
        return Subject(
            reference=case.reference,
            office=case.office,
            service=case.service,
            person=case.person,
            language=case.language,
            is_open=ended is None,
            day=None,
            ended=ended,
        )

    def _ended(self, case: Case) -> date | None:
        """The office's day on which it was refused or came to its last milestone; None while it is open."""
        standard = self._offices.standard(case.office, case.service)
        zone = self._offices.office(case.office).time_zone
        if case.refused:
            return office_time(case.refused.at, zone).date()
        if case.ended or case.stage == standard.milestones[-1].key:
            return office_time(case.milestones[-1].at, zone).date()
        return None


def _of_booking(booking: Booking) -> Subject:
    day = booking.starts.date()
    ended = booking.ended.astimezone(booking.starts.tzinfo).date() if booking.ended else None
    return Subject(
        reference=booking.reference,
        office=booking.office,
        service=booking.service,
        person=booking.person,
        language=booking.language,
        is_open=booking.is_open,
        day=day,
        ended=min(ended, day) if ended else day,
    )
