"""Who is let at a record, and that guessing tells nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.core.errors import NotFound, TooManyTries
from chalicelib.core.references import ALPHABET
from tests.builders.city import SETTINGS, City, at, proven
from tests.builders.people import an_asker

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.booking.service import Made
    from chalicelib.core.table import Item
    from chalicelib.people.service import Asker

UNKNOWN = "B" + ALPHABET[:9]


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def made(city: City) -> Made:
    made = city.book()
    city.dynamodb.calls.clear()
    return made


def wrong(made: Made, address: str = "203.0.113.7") -> Asker:
    return an_asker(made.booking.reference, "0000", address)


def show(city: City, asker: Asker) -> Item:
    """What is shown to somebody who only looks."""
    return city.people.confirm(city.people.admit(asker, city.bookings.where(asker.reference)))


def refused(city: City, asker: Asker) -> Exception:
    with pytest.raises((NotFound, TooManyTries)) as told:
        show(city, asker)
    return told.value


def shapes(city: City) -> list[tuple[str, list[tuple[str, str]]]]:
    """The calls made so far, with the tables and expressions they name but without what differs by record."""
    found = []
    for call in city.dynamodb.calls:
        members = call.request.get("TransactItems", [])
        writes = [
            (kind, one["TableName"] + one.get("UpdateExpression", "") + one.get("ConditionExpression", ""))
            for member in members
            for kind, one in member.items()
        ]
        reads = [
            (table, str(len(one["Keys"]))) for table, one in call.request.get("RequestItems", {}).items()
        ]
        found.append((call.operation, writes + reads))
    return found


def test_reference_and_proof_together_show_the_record(city: City, made: Made) -> None:
    assert show(city, proven(made))["reference"] == made.booking.reference
    assert city.dynamodb.operations == ["batch_get_item", "transact_write_items"]


@pytest.mark.parametrize("reference", [UNKNOWN, "B7KM2QXR9", "", "K" * 10, "🙂", "x" * 500])
def test_an_unknown_reference_and_a_wrong_proof_are_one_answer_by_the_same_calls_in_the_same_order(
    city: City, made: Made, reference: str
) -> None:
    unproven = refused(city, wrong(made))
    calls = shapes(city)
    city.dynamodb.calls.clear()
    unknown = refused(city, an_asker(reference, "0000", "203.0.113.8"))
    assert (type(unknown), unknown.args) == (type(unproven), unproven.args)
    assert (type(unknown), unknown.args) == (NotFound, ("not-found",))
    assert shapes(city) == calls
    assert [operation for operation, _ in calls] == ["batch_get_item", "transact_write_items"]


def test_nobodys_proof_proves_nothing(city: City) -> None:
    assert isinstance(refused(city, an_asker(UNKNOWN, "\0" * 16)), NotFound)


def test_wrong_proofs_of_one_reference_are_limited_from_all_addresses_together(
    city: City, made: Made
) -> None:
    for nth in range(SETTINGS.proof_tries):
        assert isinstance(refused(city, wrong(made, f"203.0.113.{nth}")), NotFound)
    assert isinstance(refused(city, wrong(made, "203.0.113.99")), TooManyTries)
    assert isinstance(refused(city, proven(made, address="203.0.113.98")), TooManyTries)


def test_wrong_proofs_from_one_address_are_limited_over_all_references(city: City, made: Made) -> None:
    for nth in range(SETTINGS.proof_tries_address):
        assert isinstance(refused(city, an_asker(f"B{nth}", "0000")), NotFound)
    assert isinstance(refused(city, an_asker("B99", "0000")), TooManyTries)
    assert isinstance(refused(city, proven(made)), TooManyTries)
    assert show(city, proven(made, address="203.0.113.8"))["reference"] == made.booking.reference


def test_all_addresses_that_one_subscriber_of_ipv6_has_are_one(city: City, made: Made) -> None:
    for nth in range(SETTINGS.proof_tries_address):
        refused(city, an_asker(f"B{nth}", "0000", f"2001:db8:1:2:{nth}::1"))
    assert isinstance(refused(city, proven(made, address="2001:db8:1:2:ffff::9")), TooManyTries)
    assert show(city, proven(made, address="2001:db8:1:3::1"))["reference"] == made.booking.reference


def test_what_is_no_address_is_counted_as_it_is(city: City, made: Made) -> None:
    for nth in range(SETTINGS.proof_tries_address):
        refused(city, an_asker(f"B{nth}", "0000", "unknown"))
    assert isinstance(refused(city, proven(made, address="unknown")), TooManyTries)
    assert show(city, proven(made, address=""))["reference"] == made.booking.reference


def test_who_is_refused_for_their_tries_is_not_counted_again_and_costs_one_read(
    city: City, made: Made
) -> None:
    for nth in range(SETTINGS.proof_tries):
        refused(city, wrong(made, f"203.0.113.{nth}"))
    city.dynamodb.calls.clear()
    refused(city, wrong(made, "203.0.113.99"))
    assert city.dynamodb.operations == ["batch_get_item"]


def test_right_proofs_are_not_counted(city: City, made: Made) -> None:
    for _ in range(SETTINGS.proof_tries_address + 1):
        show(city, proven(made))
    assert isinstance(refused(city, wrong(made)), NotFound)


def test_a_right_proof_is_not_believed_when_the_limit_was_reached_meanwhile(city: City, made: Made) -> None:
    def others_guess() -> None:
        for nth in range(SETTINGS.proof_tries):
            refused(city, wrong(made, f"203.0.113.{nth}"))

    # Between the read that finds the proof right and the check that must hold before anything is told.
    city.faults.before("transact_write_items", others_guess)
    assert isinstance(refused(city, proven(made)), TooManyTries)


def test_a_right_proof_changes_nothing_when_the_limit_was_reached_meanwhile(city: City, made: Made) -> None:
    def others_guess() -> None:
        for nth in range(SETTINGS.proof_tries):
            refused(city, wrong(made, f"203.0.113.{nth}"))

    city.faults.before("transact_write_items", others_guess)
    with pytest.raises(TooManyTries):
        city.bookings.cancel(proven(made))
    assert city.booking(made.booking.reference).is_open


@pytest.mark.parametrize("change", ["move", "cancel"])
def test_nor_is_told_why_nothing_can_be_changed(city: City, made: Made, change: str) -> None:
    city.clock.time = at(8, 30)

    def others_guess() -> None:
        for nth in range(SETTINGS.proof_tries):
            refused(city, wrong(made, f"203.0.113.{nth}"))

    city.faults.before("transact_write_items", others_guess)
    changed: Callable[[], object] = {
        "move": lambda: city.bookings.move(proven(made), at(13)),
        "cancel": lambda: city.bookings.cancel(proven(made)),
    }[change]
    with pytest.raises(TooManyTries):
        changed()


def test_with_the_next_hour_the_count_begins_anew(city: City, made: Made) -> None:
    for nth in range(SETTINGS.proof_tries):
        refused(city, wrong(made, f"203.0.113.{nth}"))
    city.clock.passes(minutes=59, seconds=59)
    assert isinstance(refused(city, proven(made, address="203.0.113.9")), TooManyTries)
    city.clock.passes(seconds=1)
    assert show(city, proven(made))["reference"] == made.booking.reference


def test_counts_are_swept_after_their_hour(city: City, made: Made) -> None:
    refused(city, wrong(made))
    counts = [item for place, item in city.dynamodb.items.items() if place[0] == SETTINGS.table_idempotency]
    hour_over = city.clock().replace(minute=0).timestamp() + 3600
    assert len(counts) == 2
    assert all(count["wrong"] == 1 and count["expires"] > hour_over for count in counts)


def test_neither_an_address_nor_a_reference_is_kept_in_the_clear(city: City, made: Made) -> None:
    refused(city, wrong(made))
    keys = [place[1] for place in city.dynamodb.items if place[0] == SETTINGS.table_idempotency]
    assert not any("203.0.113.7" in key or made.booking.reference in key for key in keys)
