"""The app as Chalice deploys it: what importing it loads, its events, and that reading changes nothing."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from chalice.test import Client

from app import BLUEPRINTS, app, tick, work
from chalicelib.cases.service import CaseRequest
from chalicelib.complaints.service import Contact, Identity
from chalicelib.core import telemetry
from chalicelib.jobs.queue import read
from chalicelib.wiring.jobs import timed
from tests.builders.city import City, at
from tests.builders.complaints import brought
from tests.builders.people import a_citizen
from tests.fakes.gateway import Gateway

ROOT = Path(__file__).parents[2]
HEAVY = {
    "pydantic",
    "phonenumbers",
    "cryptography",
    "boto3",
    "icalendar",
    "numpy",
    "aws_lambda_powertools",
    "jwt",
}
#: What a search for slots needs and nothing more.
READ = """
import app
from tests.builders.city import City
from tests.fakes.gateway import Gateway
City()
assert Gateway(app.app).get("/v1/offices/mpp/services/d000/slots").status == 200
"""
A_QUARTER_OF_AN_HOUR = Client(app).events.generate_cw_event("aws.events", "Scheduled Event", {}, [])
#: Counters of ours that a look may add to: searches without a place, wrong proofs.
COUNTERS = {"demand", "idempotency"}


def loaded_by(code: str) -> set[str]:
    """The packages that a fresh process has loaded after some code."""
    listing = "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules})"
    fresh = subprocess.run(
        [sys.executable, "-c", code + listing],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(fresh.stdout.split())


def test_importing_the_app_loads_nothing_heavy() -> None:
    assert loaded_by("import app") & HEAVY == set()


def test_a_search_for_slots_loads_nothing_heavy() -> None:
    assert loaded_by(READ) & HEAVY == set()


def test_importing_the_app_reads_no_settings() -> None:
    assert "chalicelib" in loaded_by("import os; os.environ.clear()\nimport app")


@pytest.fixture
def city() -> City:
    return City(now=at(0, 31))


def test_a_tick_of_the_clock_sends_what_is_due(city: City) -> None:
    assert tick(A_QUARTER_OF_AN_HOUR, None) == len(city.sqs.messages) == len(timed())


def test_what_was_sent_is_done_by_the_worker(city: City) -> None:
    tick(A_QUARTER_OF_AN_HOUR, None)
    batch = Client(app).events.generate_sqs_event([*city.sqs.messages, "?"])
    for number, record in enumerate(batch["Records"]):
        record["messageId"] = f"message {number}"
    assert work(batch, None) == {"batchItemFailures": [{"itemIdentifier": f"message {len(timed())}"}]}
    done = {(one.run.job, one.run.outcome) for one in city.jobs.health()}
    assert done == {(read(message).job, "ok") for message in city.sqs.messages}


@pytest.mark.parametrize(
    "route",
    [route for web in BLUEPRINTS for route in web.declared if route.method == "GET"],
    ids=lambda one: one.path,
)
@pytest.mark.parametrize("proof", ["0001", "0000", None])
def test_a_look_changes_nothing_of_a_citizens(city: City, route: object, proof: str | None) -> None:
    booking = city.book().booking.reference
    opened = city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case.reference
    complaint = brought(
        identity=Identity.NAMED, contact=Contact("Made", "+6281234500001")
    ).complaint.reference
    before = kept_by_citizens(city)
    for reference in (booking, opened, complaint, "B234567892"):
        path = str(getattr(route, "path", "")).format(
            office="mpp",
            service="d000",
            reference=reference,
            number="A001",
            code="ABCDEFGHJK",
            public="22222222",
            token="22222222",
        )
        answer = Gateway(app).get(path, **({"X-Proof": proof} if proof else {}))
        assert answer.status < 500
    assert kept_by_citizens(city) == before


def kept_by_citizens(city: City) -> dict[tuple[str, str, str], dict[str, object]]:
    return {place: item for place, item in city.kept().items.items() if place[0] not in COUNTERS}


def test_a_line_is_logged_once_and_as_json() -> None:
    formatter = telemetry.logger().registered_formatter
    assert [handler.formatter for handler in logging.getLogger(app.app_name).handlers] == [formatter]


def test_every_route_is_registered_as_it_is_declared() -> None:
    declared = {(route.path, route.method) for web in BLUEPRINTS for route in web.declared}
    assert declared == {(path, method) for path, methods in app.routes.items() for method in methods}
