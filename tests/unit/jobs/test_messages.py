"""A batch of the queue: what fails comes again, what was done does not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from chalice.app import SQSEvent
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.jobs import messages
from chalicelib.jobs.job import Assignment
from chalicelib.jobs.queue import JobsQueue, NotSentError, read, written
from chalicelib.jobs.service import UnknownJobError
from tests.fakes.aws import SqsInMemory

if TYPE_CHECKING:
    from tests.unit.conftest import LogLines

DUE = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
GOOD, BAD, FORGOTTEN = (Assignment(job, "mpp", DUE) for job in ("good", "bad", "forgotten"))


class JobsInMemory:
    """A worker to which "bad" jobs always fail and "forgotten" ones are unknown."""

    def __init__(self) -> None:
        self.done: list[Assignment] = []

    def work(self, assignment: Assignment) -> bool:
        if assignment.job == "bad":
            raise RuntimeError
        if assignment.job == "forgotten":
            raise UnknownJobError
        self.done.append(assignment)
        return True


def a_batch(*bodies: str) -> Any:
    records = [{"messageId": f"m{at}", "body": body, "receiptHandle": ""} for at, body in enumerate(bodies)]
    return SQSEvent({"Records": records}, None)


def failed(jobs: JobsInMemory, *bodies: str) -> list[str]:
    answer = messages.done(jobs, a_batch(*bodies))  # type: ignore[arg-type]  # a worker in memory
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_a_batch_that_was_done_brings_nothing_again() -> None:
    jobs = JobsInMemory()
    assert failed(jobs, written(GOOD), written(GOOD)) == []
    assert jobs.done == [GOOD, GOOD]


def test_only_the_message_that_failed_comes_again() -> None:
    jobs = JobsInMemory()
    assert failed(jobs, written(BAD), written(GOOD)) == ["m0"]
    assert jobs.done == [GOOD]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no json",
        "[]",
        "null",
        "{}",
        '{"job": "good", "office": "mpp"}',
        '{"job": "good", "office": "mpp", "due": "soon"}',
        '{"job": "good", "office": "mpp", "due": 1}',
        written(FORGOTTEN),
    ],
)
def test_a_message_that_can_never_be_done_is_left_to_the_dead_letters(body: str, log_lines: LogLines) -> None:
    jobs = JobsInMemory()
    assert failed(jobs, body, written(GOOD)) == ["m0"]
    assert jobs.done == [GOOD]
    assert [line["message"] for line in log_lines()] == ["message is no job"]


def test_a_job_that_fails_over_a_value_was_a_job_all_the_same(log_lines: LogLines) -> None:
    class Failing(JobsInMemory):
        def work(self, assignment: Assignment) -> bool:
            raise ValueError

    assert failed(Failing(), written(GOOD)) == ["m0"]
    assert log_lines() == []


@given(st.text(min_size=1), st.text(min_size=1), st.datetimes(timezones=st.just(UTC)))
def test_an_assignment_comes_out_of_the_queue_as_it_went_in(job: str, office: str, due: datetime) -> None:
    assignment = Assignment(job, office, due)
    assert read(written(assignment)) == assignment


def test_a_queue_that_refuses_some_says_so_and_the_next_tick_sends_them() -> None:
    sqs = SqsInMemory()
    queue = JobsQueue(lambda: sqs, "queue")  # type: ignore[arg-type,return-value]  # a queue in memory
    sqs.refuses = True
    with pytest.raises(NotSentError):
        queue.send([GOOD])


def test_nothing_to_send_is_not_sent() -> None:
    sqs = SqsInMemory()
    JobsQueue(lambda: sqs, "queue").send([])  # type: ignore[arg-type,return-value]  # as above
    assert sqs.batches == []
