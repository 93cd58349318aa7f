"""Invented citizens, as many as asked for, each with a NIK and a phone of their own."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from chalicelib.people.service import Citizen

if TYPE_CHECKING:
    from collections.abc import Iterator

# South Denpasar; a man born on 1 January 1990. The serials have four digits, so the birth date counts on.
DISTRICT = "517101"
SERIALS = 9_999
NAMES = (
    "Ni Luh Putu Ayu Lestari",
    "I Made Wirawan",
    "Siti Nurhaliza binti Ahmad",
    "Budi",
    "Maria Goreti da Costa",
)


def citizens() -> Iterator[Citizen]:
    """No two alike."""
    for number in count():
        day, serial = divmod(number, SERIALS)
        month, day = divmod(day, 28)
        nik = f"{DISTRICT}{day + 1:02}{month + 1:02}90{serial + 1:04}"
        yield Citizen(NAMES[number % len(NAMES)], nik, f"+62812{number:08}")
