"""Booking, moving, cancelling while tables refuse, break or keep silent: the booking is right, the answer true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

import pytest

from chalicelib import wiring
from chalicelib.booking.service import Booking, Bookings, Status
from chalicelib.core import registry
from chalicelib.core.errors import Busy, Unsure
from chalicelib.core.table import ATTEMPTS, SILENCES, Tables
from chalicelib.offices.service import OpeningDay, Rules
from tests.cloud.fairness import consistent
from tests.cloud.town import TUESDAY, a_request, at, fresh_town, proof_of, small_office
from tests.faults import weather as sky
from tests.faults.weather import Weather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cloud.running import Running
    from tests.cloud.town import Town
    from tests.faults.weather import Trouble

pytestmark = pytest.mark.cloud

FROM, TO = at(TUESDAY, "09:00"), at(TUESDAY, "10:00")


@dataclass(frozen=True, slots=True)
class Act:
    """Something a citizen does, as often as they like; ``status`` and ``starts`` of the booking once it is done."""

    do: Callable[[], Booking]
    status: Status
    starts: object


@pytest.fixture
def town(running: Running) -> Iterator[Town]:
    """An office with two hours to book, so that it is made in no time."""
    hours = tuple(OpeningDay(weekday, time(9), time(11)) for weekday in (1, 2))
    yield fresh_town(running, office=small_office(hours=hours, rules=Rules(horizon_days=1)))
    wiring.wire()


@pytest.fixture
def weather(town: Town) -> Weather:
    """Between the town's services and its tables; brings nothing until it is told to."""
    return _under(Weather(), town)


def _under(weather: Weather, town: Town) -> Weather:
    """Let a town have that weather, and no patience to sit it out: pauses between tries take no time."""
    town.watchers.append(weather.attach)
    town.wire()
    registry.offer(Tables, lambda: Tables(town.client("dynamodb"), sleep=lambda _: None))
    return weather


@pytest.fixture(params=["book", "move", "cancel"])
def act(request: pytest.FixtureRequest, town: Town, weather: Weather) -> Act:
    """One of the three, on a booking that has been made where there must be one."""
    asked = a_request("two", FROM, key="the-key-of-this-citizen")
    if request.param == "book":
        return Act(lambda: town.book(asked).booking, Status.CONFIRMED, FROM)
    citizen = proof_of(asked, town.book(asked))
    bookings = town.get(Bookings)
    if request.param == "move":
        return Act(lambda: bookings.move(citizen, TO), Status.CONFIRMED, TO)
    return Act(lambda: bookings.cancel(citizen), Status.CANCELLED, FROM)


def done_once(town: Town, act: Act, booking: Booking) -> None:
    """The answer says what was to be done, and the diary holds exactly that."""
    assert (booking.status, booking.starts) == (act.status, act.starts)
    diary = town.items("diary")
    consistent(diary)
    (record,) = [item for item in diary if item["pk"].startswith("BOOKING#")]
    assert (record["reference"], record["status"], record["version"]) == (
        booking.reference,
        booking.status.value,
        booking.version,
    )
    assert len(town.items("people")) == 1


PASSING: dict[str, tuple[Trouble, ...]] = {
    "conflicts": (sky.CONFLICT,) * 3,
    "a conflict beside a condition": (sky.CONFLICT_BESIDE_CONDITION,),
    "a busy table": (sky.TABLE_BUSY, sky.TABLE_BUSY),
    "throttling": (sky.THROTTLED, sky.OVER_CAPACITY, sky.THROTTLED),
    "an internal error": (sky.BROKEN,),
    "an internal error afterwards": (sky.BROKEN_AFTERWARDS,),
    "a lost request": (sky.LOST_REQUEST,),
    "a lost answer": (sky.LOST_ANSWER,),
    "an answer lost once": (sky.HICCUP,),
    "everything": (
        sky.THROTTLED,
        sky.CONFLICT,
        *[sky.LOST_ANSWER] * (SILENCES - 1),
        sky.CONFLICT,
        sky.BROKEN,
    ),
}


@pytest.mark.parametrize("troubles", PASSING.values(), ids=PASSING.keys())
def test_it_is_done_once_through_passing_troubles(
    town: Town, act: Act, weather: Weather, troubles: tuple[Trouble, ...]
) -> None:
    weather.brings(*troubles)
    booking = act.do()
    assert weather.clear
    done_once(town, act, booking)
    done_once(town, act, act.do())


