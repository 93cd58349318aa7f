"""Every store's contract runs twice: over the client in memory and over DynamoDB (moto)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

import boto3
import pytest
from moto import mock_aws

from chalicelib.booking.store import Diary
from chalicelib.booking.store.guards import Guards
from chalicelib.booking.store.plan import PlanStore
from chalicelib.core.table import Key, Tables, Write
from tests.builders.slots import slots_in_a_row
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


@pytest.fixture
def diary(tables: Tables, table: str, plans: PlanStore) -> Diary:
    """Monday's windows from eight to ten are laid, thirty minutes each."""
    plans.put_new("mpp", "ktp", slots_in_a_row(30, 30, 30, 30))
    return Diary(tables, table)


@pytest.fixture
def plans(tables: Tables, table: str) -> PlanStore:
    return PlanStore(tables, table)


@pytest.fixture
def guards(tables: Tables, table: str) -> Guards:
    return Guards(tables, table)


@pytest.fixture
def record_key(table: str) -> Write:
    """The write that adds a record's key to its person."""
    return Write(key=Key(table, "SOMEWHERE#ELSE", "KEY"), item={"record_key": b"key"})


@pytest.fixture
def holds(table: str) -> Write:
    """A check that holds, as a citizen's admission does."""
    return Write(key=Key(table, "TRIES#", "1"), when="attribute_not_exists(wrong)")


@pytest.fixture
def fails(table: str) -> Write:
    """A check that does not."""
    return Write(key=Key(table, "TRIES#", "1"), when="attribute_exists(wrong)")
