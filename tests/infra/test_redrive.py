"""What failed goes back to its queue: moved by SQS itself where it can, else message by message, and none is lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra import clients, redrive
from infra.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_sqs import SQSClient


@pytest.fixture
def sqs() -> Iterator[SQSClient]:
    with mock_aws():
        client = boto3.client(
            "sqs", region_name="ap-southeast-3", aws_access_key_id="testing", aws_secret_access_key="testing"
        )
        for name in (*redrive.DEAD, *redrive.DEAD.values()):
            client.create_queue(QueueName=f"tanpa-antre-prod-{name}")
        yield client


class Simple:
    """A cloud that knows no moving of messages, or notes it; all else as moto does it."""

    def __init__(self, sqs: SQSClient, refusal: str | None = None) -> None:
        self._sqs = sqs
        self._refusal = refusal
        self.moved: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sqs, name)

    def start_message_move_task(self, **asked: Any) -> None:
        if self._refusal:
            raise ClientError({"Error": {"Code": self._refusal}}, "StartMessageMoveTask")
        self.moved.append(asked["SourceArn"])


def url(sqs: SQSClient, name: str) -> str:
    return sqs.get_queue_url(QueueName=f"tanpa-antre-prod-{name}")["QueueUrl"]


def bodies(sqs: SQSClient, name: str) -> set[str]:
    taken: set[str] = set()
    while found := sqs.receive_message(QueueUrl=url(sqs, name), MaxNumberOfMessages=10).get("Messages"):
        taken |= {message["Body"] for message in found}
    return taken


def bury(sqs: SQSClient, number: int, name: str = "documents-dead") -> set[str]:
    buried = {f"message {at}" for at in range(number)}
    for body in buried:
        sqs.send_message(QueueUrl=url(sqs, name), MessageBody=body)
    return buried


def test_sqs_moves_them_itself_where_it_can(sqs: SQSClient) -> None:
    bury(sqs, 3)
    cloud = Simple(sqs)
    assert redrive.redrive(cloud, "prod", "documents") == "About 3 are on their way back to documents."
    assert [arn.rpartition(":")[2] for arn in cloud.moved] == ["tanpa-antre-prod-documents-dead"]


@pytest.mark.parametrize("refusal", sorted(redrive.UNKNOWN))
@pytest.mark.parametrize(("queue", "dead"), redrive.DEAD.items())
def test_elsewhere_each_is_moved(queue: str, dead: str, refusal: str, sqs: SQSClient) -> None:
    buried = bury(sqs, 23, dead)
    assert redrive.redrive(Simple(sqs, refusal), "prod", queue) == f"23 went back to {queue}."
    assert bodies(sqs, queue) == buried
    assert bodies(sqs, dead) == set()


def test_nothing_to_send_back_is_said(sqs: SQSClient) -> None:
    told = redrive.redrive(Simple(sqs), "prod", "documents")
    assert told == "Nothing lies among the dead letters of documents."


def test_what_sqs_refuses_for_another_reason_is_told(sqs: SQSClient) -> None:
    bury(sqs, 1)
    with pytest.raises(ClientError, match="AccessDenied"):
        redrive.redrive(Simple(sqs, "AccessDenied"), "prod", "documents")


def test_a_stage_that_is_not_there_is_named(sqs: SQSClient) -> None:
    with pytest.raises(Stopped, match="The stage test has no queue jobs here"):
        redrive.redrive(sqs, "test", "jobs")


def test_the_command_says_what_was_done(
    sqs: SQSClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["redrive", "--stage", "prod", "--queue", "jobs"])
    monkeypatch.setattr(clients, "of", lambda _stage: lambda _service: sqs)
    assert redrive.main() == 0
    assert capsys.readouterr().out == "Nothing lies among the dead letters of jobs.\n"
