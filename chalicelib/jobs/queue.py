"""The gateway to the jobs queue (SQS)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.jobs.job import Assignment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

# SQS takes ten messages at once.
BATCH = 10


class NotSentError(Exception):
    """The queue did not take every assignment; the next tick sends what is still due."""


class JobsQueue:
    """Assignments to the worker."""

    def __init__(self, client: Callable[[], SQSClient], url: str) -> None:
        """Take a lazy client and the queue's URL."""
        self._client = client
        self._url = url

    def send(self, assignments: Sequence[Assignment]) -> None:
        """Send all; raises NotSentError when the queue refused some."""
        for first in range(0, len(assignments), BATCH):
            entries: list[SendMessageBatchRequestEntryTypeDef] = [
                {"Id": str(at), "MessageBody": written(one)}
                for at, one in enumerate(assignments[first : first + BATCH])
            ]
            answer = self._client().send_message_batch(QueueUrl=self._url, Entries=entries)
            if answer.get("Failed"):
                raise NotSentError


def written(assignment: Assignment) -> str:
    """An assignment as a message."""
    return json.dumps({"job": assignment.job, "office": assignment.office, "due": assignment.due.isoformat()})


def read(message: str) -> Assignment:
    """An assignment from a message; ValueError, KeyError or TypeError when it is none."""
    body = json.loads(message)
    return Assignment(str(body["job"]), str(body["office"]), datetime.fromisoformat(body["due"]))
