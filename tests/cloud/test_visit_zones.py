"""A visit around midnight in all three time zones: a day of numbers begins and ends at its office's own midnight."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from chalicelib import wiring
from chalicelib.core.officer import Officer, Role
from chalicelib.offices.service import OpeningDay, Rules
from chalicelib.visits.errors import OtherDay, TooEarly
from chalicelib.visits.service import Arrivals, Closing, Counters, StepKind, Wish
from tests.cloud.accounts import tickets_of
from tests.cloud.busy_day import busy_office
from tests.cloud.fairness import all_at_once
from tests.cloud.town import MONDAY, TUESDAY, Town, a_request, proof_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.people.service import Asker
    from chalicelib.visits.service import Issued
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

ZONES = {"barat": "Asia/Jakarta", "tengah": "Asia/Makassar", "timur": "Asia/Jayapura"}
# An office may be open until the last minute before midnight.
NEVER_CLOSED = tuple(OpeningDay(weekday, time(0), time(23, 59)) for weekday in range(1, 8))


@pytest.fixture
def town(running: Running) -> Iterator[Town]:
    """An office in each zone that closes for the last minute of the day alone."""
    town = Town(running)
    office = replace(busy_office(), hours=NEVER_CLOSED, rules=Rules(horizon_days=3, window_minutes=60))
    town.found(*[replace(office, id=name, time_zone=zone) for name, zone in ZONES.items()])
    yield town
    wiring.wire()


def in_office(zone: str, day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), ZoneInfo(zone)).astimezone(UTC)


def walk_in(town: Town, office: str, key: str) -> Issued:
    kiosk = Officer(id="kiosk", role=Role.KIOSK, office=office, agency="")
    return town.get(Arrivals).walk_in(kiosk, office, ["card"], None, language="id", key=key)


def press(town: Town, office: str, step: str, key: str = "") -> None:
    officer = Officer(id="officer", role=Role.OFFICER, office=office, agency="dukcapil")
    wish = Wish(step=StepKind(step), key=key or f"{step}-{town.clock()}")
    town.get(Counters).step(officer, office, "A1", wish)


@pytest.mark.parametrize(("office", "zone"), ZONES.items())
def test_numbers_begin_anew_at_the_offices_midnight_and_not_at_another(
    town: Town, office: str, zone: str
) -> None:
    # At every other midnight around it, in UTC and in the other zones, the day goes on.
    numbers = []
    for hour, minute in ((6, 59), (7, 1), (8, 1), (21, 59), (22, 1), (23, 58)):
        town.clock.time = in_office(zone, TUESDAY, hour, minute)
        numbers.append(walk_in(town, office, f"{hour}-{minute}").ticket.number)
    assert numbers == [f"A{count:03}" for count in range(1, 7)]
    town.clock.time = in_office(zone, TUESDAY + timedelta(days=1), 0)
    issued = walk_in(town, office, "23-58")
    assert (issued.ticket.number, issued.ticket.day) == ("A001", TUESDAY + timedelta(days=1))


@pytest.mark.parametrize(("office", "zone"), ZONES.items())
def test_an_appointment_after_midnight_is_checked_in_on_its_own_day(
    town: Town, office: str, zone: str
) -> None:
    town.clock.time = in_office(zone, MONDAY, 12)
    request = a_request("card", datetime.combine(TUESDAY, time(0), ZoneInfo(zone)), office=office)
    asker = proof_of(request, town.book(request))
    arrivals = town.get(Arrivals)
    town.clock.time = in_office(zone, MONDAY, 23, 45)
    with pytest.raises(OtherDay):
        arrivals.check_in(asker)
    town.clock.time = in_office(zone, TUESDAY, 0)
    assert arrivals.check_in(asker).ticket.day == TUESDAY
    request = a_request("card", datetime.combine(TUESDAY, time(2), ZoneInfo(zone)), office=office)
    later = proof_of(request, town.book(request))
    with pytest.raises(TooEarly) as refused:
        arrivals.check_in(later)
    assert refused.value.facts == {"at": "01:30"}


@pytest.mark.parametrize(("office", "zone"), ZONES.items())
def test_the_day_is_closed_once_however_often_the_job_runs_and_not_before_its_midnight(
    town: Town, office: str, zone: str
) -> None:
    town.clock.time = in_office(zone, MONDAY, 12)
    askers: list[Asker] = []
    for _ in range(3):
        request = a_request("card", datetime.combine(TUESDAY, time(22), ZoneInfo(zone)), office=office)
        askers.append(proof_of(request, town.book(request)))
    town.clock.time = in_office(zone, TUESDAY, 22)
    town.get(Arrivals).check_in(askers[0])
    press(town, office, "open")
    walk_in(town, office, "first")
    walk_in(town, office, "second")
    press(town, office, "call")
    town.clock.time = in_office(zone, TUESDAY, 23, 59, 59)
    closing = town.get(Closing)
    assert (closing.close(office).left, closing.close(office).absent) == (0, 0)
    assert not any(ticket.standing.is_final for ticket in tickets_of(town, office, TUESDAY))

    town.clock.passes(seconds=1)
    done = all_at_once([partial(closing.close, office)] * 3)
    done.append(closing.close(office))
    town.clock.passes(days=1)
    done.append(closing.close(office))
    assert sum(one.left for one in done) == 3  # type: ignore[attr-defined]
    assert sum(one.absent for one in done) == 2  # type: ignore[attr-defined]
    assert {ticket.standing.state for ticket in tickets_of(town, office, TUESDAY)} == {"left"}
    status = {
        item["reference"]: item["status"] for item in town.items("diary") if item["pk"].startswith("BOOKING#")
    }
    assert [status[asker.reference] for asker in askers] == ["lapsed", "no-show", "no-show"]
    absent = sum(item.get("absent", 0) for item in town.items("demand") if item["pk"] == f"COUNTS#{office}")
    assert absent == 2


@pytest.mark.parametrize(("office", "zone"), ZONES.items())
def test_a_counter_that_was_left_open_begins_the_new_day_closed(town: Town, office: str, zone: str) -> None:
    town.clock.time = in_office(zone, TUESDAY, 23)
    press(town, office, "open")
    walk_in(town, office, "yesterday")
    press(town, office, "call")
    town.clock.time = in_office(zone, TUESDAY + timedelta(days=1), 0)
    press(town, office, "open")
    assert walk_in(town, office, "today").ticket.number == "A001"
    press(town, office, "call")
    (ticket,) = tickets_of(town, office, TUESDAY + timedelta(days=1))
    assert ticket.standing.state == "called"
