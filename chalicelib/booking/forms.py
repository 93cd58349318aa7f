"""What citizens send to book and to move."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from chalicelib.core.forms import Form
from chalicelib.core.text import Language
from chalicelib.people.forms import CitizenForm

LONGEST_ID = 64
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Moment = Annotated[str, Field(min_length=1, max_length=40, json_schema_extra={"format": "date-time"})]


class BookingForm(Form):
    """A place for one citizen, one service, one arrival window."""

    office: Id
    service: Id
    starts: Moment
    citizen: CitizenForm
    language: Language = "id"


class MoveForm(Form):
    """The window to move to."""

    starts: Moment


class CancelForm(Form):
    """Nothing is needed to cancel but the reference and the proof."""
