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
    failures = []
    for record in records:
        try:
            jobs.work(queue.read(record.body))
        except (UnknownJobError, ValueError, KeyError, TypeError) as error:
            telemetry.trouble("message is no job", error=error)
            failures.append(record)
        except Exception:  # noqa: BLE001 - logged where it happened; the other messages still count
            failures.append(record)
    return {"batchItemFailures": [{"itemIdentifier": record.to_dict()["messageId"]} for record in failures]}
