"""A day of an office while it lasts: who waits, who is where, and what today has shown so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.visits.counter import Counter, Mode
from chalicelib.visits.errors import UnknownNumber
from chalicelib.visits.ticket import AT_A_COUNTER, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.visits.ticket import Ticket

NUMBER_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """How long visits at a pool's counters took today, in percent of what was planned for each of them."""

    visits: int = 0
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Alarm:
    """Somebody pressed the emergency button at a counter."""

    counter: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Everything that is live: tickets not yet ended, counters that were opened, and the day's counts.

    ``last`` is the last number given out per letter, ``given`` the walk-in minutes given away per pool.
    """

    tickets: tuple[Ticket, ...] = ()
    counters: Mapping[str, Counter] = field(default_factory=dict)
    last: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    paces: Mapping[str, Pace] = field(default_factory=dict)
    alarm: Alarm | None = None

    def counter(self, name: str) -> Counter:
        """A counter as it is; one that was never opened is closed."""
        return self.counters.get(name, Counter(name=name))

    def ticket(self, number: str) -> Ticket:
        """The live ticket of that number; UnknownNumber when there is none."""
        found = next((ticket for ticket in self.tickets if ticket.number == number), None)
        if found is None:
            raise UnknownNumber(field="number")
        return found

    def at_counters(self) -> list[Ticket]:
        """Who is called or served, the one called last first."""
        there = [ticket for ticket in self.tickets if ticket.standing.state in AT_A_COUNTER]
        return sorted(there, key=lambda ticket: ticket.standing.since, reverse=True)

    def parked(self) -> list[Ticket]:
        """Whose visit is interrupted."""
        return [ticket for ticket in self.tickets if ticket.standing.state is State.PARKED]

    def at_work(self) -> list[Counter]:
        """The counters that are open, those on a break left out."""
        return [counter for counter in self.counters.values() if counter.mode is Mode.OPEN]


def number(letter: str, count: int) -> str:
    """A ticket's number as it is called: ``A012``."""
    return f"{letter}{count:0{NUMBER_DIGITS}d}"
