"""What is handed to the store to be written whole, and what it answers when it was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.core.table import Write
    from chalicelib.visits.counter import Counter
    from chalicelib.visits.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which ticket a reference means; ``origin`` tells the ticket of another request under the same reference apart."""

    office: str
    day: date
    number: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A ticket to issue: the ``count``-th of its letter, taking walk-in minutes of pools.

    ``takes`` is pool → minutes and how many may be given away there in all; ``keyed`` the person, or what stands for
    nobody; ``beside`` other rooms' writes, the first of them the proof's check where a citizen checks in.
    """

    ticket: Ticket
    letter: str
    count: int
    origin: str
    proof: bytes
    keyed: str
    takes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    beside: tuple[Write, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A ticket as it was read and as it is to be."""

    before: Ticket
    after: Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step at a counter: the counter after it, the tickets it changed, and what it adds to the day's counts.

    ``pace`` is pool, visits and percent of plan; ``promise`` is called, kept and seconds of error.
    """

    office: str
    day: date
    counter: Counter
    tickets: tuple[Kept, ...] = ()
    pace: tuple[str, int, int] | None = None
    promise: tuple[int, int, int] | None = None
    beside: tuple[Write, ...] = ()


class Refused(Exception):  # noqa: N818 - an outcome every caller expects
    """A transaction was refused and nothing written; the day is read again.

    ``tries``: too many wrong proofs were counted meanwhile; everything else is found out by reading the day again.
    """

    def __init__(self, *, tries: bool = False) -> None:
        """Keep whether the proof still counts."""
        super().__init__("refused")
        self.tries = tries
