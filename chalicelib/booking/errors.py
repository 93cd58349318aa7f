"""How booking says no."""

from __future__ import annotations

from chalicelib.core.errors import Kind, Refusal


class SlotFull(Refusal):
    """The arrival window has not enough minutes left, or was closed; the answer carries alternatives."""

    code = "slot-full"
    kind = Kind.CONFLICT


class AlreadyBooked(Refusal):
    """This person has an open booking for this service; its reference is told only to the same phone."""

    code = "already-booked"
    kind = Kind.CONFLICT


class TooManyBookings(Refusal):
    """This person, or this phone, has as many open bookings as the office allows."""

    code = "too-many-bookings"
    kind = Kind.CONFLICT


class TooLate(Refusal):
    """The office's cut-off for moving or cancelling has passed."""

    code = "too-late"
    kind = Kind.CONFLICT


class BookingClosed(Refusal):
    """The booking is no longer open: cancelled, finished, missed or lapsed."""

    code = "booking-closed"
    kind = Kind.CONFLICT


class AlreadyArrived(Refusal):
    """The citizen has checked in for this booking; what becomes of it is decided at the counter."""

    code = "already-arrived"
    kind = Kind.CONFLICT


class PreviewStale(Refusal):
    """The office has changed since the list was made, or the list is not the last that this officer looked at."""

    code = "preview-stale"
    kind = Kind.CONFLICT
