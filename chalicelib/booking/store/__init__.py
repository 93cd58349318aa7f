"""The table ``diary``: slots, bookings and guards. The only place that spells its keys."""

from chalicelib.booking.store.diary import Diary

__all__ = ["Diary"]
