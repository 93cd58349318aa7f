"""From a filled-in form to a request: identity numbers and phone numbers are taken apart here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.booking import ask
from chalicelib.booking.service import Request
from chalicelib.core.errors import Fault, InvalidFields
from chalicelib.people.service import citizen_of

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.booking.forms import BookingForm


def request(form: BookingForm, *, key: str | None, today: date) -> Request:
    """The request of a form; InvalidFields with every fault of its time and its citizen. ``today`` is the office's."""
    starts = ask.read_moment(form.starts)
    faults = [starts] if isinstance(starts, Fault) else []
    try:
        citizen = citizen_of(form.citizen, today=today, at="citizen")
    except InvalidFields as wrong:
        raise InvalidFields(*faults, *wrong.faults) from None
    if isinstance(starts, Fault):
        raise InvalidFields(starts)
    return Request(
        office=form.office,
        service=form.service,
        starts=starts,
        citizen=citizen,
        language=form.language,
        key=key or uuid4().hex,
        stated=(str(form.citizen.birth_date or ""), form.citizen.sex or ""),
    )
