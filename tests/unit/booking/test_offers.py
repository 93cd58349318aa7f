"""What a search for a place shows."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.errors import SlotFull
from chalicelib.booking.offers import LEAD_TIME_KEPT
from chalicelib.core.errors import InvalidFields
from chalicelib.demand.store import DemandStore
from chalicelib.offices.errors import UnknownOffice, UnknownService
from chalicelib.offices.service import Rules
from tests.builders.city import City, a_small_office, at, proven, the_other_office
from tests.fakes.dynamodb import tables as tables_over
from tests.unit.offices.builders import CHRISTMAS, MONDAY, SATURDAY

if TYPE_CHECKING:
    from chalicelib.booking.offers import Listing

TUESDAY = MONDAY + timedelta(days=1)
HORIZON = MONDAY + timedelta(days=14)
A_DAY = 12


@pytest.fixture
def city() -> City:
    return City()


def search(
    city: City, first: date | None = MONDAY, days: int = 1, near: time | None = None, service: str = "d000"
) -> Listing:
    return city.offers.search("mpp", service, first, days, near)


def fill(city: City, *days: date) -> None:
    """Nothing is left on those days, and windows are none the less open."""
    for place, item in city.dynamodb.items.items():
        if place[1] == "SLOTS#mpp#ktp" and place[2].partition("T")[0] in {day.isoformat() for day in days}:
            item["left"] = 0


def unmet(city: City) -> dict[str, int]:
    return DemandStore(tables_over(city.dynamodb), "demand").unmet("mpp", "d000")


def test_a_day_shows_its_windows_with_the_places_left_in_each(city: City) -> None:
    city.book()
    found = {one.slot.starts: one.places for one in search(city).offers}
    assert len(found) == A_DAY
    assert (found[at(8)], found[at(9)]) == (1, 0)
    assert [one.places for one in search(city, service="d001").offers][:3] == [3, 3, 1]


def test_windows_that_have_begun_are_left_out(city: City) -> None:
    city.clock.time = at(9)
    assert search(city).offers[0].slot.starts == at(9, 30)


def test_without_a_day_it_begins_today_in_the_office(city: City) -> None:
    city.clock.time = at(23, day=MONDAY - timedelta(days=1)) + timedelta(hours=1, minutes=1)
    assert search(city, first=None).days[0].date == MONDAY


def test_a_warm_search_is_one_query(city: City) -> None:
    search(city)
    city.dynamodb.calls.clear()
    search(city, TUESDAY)
    assert city.dynamodb.operations == ["query"]


def test_the_lead_time_is_remembered_for_a_while(city: City) -> None:
    assert search(city).lead_time_days == 0
    fill(city, MONDAY)
    assert search(city).lead_time_days == 0
    city.clock.passes(seconds=LEAD_TIME_KEPT.total_seconds() + 1)
    assert search(city).lead_time_days == 1


def test_it_does_not_depend_on_the_days_that_are_asked_for(city: City) -> None:
    assert search(city, TUESDAY).lead_time_days == 0


def test_it_is_none_when_the_horizon_holds_fewer_than_three(city: City) -> None:
    fill(city, *(MONDAY + timedelta(days=ahead) for ahead in range(16)))
    assert search(city).lead_time_days is None


def test_a_search_that_sees_a_place_is_not_counted_and_has_no_alternatives(city: City) -> None:
    assert search(city).alternatives == []
    assert unmet(city) == {}


def test_a_search_that_sees_none_is_counted_in_its_quarter_of_an_hour(city: City) -> None:
    fill(city, MONDAY)
    city.clock.time = at(7, 29)
    search(city)
    search(city)
    city.clock.time = at(7, 30)
    search(city)
    # Seven in the office is 23 o'clock of the day before in UTC.
    assert unmet(city) == {"2026-11-22T23:15": 2, "2026-11-22T23:30": 1}


def test_it_is_given_the_nearest_places_of_other_days(city: City) -> None:
    fill(city, MONDAY)
    starts = [one.starts for one in search(city).alternatives]
    assert starts == [at(hour, minute, day=TUESDAY) for hour in (8, 9) for minute in (0, 30)] + [
        at(10, day=TUESDAY)
    ]


def test_and_those_of_the_other_office_that_offers_the_service() -> None:
    city = City(a_small_office(), the_other_office())
    fill(city, MONDAY)
    offices = {one.office for one in search(city).alternatives}
    assert offices == {"mpp", "dukcapil"}
    theirs = next(one for one in search(city).alternatives if one.office == "dukcapil")
    assert theirs.starts.utcoffset() == timedelta(hours=7)
    assert {one.office for one in search(city, service="d001").alternatives} == {"mpp"}


def test_an_hour_that_is_asked_for_is_what_alternatives_are_near_to(city: City) -> None:
    fill(city, TUESDAY)
    city.clock.time = at(13)
    wednesday = TUESDAY + timedelta(days=1)
    starts = [one.starts for one in search(city, TUESDAY, near=time(11)).alternatives]
    assert starts == [at(13, 30), at(14), at(14, 30), at(8, day=wednesday), at(8, 30, day=wednesday)]
    starts = [one.starts for one in search(city, TUESDAY, near=time(14)).alternatives]
    assert starts == [at(hour, minute, day=wednesday) for hour in (8, 9) for minute in (0, 30)] + [
        at(10, day=wednesday)
    ]


def test_when_two_weeks_around_are_full_the_whole_horizon_is_looked_through() -> None:
    far = City(a_small_office(rules=Rules(horizon_days=40)))
    fill(far, *(MONDAY + timedelta(days=ahead) for ahead in range(20)))
    assert search(far).alternatives[0].starts.date() == MONDAY + timedelta(days=21)


def test_who_is_refused_where_the_whole_horizon_is_full_is_told_of_the_other_office() -> None:
    city = City(a_small_office(), the_other_office())
    fill(city, *(MONDAY + timedelta(days=ahead) for ahead in range(16)))
    with pytest.raises(SlotFull) as refused:
        city.book()
    alternatives = refused.value.facts["alternatives"]
    assert isinstance(alternatives, list)
    assert {one.office for one in alternatives} == {"dukcapil"}


def test_who_is_refused_a_full_slot_is_told_of_other_times_and_of_the_other_office() -> None:
    city = City(a_small_office(), the_other_office())
    city.book(3)
    made = city.book(1, starts=at(11))
    with pytest.raises(SlotFull) as refused:
        city.book(2)
    alternatives = refused.value.facts["alternatives"]
    assert isinstance(alternatives, list)
    assert {one.office for one in alternatives} == {"mpp", "dukcapil"}
    with pytest.raises(SlotFull) as refused:
        city.bookings.move(proven(made), at(9))
    alternatives = refused.value.facts["alternatives"]
    assert isinstance(alternatives, list)
    assert {one.office for one in alternatives} == {"mpp"}, "a booking is moved within its office"


def test_a_closed_day_is_no_demand(city: City) -> None:
    assert search(city, SATURDAY, 2).alternatives
    assert unmet(city) == {}


def test_when_the_whole_horizon_is_full_there_are_none(city: City) -> None:
    fill(city, *(MONDAY + timedelta(days=ahead) for ahead in range(16)))
    assert search(city).alternatives == []


class TestDays:
    def test_every_day_asked_for_has_its_state(self, city: City) -> None:
        fill(city, TUESDAY)
        days = search(city, MONDAY - timedelta(days=1), 31).days
        states = {day.date: day.state for day in days}
        assert len(states) == 31
        assert states[MONDAY - timedelta(days=1)] == "past"
        assert states[MONDAY] == "open"
        assert states[TUESDAY] == "full"
        assert states[SATURDAY] == "closed"
        assert states[HORIZON] == "open"
        assert states[HORIZON + timedelta(days=1)] == "beyond-horizon"

    def test_a_holiday_tells_its_reason_and_a_weekend_needs_none(self, city: City) -> None:
        city.clock.time = at(7, day=CHRISTMAS - timedelta(days=3))
        city.planner.lay("mpp")
        christmas, saturday = search(city, CHRISTMAS, 2).days
        assert (christmas.state, christmas.reason) == ("closed", a_small_office().closure(CHRISTMAS))
        assert (saturday.state, saturday.reason) == ("closed", None)

    def test_a_day_adds_up_its_places(self, city: City) -> None:
        assert search(city).days[0].places_left == 12
        assert search(city, service="d001").days[0].places_left == 36

    def test_a_day_whose_last_window_has_begun_is_past_and_no_demand_is_counted_for_it(
        self, city: City
    ) -> None:
        city.clock.time = at(20)
        assert search(city, MONDAY, 1).days[0].state == "past"
        assert unmet(city) == {}

    def test_days_before_today_show_today_and_what_follows(self, city: City) -> None:
        found = search(city, MONDAY - timedelta(days=3), 4)
        assert [day.state for day in found.days] == ["past", "past", "past", "open"]
        assert {one.slot.day for one in found.offers} == {MONDAY}

    def test_the_day_that_is_laid_beyond_the_horizon_is_not_shown_yet(self, city: City) -> None:
        assert city.slots(HORIZON + timedelta(days=1))
        for _ in ("cold", "warm"):
            shown = search(city, HORIZON, 3)
            assert {one.slot.day for one in shown.offers} == {HORIZON}
            assert sum(day.places_left for day in shown.days) == A_DAY


class TestEdges:
    def test_a_day_beyond_every_calendar_is_a_fault(self, city: City) -> None:
        with pytest.raises(InvalidFields) as refused:
            search(city, date.max, 2)
        assert refused.value.faults[0].field == "from"

    @pytest.mark.parametrize("first", [date.min, date.max, date(9999, 12, 1)])
    def test_a_day_at_the_edge_of_the_calendar_shows_nothing_but_alternatives(
        self, city: City, first: date
    ) -> None:
        found = search(city, first)
        assert found.offers == []
        assert found.alternatives

    def test_unknown_offices_and_services_are_refused(self, city: City) -> None:
        with pytest.raises(UnknownOffice):
            city.offers.search("nowhere", "d000", MONDAY, 1, None)
        with pytest.raises(UnknownService):
            city.offers.search("mpp", "s257", MONDAY, 1, None)
