"""One look-up for whatever has a reference."""

from __future__ import annotations

import pytest

from chalicelib.cases.service import CaseRequest, Opened
from chalicelib.core.errors import NotFound, TooManyTries
from chalicelib.core.references import ALPHABET
from tests.builders.city import SETTINGS, City, a_small_office, proven
from tests.builders.people import a_citizen, an_asker


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def opened(city: City) -> Opened:
    return city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001"))


def calls_of(city: City) -> list[tuple[str, list[str], list[list[str]]]]:
    """The calls with the tables they went to and the changes they asked for."""
    return [
        (
            call.operation,
            sorted(call.request.get("RequestItems", {})),
            [
                [kind, one["TableName"], one.get("UpdateExpression", "")]
                for member in call.request.get("TransactItems", [])
                for kind, one in member.items()
            ],
        )
        for call in city.dynamodb.calls
    ]


def refused(city: City, reference: str, proof: str = "0000", address: str = "203.0.113.7") -> type[Exception]:
    with pytest.raises((NotFound, TooManyTries)) as told:
        city.statuses.look_up(an_asker(reference, proof, address), "id")
    return type(told.value)


def test_a_bookings_reference_tells_of_the_booking(city: City) -> None:
    made = city.book()
    told = city.statuses.look_up(proven(made), "id")
    assert (told.kind, told.reference, told.status) == ("booking", made.booking.reference, "confirmed")


def test_a_cases_reference_tells_of_the_case(city: City, opened: Opened) -> None:
    told = city.statuses.look_up(an_asker(opened.case.reference, "0001"), "en")
    assert (told.kind, told.reference, told.status) == ("case", opened.case.reference, "received")


def test_a_service_that_is_offered_no_more_is_told_of_still(city: City) -> None:
    made = city.book()
    city.publish(a_small_office(services=a_small_office().services[1:]))
    assert city.statuses.look_up(proven(made), "id").status == "confirmed"


@pytest.mark.parametrize(
    "reference",
    [
        "B" + ALPHABET[:9],
        "B234567892",
        "B",
        "K",
        "K" * 9,
        "",
        "x",
        "B7KM2QXR9TT",
        "🙂🙂🙂",
        "../B",
        "Z" * 10,
        "X" * 400,
    ],
)
def test_a_reference_that_nobody_has_takes_the_calls_that_a_wrong_proof_takes(
    city: City, reference: str
) -> None:
    made = city.book()
    city.dynamodb.calls.clear()
    assert refused(city, made.booking.reference) is NotFound
    calls = calls_of(city)
    city.dynamodb.calls.clear()
    assert refused(city, reference, address="203.0.113.8") is NotFound
    assert calls_of(city) == calls


def test_an_unknown_case_takes_the_calls_that_a_wrong_proof_takes(city: City, opened: Opened) -> None:
    city.dynamodb.calls.clear()
    assert refused(city, opened.case.reference) is NotFound
    calls = calls_of(city)
    for place in [place for place in city.dynamodb.items if place[0] == "cases"]:
        del city.dynamodb.items[place]
    city.dynamodb.calls.clear()
    assert refused(city, opened.case.reference, address="203.0.113.8") is NotFound
    assert calls_of(city) == calls


def test_tries_are_limited_here_as_they_are_for_the_booking_itself(city: City) -> None:
    made = city.book()
    for at in range(SETTINGS.proof_tries):
        refused(city, made.booking.reference, address=f"203.0.113.{at}")
    assert refused(city, made.booking.reference, "0001", "203.0.113.99") is TooManyTries
    with pytest.raises(TooManyTries):
        city.bookings.find(proven(made, address="203.0.113.98"))
