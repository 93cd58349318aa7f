"""What an event at a counter adds to the counts of the day: demand, pace, and how a promise was kept.

Counts are added in the transaction of the event itself, so each event counts once however often it arrives; a step that
is taken back adds the same with the opposite sign, to the quarter of an hour in which it had been counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.visits.ticket import Act, seconds_at_counter, seconds_served

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.visits.ticket import Event, Standing, Ticket

SECONDS = 60
PERCENT = 100
# A visit that took this many percent of plan was a counter left open, not a visit.
SLOWEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """``counts`` go to the service's quarter of an hour of ``at``.

    ``pace`` is pool, visits and percent of plan; ``promise`` is called, kept and seconds of error of the estimate.
    """

    service: str
    at: datetime
    counts: Mapping[str, int]
    pace: tuple[str, int, int] | None = None
    promise: tuple[int, int, int] | None = None


def of(before: Ticket, event: Event, *, sign: int = 1) -> Effects | None:
    """What the event adds to the counts when it happens to a ticket; None when it adds nothing."""
    standing = before.standing
    if event.act is Act.CALLED:
        return _called(before, standing, event, sign)
    if event.act is Act.SERVED:
        return _served(standing, event, sign)
    if event.act is Act.NO_SHOW:
        return Effects(service=standing.stop.service, at=event.at, counts={"absent": sign})
    return None


def waited_seconds(ticket: Ticket, standing: Standing, at: datetime) -> int:
    """How long a waiting citizen has waited for this call; who came early waits from their turn on."""
    since = (
        max(standing.since, min(ticket.due, ticket.promised.starts)) if standing.at == 0 else standing.since
    )
    return max(0, int((at - since).total_seconds()))


def _called(before: Ticket, standing: Standing, event: Event, sign: int) -> Effects:
    counts = {"calls": sign, "wait_seconds": sign * waited_seconds(before, standing, event.at)}
    promise = None
    if before.first_called is None:
        kept = event.at <= before.promised.ends
        error = abs(int((event.at - before.told).total_seconds()))
        promise = (sign, sign * kept, sign * error)
    return Effects(service=standing.stop.service, at=event.at, counts=counts, promise=promise)


def _served(standing: Standing, event: Event, sign: int) -> Effects:
    seconds = seconds_served(standing, event.at)
    # The way to the counter keeps it as much as the visit does.
    kept = seconds_at_counter(standing, event.at)
    percent = min(SLOWEST, kept * PERCENT // (standing.stop.minutes * SECONDS))
    return Effects(
        service=standing.stop.service,
        at=event.at,
        counts={"served": sign, "served_seconds": sign * seconds},
        pace=(standing.stop.pool, sign, sign * percent),
    )
