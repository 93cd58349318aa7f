"""Every store's contract runs twice: over the client in memory and over DynamoDB (moto)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import boto3
import pytest
from moto import mock_aws

from chalicelib.core.table import Tables
from tests.fakes.dynamodb import DynamoInMemory
from tests.fakes.dynamodb import tables as tables_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="session")
def dynamodb() -> Iterator[DynamoDBClient]:
    """One client of moto's for all suites; each test has a table of its own in it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        with mock_aws():
            yield boto3.client("dynamodb", region_name="ap-southeast-3")


@pytest.fixture
def table() -> str:
    """The name of a table that only this test uses."""
    return f"tanpa-antre-test-{uuid4().hex}"


@pytest.fixture(params=["in memory", "in DynamoDB"])
def tables(request: pytest.FixtureRequest, table: str) -> Tables:
    """The tables that a store is given."""
    if request.param == "in memory":
        return tables_over(DynamoInMemory())
    client: DynamoDBClient = request.getfixturevalue("dynamodb")
    client.create_table(
        TableName=table,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
    )
    return Tables(client, sleep=lambda _: None)
