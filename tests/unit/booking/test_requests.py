"""From a filled-in form to a request."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.booking.forms import BookingForm
from chalicelib.booking.requests import request
from chalicelib.core.errors import InvalidFields
from chalicelib.core.forms import validated
from chalicelib.people.service import Citizen
from tests.builders.city import at
from tests.builders.people import a_nik
from tests.unit.offices.builders import MONDAY


def a_form(**changes: Any) -> BookingForm:
    citizen = {"name": "Ni Luh Ayu", "nik": a_nik(), "phone": "0812 3456 7890"}
    body = {
        "office": "mpp",
        "service": "d000",
        "starts": "2026-11-23T01:00:00Z",
        "citizen": citizen,
        **changes,
    }
    return validated(BookingForm, body)


def test_a_form_becomes_a_request() -> None:
    asked = request(a_form(), key="key-00001", today=MONDAY)
    assert (asked.office, asked.service, asked.starts) == ("mpp", "d000", at(9))
    assert asked.citizen == Citizen("Ni Luh Ayu", a_nik(), "+6281234567890")
    assert (asked.language, asked.key) == ("id", "key-00001")


def test_without_a_key_each_request_has_one_of_its_own() -> None:
    keys = {request(a_form(), key=key, today=MONDAY).key for key in (None, None)}
    assert len(keys) == 2


@pytest.mark.parametrize(("birth", "digits"), [("2026-11-23", "231126"), ("2026-11-22", "221126")])
def test_a_child_born_today_can_be_booked_for(birth: str, digits: str) -> None:
    citizen = {"name": "Bayi", "nik": f"517101{digits}0001", "birth_date": birth}
    assert request(a_form(citizen=citizen), key=None, today=MONDAY).citizen.name == "Bayi"


def test_what_only_the_offices_day_decides_is_a_fault_of_the_citizen() -> None:
    citizen = {"name": "Bayi", "nik": "5171012411260001", "birth_date": "2026-11-24"}
    with pytest.raises(InvalidFields) as refused:
        request(a_form(citizen=citizen), key=None, today=MONDAY)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [
        ("citizen.birth_date", "nik-future")
    ]
