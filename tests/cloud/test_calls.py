"""What each request costs in calls, counted on services that run as the functions do."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.core.references import Reference, make
from tests.cloud.citizen import a_citizen, a_form
from tests.cloud.town import COUNTERS, MONDAY, OFFICE, QUICK, TUESDAY, at, small_office

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cloud.citizen import Answer
    from tests.cloud.insider import Insider
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud

WRITE, READ = "TransactWriteItems", "BatchGetItem"
NINE, TEN = at(TUESDAY, "09:00").isoformat(), at(TUESDAY, "10:00").isoformat()


@pytest.fixture
def citizen(town: Town) -> Insider:
    """Somebody at a warm function: the office, its standards, the keys and the data key are held already."""
    citizen = town.citizen()
    for service in (*COUNTERS, QUICK):
        citizen.get(f"/v1/offices/{OFFICE}/services/{service}").ok()
    citizen.book(form(service="five")).ok(201)
    assert listing(citizen)["slots"]
    town.calls.taken()
    return citizen


def form(service: str = "two", starts: str = NINE, **who: Any) -> dict[str, Any]:
    """A form that can be booked; ``who`` are changes of the citizen."""
    return a_form(OFFICE, service, starts, citizen=a_citizen(**who))


def listing(citizen: Insider) -> Any:
    return citizen.slots(OFFICE, "two", from_=TUESDAY, days=1)


def operations(town: Town) -> list[str]:
    """The calls since the last look, all services."""
    return [call.operation for call in town.calls.taken()]


def test_a_booking_is_one_request_for_a_new_and_a_returning_citizen(town: Town, citizen: Insider) -> None:
    first = form()
    citizen.book(first).ok(201)
    assert operations(town) == [WRITE]
    citizen.book({**form("one"), "citizen": first["citizen"]}).ok(201)
    assert operations(town) == [WRITE]
    citizen.book(form("quick", phone=False)).ok(201)
    assert operations(town) == [WRITE]


def test_a_repeated_booking_is_one_request(town: Town, citizen: Insider) -> None:
    asked = form()
    booked = citizen.book(asked, idempotency_key="repeated").ok(201)
    town.calls.taken()
    assert citizen.book(asked, idempotency_key="repeated").ok(201) == booked
    assert operations(town) == [WRITE]


def test_a_refusal_is_one_write_and_one_query_for_the_alternatives(town: Town, citizen: Insider) -> None:
    citizen.book(form("one")).ok(201)
    town.calls.taken()
    citizen.book(form("one")).refuses(409, "slot-full")
    assert operations(town) == [WRITE, "Query"]


def test_and_one_query_more_for_each_other_office_that_offers_the_service(
    town: Town, citizen: Insider
) -> None:
    town.found(small_office(id="dukcapil"))
    citizen.book(form("one")).ok(201)
    # The first to be refused makes the function know the other office.
    citizen.book(form("one")).refuses(409, "slot-full")
    town.calls.taken()
    problem = citizen.book(form("one")).refuses(409, "slot-full")
    assert {one["office"] for one in problem["alternatives"]} == {OFFICE, "dukcapil"}
    assert operations(town) == [WRITE, "Query", "Query"]


def test_a_refused_person_costs_one_write(town: Town, citizen: Insider) -> None:
    asked = form()
    citizen.book(asked).ok(201)
    town.calls.taken()
    citizen.book({**asked, "starts": TEN}).refuses(409, "already-booked")
    assert operations(town) == [WRITE]


def test_what_is_wrong_in_the_form_costs_nothing(town: Town, citizen: Insider) -> None:
    citizen.book(form(name="12")).refuses(422, "invalid-fields")
    citizen.book({**form(), "starts": "soon"}).refuses(422, "invalid-fields")
    assert operations(town) == []


def test_move_and_cancel_are_one_read_and_one_transaction_each(town: Town, citizen: Insider) -> None:
    asked = form()
    booked = citizen.book(asked).ok(201)["reference"]
    proof = asked["citizen"]["phone"][-4:]
    town.calls.taken()
    citizen.move(booked, proof, TEN).ok()
    assert operations(town) == [READ, WRITE]
    citizen.cancel(booked, proof).ok()
    assert operations(town) == [READ, WRITE]


def test_slots_of_a_warm_function_are_one_query(town: Town, citizen: Insider) -> None:
    for _ in range(3):
        listing(citizen)
        assert [call.shape for call in town.calls.taken()] == [("Query", ("diary",))]


def test_a_data_key_serves_an_hour_of_bookings(town: Town, citizen: Insider) -> None:
    for minutes in (0, 20, 20, 19):
        town.clock.passes(minutes=minutes)
        citizen.book(form("five", at(TUESDAY, "11:00").isoformat(), phone=False)).ok(201)
    assert Counter(operations(town))["GenerateDataKey"] == 0
    town.clock.passes(minutes=5)
    citizen.book(form("five", TEN)).ok(201)
    assert Counter(operations(town))["GenerateDataKey"] == 1


def unknown(kind: Reference) -> str:
    """A well-formed reference that nobody holds."""
    return make(kind, b"nobody's reference")


ASKING: dict[str, Callable[[Insider, str], Answer]] = {
    "look-up": lambda citizen, reference: citizen.look_up(reference, "0000"),
    "status": lambda citizen, reference: citizen.status(reference, "0000"),
    "move": lambda citizen, reference: citizen.move(reference, "0000", TEN),
    "cancel": lambda citizen, reference: citizen.cancel(reference, "0000"),
    "calendar": lambda citizen, reference: citizen.get(f"/v1/bookings/{reference}/calendar", x_proof="0000"),
}


@pytest.mark.parametrize("ask", ASKING.values(), ids=ASKING.keys())
def test_an_unknown_reference_and_a_wrong_proof_are_answered_alike_by_the_same_calls(
    town: Town, citizen: Insider, ask: Callable[[Insider, str], Answer]
) -> None:
    booked = citizen.book(form()).ok(201)["reference"]
    town.calls.taken()
    references = (booked, unknown(Reference.BOOKING), booked[:-1], "B", "rubbish", "Ω" * 10)
    told, called = [], []
    for reference in references:
        problem = ask(citizen, reference).refuses(404, "not-found")
        del problem["request_id"]
        told.append(problem)
        called.append([call.shape for call in town.calls.taken()])
    assert [problem == told[0] for problem in told] == [True] * len(references)
    assert called == [called[0]] * len(references)
    assert [operation for operation, _ in called[0]] == [READ, WRITE]


def test_a_file_nobody_has_and_a_wrong_proof_for_one_are_the_same_too(town: Town, citizen: Insider) -> None:
    opened = open_case(town)
    town.calls.taken()
    called = []
    for reference in (opened, unknown(Reference.CASE)):
        citizen.status(reference, "0000").refuses(404, "not-found")
        called.append([call.shape for call in town.calls.taken()])
    assert called[0] == called[1]


def test_right_proofs_cost_the_same_whatever_the_outcome(town: Town, citizen: Insider) -> None:
    asked = form()
    booked = citizen.book(asked).ok(201)["reference"]
    proof = asked["citizen"]["phone"][-4:]
    town.calls.taken()
    citizen.look_up(booked, proof).ok()
    assert operations(town) == [READ, WRITE]
    citizen.move(booked, proof, at(MONDAY - timedelta(days=1), "09:00").isoformat()).refuses(
        422, "invalid-fields"
    )
    assert operations(town) == [READ, WRITE]


def open_case(town: Town, key: str = "a-file-of-this-test") -> str:
    """A file of somebody, by its reference."""
    from chalicelib.cases.service import CaseRequest, Cases  # noqa: PLC0415 - only here
    from chalicelib.people.service import Citizen  # noqa: PLC0415 - only here

    person = Citizen("Ni Luh Uji", "5171014107900001", "+6281200000101")
    return town.get(Cases).open(CaseRequest(OFFICE, "two", person, "id", key)).case.reference
