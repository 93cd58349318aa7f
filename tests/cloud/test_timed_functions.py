"""Tick, queue and worker as deployed: what is sent is done; what cannot be done ends where somebody sees it."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.wiring.jobs import timed
from tests.cloud.citizen import Citizen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

WITHIN_SECONDS = 60
POISON = "this is no assignment"


@pytest.fixture
def queue(running: Running) -> Iterator[str]:
    """The queue's URL; while a test runs, what failed is brought again at once and not after half an hour."""
    client, url = running.cloud.client("sqs"), running.environment["QUEUE_JOBS"]
    usual = attributes(running, url)["VisibilityTimeout"]
    client.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "1"})
    yield url
    client.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": usual})


def attributes(running: Running, url: str) -> dict[str, str]:
    found: dict[str, str] = running.cloud.client("sqs").get_queue_attributes(
        QueueUrl=url, AttributeNames=["All"]
    )["Attributes"]
    return found


def eventually(happens: Callable[[], Any]) -> Any:
    """What it returns once that is something; bounded."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(0.1)
    pytest.fail("it did not happen in time")


def test_what_the_tick_sends_the_worker_does_and_the_health_page_shows(running: Running) -> None:
    citizen = Citizen(running.api)
    running.cloud.invoke("Tick")

    def healthy() -> Any:
        page = citizen.get("/v1/health").ok()
        return page if all(job["outcome"] == "ok" for job in page["jobs"]) else None

    page = eventually(healthy)
    assert page["status"] == "ok"
    offices = [office["id"] for office in Citizen(running.api).get("/v1/offices").ok()["offices"]]
    expected = {(job.name, office) for job in timed() for office in (offices if job.per_office else ["city"])}
    assert {(job["job"], job["office"]) for job in page["jobs"]} == expected
    assert running.cloud.invoke("Tick") == 0, "nothing is due twice"


def test_a_poison_message_ends_among_the_dead_letters(running: Running, queue: str) -> None:
    failed = f"{queue}-failed"
    running.cloud.client("sqs").send_message(QueueUrl=queue, MessageBody=POISON)

    def dead() -> Any:
        return running.cloud.client("sqs").receive_message(QueueUrl=failed).get("Messages")

    (message,) = eventually(dead)
    assert message["Body"] == POISON
    assert int(attributes(running, queue)["ApproximateNumberOfMessages"]) == 0
    lines = running.cloud.function_log("Work")
    tries = json.loads(attributes(running, queue)["RedrivePolicy"])["maxReceiveCount"]
    # While the function starts, the local queue may hand a message out once more than AWS would.
    assert sum("message is no job" in line for line in lines) >= tries > 1
    assert not [line for line in lines if POISON in line]
