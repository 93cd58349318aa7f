"""Every store's contract runs twice: over the client in memory and over DynamoDB (moto)."""

from __future__ import annotations

from functools import cache
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


@cache
def client() -> DynamoDBClient:
    """One client for all suites: making one takes longer than a test; moto stands behind it while its mock is on."""
    return boto3.client(
        "dynamodb",
        region_name="ap-southeast-3",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


@pytest.fixture(scope="module")
def moto() -> Iterator[None]:
    """Nothing leaves this process while a suite runs, and nothing of it stays for the next."""
    with mock_aws():
        yield


@pytest.fixture
def table() -> str:
    """The name of a table that only this test uses."""
    return f"tanpa-antre-test-{uuid4().hex}"


@pytest.fixture
def dynamodb(moto: None, table: str) -> Tables:
    """DynamoDB with that table in it."""
    client().create_table(
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
    return Tables(client(), sleep=lambda _: None)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def tables(request: pytest.FixtureRequest) -> Tables:
    """The tables that a store is given."""
    if request.param == "in memory":
        return tables_over(DynamoInMemory())
    real: Tables = request.getfixturevalue("dynamodb")
    return real
