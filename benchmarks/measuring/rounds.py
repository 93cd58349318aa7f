"""Bookings per second, through the service and bare, taking turns so that both meet the same machine."""

from __future__ import annotations

import gc
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from benchmarks.measuring.citizens import request
from chalicelib.booking.offers import Offers
from chalicelib.booking.service import Bookings
from chalicelib.booking.store import Diary
from chalicelib.core import clock
from chalicelib.core.registry import get
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.offices.service import Offices
from chalicelib.people.service import People

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

    from benchmarks.measuring.places import Place
    from chalicelib.booking.service import Request
    from chalicelib.people.forms import CitizenForm


@dataclass(frozen=True, slots=True)
class Round:
    """Bookings per second in one round."""

    service: float
    bare: float

    @property
    def ratio(self) -> float:
        """How much of the bare speed the service keeps."""
        return self.service / self.bare


class _Catcher:
    """Stands in for the client and keeps the transactions that the service would send."""

    def __init__(self) -> None:
        self.caught: list[dict[str, Any]] = []

    def transact_write_items(self, **request: Any) -> dict[str, Any]:  # noqa: ANN401 - as the API has it
        """Keep it."""
        self.caught.append(request)
        return {}


class Race:
    """The two ways to write a booking, on the same client and the same number of threads."""

    def __init__(
        self,
        client: DynamoDBClient,
        people: Iterator[CitizenForm],
        free: Iterator[Place],
        threads: int,
    ) -> None:
        self._client = client
        self._people = people
        self._free = free
        self._crowd = ThreadPoolExecutor(threads)
        self._catcher = _Catcher()
        store: Any = Diary(Tables(self._catcher), get(Settings).table_diary)  # type: ignore[arg-type] # stands in
        gc.collect()
        gc.freeze()  # the benchmark's own lists are not to be looked through while it measures
        self._dry = Bookings(
            store, get(Offices), get(People), get(Offers), clock.now, cleared=lambda *_: False
        )

    def round(self, bookings: int, turns: int) -> Round:
        """So many bookings each way, in turns; who begins changes with every turn."""
        each = bookings // turns
        seconds = {"service": 0.0, "bare": 0.0}
        for turn in range(turns):
            requests, prepared = self._requests(each), self._prepared(each)
            work: dict[str, Callable[[], object]] = {
                "service": lambda requests=requests: self._all(get(Bookings).book, requests),  # type: ignore[misc]
                "bare": lambda prepared=prepared: self._all(self._bare, prepared),  # type: ignore[misc]
            }
            for way in sorted(work, reverse=bool(turn % 2)):
                gc.collect()  # what one way leaves behind is not cleared in the other's time
                began = time.perf_counter()
                work[way]()
                seconds[way] += time.perf_counter() - began
        return Round(each * turns / seconds["service"], each * turns / seconds["bare"])

    def one_by_one(self, bookings: int) -> Round:
        """By the median of single calls, the two ways alternating: nothing of the service's work is hidden."""
        took: dict[str, list[float]] = {"service": [], "bare": []}
        book = get(Bookings).book
        for sent, prepared in zip(self._requests(bookings), self._prepared(bookings), strict=True):
            began = time.perf_counter()
            book(sent)
            booked = time.perf_counter()
            self._bare(prepared)
            took["service"].append(booked - began)
            took["bare"].append(time.perf_counter() - booked)
        return Round(1 / statistics.median(took["service"]), 1 / statistics.median(took["bare"]))

    def overhead(self, bookings: int) -> float:
        """Milliseconds that the service itself takes for one booking, without the client."""
        requests = self._requests(bookings)
        began = time.perf_counter()
        for sent in requests:
            self._dry.book(sent)
        self._catcher.caught.clear()
        return (time.perf_counter() - began) / bookings * 1000

    def _requests(self, number: int) -> list[Request]:
        pairs = zip(islice(self._people, number), islice(self._free, number), strict=True)
        return [request(citizen, place) for citizen, place in pairs]

    def _prepared(self, number: int) -> list[dict[str, Any]]:
        """The very transactions that the service writes, for citizens and places of their own."""
        for sent in self._requests(number):
            self._dry.book(sent)
        caught, self._catcher.caught = self._catcher.caught, []
        return caught

    def _bare(self, request: dict[str, Any]) -> None:
        self._client.transact_write_items(**request)

    def _all(self, do: Callable[[Any], object], work: list[Any]) -> None:
        for _ in self._crowd.map(do, work):
            pass
