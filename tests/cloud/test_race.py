"""Many people want the same places at once; and the check-then-write booking that gets it wrong is found out."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from functools import partial
from threading import Barrier, BrokenBarrierError
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from botocore.config import Config

from chalicelib import wiring
from chalicelib.booking.errors import AlreadyBooked, BookingClosed, SlotFull, TooManyBookings
from chalicelib.booking.outcomes import Refused
from chalicelib.booking.service import Bookings
from chalicelib.booking.store import Diary, items, keys
from chalicelib.core import registry
from chalicelib.core.table import Tables, Write
from tests.cloud.fairness import Told, all_at_once, consistent, fairly_given
from tests.cloud.town import COUNTERS, TUESDAY, a_request, at, fresh_town, proof_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.booking.booking import Booking
    from chalicelib.booking.draft import Request
    from chalicelib.core.table import Key
    from tests.cloud.running import Running
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud

THREADS = 64
HOURS = ("08:00", "08:30", "09:00", "09:30")
# More people than places in every window, but for one that fewer want.
ASKERS = 16
FEW = 3
# The functions' own client, but for a machine on which 64 clients share two cores with the cloud they ask.
PATIENT = wiring.CLIENT.merge(Config(max_pool_connections=THREADS, read_timeout=60))


@pytest.fixture
def town(running: Running) -> Iterator[Town]:
    yield fresh_town(running, config=PATIENT)
    wiring.wire()


def requests() -> list[Request]:
    """Everybody's request, shuffled so that all windows are wanted all the time; the same in every run."""
    wanted = [(pool, hour) for pool in COUNTERS for hour in HOURS]
    askers = dict.fromkeys(wanted, ASKERS) | {("five", "09:30"): FEW}
    everybody = [
        a_request(pool, at(TUESDAY, hour)) for pool, hour in wanted for _ in range(askers[pool, hour])
    ]
    random.Random(3).shuffle(everybody)  # noqa: S311 - an order, not a secret
    return everybody


def ask(town: Town, request: Request) -> Told:
    """Ask the booking service, as the route does."""
    began = monotonic()
    try:
        reference = town.book(request).booking.reference
    except SlotFull:
        reference = None
    return Told(request.service, keys.window(request.starts), 30, reference, began, monotonic())


def test_exactly_as_many_succeed_as_there_are_places(town: Town) -> None:
    told = all_at_once([partial(ask, town, request) for request in requests()])
    assert all(isinstance(one, Told) for one in told), told
    fairly_given([one for one in told if isinstance(one, Told)], town.items("diary"))


class CheckThenWrite(Diary):
    """The booking that every one of us has written once: look whether there is room, then write."""

    def __init__(self, tables: Tables, table: str) -> None:
        super().__init__(tables, table)
        # Two in one window, in the moment between the look and the write are enough to go wrong, and make it certain.
        self._moments: defaultdict[Key, Barrier] = defaultdict(lambda: Barrier(2))

    def book(self, booking: Booking, record_key: Write, *, per_person: int, per_phone: int) -> None:
        for window, minutes in booking.windows.items():
            key = keys.slot(self.table, booking.office, booking.pool, window)
            item = self._tables.get(key)
            if item is None or item["left"] < minutes:
                raise Refused(slots=True)
            self._between(key)
            changed = {**item, "left": item["left"] - minutes}
            changed["holders"] = {**item["holders"], booking.reference: minutes}
            self._tables.write(Write(key=key, item=changed))
        record = Write(key=self.where(booking.reference), item=items.booking_to_item(booking))
        self._tables.transact([record, record_key])

    def _between(self, key: Key) -> None:
        try:
            self._moments[key].wait(timeout=1)
        except BrokenBarrierError:
            self._moments[key].reset()


