from __future__ import annotations

import pytest

from app import app
from tests.builders.city import City, at
from tests.fakes.gateway import Gateway


@pytest.fixture
def city() -> City:
    return City(now=at(0, 31))


@pytest.fixture
def gateway(city: City) -> Gateway:
    return Gateway(app)


def test_health_tells_version_stage_and_every_jobs_last_run(city: City, gateway: Gateway) -> None:
    for one in city.jobs.tick():
        city.jobs.work(one)
    page = gateway.get("/v1/health").json
    assert (page["status"], page["version"], page["stage"]) == ("ok", "1.2.3", "test")
    assert {(job["job"], job["office"]) for job in page["jobs"]} == {
        ("horizon", "mpp"),
        ("close-day", "mpp"),
        ("forget-documents", "mpp"),
        ("reconcile-places", "mpp"),
        ("reconcile-guards", "city"),
        ("watch-cases", "mpp"),
        ("watch-complaints", "mpp"),
        ("forget-letters", "mpp"),
    }
    horizon = next(job for job in page["jobs"] if job["job"] == "horizon")
    assert (horizon["outcome"], horizon["last_run"], horizon["late"]) == (
        "ok",
        "2026-11-22T16:31:00+00:00",
        False,
    )


def test_a_job_that_should_have_run_makes_the_system_late(city: City, gateway: Gateway) -> None:
    city.clock.passes(hours=2)
    page = gateway.get("/v1/health").json
    assert page["status"] == "late"
    assert {job["outcome"] for job in page["jobs"]} == {"never"}
