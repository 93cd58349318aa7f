"""The one rule that decides who is called next.

Every ticket has a moment at which its turn is due, fixed when it is issued:

| who | due |
|---|---|
| came for an appointment, at most the grace time before or after its window | the beginning of the window |
| priority citizens without one | their arrival + the walk-in patience - the priority's advance |
| everybody else: walk-ins, and who came too late for the grace time | their arrival + the walk-in patience |

A counter calls, of those it can serve, the one whose turn was due first; of equals, who has an appointment, then
priority, then who came first. So an appointment is never behind somebody who came less than the patience before its
window, and nobody starves: once a ticket is due, and a window and the grace time are over, whoever still comes is due
later and goes behind it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.visits.ticket import Came, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from chalicelib.offices.service import Rules
    from chalicelib.visits.ticket import Priority, Ticket


def due_of_walk_in(arrived: datetime, priority: Priority | None, rules: Rules) -> datetime:
    """When the turn of somebody is due who has no appointment, or came too late for it."""
    patience = rules.walk_in_patience_minutes
    ahead = min(rules.priority_ahead_minutes, patience) if priority else 0
    return arrived + timedelta(minutes=patience - ahead)


def came(arrived: datetime, starts: datetime, ends: datetime, rules: Rules) -> Came:
    """Whether somebody with an appointment still has its place, window and grace time considered."""
    in_time = arrived <= ends + timedelta(minutes=rules.grace_after_minutes)
    return Came.BOOKED if in_time and arrived >= opens(starts, rules) else Came.LATE


def opens(starts: datetime, rules: Rules) -> datetime:
    """From when on an appointment can be checked in."""
    return starts - timedelta(minutes=rules.grace_before_minutes)


def order(ticket: Ticket) -> tuple[datetime, bool, bool, datetime, str]:
    """What tickets are sorted by: due, appointment, priority, arrival, number."""
    walked_in = ticket.came is not Came.BOOKED
    return ticket.due, walked_in, ticket.priority is None, ticket.arrived, ticket.number


def waiting(tickets: Iterable[Ticket]) -> list[Ticket]:
    """Those who wait to be called, in the order of their turns."""
    return sorted((ticket for ticket in tickets if ticket.standing.state is State.WAITING), key=order)


def next_for(tickets: Iterable[Ticket], counter: str, services: Collection[str]) -> Ticket | None:
    """Whose turn it is at a counter that serves these services; None when nobody waits for it.

    Who was sent to this very counter is its own, whatever the service; who was sent to another is not.
    """
    return next((ticket for ticket in waiting(tickets) if can_call(ticket, counter, services)), None)


def can_call(ticket: Ticket, counter: str, services: Collection[str]) -> bool:
    """Whether a waiting ticket may be called to the counter."""
    standing = ticket.standing
    return standing.counter == counter or (not standing.counter and standing.stop.service in services)


def ahead_of(tickets: Sequence[Ticket], ticket: Ticket) -> int:
    """How many of the waiting go before a ticket at the counters of its pool."""
    pool = ticket.standing.stop.pool
    return sum(order(one) < order(ticket) for one in tickets if one.standing.stop.pool == pool)
