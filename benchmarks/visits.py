"""`make bench-visits`: what a step of the visit day costs, and how well waits are foretold.

Costs on a local cloud of its own, with the data stack as it is deployed and the demonstration offices as they are
seeded; waits on days played through with the arrivals and open counters of real offices.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.measuring import figures
from benchmarks.measuring.city import city
from benchmarks.measuring.counting import Meter
from benchmarks.measuring.real_days import RealDay, real_days
from benchmarks.measuring.visiting import CALL, Now, Visits, step_costs, steps_per_second
from benchmarks.measuring.waits import Told, mean_error, played
from chalicelib import wiring
from chalicelib.core import clock
from chalicelib.visits.ticket import Came
from infra import commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measuring.counting import Bill

# Each counter's visits in the measurement of steps per second.
ROUNDS = 4
# Every so many of the days of a service; all of them take ten minutes and say the same.
EVERY = 3
WAITS = ((0, 5), (5, 15), (15, 30), (30, 60), (60, 10_000))


def main() -> int:
    """Measure and print."""
    began = time.monotonic()
    with city():
        now = Now(clock.now())
        meter = Meter(units=True)
        wiring.wire(clients=meter.client, now=now)
        bills = step_costs(meter, Visits(now))
        now = Now(clock.now())
        wiring.wire(clients=Meter(units=False).client, now=now)
        rate = steps_per_second(Visits(now), ROUNDS)
    told = waits(real_days())
    everybody = [one for some in told.values() for one in some]
    _print_costs(bills, rate)
    _print_waits(told, everybody)
    figures.notes(
        "One process of the service and one of the emulator share the machine; only counts and errors carry over.",
        "Warm: office, standard, secret and data key are in the function's memory; so are today's appointments, for a "
        "minute at a time (one Query for each pool at work when it is over).",
        "A call's write units: counter, ticket, access record, counts of the quarter of an hour, promise, two each. "
        "Told when somebody comes, compared with their first call; who came while no counter was open is "
        "left out on both sides.",
        f"Measured in {time.monotonic() - began:.0f} s.",
    )
    figures.last_line(_summary(bills, rate, everybody))
    return 0


def waits(days: Sequence[RealDay]) -> dict[str, list[Told]]:
    """What everybody was told and how long they waited, by service."""
    services: dict[str, list[RealDay]] = defaultdict(list)
    for day in days:
        services[day.service].append(day)
    return {name: played(some[::EVERY]) for name, some in services.items()}


def naive(one: Told) -> float:
    """People ahead x the minutes planned / counters: what queue systems usually tell."""
    return one.average


def running(one: Told) -> float:
    """The same with the mean of today's visits."""
    return one.running


def ours(one: Told) -> float:
    """The room's own estimate."""
    return one.expected


def _print_costs(bills: dict[str, Bill], rate: float) -> None:
    figures.table(
        "What a step asks of DynamoDB",
        ("", "reads", "writes", "write units"),
        [(name, one.reads, one.writes, one.write_units) for name, one in bills.items()],
    )
    figures.table("All counters at once", ("", ""), [("steps a second", f"{rate:.0f}")])


def _print_waits(told: dict[str, list[Told]], everybody: list[Told]) -> None:
    groups: list[tuple[str, list[Told]]] = [("everybody", everybody)]
    groups += [(came.value, [one for one in everybody if one.came is came]) for came in Came]
    for low, high in WAITS:
        name = f"told {low} to {high} min" if high < WAITS[-1][1] else f"told {low} min or more"
        groups.append((name, [one for one in everybody if low <= one.expected < high]))
    figures.table(
        "Mean absolute error of the wait told, in minutes",
        ("", "people", "mean wait", "estimate", "ahead x plan", "ahead x today", "in range"),
        [_row(name, some) for name, some in groups if some],
    )
    better = sum(mean_error(some, ours) < mean_error(some, naive) for some in told.values())
    both = sum(
        mean_error(some, ours) < min(mean_error(some, naive), mean_error(some, running))
        for some in told.values()
    )
    figures.table(
        "Services where the estimate errs less",
        ("", ""),
        [
            ("than ahead x plan", f"{better} of {len(told)}"),
            ("than the better of the two", f"{both} of {len(told)}"),
        ],
    )


def _row(name: str, some: list[Told]) -> tuple[object, ...]:
    return (
        name,
        len(some),
        f"{sum(one.waited for one in some) / len(some):.1f}",
        *(f"{mean_error(some, way):.2f}" for way in (ours, naive, running)),
        f"{sum(one.in_range for one in some) / len(some):.0%}",
    )


def _summary(bills: dict[str, Bill], rate: float, everybody: list[Told]) -> dict[str, object]:
    call = bills[CALL]
    usual = min((naive, running), key=lambda way: mean_error(everybody, way))
    return {
        "requests_per_call": call.reads + call.writes,
        "wcu_per_call": call.write_units,
        "requests_per_check_in": bills["check-in"].reads + bills["check-in"].writes,
        "wcu_per_check_in": bills["check-in"].write_units,
        "wait_mae": round(mean_error(everybody, ours), 2),
        "wait_mae_naive": round(mean_error(everybody, usual), 2),
        "wait_in_range": round(sum(one.in_range for one in everybody) / len(everybody), 3),
        "steps_per_second": round(rate),
    }


if __name__ == "__main__":
    sys.exit(commands.ended(main))
