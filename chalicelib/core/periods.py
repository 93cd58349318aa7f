"""Days from one to another, as somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.errors import Fault, InvalidFields

if TYPE_CHECKING:
    from datetime import date, timedelta


def must_be_a_period(first: date, last: date, most: timedelta) -> None:
    """InvalidFields when the days are out of order, or lie further than ``most`` from each other."""
    if first > last:
        raise InvalidFields(Fault("from", "period-order"))
    if last - first > most:
        raise InvalidFields(Fault("from", "period-long", {"most": most.days + 1}))
