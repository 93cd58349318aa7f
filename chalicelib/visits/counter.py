"""A counter as it is today: who works there, whether it calls, and which ticket is at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.visits.errors import CounterBusy, CounterNotOpen, CounterTaken

if TYPE_CHECKING:
    from datetime import datetime


class Mode(StrEnum):
    """Whether a counter works."""

    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A counter of a day; ``number`` is the ticket called to it or served at it, ``last`` the one last acted upon.

    ``key`` is the key of the last step, so that a step that comes twice is taken once. ``version`` 0: never opened.
    """

    name: str
    mode: Mode = Mode.CLOSED
    officer: str = ""
    number: str | None = None
    last: str | None = None
    since: datetime | None = None
    key: str = ""
    version: int = 0


def opened(counter: Counter, officer: str, now: datetime, *, takes_over: bool) -> Counter:
    """The counter at work; CounterTaken when somebody else works there, unless a manager's word takes it over."""
    taken = counter.mode is not Mode.CLOSED and counter.officer != officer
    if taken and not takes_over:
        raise CounterTaken
    return replace(counter, mode=Mode.OPEN, officer=officer, since=now)


def rested(counter: Counter, mode: Mode, now: datetime) -> Counter:
    """The counter closed or on a break; CounterBusy while somebody is at it."""
    if counter.number is not None:
        raise CounterBusy
    return replace(counter, mode=mode, since=now, officer="" if mode is Mode.CLOSED else counter.officer)


def at_work(counter: Counter, officer: str) -> None:
    """Raise CounterTaken or CounterNotOpen unless this officer works at the counter now."""
    if counter.mode is not Mode.CLOSED and counter.officer != officer:
        raise CounterTaken
    if counter.mode is not Mode.OPEN:
        raise CounterNotOpen
