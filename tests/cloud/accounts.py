"""What must be true of an office's day when it is over: every citizen is accounted for by the tickets' own records."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from chalicelib.visits import effects
from chalicelib.visits.store.items import ticket_from_item
from chalicelib.visits.ticket import Act, State, Ticket

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chalicelib.visits.ticket import Event
    from tests.cloud.town import Town

HOLDS = frozenset({Act.CALLED, Act.RESUMED})
LETS_GO = frozenset({Act.PARKED, Act.REDIRECTED, Act.SERVED, Act.NO_SHOW, Act.LEFT})
LIVE, DONE = "NOW#TICKET#", "DONE#"
QUARTER_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Heard:
    """What an officer was told: this number is called to that counter now."""

    counter: str
    number: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that was not taken back, with the ticket as it was before."""

    before: Ticket
    event: Event


def tickets_of(town: Town, office: str, day: date) -> list[Ticket]:
    """Every ticket of a day, each found once; their numbers follow one another without a gap, letter by letter."""
    partition = f"DAY#{office}#{day}"
    items = [item for item in town.items("visits") if item["pk"] == partition]
    found = [item for item in items if item["sk"].startswith((LIVE, DONE))]
    numbers = Counter(item["number"] for item in found)
    assert set(numbers.values()) <= {1}, f"numbers that are there twice: {numbers.most_common(3)}"
    letters: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        letters[number[0]].append(int(number[1:]))
    for letter, counts in letters.items():
        assert sorted(counts) == list(range(1, len(counts) + 1)), f"numbers of {letter} have gaps"
    tickets = [ticket_from_item(item) for item in found]
    for item, ticket in zip(found, tickets, strict=True):
        assert item["sk"].startswith(DONE) == ticket.standing.is_final, (
            f"{ticket.number} lies where it does not stand"
        )
    return tickets


def kept(ticket: Ticket) -> list[Happening]:
    """What happened to a ticket and was not undone."""
    happenings: list[Happening] = []
    for place, event in enumerate(ticket.events):
        if event.act is Act.UNDONE:
            happenings.pop()
        else:
            happenings.append(Happening(replace(ticket, events=ticket.events[:place]), event))
    return happenings


def called_once(tickets: Iterable[Ticket], heard: Iterable[Heard]) -> None:
    """Every call that was told is in its ticket's record, and no ticket or counter was ever held twice at once."""
    tickets = list(tickets)
    logged = Counter(
        Heard(event.counter, ticket.number)
        for ticket in tickets
        for event in ticket.events
        if event.act is Act.CALLED
    )
    lost = Counter(heard) - logged
    assert not lost, f"called by two counters at once: {lost}"
    spans: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for ticket in tickets:
        for counter, starts, ends in _held(ticket):
            spans[counter].append((starts, ends))
    for counter, held in spans.items():
        for (_, ends), (starts, _) in pairwise(sorted(held)):
            assert ends <= starts, f"{counter} had two citizens at once at {starts}"


def _held(ticket: Ticket) -> Iterable[tuple[str, datetime, datetime]]:
    """Where and between which moments the ticket was held; the calls that were taken back as well."""
    counter, since = "", datetime.min.replace(tzinfo=UTC)
    standing = replace(ticket, events=()).standing
    for place, event in enumerate(ticket.events, 1):
        after = replace(ticket, events=ticket.events[:place]).standing
        was, now = (one.state in {State.CALLED, State.SERVING} for one in (standing, after))
        if was and event.act is not Act.LEFT:
            assert event.counter == counter, (
                f"{ticket.number} was at {counter}, and {event.counter} acted on it"
            )
        if was and not now:
            yield counter, since, event.at
        elif now and not was:
            counter, since = event.counter, event.at
        standing = after


