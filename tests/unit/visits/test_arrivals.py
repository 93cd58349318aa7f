"""People come: checked in once, in their own time; tickets with numbers of their own, as long as there are any."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.booking.errors import AlreadyArrived, BookingClosed
from chalicelib.booking.service import Status
from chalicelib.core.errors import KeyReused, NotFound
from chalicelib.visits.errors import NoWalkInsLeft, OfficeClosed, OtherDay, TooEarly
from chalicelib.visits.ticket import Came, Priority, Span
from tests.builders.city import a_request, at, proven
from tests.builders.visits import KIOSK, OFFICER, Day


@pytest.fixture
def day() -> Day:
    return Day()


def test_a_citizen_checks_in_and_gets_a_number(day: Day) -> None:
    day.at(8, 55)
    issued = day.booked()
    ticket = day.ticket(issued)
    assert (ticket.number, ticket.came, ticket.due) == ("A001", Came.BOOKED, at(9))
    assert ticket.promised == Span(at(9), at(9, 30))
    booking = day.city.booking(ticket.stops[0].booking or "")
    assert booking.status is Status.ARRIVED


def test_checking_in_twice_finds_the_same_ticket_and_counts_once(day: Day) -> None:
    day.at(8, 55)
    first = day.booked()
    made = day.city.bookings.book(a_request(1))
    again = day.arrivals.check_in(proven(made, 1))
    assert again == first
    assert day.counts() == {"arrivals": 1}
    assert day.arrivals.check_in_by(OFFICER, "mpp", made.booking.reference).ticket == first.ticket


def test_a_wrong_proof_checks_nobody_in(day: Day) -> None:
    made = day.city.book(1)
    day.at(8, 55)
    with pytest.raises(NotFound):
        day.arrivals.check_in(proven(made, 2))
    assert day.city.booking(made.booking.reference).status is Status.CONFIRMED


@pytest.mark.parametrize(
    ("hour", "minute", "refusal"), [(8, 29, TooEarly), (8, 30, None), (9, 45, None), (15, 0, OfficeClosed)]
)
def test_checking_in_has_its_time(day: Day, hour: int, minute: int, refusal: type[Exception] | None) -> None:
    day.at(hour, minute)
    if refusal is None:
        assert day.booked().ticket.came is Came.BOOKED
    else:
        with pytest.raises(refusal):
            day.booked()


def test_who_is_too_early_is_told_from_when(day: Day) -> None:
    day.at(8, 0)
    with pytest.raises(TooEarly) as refused:
        day.booked()
    assert refused.value.facts == {"at": "08:30"}


def test_who_comes_too_late_waits_like_somebody_without_an_appointment(day: Day) -> None:
    day.at(9, 46)
    ticket = day.booked().ticket
    assert (ticket.came, ticket.due) == (Came.LATE, at(10, 16))


def test_an_appointment_of_another_day_is_not_checked_in(day: Day) -> None:
    tomorrow = at(9) + timedelta(days=1)
    with pytest.raises(OtherDay):
        day.booked(starts=tomorrow)


def test_a_cancelled_appointment_is_not_checked_in(day: Day) -> None:
    day.at(7)
    made = day.city.book(1)
    day.city.bookings.cancel(proven(made, 1))
    day.at(8, 55)
    with pytest.raises(BookingClosed):
        day.arrivals.check_in(proven(made, 1))


def test_who_has_checked_in_can_neither_move_nor_cancel(day: Day) -> None:
    day.at(7)
    made = day.city.book(1)
    day.at(8, 55)
    day.arrivals.check_in(proven(made, 1))
    with pytest.raises(AlreadyArrived):
        day.city.bookings.cancel(proven(made, 1))


def test_several_appointments_of_one_person_are_one_visit(day: Day) -> None:
    day.at(7)
    first = day.city.book(1)
    second = day.city.book(1, service="d001", starts=at(10), key="key-second")
    day.at(8, 55)
    ticket = day.arrivals.check_in(proven(first, 1)).ticket
    assert [stop.service for stop in ticket.stops] == ["d000", "d001"]
    assert day.city.booking(second.booking.reference).status is Status.ARRIVED


def test_every_appointment_of_a_visit_finds_its_one_ticket(day: Day) -> None:
    day.at(7)
    first = day.city.book(1)
    second = day.city.book(1, service="d001", starts=at(10), key="key-second")
    day.at(9, 45)
    ticket = day.arrivals.check_in(proven(second, 1)).ticket
    assert day.arrivals.check_in(proven(first, 1)).ticket == ticket
    assert day.arrivals.check_in_by(OFFICER, "mpp", first.booking.reference).ticket == ticket
    assert day.counts() == {"arrivals": 1}


def test_an_officer_checks_in_only_for_their_own_office(day: Day) -> None:
    made = day.city.book(1)
    with pytest.raises(NotFound):
        day.arrivals.check_in_by(OFFICER, "dukcapil", made.booking.reference)


def test_numbers_of_a_family_follow_one_another_and_carry_its_letter(day: Day) -> None:
    numbers = [day.walk_in(service).ticket.number for service in ("d000", "t000", "d001", "t000")]
    assert numbers == ["A001", "B001", "A002", "B002"]


def test_numbers_begin_anew_the_next_day(day: Day) -> None:
    day.walk_in()
    day.clock.passes(days=1)
    assert day.walk_in().ticket.number == "A001"


def test_the_same_press_gives_the_same_ticket(day: Day) -> None:
    first = day.walk_in(key="the-same-press")
    assert day.walk_in(key="the-same-press") == first
    assert day.counts() == {"arrivals": 1}
    with pytest.raises(KeyReused):
        day.walk_in("d001", key="the-same-press")


def test_walk_ins_end_with_their_contingent_and_are_shown_free_times(day: Day) -> None:
    # Half of two counters' six hours are kept for walk-ins, a fifth of that for priority: 288 minutes, 14 visits of 20.
    for _ in range(14):
        day.walk_in()
    with pytest.raises(NoWalkInsLeft) as refused:
        day.walk_in()
    assert refused.value.facts["alternatives"]
    assert day.walk_in(priority=Priority.ELDERLY).ticket.priority is Priority.ELDERLY


def test_nobody_takes_a_ticket_before_the_doors_open_or_after_they_close(day: Day) -> None:
    for hour, minute in ((7, 59), (15, 0)):
        day.at(hour, minute)
        with pytest.raises(OfficeClosed):
            day.walk_in()


def test_a_walk_in_for_two_agencies_is_one_ticket(day: Day) -> None:
    ticket = day.walk_in("d000", "t000").ticket
    assert [stop.pool for stop in ticket.stops] == ["ktp", "tax"]
    assert day.counts("t000") == {"arrivals": 1}


def test_a_repeated_service_counts_once(day: Day) -> None:
    assert len(day.walk_in("d000", "d000").ticket.stops) == 1


def test_the_ticket_tells_when_its_turn_will_be(day: Day) -> None:
    day.step("open")
    first, second = day.walk_in().ticket, day.walk_in().ticket
    assert first.told == at(8, 30)
    assert second.promised.starts <= second.told <= second.promised.ends
    assert second.promised.starts < at(8, 50) < second.promised.ends


def test_every_ticket_that_somebody_gives_out_is_in_the_access_record(day: Day) -> None:
    day.walk_in(by=KIOSK)
    (entry,) = day.city.people.accesses("mpp", at(8).date())
    assert (entry.officer, entry.what) == ("kiosk-1", "walk-in")
