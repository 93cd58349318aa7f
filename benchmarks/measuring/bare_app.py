"""The baseline of the cold start: the least that answers a request from DynamoDB with Chalice and boto3."""

from __future__ import annotations

import os
from typing import Any

import boto3
from chalice.app import Chalice

app = Chalice(app_name="bare")
dynamodb = boto3.client("dynamodb")


@app.route("/v1/offices/{office}/services/{service}/slots")
def slots(office: str, service: str) -> dict[str, Any]:  # noqa: ARG001 - the route names it
    """The slots of a pool as they are stored."""
    answer = dynamodb.query(
        TableName=os.environ["TABLE_DIARY"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"SLOTS#{office}#{os.environ['POOL']}"}},
    )
    return {"slots": answer["Items"]}
