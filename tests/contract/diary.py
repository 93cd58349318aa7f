"""The diary as its contract finds it: Monday's windows from eight to ten are laid, thirty minutes each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.outcomes import Refused
from tests.builders.bookings import a_booking
from tests.builders.city import at

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.booking.booking import Booking
    from chalicelib.booking.slot import Slot
    from chalicelib.booking.store import Diary
    from chalicelib.core.table import Write

#: A reference beside the one that ``a_booking`` has.
OTHER = "BAAAAAAAA2"


def slot(diary: Diary, starts: datetime | None = None) -> Slot:
    """The window of that moment, nine on Monday where nothing else is said."""
    wanted = starts or at(9)
    day = wanted.date()
    return next(one for one in diary.slots("mpp", "ktp", day, day, consistent=True) if one.starts == wanted)


def book(
    diary: Diary, record_key: Write, booking: Booking | None = None, person: int = 3, phone: int = 5
) -> None:
    diary.book(booking or a_booking(), record_key, per_person=person, per_phone=phone)


def refused(diary: Diary, record_key: Write, booking: Booking, person: int = 3, phone: int = 5) -> Refused:
    with pytest.raises(Refused) as refusal:
        book(diary, record_key, booking, person, phone)
    return refusal.value