def counted(town: Town, office: str, tickets: Iterable[Ticket]) -> dict[str, dict[str, int]]:
    """The counts in ``demand`` by service and quarter of an hour, once they were found to be what the tickets say.

    Absences of those who never came are not on any ticket; they are left to the caller (count ``absent``).
    """
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for ticket in tickets:
        for stop in ticket.stops:
            wanted[_quarter(stop.service, ticket.arrived)]["arrivals"] += 1
        for one in kept(ticket):
            if effect := effects.of(one.before, one.event):
                wanted[_quarter(effect.service, effect.at)].update(effect.counts)
    found = {
        item["sk"]: {name: count for name, count in item.items() if name not in {"pk", "sk"} and count}
        for item in town.items("demand")
        if item["pk"] == f"COUNTS#{office}"
    }
    for quarter in wanted.keys() | found.keys():
        names = (wanted[quarter].keys() | found.get(quarter, {}).keys()) - {"absent"}
        for name in names:
            here, there = wanted[quarter][name], found.get(quarter, {}).get(name, 0)
            assert here == there, f"{quarter} {name}: the tickets say {here}, demand {there}"
    return found


def _quarter(service: str, at: datetime) -> str:
    begun = at.astimezone(UTC)
    return (
        f"{service}#{begun.replace(minute=begun.minute // QUARTER_MINUTES * QUARTER_MINUTES):%Y-%m-%dT%H:%M}"
    )


def promises_agree(town: Town, office: str, day: date, tickets: Iterable[Ticket]) -> None:
    """Called, kept and error are those of the first calls, and today's pace that of the visits."""
    tickets = list(tickets)
    first = [(ticket, ticket.first_called) for ticket in tickets]
    calls = [(ticket, at) for ticket, at in first if at is not None]
    visits = town.items("visits")
    (promise,) = (item for item in visits if item["pk"] == f"PROMISE#{office}" and item["sk"] == f"{day}")
    assert promise["called"] == len(calls)
    assert promise["kept"] == sum(at <= ticket.promised.ends for ticket, at in calls)
    assert promise["error_seconds"] == sum(
        abs(int((at - ticket.told).total_seconds())) for ticket, at in calls
    )
    (counts,) = (item for item in visits if item["pk"] == f"DAY#{office}#{day}" and item["sk"] == "NOW#DAY")
    served: Counter[str] = Counter()
    for ticket in tickets:
        for one in kept(ticket):
            effect = effects.of(one.before, one.event)
            if effect and effect.pace:
                pool, number, percent = effect.pace
                served.update({f"visits_{pool}": number, f"percent_{pool}": percent})
        if ticket.came == "walk-in":
            served.update({f"given_{stop.pool}": stop.minutes for stop in ticket.stops[:1]})
            for stop in ticket.stops[1:]:
                served[f"given_{stop.pool}"] += stop.minutes
    names = [name for name in counts if name.startswith(("visits_", "percent_", "given_"))]
    assert {name: counts[name] for name in names} == {name: served[name] for name in names}


def bookings_agree(town: Town, tickets: Iterable[Ticket]) -> dict[str, str]:
    """What became of each booking, by reference; of those with a ticket, it is what the ticket says."""
    bookings = {
        item["reference"]: item["status"] for item in town.items("diary") if item["pk"].startswith("BOOKING#")
    }
    said: dict[str, str] = {}
    for ticket in tickets:
        said |= _said(ticket)
    assert {reference: bookings[reference] for reference in said} == said
    return bookings


def _said(ticket: Ticket) -> Mapping[str, str]:
    standing = ticket.standing
    words = {State.NO_SHOW: "no-show", State.LEFT: "lapsed"}
    return {
        stop.booking: "finished" if place < standing.at else words.get(standing.state, "arrived")
        for place, stop in enumerate(standing.stops)
        if stop.booking
    }


def steps_are_noted(town: Town, office: str, day: date, tickets: Iterable[Ticket]) -> None:
    """Whatever an officer did to a ticket is in the access record once."""
    words = {
        Act.CALLED: "call",
        Act.RECALLED: "recall",
        Act.STARTED: "start",
        Act.PARKED: "park",
        Act.RESUMED: "resume",
        Act.REDIRECTED: "redirect",
        Act.SERVED: "finish",
        Act.NO_SHOW: "no-show",
        Act.UNDONE: "undo",
    }
    logged: Counter[Any] = Counter(
        (ticket.reference, f"{words[event.act]}@{event.counter}", event.officer)
        for ticket in tickets
        for event in ticket.events
        if event.act in words
    )
    noted: Counter[Any] = Counter(
        (item["reference"], item["what"], item["officer"])
        for item in town.items("people")
        if item["pk"] == f"ACCESS#{office}#{day}" and "@" in item["what"] and item["reference"]
    )
    assert noted == logged
