from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from chalice.app import Chalice
from chalice.test import Client

from chalicelib.core import registry
from chalicelib.core.clock import now
from chalicelib.offices.routes import web
from chalicelib.offices.service import Offices
from infra.seed import load_seed
from tests.fakes.offices import OfficesInMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Get = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def get() -> Iterator[Get]:
    """GET a path of the offices' routes, served over the seed in memory."""
    seed = load_seed()
    offices = Offices(OfficesInMemory(), now)
    offices.publish(seed.offices, seed.standards)
    registry.offer(Offices, lambda: offices)
    app = Chalice("test")
    app.register_blueprint(web)
    with Client(app) as client:

        def ask(path: str, **headers: str) -> tuple[int, dict[str, Any]]:
            answer = client.http.get(path, headers=headers)
            return answer.status_code, json.loads(answer.body)

        yield ask


def test_offices_are_listed(get: Get) -> None:
    status, page = get("/v1/offices")
    assert status == 200
    assert [office["id"] for office in page["offices"]] == ["dukcapil", "mpp"]
    assert set(page["offices"][0]) == {"id", "name", "address", "time_zone"}


def test_an_office_tells_its_hours_rules_closures_and_services(get: Get) -> None:
    _, page = get("/v1/offices/mpp")
    assert page["time_zone"] == "Asia/Makassar"
    assert page["hours"][0] == {
        "weekday": 1,
        "opens": "08:00",
        "closes": "15:00",
        "breaks": [{"starts": "12:00", "ends": "13:00"}],
    }
    assert set(page["closures"][0]) == {"date", "reason"}
    rules = {
        "horizon_days",
        "move_cutoff_minutes",
        "cancel_cutoff_minutes",
        "open_per_person",
        "open_per_phone",
        "grace_before_minutes",
        "grace_after_minutes",
    }
    assert set(page["rules"]) == rules
    first = page["services"][0]
    assert set(first) == {"id", "name", "agency", "agency_id", "minutes", "aliases", "summary"}
    assert first["agency_id"] == "dukcapil"
    assert "bikin ktp" in first["aliases"]


def test_closed_days_that_have_passed_are_left_out(get: Get) -> None:
    _, page = get("/v1/offices/mpp")
    assert min(closure["date"] for closure in page["closures"]) >= now().date().isoformat()


def test_a_standard_is_told_in_the_language_asked_for(get: Get) -> None:
    _, page = get("/v1/offices/dukcapil/services/d001")
    assert page["requirements"] == ["Surat kehilangan dari kepolisian", "Kartu Keluarga"]
    _, page = get("/v1/offices/dukcapil/services/d001?language=en")
    assert page["fee"] == "Free"
    _, page = get("/v1/offices/dukcapil/services/d001", **{"Accept-Language": "en-GB,en"})
    assert page["name"] == "Lost electronic ID card"


def test_a_standard_names_every_office_that_offers_it(get: Get) -> None:
    _, page = get("/v1/offices/mpp/services/d001")
    assert [office["id"] for office in page["offices"]] == ["dukcapil", "mpp"]
    assert page["minutes"] == 10
    assert page["agency_id"] == "dukcapil"
    assert page["version"] == 1
    assert page["legal_basis"] == ["UU 24/2013", "Perpres 96/2018", "Permendagri 108/2019"]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/v1/offices/nowhere", "/problems/unknown-office"),
        ("/v1/offices/%F0%9F%99%82", "/problems/unknown-office"),
        ("/v1/offices/nowhere/services/d001", "/problems/unknown-office"),
        ("/v1/offices/dukcapil/services/s008", "/problems/unknown-service"),
        ("/v1/offices/dukcapil/services/d001%23V000001", "/problems/unknown-service"),
    ],
)
def test_what_is_not_there_is_a_problem_document(get: Get, path: str, problem: str) -> None:
    status, page = get(path)
    assert (status, page["type"]) == (404, problem)