@pytest.mark.parametrize("trouble", [sky.CONFLICT, sky.TABLE_BUSY, sky.THROTTLED])
def test_refused_to_the_end_it_says_busy_and_has_changed_nothing(
    town: Town, act: Act, weather: Weather, trouble: Trouble
) -> None:
    before = town.contents()
    weather.brings(*[trouble] * ATTEMPTS)
    with pytest.raises(Busy):
        act.do()
    assert weather.clear
    assert town.contents() == before
    done_once(town, act, act.do())


@pytest.mark.parametrize("trouble", [sky.LOST_ANSWER, sky.LOST_REQUEST], ids=["answers", "requests"])
def test_without_any_answer_it_promises_nothing_and_a_repeat_finds_out(
    town: Town, act: Act, weather: Weather, trouble: Trouble
) -> None:
    weather.brings(*[trouble] * SILENCES)
    with pytest.raises(Unsure):
        act.do()
    assert weather.clear
    consistent(town.items("diary"))
    done_once(town, act, act.do())


def test_nobody_is_told_that_nothing_changed_when_something_may_have(
    town: Town, act: Act, weather: Weather
) -> None:
    weather.brings(sky.BROKEN_AFTERWARDS, *[sky.THROTTLED] * (ATTEMPTS - 1))
    with pytest.raises(Unsure):
        act.do()
    done_once(town, act, act.do())


def test_a_full_slot_is_full_and_not_busy_after_a_conflict(town: Town, weather: Weather) -> None:
    town.book(a_request("one", FROM))
    weather.brings(sky.CONFLICT_BESIDE_CONDITION, sky.LOST_REQUEST)
    answer = town.citizen().book(_form(FROM.isoformat()))
    problem = answer.refuses(409, "slot-full", field="starts")
    assert problem["alternatives"]


def test_over_http_busy_and_unsure_say_when_to_ask_again(town: Town, weather: Weather) -> None:
    citizen = town.citizen()
    form = _form(FROM.isoformat())
    weather.brings(*[sky.THROTTLED] * ATTEMPTS)
    busy = citizen.book(form, idempotency_key="after-the-storm")
    busy.refuses(503, "busy")
    weather.brings(*[sky.LOST_ANSWER] * SILENCES)
    unsure = citizen.book(form, idempotency_key="after-the-storm")
    unsure.refuses(503, "unsure")
    assert int(busy.headers["Retry-After"]) == int(unsure.headers["Retry-After"]) == 2
    booked = citizen.book(form, idempotency_key="after-the-storm").ok(201)
    assert booked["status"] == "confirmed"
    consistent(town.items("diary"))


@pytest.mark.parametrize("reads", [(sky.THROTTLED,) * 3, (sky.LOST_ANSWER,), (sky.BROKEN,)])
def test_a_booking_is_found_and_changed_through_troubled_reads(
    town: Town, reads: tuple[Trouble, ...]
) -> None:
    reading = _under(Weather("BatchGetItem"), town)
    asked = a_request("two", FROM)
    citizen = proof_of(asked, town.book(asked))
    for verb in (town.get(Bookings).find, town.get(Bookings).cancel):
        reading.brings(*reads)
        assert verb(citizen).reference == citizen.reference
        assert reading.clear
    consistent(town.items("diary"))


@pytest.mark.parametrize(
    ("service", "operation"), [("kms", "GenerateDataKey"), ("secrets-manager", "GetSecretValue")]
)
def test_without_keys_nothing_is_booked_and_nothing_is_told(town: Town, service: str, operation: str) -> None:
    trouble = _under(Weather(operation, service=service), town)
    before = town.contents()
    trouble.brings(sky.THROTTLED)
    answer = town.citizen().book(_form(FROM.isoformat()))
    assert trouble.clear
    assert answer.status in {500, 503}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "injected" not in answer.text
    assert town.contents() == before
    assert town.citizen().book(_form(FROM.isoformat())).ok(201)


def _form(starts: str) -> dict[str, object]:
    citizen = {"name": "I Wayan Uji", "nik": a_request().citizen.nik, "phone": "081234567890"}
    return {"office": "mpp", "service": "one", "starts": starts, "citizen": citizen, "language": "id"}
