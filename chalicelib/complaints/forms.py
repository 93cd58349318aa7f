"""What citizens send about complaints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.core.forms import Form, Wrong
from chalicelib.core.text import Language
from chalicelib.people.forms import Name, Phone

SHORTEST_TEXT, LONGEST_TEXT = 5, 4000
LONGEST_WORDS = 200
MOST_ANSWERS = 10

Id = Annotated[str, Field(min_length=1, max_length=64)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]
Text = Annotated[str, Field(min_length=SHORTEST_TEXT, max_length=LONGEST_TEXT)]
Message = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class PlaceForm(Form):
    """Where it is: in words, in degrees (WGS 84), or both."""

    words: Words | None = None
    lat: Latitude | None = None
    long: Longitude | None = None

    @model_validator(mode="after")
    def _both_degrees(self) -> PlaceForm:
        if (self.lat is None) != (self.long is None):
            raise Wrong("both-degrees")
        return self


class ContactForm(Form):
    """Who brings it, as far as they say; the phone comes out as E.164."""

    name: Name | None = None
    phone: Phone | None = None


class ComplaintForm(Form):
    """A complaint, a wish or a question. ``office`` is null for who does not know which it is for."""

    office: Id | None = None
    text: Text
    identity: Literal["named", "hidden", "anonymous"]
    sort: Literal["complaint", "aspiration", "information"] = "complaint"
    category: Id | None = None
    answers: dict[Id, Annotated[str, Field(max_length=LONGEST_WORDS)]] = Field(
        default_factory=dict, max_length=MOST_ANSWERS
    )
    place: PlaceForm | None = None
    contact: ContactForm | None = None
    language: Language = "id"
    join: Id | None = None
    service: Id | None = None


class SuggestForm(Form):
    """A text to suggest categories for, and where it is."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    office: Id | None = None
    place: PlaceForm | None = None


class MessageForm(Form):
    """Words of the citizen."""

    text: Message


class SolvedForm(Form):
    """Nothing is needed to say that it is solved."""
