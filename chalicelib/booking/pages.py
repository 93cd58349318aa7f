"""What citizens get back: a listing of slots, a booking. Text is in the language asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from chalicelib.booking import changes
from chalicelib.core.catalogue import both
from chalicelib.core.clock import office_time
from chalicelib.core.text import Language, Text

if TYPE_CHECKING:
    from chalicelib.booking.booking import Booking, Shifted
    from chalicelib.booking.offers import Alternative, Listing
    from chalicelib.booking.service import Made
    from chalicelib.offices.service import Office, ServiceStandard


@dataclass(frozen=True, slots=True)
class SlotPage:
    """An arrival window, and how many more visits can begin in it."""

    starts: datetime
    ends: datetime
    places_left: int
    recommended: bool


@dataclass(frozen=True, slots=True)
class AlternativePage:
    """A place elsewhere or at another time."""

    office: str
    office_name: Text
    starts: datetime
    ends: datetime
    places_left: int


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of the listing: open, full, closed, past or beyond-horizon."""

    date: dt.date
    state: str
    reason: Text | None
    places_left: int


@dataclass(frozen=True, slots=True)
class SlotsPage:
    """The slots of some days; ``lead_time_days`` counts to the third next free slot."""

    slots: list[SlotPage]
    alternatives: list[AlternativePage]
    lead_time_days: int | None
    days: list[DayPage]

    @classmethod
    def of(cls, listing: Listing) -> SlotsPage:
        """The page of a listing."""
        slots = [
            SlotPage(one.slot.starts, one.slot.ends, one.places, one.slot.starts in listing.recommended)
            for one in listing.offers
        ]
        days = [DayPage(day.date, day.state, day.reason, day.places_left) for day in listing.days]
        return cls(slots, [alternative(one) for one in listing.alternatives], listing.lead_time_days, days)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """Something to bring; ``document`` names its kind where it can be sent and checked in advance."""

    text: Text
    document: str | None


@dataclass(frozen=True, slots=True)
class WarningPage:
    """Something the citizen may want to check; it refused nothing."""

    field: str
    code: str
    detail: Text


@dataclass(frozen=True, slots=True)
class ShiftedPage:
    """That the office moved the booking: when, and where, it was before, and why."""

    starts: datetime
    office: str
    reason: Text
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingPage:
    """A booking as its citizen sees it, with nothing about them; ``secret`` only in the answer that made it.

    ``family`` is the family of services under which the office's board tells how late the day runs.
    """

    OMIT_NONE: ClassVar[tuple[str, ...]] = ("secret", "warnings", "moved_by_office")

    reference: str
    status: str
    office: str
    office_name: Text
    address: Text
    service: str
    service_name: Text
    family: str
    starts: datetime
    ends: datetime
    minutes: int
    checklist: list[ChecklistItem]
    move_until: datetime
    cancel_until: datetime
    language: Language
    secret: str | None = None
    warnings: list[WarningPage] | None = None
    moved_by_office: ShiftedPage | None = None

    @classmethod
    def of(
        cls, booking: Booking, office: Office, standard: ServiceStandard, made: Made | None = None
    ) -> BookingPage:
        """The page of a booking; ``made`` where this answer is to the request that made it."""
        doubts = (
            [WarningPage(one.field, one.code, both(f"field.{one.code}")) for one in made.doubts]
            if made
            else []
        )
        return cls(
            reference=booking.reference,
            status=booking.status.value,
            office=office.id,
            office_name=office.name,
            address=office.address,
            service=standard.id,
            service_name=standard.name,
            family=booking.pool,
            starts=booking.starts,
            ends=booking.ends,
            minutes=booking.minutes,
            checklist=[ChecklistItem(requirement, kind) for requirement, kind in standard.checklist],
            move_until=changes.move_until(booking, office.rules),
            cancel_until=changes.cancel_until(booking, office.rules),
            language=booking.language,
            secret=made.secret if made else None,
            warnings=doubts or None,
            moved_by_office=_shifted(booking.shifted, office) if booking.shifted else None,
        )


def _shifted(shifted: Shifted, office: Office) -> ShiftedPage:
    at = office_time(shifted.at, office.time_zone)
    return ShiftedPage(shifted.starts, shifted.office, shifted.reason, at)


def alternative(one: Alternative) -> AlternativePage:
    """The page of an alternative."""
    return AlternativePage(one.office, one.office_name, one.starts, one.ends, one.places_left)
