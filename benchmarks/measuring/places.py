"""Free places of the seeded offices, in an order that spreads them over pools, days and windows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from chalicelib.booking import ask
from chalicelib.booking.store import Diary
from chalicelib.core import clock
from chalicelib.core.registry import get
from chalicelib.offices.service import Offices

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from chalicelib.offices.service import Office, Pool


@dataclass(frozen=True, slots=True)
class Place:
    """One visit that can be booked."""

    office: str
    service: str
    starts: datetime


def places() -> Iterator[Place]:
    """Every place of services that fit into one window, all of which the offices really have."""
    offices = get(Offices)
    pools = [
        (office, pool)
        for brief in offices.all()
        for office in [offices.office(brief.id)]
        for pool in office.pools
    ]
    for together in zip_longest(*(_places_of(office, pool) for office, pool in pools)):
        yield from (place for place in together if place is not None)


def _places_of(office: Office, pool: Pool) -> Iterator[Place]:
    """Round after round through the windows of the pool, from tomorrow on."""
    fitting = [office.service(service) for service in pool.services]
    fitting = [offered for offered in fitting if offered.minutes <= office.rules.window_minutes]
    if not fitting:
        return
    now = clock.now()
    slots = get(Diary).slots(office.id, pool.id, ask.today(office, now), ask.horizon(office, now))
    left = {slot.starts: slot.free for slot in slots if slot.day > ask.today(office, now)}
    turn = 0
    while left:
        for starts in list(left):
            offered = fitting[turn % len(fitting)]
            turn += 1
            if left[starts] < offered.minutes:
                del left[starts]
                continue
            left[starts] -= offered.minutes
            yield Place(office.id, offered.id, starts)
