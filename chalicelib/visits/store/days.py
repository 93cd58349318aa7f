"""Reading a day, and the day's transactions: a ticket is issued, a step is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write
from chalicelib.visits.outcomes import Issue, Kept, Pointer, Refused, Step
from chalicelib.visits.store import items, keys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chalicelib.visits.counter import Counter
    from chalicelib.visits.day import Day
    from chalicelib.visits.ticket import Ticket

# Tickets and counters of a day are kept for a year; then only counts remain.
KEPT = timedelta(days=366)
# Where the check of a proof stands among the writes that issue a ticket.
CHECK = 3


class Days:
    """The table of the visit day."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``visits``."""
        self._tables = tables
        self.table = table

    def live(self, office: str, day: date) -> Day:
        """Everything live of a day; one strongly consistent Query."""
        between = (keys.NOW, f"{keys.NOW}~")
        pk = keys.partition(office, day)
        return items.day_from_items(self._tables.query(self.table, pk, between=between, consistent=True))

    def ended(self, office: str, day: date, number: str) -> Ticket | None:
        """A ticket that has ended, or None."""
        item = self._tables.get(keys.done(self.table, office, day, number))
        return items.ticket_from_item(item) if item else None

    def all_ended(self, office: str, day: date) -> list[Ticket]:
        """Every ticket of a day that has ended; one Query."""
        between = (keys.DONE, f"{keys.DONE}~")
        found = self._tables.query(self.table, keys.partition(office, day), between=between)
        return [items.ticket_from_item(item) for item in found]

    def where(self, reference: str) -> Key:
        """Where is said which ticket a reference means, for a read shared with the counts of wrong proofs."""
        return keys.ticket(self.table, reference)

    def pointer(self, reference: str) -> Pointer | None:
        """Which ticket a reference means, or None."""
        item = self._tables.get(self.where(reference))
        return self.pointer_of(item) if item else None

    def arrival(self, booking: str) -> Pointer | None:
        """Which ticket an appointment became, alone or as one stop of several, or None."""
        item = self._tables.get(keys.arrival(self.table, booking))
        return self.pointer_of(item) if item else None

    def pointer_of(self, item: Item) -> Pointer:
        """The same, from an item read elsewhere."""
        return Pointer(
            item["office"], datetime.fromisoformat(item["day"]).date(), item["number"], item["origin"]
        )

    def ticket(self, pointer: Pointer) -> Ticket | None:
        """The ticket that a reference means, live or ended; one request."""
        here = (pointer.office, pointer.day, pointer.number)
        wanted = [keys.live(self.table, *here), keys.done(self.table, *here)]
        found = self._tables.get_many(wanted)
        return next((items.ticket_from_item(found[key]) for key in wanted if key in found), None)

    def issue(self, issue: Issue) -> None:
        """A new ticket, its number and what it takes, in one transaction with what belongs to it; raises Refused.

        Of two who draw the same number one is refused, and looks again.
        """
        ticket = issue.ticket
        pointer: Item = {
            "office": ticket.office,
            "day": ticket.day.isoformat(),
            "number": ticket.number,
            "origin": issue.origin,
            "proof": issue.proof,
            "person": issue.keyed,
            "expires": _expires(ticket.day),
        }
        said = {name: pointer[name] for name in ("office", "day", "number", "origin", "expires")}
        arrivals = [
            Write(key=keys.arrival(self.table, stop.booking), item=said)
            for stop in ticket.stops
            if stop.booking is not None
        ]
        new = "attribute_not_exists(pk)"
        writes = [
            Write(key=self.where(ticket.reference), item=pointer, when=new),
            self._drawing(issue),
            Write(key=self._live(ticket), item=_with_expiry(ticket), when=new),
            *issue.beside,
            *arrivals,
        ]
        self._transact(writes, check=CHECK)

    def keep(self, step: Step) -> None:
        """What a step changed, in one transaction with what belongs to it; raises Refused when it was not as read."""
        writes = [self._changed_counter(step)]
        for kept in step.tickets:
            writes += self._changed_ticket(kept)
        if step.pace:
            writes.append(self._pacing(step))
        if step.promise:
            writes.append(self._promising(step))
        writes += step.beside
        self._transact(writes)

    def settle(self, kept: Kept | None, beside: Sequence[Write]) -> None:
        """What the end of the day makes of a ticket or a booking, without any counter; raises Refused."""
        self._transact([*(self._changed_ticket(kept) if kept else ()), *beside])

    def sound(self, office: str, day: date, counter: str | None, at: datetime, beside: Write) -> None:
        """Set off the alarm at a counter, or end it."""
        key = keys.counts(self.table, office, day)
        if counter is None:
            write = Write(key=key, change="REMOVE alarm")
        else:
            alarm = {"counter": counter, "at": at.isoformat(timespec="seconds")}
            write = Write(key=key, change="SET alarm = :alarm", values={":alarm": alarm})
        self._transact([write, beside])

    def promises(self, office: str, first: date, last: date) -> dict[str, dict[str, int]]:
        """How promises were kept, by day: called, kept, error_seconds; one Query."""
        between = (first.isoformat(), last.isoformat())
        found = self._tables.query(self.table, keys.promises(office), between=between)
        return {
            item["sk"]: {name: item[name] for name in ("called", "kept", "error_seconds")} for item in found
        }

    def _drawing(self, issue: Issue) -> Write:
        """Take the next number of the letter, and walk-in minutes of each pool while there are so many left."""
        letter, drawn = f"{items.LAST}{issue.letter}", issue.count
        when = ["#last = :before" if drawn > 1 else "attribute_not_exists(#last)"]
        change, names = "SET #last = :drawn, expires = :expires", {"#last": letter}
        values: dict[str, object] = {":drawn": drawn, ":expires": _expires(issue.ticket.day)}
        if drawn > 1:
            values[":before"] = drawn - 1
        adding = []
        for at, (pool, (minutes, most)) in enumerate(issue.takes.items()):
            names[f"#given{at}"] = f"{items.GIVEN}{pool}"
            adding.append(f"#given{at} :minutes{at}")
            values |= {f":minutes{at}": minutes, f":most{at}": most - minutes}
            when.append(f"(attribute_not_exists(#given{at}) OR #given{at} <= :most{at})")
        return Write(
            key=keys.counts(self.table, issue.ticket.office, issue.ticket.day),
            change=f"{change} ADD {', '.join(adding)}" if adding else change,
            when=" AND ".join(when),
            names=names,
            values=values,
        )

    def _changed_counter(self, step: Step) -> Write:
        counter: Counter = step.counter
        key = keys.counter(self.table, step.office, step.day, counter.name)
        item = {**items.counter_to_item(counter), "expires": _expires(step.day)}
        if counter.version == 1:
            return Write(key=key, item=item, when="attribute_not_exists(pk)")
        return _if_as_read(counter.version - 1, Write(key=key, item=item))

    def _changed_ticket(self, kept: Kept) -> list[Write]:
        """A ticket changes where it lies, or goes over to the ended ones, or comes back from them."""
        before, after = kept.before, kept.after
        was, will = (self._done if one.standing.is_final else self._live for one in (before, after))
        if was(before) == will(after):
            return [_if_as_read(before.version, Write(key=will(after), item=_with_expiry(after)))]
        return [
            _if_as_read(before.version, Write(key=was(before), delete=True)),
            Write(key=will(after), item=_with_expiry(after), when="attribute_not_exists(pk)"),
        ]

    def _pacing(self, step: Step) -> Write:
        pool, visits, percent = step.pace or ("", 0, 0)
        return Write(
            key=keys.counts(self.table, step.office, step.day),
            change="ADD #visits :visits, #percent :percent",
            names={"#visits": f"{items.VISITS}{pool}", "#percent": f"{items.PERCENT}{pool}"},
            values={":visits": visits, ":percent": percent},
        )

    def _promising(self, step: Step) -> Write:
        called, kept, error = step.promise or (0, 0, 0)
        return Write(
            key=Key(self.table, keys.promises(step.office), step.day.isoformat()),
            change="ADD #called :called, #kept :kept, error_seconds :error",
            names={"#called": "called", "#kept": "kept"},
            values={":called": called, ":kept": kept, ":error": error},
        )

    def _live(self, ticket: Ticket) -> Key:
        return keys.live(self.table, ticket.office, ticket.day, ticket.number)

    def _done(self, ticket: Ticket) -> Key:
        return keys.done(self.table, ticket.office, ticket.day, ticket.number)

    def _transact(self, writes: Sequence[Write], *, check: int | None = None) -> None:
        try:
            self._tables.transact(writes)
        except ConditionFailed as refusal:
            raise Refused(tries=check in refusal.failed) from None


def _with_expiry(ticket: Ticket) -> Item:
    return {**items.ticket_to_item(ticket), "expires": _expires(ticket.day)}


def _if_as_read(version: int, write: Write) -> Write:
    """The same write, on the condition that what lies there is still the version that was read."""
    return replace(
        write, when="#version = :before", names={"#version": "version"}, values={":before": version}
    )


def _expires(day: date) -> int:
    return int((datetime.combine(day, time(), UTC) + KEPT).timestamp())
