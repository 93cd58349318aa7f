"""Days as ten real offices had them: arrivals and open counters, hour by hour, and how long a visit took there."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = Path(__file__).parents[1] / "data" / "warsaw_hours.csv"
# The length of a visit is looked for between these, in minutes, …
SHORTEST, LONGEST = 0.5, 60.0
# … by halving the distance this often.
HALVINGS = 12
MINUTES = 60
# A visit's length is drawn with this deviation of its logarithm: 0.7 of its mean.
SIGMA = 0.63


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """An hour of a service: how many came, how many waited on average, how many counters were open."""

    hour: int
    arrivals: int
    waiting: float
    counters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RealDay:
    """A day of a service in an office, hour after hour."""

    service: str
    day: date
    hours: tuple[Hour, ...]

    @property
    def waited(self) -> float:
        """Minutes that everybody waited in all: the mean number waiting, over the day."""
        return sum(hour.waiting for hour in self.hours) * MINUTES


def real_days() -> list[RealDay]:
    """Every day of the file on which somebody came while a counter was open, service by service."""
    services: dict[tuple[str, date], list[dict[str, str]]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            services[f"{row['office']}/{row['group']}", date.fromisoformat(row["date"])].append(row)
    days = [RealDay(service=name, day=day, hours=_hours(rows)) for (name, day), rows in services.items()]
    return [day for day in days if any(hour.arrivals and hour.counters for hour in day.hours)]


def _hours(rows: list[dict[str, str]]) -> tuple[Hour, ...]:
    """Counters as whole numbers: what is left of one in an hour is carried over to the next."""
    hours, over = [], 0.0
    for row in rows:
        wanted = float(row["counters"]) + over
        counters = round(wanted)
        over = wanted - counters
        hours.append(
            Hour(
                hour=int(row["hour"]),
                arrivals=int(row["arrivals"]),
                waiting=float(row["waiting"]),
                counters=max(counters, 0),
            )
        )
    return tuple(hours)


def visit_minutes(day: RealDay, seed: int) -> float:
    """The mean length of a visit with which first come, first served makes the real day's waiting.

    The file says how many came, waited and were served at how many counters, but not reliably how long a visit took.
    """
    draw = random.Random(f"{seed}|{day.service}|{day.day}")  # noqa: S311 - the same days in every run, not a secret
    comers = sorted(
        hour.hour * MINUTES + draw.random() * MINUTES for hour in day.hours for _ in range(hour.arrivals)
    )
    lengths = [draw.lognormvariate(-SIGMA * SIGMA / 2, SIGMA) for _ in comers]
    short, long = SHORTEST, LONGEST
    for _ in range(HALVINGS):
        middle = (short + long) / 2
        if waited(day, comers, [length * middle for length in lengths]) < day.waited:
            short = middle
        else:
            long = middle
    return (short + long) / 2


def waited(day: RealDay, comers: Sequence[float], lengths: Sequence[float]) -> float:
    """Minutes that everybody waits in all when they are served in order of arrival (minutes of the day)."""
    free = [0.0] * max(1, *(hour.counters for hour in day.hours))
    total = 0.0
    for comes, length in zip(comers, lengths, strict=True):
        starts, place = min(
            (_open_from(day, place, max(comes, until)), place) for place, until in enumerate(free)
        )
        free[place] = starts + length
        total += starts - comes
    return total


def _open_from(day: RealDay, place: int, moment: float) -> float:
    """The first minute from a moment on at which the counter of that place is open; the last stay to the end."""
    for hour in day.hours:
        if moment < (hour.hour + 1) * MINUTES and hour.counters > place:
            return max(moment, hour.hour * MINUTES)
    last = (day.hours[-1].hour + 1) * MINUTES
    # Who stayed on is one counter; the others are no longer there.
    return max(moment, last) if place == 0 else moment + 1e6
