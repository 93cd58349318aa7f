"""`make bench-booking`: what a booking costs, and what happens when everybody comes at once.

On a local cloud of its own, with the data stack as it is deployed and the demonstration offices as they are seeded.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.measuring import figures
from benchmarks.measuring.citizens import citizens
from benchmarks.measuring.city import city
from benchmarks.measuring.costs import Desk, costs
from benchmarks.measuring.counting import Meter
from benchmarks.measuring.places import places
from benchmarks.measuring.rounds import Race, Round
from benchmarks.measuring.rush import Rush, rush
from chalicelib import wiring
from infra import commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring.counting import Bill
    from chalicelib.people.forms import CitizenForm

ROUNDS = 14
BOOKINGS_PER_ROUND = 256
TURNS_PER_ROUND = 4
THREADS = 8
SINGLE = 300
PEOPLE_IN_RUSH = 2_000
TWICE_IN_RUSH = 200
PLACES_IN_RUSH = 20
THREADS_IN_RUSH = 64
NEW, RETURNING = "booking, new citizen", "booking, has another booking"


def main() -> int:
    """Measure and print."""
    began = time.monotonic()
    people = citizens()
    with city():
        bills = _costs(people)
        crowd = rush_of(people)
        rates = _rates(people)
    _print_costs(bills)
    _print_rush(crowd)
    _print_rates(rates)
    figures.notes(
        "One process of the service and one of the emulator share the machine; only ratios and counts carry over.",
        "The emulator runs writes one after another: conflicts and throttling are tested by injected faults instead.",
        "Units are what the emulator says each request consumed (ReturnConsumedCapacity INDEXES); the tables have "
        "no secondary index. A refused transaction tells no units; AWS bills its writes all the same.",
        "A service longer than a window takes two units more for each further window.",
        "Warm: office, service standard, secret and data key are in the function's memory, the first two for a minute "
        "at a time (one GetItem each when it is over); dearest of five samples each.",
        "Bare: transact_write_items of the transactions that the service makes, prepared beforehand, same client.",
        f"Measured in {time.monotonic() - began:.0f} s.",
    )
    figures.last_line(_summary(bills, crowd, rates))
    return 0


def _costs(people: Iterator[CitizenForm]) -> dict[str, Bill]:
    meter = Meter(units=True)
    wiring.wire(clients=meter.client)
    return costs(Desk.opened(meter, people))


def rush_of(people: Iterator[CitizenForm]) -> Rush:
    """Everybody wants one slot, with clients that are not slowed by counting units."""
    wiring.wire(clients=Meter(units=False).client)
    chosen = list(islice(people, PEOPLE_IN_RUSH))
    return rush(chosen, places_there=PLACES_IN_RUSH, twice=TWICE_IN_RUSH, threads=THREADS_IN_RUSH)


@dataclass(frozen=True, slots=True)
class Rates:
    """The rounds, single calls, the service's own milliseconds, and what was asked of AWS in the rounds."""

    rounds: list[Round]
    single: Round
    overhead: float
    counted: Bill

    @property
    def ratio(self) -> float:
        """The figure."""
        return statistics.median(one.ratio for one in self.rounds)


def _rates(people: Iterator[CitizenForm]) -> Rates:
    meter = Meter(units=False)
    client = meter.client("dynamodb")
    wiring.wire(clients=lambda service: client if service == "dynamodb" else meter.client(service))
    race = Race(client, people, places(), THREADS)
    race.round(TURNS_PER_ROUND * THREADS, TURNS_PER_ROUND)  # warms connections, secret and data key
    rounds: list[Round] = []
    counted = meter.of(
        lambda: rounds.extend(race.round(BOOKINGS_PER_ROUND, TURNS_PER_ROUND) for _ in range(ROUNDS))
    )
    return Rates(rounds, race.one_by_one(SINGLE), race.overhead(SINGLE), counted)


def _print_costs(bills: dict[str, Bill]) -> None:
    figures.table(
        "What is asked of DynamoDB and KMS",
        ("", "writes", "reads", "write units", "KMS", "largest item put, bytes"),
        [
            (name, one.writes, one.reads, one.write_units, one.kms, one.largest_put or "")
            for name, one in bills.items()
        ],
    )


def _print_rush(crowd: Rush) -> None:
    answers = ", ".join(f"{number:,} {answer}" for answer, number in crowd.answers.most_common())
    found = ", ".join(map(str, (crowd.told, crowd.booked, crowd.held, crowd.guarded)))
    figures.table(
        f"{crowd.people:,} people ask for one slot of {crowd.places} places, {TWICE_IN_RUSH} of them twice, "
        f"{THREADS_IN_RUSH} at a time",
        ("", ""),
        [
            ("answers", answers),
            ("told yes, in the table, in the slot, guards", found),
            ("overbooked, duplicates", f"{crowd.overbooked}, {crowd.duplicates}"),
            ("time", f"{crowd.seconds:.1f} s, {crowd.requests / crowd.seconds:.0f} answers a second"),
        ],
    )


def _print_rates(rates: Rates) -> None:
    rounds, single = rates.rounds, rates.single
    alone = f"{single.service:.0f} per {single.bare:.0f}: {single.ratio:.3f}"
    figures.table(
        f"Bookings a second, {THREADS} threads, {ROUNDS} rounds of {BOOKINGS_PER_ROUND} each way: median (range)",
        ("", ""),
        [
            ("through the service", figures.spread([one.service for one in rounds])),
            ("bare TransactWriteItems", figures.spread([one.bare for one in rounds])),
            ("service per bare", figures.spread([one.ratio for one in rounds], 3)),
            ("one at a time, median of single calls", alone),
            ("the service's own work", f"{rates.overhead:.2f} ms a booking"),
            (
                "requests of all rounds",
                ", ".join(f"{n:,} {name}" for name, n in rates.counted.requests.most_common()),
            ),
        ],
    )


def _summary(bills: dict[str, Bill], crowd: Rush, rates: Rates) -> dict[str, object]:
    booking = (bills[NEW], bills[RETURNING])
    return {
        "service_per_bare": round(rates.ratio, 3),
        "requests_per_booking": max(one.writes + one.reads for one in booking),
        "wcu_per_booking": max(one.write_units for one in booking),
        "kms_per_booking": max(one.kms for one in booking),
        "overbooked": crowd.overbooked,
        "duplicates": crowd.duplicates,
        "service_per_bare_one_at_a_time": round(rates.single.ratio, 3),
        "wcu_new": bills[NEW].write_units,
        "wcu_returning": bills[RETURNING].write_units,
        "writes_per_refusal": bills["refusal, slot full"].writes,
        "requests_per_move": bills["move"].writes + bills["move"].reads,
        "requests_per_cancel": bills["cancel"].writes + bills["cancel"].reads,
        "rush_successes": crowd.told,
        "rush_seconds": round(crowd.seconds, 1),
        "bookings_per_second": round(statistics.median(one.service for one in rates.rounds)),
    }


if __name__ == "__main__":
    sys.exit(commands.ended(main))
