"""One country, three midnights: a day begins and ends when it does in the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from chalicelib import wiring
from chalicelib.booking.service import Bookings
from chalicelib.jobs import queue
from chalicelib.offices.service import OpeningDay, Rules
from tests.cloud.citizen import a_form
from tests.cloud.fairness import consistent
from tests.cloud.town import MONDAY, TUESDAY, Town, a_request, proof_of, small_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.offices.service import Office
    from tests.cloud.insider import Insider
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

ZONES = {"barat": "Asia/Jakarta", "tengah": "Asia/Makassar", "timur": "Asia/Jayapura"}
HORIZON = 2
EVERY_DAY = tuple(OpeningDay(weekday, time(0), time(23)) for weekday in range(1, 8))


@pytest.fixture
def town(running: Running) -> Iterator[Town]:
    """An office in each zone that never closes but for an hour before midnight."""
    town = Town(running)
    rules = Rules(horizon_days=HORIZON, window_minutes=60, move_cutoff_minutes=0, cancel_cutoff_minutes=0)
    office = small_office(hours=EVERY_DAY, rules=rules)
    town.found(*[_in_zone(office, name, zone) for name, zone in ZONES.items()])
    yield town
    wiring.wire()


def _in_zone(office: Office, name: str, zone: str) -> Office:
    return replace(office, id=name, time_zone=zone, pools=office.pools[:1], services=office.services[:1])


def midnight(zone: str, day: date = TUESDAY) -> datetime:
    """The moment when a day begins there."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(("office", "zone"), ZONES.items())
def test_today_is_the_offices_own(town: Town, office: str, zone: str) -> None:
    citizen = town.citizen()
    for moment, today in (
        (midnight(zone) - timedelta(seconds=1), MONDAY),
        (midnight(zone), TUESDAY),
        (midnight(zone) + timedelta(hours=23, minutes=59), TUESDAY),
    ):
        town.clock.time = moment
        days = citizen.slots(office, "one", days=HORIZON + 2)["days"]
        assert days[0]["date"] == str(today)
        assert [day["state"] for day in days[1:]] == ["open"] * HORIZON + ["beyond-horizon"]
        assert (
            citizen.slots(office, "one", from_=today - timedelta(days=1), days=1)["days"][0]["state"]
            == "past"
        )


@pytest.mark.parametrize(("office", "zone"), ZONES.items())
def test_a_day_can_be_booked_from_its_offices_midnight(town: Town, office: str, zone: str) -> None:
    citizen = town.citizen()
    wanted = datetime.combine(MONDAY + timedelta(days=HORIZON + 1), time(9), ZoneInfo(zone))
    town.clock.time = midnight(zone) - timedelta(seconds=1)
    form = a_form(office, "one", wanted.isoformat())
    citizen.book(form).faults(starts="starts-beyond-horizon")
    town.clock.passes(seconds=1)
    # Spelled in another zone, it is the same moment.
    booked = citizen.book({**form, "starts": wanted.astimezone(UTC).isoformat()}).ok(201)
    assert datetime.fromisoformat(booked["starts"]) == wanted
    assert booked["starts"].endswith(f"{wanted:%z}"[:3] + ":00")


@pytest.mark.parametrize(("office", "zone"), ZONES.items())
def test_a_window_is_over_when_it_has_begun_there(town: Town, office: str, zone: str) -> None:
    citizen = town.citizen()
    town.clock.time = midnight(zone) + timedelta(hours=9)
    form = a_form(office, "one", f"{TUESDAY}T09:00:00{_offset(zone)}")
    citizen.book(form).faults(starts="starts-past")
    town.clock.passes(seconds=-1)
    citizen.book(form).ok(201)
    first = citizen.slots(office, "one", days=1)["slots"][0]
    assert first["starts"] == form["starts"]


def _offset(zone: str) -> str:
    return f"{datetime.combine(TUESDAY, time(), ZoneInfo(zone)):%z}"[:3] + ":00"


def test_timed_work_is_due_at_each_offices_own_hour(town: Town) -> None:
    everything(town)
    due: dict[str, datetime] = {}
    town.clock.time = midnight("Asia/Jayapura")
    for _ in range(16):
        town.clock.passes(minutes=15)
        town.tick()
        for message in town.messages():
            assignment = queue.read(message)
            if assignment.job == "horizon":
                due.setdefault(assignment.office, town.clock())
            assert town.work(message) == []
    assert due == {name: midnight(zone) + timedelta(minutes=30) for name, zone in ZONES.items()}
    consistent(town.items("diary"))


def test_a_visit_lapses_when_its_day_is_over_there_and_not_before(town: Town) -> None:
    visits = {}
    for office, zone in ZONES.items():
        starts = datetime.combine(MONDAY, time(20), ZoneInfo(zone))
        asked = a_request("one", starts, office=office)
        visits[office] = proof_of(asked, town.book(asked))
    # A quarter to two in the east and to one in the middle; in the west it is still Monday.
    town.clock.time = midnight("Asia/Jakarta") - timedelta(minutes=15)
    everything(town)
    status = {office: town.get(Bookings).find(asker).status for office, asker in visits.items()}
    assert status == {"timur": "lapsed", "tengah": "lapsed", "barat": "confirmed"}
    town.clock.passes(hours=2)
    everything(town)
    assert {town.get(Bookings).find(asker).status for asker in visits.values()} == {"lapsed"}


def test_cut_offs_are_counted_to_the_visit_and_not_to_a_date(town: Town) -> None:
    citizen: Insider = town.citizen()
    starts = f"{TUESDAY}T00:00:00+09:00"
    form = a_form("timur", "one", starts)
    booked = citizen.book(form).ok(201)
    assert booked["cancel_until"] == starts
    town.clock.time = midnight("Asia/Jayapura") + timedelta(seconds=1)
    proof = form["citizen"]["phone"][-4:]
    citizen.cancel(booked["reference"], proof).refuses(409, "too-late")
    town.clock.passes(seconds=-1)
    assert citizen.cancel(booked["reference"], proof).ok()["status"] == "cancelled"


def everything(town: Town) -> None:
    """Do all that is due now."""
    town.tick()
    assert town.work(*town.messages()) == []
