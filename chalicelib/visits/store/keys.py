"""The keys of the table ``visits``.

| access pattern | key |
|---|---|
| everything live of a day: counters, counts, tickets not yet ended; one Query | DAY#<office>#<date>, NOW#… |
| a counter of the day | DAY#<office>#<date>, NOW#COUNTER#<counter> |
| numbers and walk-in minutes given, today's pace, the alarm | DAY#<office>#<date>, NOW#DAY |
| a ticket that has not ended | DAY#<office>#<date>, NOW#TICKET#<number> |
| a ticket that has ended | DAY#<office>#<date>, DONE#<number> |
| a ticket by reference | TICKET#<reference>, TICKET |
| which ticket an appointment became | ARRIVAL#<reference>, TICKET |
| how promises were kept, day by day | PROMISE#<office>, <date> |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.table import Key

if TYPE_CHECKING:
    from datetime import date

NOW = "NOW#"
COUNTER = "NOW#COUNTER#"
COUNTS = "NOW#DAY"
TICKET = "NOW#TICKET#"
DONE = "DONE#"


def partition(office: str, day: date) -> str:
    """The partition of a day."""
    return f"DAY#{office}#{day.isoformat()}"


def counter(table: str, office: str, day: date, name: str) -> Key:
    """Where a counter lies."""
    return Key(table, partition(office, day), f"{COUNTER}{name}")


def counts(table: str, office: str, day: date) -> Key:
    """Where the counts of a day lie."""
    return Key(table, partition(office, day), COUNTS)


def live(table: str, office: str, day: date, number: str) -> Key:
    """Where a ticket lies until it ends."""
    return Key(table, partition(office, day), f"{TICKET}{number}")


def done(table: str, office: str, day: date, number: str) -> Key:
    """Where a ticket lies once it has ended."""
    return Key(table, partition(office, day), f"{DONE}{number}")


def ticket(table: str, reference: str) -> Key:
    """Where is said which ticket a reference means."""
    return Key(table, f"TICKET#{reference}", "TICKET")


def arrival(table: str, booking: str) -> Key:
    """Where is said which ticket an appointment became."""
    return Key(table, f"ARRIVAL#{booking}", "TICKET")


def promises(office: str) -> str:
    """The partition of an office's promises."""
    return f"PROMISE#{office}"
