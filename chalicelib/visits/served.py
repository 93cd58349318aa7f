"""What was served of a ticket, where and when: the record without what was taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.visits.ticket import Act

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.visits.ticket import Event, Stop, Ticket


@dataclass(frozen=True, slots=True)
class Served:
    """A stop that was served: at which counter, and when it was finished."""

    stop: Stop
    counter: str
    at: datetime


def served(ticket: Ticket) -> list[Served]:
    """The stops of a visit that were served, in order; the same stop twice where it was."""
    kept: list[Event] = []
    for event in ticket.events:
        if event.act is Act.UNDONE:
            kept.pop()
        else:
            kept.append(event)
    return [
        Served(replace(ticket, events=tuple(kept[:at])).standing.stop, event.counter, event.at)
        for at, event in enumerate(kept)
        if event.act is Act.SERVED
    ]
