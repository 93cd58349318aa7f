"""What may become of a booking, and when it is too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking.booking import Status
from chalicelib.booking.errors import AlreadyArrived, BookingClosed, TooLate

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.booking.ask import Visit
    from chalicelib.booking.booking import Booking, Shifted
    from chalicelib.booking.place import Place
    from chalicelib.offices.service import Offered, Rules


def move_until(booking: Booking, rules: Rules) -> datetime:
    """The last moment at which the booking can be moved; no cut-off holds against a time that the office chose."""
    cut_off = 0 if booking.shifted else rules.move_cutoff_minutes
    return booking.starts - timedelta(minutes=cut_off)


def cancel_until(booking: Booking, rules: Rules) -> datetime:
    """The last moment at which the booking can be cancelled; no cut-off holds against a time that the office chose."""
    cut_off = 0 if booking.shifted else rules.cancel_cutoff_minutes
    return booking.starts - timedelta(minutes=cut_off)


def still_open(booking: Booking, until: datetime, now: datetime, phone: str) -> None:
    """Raise BookingClosed, AlreadyArrived, or TooLate with the office's phone, unless it can be changed now."""
    if not booking.is_open:
        raise BookingClosed
    if booking.status is Status.ARRIVED:
        raise AlreadyArrived
    if now > until:
        raise TooLate(phone=phone)


def moved(booking: Booking, offered: Offered, visit: Visit, minutes: int) -> Booking:
    """The booking in the windows its citizen chose, of so many minutes."""
    return replace(
        booking,
        pool=offered.pool,
        starts=visit.starts,
        ends=visit.ends,
        minutes=minutes,
        windows=visit.windows,
        shifted=None,
        version=booking.version + 1,
    )


def shifted(booking: Booking, to: Place, why: Shifted) -> Booking:
    """The booking where the office moves it; it keeps its length."""
    return replace(
        booking,
        office=to.office,
        pool=to.pool,
        starts=to.starts,
        ends=to.ends,
        windows=to.windows,
        shifted=why,
        version=booking.version + 1,
    )


def ended(booking: Booking, status: Status, now: datetime) -> Booking:
    """The booking, final and holding nothing."""
    return replace(booking, status=status, windows={}, ended=now, version=booking.version + 1)


def arrived(booking: Booking) -> Booking:
    """The booking of somebody who has checked in; it keeps what it holds."""
    return replace(booking, status=Status.ARRIVED, version=booking.version + 1)


def reopened(booking: Booking) -> Booking:
    """A booking whose end was a mistake: its citizen is still here. It holds no minutes any more, for they are over."""
    return replace(booking, status=Status.ARRIVED, ended=None, version=booking.version + 1)
