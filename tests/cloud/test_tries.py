"""Guessing: wrong proofs are counted per reference and per address, and then even the right one waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cloud.citizen import Citizen, a_form
from tests.cloud.town import OFFICE, TUESDAY, at

if TYPE_CHECKING:
    from tests.cloud.insider import Insider
    from tests.cloud.running import Running
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud

LIMIT = 10


def test_after_ten_wrong_proofs_the_right_one_waits_too(running: Running) -> None:
    citizen = Citizen(running.site, "en")
    form = a_form("dukcapil", "d000", citizen.free("dukcapil", "d000")[0]["starts"], language="en")
    form["citizen"]["phone"] = "082145677890"  # nobody else's in this city, and not among the guesses
    reference = citizen.book(form).ok(201)["reference"]
    # Wrong proofs are counted by the hour: should it end meanwhile, a second round falls into the next one.
    guesses = [citizen.look_up(reference, f"{guess:04d}") for guess in range(2 * LIMIT)]
    for guess in guesses[:LIMIT]:
        guess.refuses(404, "not-found", language="en")
    for ask in (citizen.look_up, citizen.status, citizen.cancel):
        refused = ask(reference, "7890")
        refused.refuses(429, "too-many-tries", language="en")
        assert int(refused.headers["Retry-After"]) == 3600


def booked(citizen: Insider, phone: str) -> str:
    """A booking's reference."""
    form = a_form(OFFICE, "five", at(TUESDAY, "09:00").isoformat())
    form["citizen"]["phone"] = phone
    reference: str = citizen.book(form).ok(201)["reference"]
    return reference


def test_a_new_hour_is_a_new_chance(town: Town) -> None:
    citizen = town.citizen()
    reference = booked(citizen, "081234567890")
    for _ in range(LIMIT):
        citizen.look_up(reference, "0000").refuses(404, "not-found")
    citizen.look_up(reference, "7890").refuses(429, "too-many-tries")
    town.clock.passes(hours=1)
    citizen.look_up(reference, "7890").ok()


def test_one_address_cannot_try_many_references(town: Town) -> None:
    town.wire(PROOF_TRIES_ADDRESS="4", FORWARDED_HOPS="1")
    citizen = town.citizen()
    reference = booked(citizen, "081234567891")
    path = f"/v1/bookings/{reference}"
    guesser, other = "198.51.100.7", "198.51.100.8"
    for guess in range(4):
        invented = citizen.get(f"/v1/bookings/B23456789{guess}", x_proof="0000", x_forwarded_for=guesser)
        invented.refuses(404, "not-found")
    citizen.get(path, x_proof="7891", x_forwarded_for=guesser).refuses(429, "too-many-tries")
    # What stands before the last entry is the client's own claim and helps nobody.
    claimed = f"{other}, {guesser}"
    citizen.get(path, x_proof="7891", x_forwarded_for=claimed).refuses(429, "too-many-tries")
    citizen.get(path, x_proof="7891", x_forwarded_for=other).ok()


def test_right_proofs_are_never_counted(town: Town) -> None:
    citizen = town.citizen()
    reference = booked(citizen, "081234567892")
    for _ in range(LIMIT + 2):
        citizen.look_up(reference, "7892").ok()
    assert town.items("idempotency") == []


def test_no_count_names_a_reference_or_an_address(town: Town) -> None:
    citizen = town.citizen()
    reference = booked(citizen, "081234567893")
    citizen.look_up(reference, "0000").refuses(404, "not-found")
    counts = town.items("idempotency")
    assert len(counts) == 2
    assert all(count["wrong"] == 1 and count["expires"] > town.clock().timestamp() for count in counts)
    assert reference not in repr(counts)
    assert "127.0.0.1" not in repr(counts)