def test_a_booking_that_checks_and_then_writes_is_caught_by_the_same_assertions(town: Town) -> None:
    diary = CheckThenWrite(town.get(Tables), town.environment["TABLE_DIARY"])
    registry.offer(Diary, lambda: diary)
    told = all_at_once([partial(ask, town, request) for request in requests()])
    assert all(isinstance(one, Told) for one in told), told
    with pytest.raises(AssertionError, match=r"places given|held by others"):
        fairly_given([one for one in told if isinstance(one, Told)], town.items("diary"))


def test_one_request_sent_many_times_at_once_is_one_booking(town: Town) -> None:
    request = a_request("one", key="pressed-often")
    told = all_at_once([partial(ask, town, request)] * 16)
    assert len({one.reference for one in told if isinstance(one, Told)}) == 1, told
    fairly_given([one for one in told[:1] if isinstance(one, Told)], town.items("diary"))


def test_one_person_gets_one_place_for_a_service_however_fast_they_are(town: Town) -> None:
    first = a_request()
    wanted = [
        a_request("five", at(TUESDAY, hour), citizen=first.citizen, key=f"window-{hour}-{turn}")
        for hour in HOURS
        for turn in range(4)
    ]
    outcomes = all_at_once([partial(town.book, request) for request in wanted])
    refused = [one for one in outcomes if isinstance(one, AlreadyBooked)]
    assert len(refused) == len(wanted) - 1, outcomes
    consistent(town.items("diary"))


def test_one_phone_gets_no_more_bookings_than_its_limit(town: Town) -> None:
    phone = a_request().citizen.phone
    wanted = [a_request("five", at(TUESDAY, hour)) for hour in HOURS for _ in range(3)]
    shared = [_with_phone(request, phone) for request in wanted]
    outcomes = all_at_once([partial(town.book, request) for request in shared])
    assert sum(isinstance(one, TooManyBookings) for one in outcomes) == len(wanted) - 5, outcomes
    consistent(town.items("diary"))


def test_many_who_move_to_the_last_place_leave_one_there_and_the_others_where_they_were(town: Town) -> None:
    asked = [a_request("five", at(TUESDAY, "08:00")) for _ in range(5)]
    made = [town.book(request) for request in asked]
    for _ in range(4):
        town.book(a_request("five", at(TUESDAY, "10:00")))
    askers = [proof_of(request, one) for request, one in zip(asked, made, strict=True)]
    bookings = town.get(Bookings)
    outcomes = all_at_once([partial(bookings.move, asker, at(TUESDAY, "10:00")) for asker in askers])
    assert sum(isinstance(one, SlotFull) for one in outcomes) == 4, outcomes
    consistent(town.items("diary"))


def test_a_booking_moved_and_cancelled_at_once_ends_as_one_of_both_and_loses_no_place(town: Town) -> None:
    bookings = town.get(Bookings)
    asked = [a_request("five", at(TUESDAY, hour)) for hour in HOURS for _ in range(2)]
    askers = [proof_of(request, town.book(request)) for request in asked]
    outcomes = all_at_once(
        [partial(bookings.move, asker, at(TUESDAY, "11:00")) for asker in askers]
        + [partial(bookings.cancel, asker) for asker in askers]
    )
    unexpected = [
        one
        for one in outcomes
        if isinstance(one, Exception) and not isinstance(one, BookingClosed | SlotFull)
    ]
    assert not unexpected
    assert all(bookings.find(asker).status == "cancelled" for asker in askers)
    diary = town.items("diary")
    consistent(diary)
    assert all(not item["holders"] for item in diary if item["pk"].startswith("SLOTS#"))


def test_visits_of_different_lengths_never_share_a_minute(town: Town) -> None:
    wanted = [
        a_request(service, at(TUESDAY, hour))
        for hour in HOURS
        for service in ("quick", "long")
        for _ in range(6)
    ]
    outcomes = all_at_once([partial(town.book, request) for request in wanted])
    assert not [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, SlotFull)]
    consistent(town.items("diary"))


def _with_phone(request: Request, phone: str | None) -> Request:
    return replace(request, citizen=replace(request.citizen, phone=phone))
