"""The keys of the table ``diary``.

| access pattern | key |
|---|---|
| slots of a pool, a day or a range of days | SLOTS#<office>#<pool>, <YYYY-MM-DDTHH:MM in office time> |
| a booking by reference | BOOKING#<reference>, BOOKING |
| open bookings of a person, one attribute per service, and their count | PERSON#<person>, GUARD |
| open bookings of a phone, one attribute per reference, and their count | PHONE#<phone>, GUARD |
| the change of days that an officer looked at last | CHANGE#<office>, LOOKED#<officer> |
| a confirmed change of days, and how far it has come | CHANGE#<office>, STEP#<token> |
| the confirmed change that a request of an officer meant | CHANGE#<office>, REQUEST#<officer>#<key> |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.table import Key

if TYPE_CHECKING:
    from datetime import date, datetime

PERSON = "PERSON#"
PHONE = "PHONE#"
GUARD = "GUARD"
CHANGE = "CHANGE#"
BOOKING = "BOOKING#"


def slots(office: str, pool: str) -> str:
    """The partition of a pool's slots."""
    return f"SLOTS#{office}#{pool}"


def window(starts: datetime) -> str:
    """A window's sort key: its start in office time."""
    return starts.strftime("%Y-%m-%dT%H:%M")


def days(first: date, last: date) -> tuple[str, str]:
    """The range of windows from the first to the last day, both whole."""
    return f"{first.isoformat()}T", f"{last.isoformat()}T~"


def slot(table: str, office: str, pool: str, window_key: str) -> Key:
    """Where one slot lies."""
    return Key(table, slots(office, pool), window_key)


def booking(table: str, reference: str) -> Key:
    """Where a booking lies."""
    return Key(table, f"{BOOKING}{reference}", "BOOKING")


def person(table: str, key: str) -> Key:
    """Where the guard of a person lies."""
    return Key(table, f"{PERSON}{key}", GUARD)


def phone(table: str, key: str) -> Key:
    """Where the guard of a phone lies."""
    return Key(table, f"{PHONE}{key}", GUARD)


def looked_at(table: str, office: str, officer: str) -> Key:
    """Where the change lies that an officer looked at last."""
    return Key(table, f"{CHANGE}{office}", f"LOOKED#{officer}")


def confirmed(table: str, office: str, token: str) -> Key:
    """Where a confirmed change lies."""
    return Key(table, f"{CHANGE}{office}", f"STEP#{token}")


def requested(table: str, office: str, request: str) -> Key:
    """Where it lies which change a request meant."""
    return Key(table, f"{CHANGE}{office}", f"REQUEST#{request}")
