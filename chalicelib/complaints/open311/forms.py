"""What a program posts, field by field as GeoReport v2 names them; what the standard allows beside is not kept.

Not kept at all: ``email``, ``device_id``, ``account_id`` (nothing is ever sent there, so nobody need have them) and
``media_url`` (files of strangers are not fetched; photos have their own, checked way).
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from chalicelib.complaints.categories import categories
from chalicelib.complaints.forms import LONGEST_TEXT, LONGEST_WORDS, Latitude, Longitude
from chalicelib.complaints.open311.pages import IDENTITY
from chalicelib.complaints.request import Contact
from chalicelib.complaints.states import Identity
from chalicelib.core.errors import Fault, InvalidFields, NotFound
from chalicelib.core.forms import Form, Wrong
from chalicelib.people.forms import Name, Phone

LONGEST_ADDRESS = 400


def _number(typed: object) -> object:
    """A number as a form writes it."""
    try:
        return float(typed) if isinstance(typed, str) else typed
    except ValueError:
        return typed


def _as_a_form(schema: dict[str, Any]) -> None:
    """Describe it as what can be posted: a field is there or it is not, but never null; and it says where."""
    for field in schema["properties"].values():
        for given in [one for one in field.pop("anyOf", ()) if one != {"type": "null"}]:
            field.update(given)
        field.pop("default", None)
    schema["anyOf"] = [{"required": ["lat", "long"]}, {"required": ["address_string"]}]


TypedLatitude = Annotated[Latitude, BeforeValidator(_number, json_schema_input_type=Latitude)]
TypedLongitude = Annotated[Longitude, BeforeValidator(_number, json_schema_input_type=Longitude)]

Address = Annotated[str, Field(min_length=1, max_length=LONGEST_ADDRESS)]
Answer = Annotated[str, Field(max_length=LONGEST_WORDS)]


class Open311Form(Form):
    """A service request that is posted."""

    model_config = ConfigDict(extra="ignore", json_schema_extra=_as_a_form)

    api_key: str = Field(max_length=200)
    service_code: str = Field(min_length=1, max_length=40)
    description: str = Field("", max_length=LONGEST_TEXT)
    lat: TypedLatitude | None = None
    long: TypedLongitude | None = None
    address_string: Address | None = None
    first_name: Name | None = None
    last_name: Name | None = None
    phone: Phone | None = None
    attribute: dict[str, Answer] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _placed(self) -> Open311Form:
        """The standard insists on a place: both degrees, or words."""
        if (self.lat is None) != (self.long is None) or (self.lat is None and not self.address_string):
            raise Wrong("place")
        return self

    @property
    def contact(self) -> Contact:
        """Who posts it, as they gave themselves."""
        names = [name for name in (self.first_name, self.last_name) if name]
        return Contact(" ".join(names) or None, self.phone)

    @property
    def identity(self) -> Identity:
        """What the office may learn of them: what they chose; else nothing, and no more than was given."""
        chosen = self.attribute.get(IDENTITY)
        if chosen is None:
            return Identity.HIDDEN if self.contact else Identity.ANONYMOUS
        if chosen not in set(Identity):
            raise InvalidFields(Fault(f"attribute.{IDENTITY}", "one-of", {"expected": ", ".join(Identity)}))
        return Identity(chosen)

    @property
    def answers(self) -> dict[str, str]:
        """The answers to the questions of the service; NotFound for a service, InvalidFields for what is not asked."""
        category = categories().get(self.service_code)
        if category is None:
            raise NotFound(field="service_code")
        given = {code: answer for code, answer in self.attribute.items() if code != IDENTITY}
        faults = [
            Fault(f"attribute.{one.id}", "missing")
            for one in category.questions
            if one.required and not given.get(one.id)
        ]
        for code, answer in given.items():
            question = category.question(code)
            if question is None:
                faults.append(Fault("attribute", "unknown-field"))
            elif question.choices and answer not in {choice.id for choice in question.choices}:
                expected = ", ".join(choice.id for choice in question.choices)
                faults.append(Fault(f"attribute.{code}", "one-of", {"expected": expected}))
        if faults:
            raise InvalidFields(*faults)
        return given
