"""From a filled-in form to a request: identity numbers and phone numbers are taken apart here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.booking import ask
from chalicelib.booking.service import Request
from chalicelib.people.service import citizen_of

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.booking.forms import BookingForm


def request(form: BookingForm, *, key: str | None, today: date) -> Request:
    """The request of a form; InvalidFields with every fault of NIK and phone. ``today`` is the office's day."""
    return Request(
        office=form.office,
        service=form.service,
        starts=ask.moment(form.starts),
        citizen=citizen_of(form.citizen, today=today, at="citizen"),
        language=form.language,
        key=key or uuid4().hex,
    )
