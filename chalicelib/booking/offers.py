"""What an office still has to give for a service, as citizens are shown it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.booking import ask, offer
from chalicelib.core.errors import Fault, InvalidFields

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

    from chalicelib.booking.offer import Offer
    from chalicelib.booking.ports import DiaryStore
    from chalicelib.core.text import Text
    from chalicelib.demand.service import Demand
    from chalicelib.offices.service import Office, Offices

MOST_DAYS = 31
# A refused citizen is shown what lies nearest; two weeks around it is one small Query.
LOOK_AHEAD = timedelta(days=14)
LEAD_TIME_KEPT = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A slot with a place, elsewhere or at another time."""

    office: str
    office_name: Text
    starts: datetime
    ends: datetime
    places_left: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a listing: its state, and for a closed one the reason where there is one."""

    date: date
    state: str
    reason: Text | None
    places_left: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What a search shows; ``lead_time_days`` is None when fewer than three slots are free in the horizon."""

    offers: list[Offer]
    recommended: frozenset[datetime]
    alternatives: list[Alternative]
    lead_time_days: int | None
    days: list[Day]


class Offers:
    """Slots of a service, the lead time, and alternatives."""

    def __init__(
        self, store: DiaryStore, offices: Offices, demand: Demand, now: Callable[[], datetime]
    ) -> None:
        """Take the store, the rooms below and the clock."""
        self._store = store
        self._offices = offices
        self._demand = demand
        self._now = now
        self._lead_times: dict[tuple[str, str], tuple[datetime, int | None]] = {}

    def search(
        self, office_id: str, service: str, first: date | None, count: int, near: time | None
    ) -> Listing:
        """The slots of some days, one Query warm; a search that sees no place is given alternatives.

        It is counted when a day of it is full: a day that is over, closed or too far ahead is no demand.

        Raises UnknownOffice, UnknownService, InvalidFields (a day that lies out of all calendars).
        """
        now = self._now()
        office = self._offices.office(office_id)
        office.service(service)
        today = ask.today(office, now)
        first = first or today
        try:
            last = first + timedelta(days=count - 1)
        except OverflowError:
            raise InvalidFields(Fault("from", "date")) from None
        lead = self._lead_times.get((office_id, service))
        stale = lead is None or now - lead[0] > LEAD_TIME_KEPT
        # A stale lead time reads the whole horizon once, and the days asked for lie within it.
        whole = self._offers(office, service, today, ask.horizon(office, now), now) if stale else None
        if whole is not None:
            lead = (now, offer.lead_time_days(whole, today))
            self._lead_times[office_id, service] = lead
        if whole is None:
            whole = self._offers(office, service, max(first, today), min(last, ask.horizon(office, now)), now)
        shown = [one for one in whole if first <= one.slot.day <= last]
        alternatives: list[Alternative] = []
        days = [self._day(office, first + timedelta(days=ahead), shown, now) for ahead in range(count)]
        if not any(one.places for one in shown):
            if any(day.state == "full" for day in days):
                self._demand.found_nothing(office_id, service, now)
            wanted = ask.wanted(office, max(first, today), near)
            alternatives = self.instead(office, service, wanted, now, elsewhere=True)
        return Listing(
            shown,
            offer.recommended(shown, near),
            alternatives,
            lead[1] if lead else None,
            days,
        )

    def instead(
        self, office: Office, service: str, wanted: datetime, now: datetime, *, elsewhere: bool = False
    ) -> list[Alternative]:
        """The nearest slots with a place: one Query, and one more per other office if ``elsewhere``.

        Looks two weeks around the moment wanted first, through the whole horizon when those are full, and elsewhere
        when that is full too.
        """
        found = self._nearest(office, service, wanted, now)
        if elsewhere or not found:
            for other in self._offices.all():
                if other.id != office.id and service in other.services:
                    found += self._nearest(self._offices.office(other.id), service, wanted, now)
        return found

    def _nearest(self, office: Office, service: str, wanted: datetime, now: datetime) -> list[Alternative]:
        today, last = ask.today(office, now), ask.horizon(office, now)
        middle = min(max(wanted.date(), today), last)
        choice = self._offers(
            office, service, max(today, middle - LOOK_AHEAD), min(last, middle + LOOK_AHEAD), now
        )
        if not any(one.places for one in choice):
            choice = self._offers(office, service, today, last, now)
        return [
            Alternative(office.id, office.name, one.slot.starts, one.slot.ends, one.places)
            for one in offer.nearest(choice, wanted)
        ]

    def _offers(self, office: Office, service: str, first: date, last: date, now: datetime) -> list[Offer]:
        if last < first:
            return []
        offered = office.service(service)
        return offer.offers(self._store.slots(office.id, offered.pool, first, last), offered.minutes, now)

    def _day(self, office: Office, day: date, shown: list[Offer], now: datetime) -> Day:
        that_day = [one.places for one in shown if one.slot.day == day]
        places = sum(that_day)
        reason = None
        if day < ask.today(office, now):
            state = "past"
        elif day > ask.horizon(office, now):
            state = "beyond-horizon"
        elif office.opening(day) is None:
            state, reason = "closed", office.closure(day)
        elif not that_day:
            # Nothing is left to come today, or nothing was planned.
            state = "past" if day == ask.today(office, now) else "closed"
        else:
            state = "open" if places else "full"
        return Day(day, state, reason, places)
