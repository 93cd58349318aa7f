from __future__ import annotations

import pytest

from app import app
from tests.builders.city import City
from tests.fakes.gateway import Gateway


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def gateway(city: City) -> Gateway:
    return Gateway(app)


def test_the_status_of_a_booking_is_told_in_the_language_asked_for(city: City, gateway: Gateway) -> None:
    reference = city.book().booking.reference
    answer = gateway.get(f"/v1/status/{reference}?language=en", **{"X-Proof": "0001"})
    assert answer.status == 200
    assert answer.json.keys() == {"reference", "kind", "status", "summary", "steps", "due"}
    assert (answer.json["kind"], answer.json["due"]) == ("booking", "2026-11-23T09:00:00+08:00")
    assert answer.json["steps"][0] == {"name": "Appointment made", "at": "2026-11-23T07:00:00+08:00"}


@pytest.mark.parametrize("reference", ["B234567892", "x", "%F0%9F%99%82", "B" * 5_000, "%00", "%2F..%2F"])
def test_what_nobody_holds_is_answered_like_a_wrong_proof(
    city: City, gateway: Gateway, reference: str
) -> None:
    known = city.book().booking.reference
    unproven = gateway.get(f"/v1/status/{known}", **{"X-Proof": "0000"})
    unknown = gateway.get(f"/v1/status/{reference}", **{"X-Proof": "0000"})
    assert (unknown.status, unknown.code) == (404, "not-found")
    assert unknown == unproven


def test_without_a_proof_one_is_asked_for(gateway: Gateway) -> None:
    assert gateway.get("/v1/status/B234567892").status == 401
