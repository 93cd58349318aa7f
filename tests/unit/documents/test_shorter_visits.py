"""A visit whose documents are all cleared takes the shorter time; all others are booked as before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders.city import MINUTES, City, a_small_office, at, proven
from tests.builders.documents import Drawer, a_judgement
from tests.unit.offices.builders import MONDAY, an_offered

TUESDAY = MONDAY + timedelta(days=1)
NEXT_MONDAY = MONDAY + timedelta(days=7)


@pytest.fixture
def drawer() -> Drawer:
    """The service d000 takes 20 minutes, and 10 with all documents cleared; d001 never takes less."""
    services = tuple(
        an_offered(service, minutes=minutes) for service, minutes in MINUTES.items() if service != "d000"
    )
    return Drawer(
        City(a_small_office(services=(an_offered("d000", minutes=20, minutes_cleared=10), *services)))
    )


def cleared(drawer: Drawer, number: int = 1) -> None:
    """Citizen ``number`` has sent everything for an appointment of another service."""
    made = drawer.city.book(number, service="d001", key=f"other-{number:04}", starts=at(14))
    for kind in ("kk", "ktp"):
        drawer.send(made, kind, number=number, body=f"{kind} of {number}".encode())


def test_a_new_booking_of_somebody_whose_documents_are_cleared_is_shorter(drawer: Drawer) -> None:
    cleared(drawer)
    booking = drawer.city.book().booking
    assert booking.minutes == 10
    assert drawer.city.slot(at(9)).holders == {booking.reference: 10}
    other = drawer.city.book(2).booking
    assert other.minutes == 20


def test_a_repeat_finds_its_booking_whatever_was_cleared_since(drawer: Drawer) -> None:
    made = drawer.city.book()
    cleared(drawer)
    assert drawer.city.book().booking == made.booking


def test_a_move_is_shorter_once_documents_are_cleared_and_never_longer(drawer: Drawer) -> None:
    made = drawer.city.book()
    assert drawer.city.bookings.move(proven(made), at(10)).minutes == 20
    for kind in ("kk", "ktp"):
        drawer.send(made, kind, body=kind.encode())
    moved = drawer.city.bookings.move(proven(made), at(11))
    assert moved.minutes == 10
    assert drawer.city.slot(at(11)).holders == {moved.reference: 10}
    assert drawer.city.slot(at(10)).left == 30
    assert drawer.city.bookings.move(proven(made), at(9, day=NEXT_MONDAY)).minutes == 10


def test_only_a_service_that_can_be_shorter_is_read_for(drawer: Drawer) -> None:
    drawer.city.book(1)
    drawer.city.book(1, service="d001", key="key-other")
    drawer.city.dynamodb.calls.clear()
    drawer.city.book(2, starts=at(10))
    assert drawer.city.dynamodb.operations == ["query", "transact_write_items"]
    drawer.city.dynamodb.calls.clear()
    drawer.city.book(3, service="d001", starts=at(11))
    assert drawer.city.dynamodb.operations == ["transact_write_items"]


def test_documents_that_expire_before_the_visit_shorten_nothing(drawer: Drawer) -> None:
    drawer.says = a_judgement(expires=MONDAY)
    cleared(drawer)
    assert drawer.city.book(starts=at(9, day=TUESDAY)).booking.minutes == 20
