"""A citizen as they fill in a form; shared by every form that asks who somebody is."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from chalicelib.core.clock import read_day
from chalicelib.core.errors import Fault
from chalicelib.core.forms import Form, Wrong
from chalicelib.people import nik, phone
from chalicelib.people.nik import Sex

LONGEST_NAME = 100
LONGEST_TYPED = 40


def personal_name(typed: str) -> str:
    """A name as it may be written: letters of any script with their marks, spaces, and the signs names use."""
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    letters = sum(sign.isalpha() for sign in name)
    written = all(sign in " .,'\u2019`()/-" or unicodedata.category(sign)[0] in "LM" for sign in name)
    if not letters or not written:
        raise Wrong("name-characters")
    return name


def _date_from_text(value: object) -> object:
    if not isinstance(value, str):
        return value
    day = read_day(value)
    if day is None:
        raise Wrong("date")
    return day


Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(personal_name)]
Day = Annotated[date, BeforeValidator(_date_from_text, json_schema_input_type=str)]


def _nik(typed: str) -> str:
    """Refuse what no day can make a NIK of; what depends on the office's day is checked with it."""
    found = nik.read(typed, today=date.max)
    if isinstance(found, Fault):
        raise Wrong(found.code)
    return found.digits


def _phone(typed: str) -> str:
    found = phone.read(typed)
    if isinstance(found, Fault):
        raise Wrong(found.code)
    return found


Phone = Annotated[str, Field(max_length=LONGEST_TYPED), AfterValidator(_phone)]


class CitizenForm(Form):
    """Who comes: name and NIK as on the identity card; phone, birth date and sex are the citizen's choice.

    The NIK comes out as its sixteen digits, the phone as E.164.
    """

    name: Name
    nik: Annotated[str, Field(min_length=1, max_length=LONGEST_TYPED), AfterValidator(_nik)]
    phone: Phone | None = None
    birth_date: Day | None = None
    sex: Sex | None = None
