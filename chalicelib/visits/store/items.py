"""Tickets, counters and the day's counts as items of the table, and back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from chalicelib.visits.counter import Counter, Mode
from chalicelib.visits.day import Alarm, Day, Pace
from chalicelib.visits.store import keys
from chalicelib.visits.ticket import Act, Came, Event, Priority, Span, Stop, Ticket

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.core.table import Item

# The day's counts are attributes of one item, so that each is added to without a look at the others.
LAST = "last_"
GIVEN = "given_"
VISITS = "visits_"
PERCENT = "percent_"


def ticket_to_item(ticket: Ticket) -> Item:
    """A ticket's attributes."""
    return {
        "reference": ticket.reference,
        "office": ticket.office,
        "day": ticket.day.isoformat(),
        "number": ticket.number,
        "came": ticket.came.value,
        "priority": ticket.priority.value if ticket.priority else None,
        "arrived": _spelled(ticket.arrived),
        "due": _spelled(ticket.due),
        "promised": [_spelled(ticket.promised.starts), _spelled(ticket.promised.ends)],
        "told": _spelled(ticket.told),
        "stops": [_stop(stop) for stop in ticket.stops],
        "person": ticket.person,
        "language": ticket.language,
        "events": [_event(event) for event in ticket.events],
        "version": ticket.version,
    }


def ticket_from_item(item: Item) -> Ticket:
    """A ticket from its item."""
    starts, ends = item["promised"]
    return Ticket(
        reference=item["reference"],
        office=item["office"],
        day=date.fromisoformat(item["day"]),
        number=item["number"],
        came=Came(item["came"]),
        priority=Priority(item["priority"]) if item["priority"] else None,
        arrived=datetime.fromisoformat(item["arrived"]),
        due=datetime.fromisoformat(item["due"]),
        promised=Span(datetime.fromisoformat(starts), datetime.fromisoformat(ends)),
        told=datetime.fromisoformat(item["told"]),
        stops=tuple(_stop_from(stop) for stop in item["stops"]),
        person=item["person"],
        language=item["language"],
        events=tuple(_event_from(event) for event in item["events"]),
        version=item["version"],
    )


def counter_to_item(counter: Counter) -> Item:
    """A counter's attributes; its key holds the name."""
    return {
        "name": counter.name,
        "mode": counter.mode.value,
        "officer": counter.officer,
        "number": counter.number,
        "last": counter.last,
        "since": _spelled(counter.since) if counter.since else None,
        "step": counter.key,
        "version": counter.version,
    }


def counter_from_item(item: Item) -> Counter:
    """A counter from its item."""
    return Counter(
        name=item["name"],
        mode=Mode(item["mode"]),
        officer=item["officer"],
        number=item["number"],
        last=item["last"],
        since=datetime.fromisoformat(item["since"]) if item["since"] else None,
        key=item["step"],
        version=item["version"],
    )


def day_from_items(found: Iterable[Item]) -> Day:
    """A day from everything that is live of it."""
    tickets, counters = [], {}
    counts: Item = {}
    for item in found:
        if item["sk"].startswith(keys.TICKET):
            tickets.append(ticket_from_item(item))
        elif item["sk"].startswith(keys.COUNTER):
            counters[item["name"]] = counter_from_item(item)
        else:
            counts = item
    alarm = counts.get("alarm")
    return Day(
        tickets=tuple(tickets),
        counters=counters,
        last=_named(counts, LAST),
        given=_named(counts, GIVEN),
        paces={
            pool: Pace(visits, counts.get(PERCENT + pool, 0))
            for pool, visits in _named(counts, VISITS).items()
        },
        alarm=Alarm(alarm["counter"], datetime.fromisoformat(alarm["at"])) if alarm else None,
    )


def _named(item: Item, prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): value for name, value in item.items() if name.startswith(prefix)}


def _stop(stop: Stop) -> dict[str, Any]:
    return {"service": stop.service, "pool": stop.pool, "minutes": stop.minutes, "booking": stop.booking}


def _stop_from(item: dict[str, Any]) -> Stop:
    return Stop(item["service"], item["pool"], item["minutes"], item["booking"])


def _event(event: Event) -> dict[str, Any]:
    """What an event says; what it does not say is left out, for a ticket has many."""
    said: dict[str, Any] = {"act": event.act.value, "at": _spelled(event.at)}
    for name in ("counter", "officer", "to_counter"):
        if value := getattr(event, name):
            said[name] = value
    if event.stop:
        said["stop"] = _stop(event.stop)
    return said


def _event_from(item: dict[str, Any]) -> Event:
    return Event(
        act=Act(item["act"]),
        at=datetime.fromisoformat(item["at"]),
        counter=item.get("counter", ""),
        officer=item.get("officer", ""),
        stop=_stop_from(item["stop"]) if "stop" in item else None,
        to_counter=item.get("to_counter", ""),
    )


def _spelled(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
