"""``make redrive QUEUE=documents STAGE=…``: send what failed back to its queue, once the cause is mended.

Messages that failed five times lie among the dead letters of their queue: uploads whose check failed (documents), and
timed work (jobs). Doing them again is harmless: what was done is not done twice.
"""

from __future__ import annotations

import argparse
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra import clients, commands
from infra.errors import Stopped

#: A queue and its dead letters, by what they are called after the stage.
DEAD = {"documents": "documents-dead", "jobs": "jobs-failed"}
# What SQS moves at once, and for how many seconds a message that is being moved is hidden.
BATCH = 10
HIDDEN = 30
# How a cloud says that it does not know how to move messages by itself.
UNKNOWN = frozenset({"InvalidAction", "UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation"})


def main() -> int:
    """Send back from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.redrive",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stage", default="prod", help="name of the deployment (default: prod)")
    parser.add_argument("--queue", choices=sorted(DEAD), required=True)
    asked = parser.parse_args()
    try:
        print(redrive(clients.of(asked.stage)("sqs"), asked.stage, asked.queue))
    except (BotoCoreError, ClientError) as error:
        raise Stopped(f"AWS refused: {error}") from error
    return 0


def redrive(sqs: Any, stage: str, queue: str) -> str:  # noqa: ANN401 - boto3's client
    """Send all dead letters of a queue back to it; what was done about them, as a sentence."""
    try:
        dead, alive = (
            sqs.get_queue_url(QueueName=f"tanpa-antre-{stage}-{name}")["QueueUrl"]
            for name in (DEAD[queue], queue)
        )
    except sqs.exceptions.QueueDoesNotExist:
        raise Stopped(f"The stage {stage} has no queue {queue} here; is it deployed?") from None
    names = ["QueueArn", "ApproximateNumberOfMessages"]
    known = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=names)["Attributes"]
    if known["ApproximateNumberOfMessages"] == "0":
        return f"Nothing lies among the dead letters of {queue}."
    try:
        sqs.start_message_move_task(SourceArn=known["QueueArn"])
    except ClientError as error:
        if error.response["Error"]["Code"] not in UNKNOWN:
            raise
        return f"{_moved(sqs, dead, alive)} went back to {queue}."
    return f"About {known['ApproximateNumberOfMessages']} are on their way back to {queue}."


def _moved(sqs: Any, dead: str, alive: str) -> int:  # noqa: ANN401 - boto3's client
    """Move message by message; each is deleted only when it lies in the other queue. Returns how many."""
    count = 0
    while found := sqs.receive_message(
        QueueUrl=dead, MaxNumberOfMessages=BATCH, VisibilityTimeout=HIDDEN
    ).get("Messages"):
        for message in found:
            sqs.send_message(QueueUrl=alive, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
            count += 1
    return count


if __name__ == "__main__":
    raise SystemExit(commands.ended(main))
