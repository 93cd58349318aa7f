"""A batch of the queue's messages: each is done by itself, and only those that failed come again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.core import telemetry
from chalicelib.jobs import queue
from chalicelib.jobs.service import UnknownJobError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.jobs.service import Jobs


def done(jobs: Jobs, records: Iterable[Any]) -> dict[str, list[dict[str, str]]]:
    """Do every message; the answer names those to bring again (SQS partial batch response).

    A message that is no assignment can never be done: it is brought again too, until the queue's own count moves it
    to the dead letters, where somebody sees it.
    """
    failures = [record for record in records if not _done(jobs, record.body)]
    return {"batchItemFailures": [{"itemIdentifier": record.to_dict()["messageId"]} for record in failures]}


def _done(jobs: Jobs, message: str) -> bool:
    try:
        assignment = queue.read(message)
    except (ValueError, KeyError, TypeError) as error:
        telemetry.trouble("message is no job", error=error)
        return False
    try:
        jobs.work(assignment)
    except UnknownJobError as error:
        telemetry.trouble("message is no job", error=error)
        return False
    except Exception:  # noqa: BLE001 - logged where it happened; the other messages still count
        return False
    return True
