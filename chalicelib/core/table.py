"""The one way to DynamoDB: items as plain dictionaries, conditions inside the write, conflicts retried.

Nothing here knows what a table holds; a room's ``store.py`` spells keys and expressions. A refused condition
comes back as ``ConditionFailed`` with the old items, so that the room can say which of its guards refused.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnectionError

from chalicelib.core.errors import Busy, Unsure
from chalicelib.core.wire import item_from_wire, item_to_wire, to_wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]

# A contended slot of twenty places is through its conflicts within a few tries; eight with full jitter make
# giving up rarer than a lost request, and bound the wait to about a second and a half.
ATTEMPTS = 8
FIRST_PAUSE_SECONDS = 0.01
LONGEST_PAUSE_SECONDS = 0.4
PASSING = frozenset(
    {
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
        "ThrottlingError",
        "ThrottlingException",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "InternalServerError",
    }
)
# After these nobody knows whether the call was carried out.
DOUBTFUL = frozenset({"InternalServerError"})
# The client has tried twice already when silence reaches us, for seven seconds at worst; two rounds of that fit into
# the function's fifteen.
SILENCES = 2
READ_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Key:
    """Where an item lies."""

    table: str
    pk: str
    sk: str

    @property
    def wire(self) -> dict[str, Any]:
        """The key in DynamoDB's JSON."""
        return {"pk": {"S": self.pk}, "sk": {"S": self.sk}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A put (``item``), an update (``change``) or, with neither, a check: one write or one member of several.

    ``when`` is the condition; ``names`` and ``values`` fill ``#placeholders`` and ``:placeholders`` of both.
    """

    key: Key
    item: Item | None = None
    change: str = ""
    when: str = ""
    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    delete: bool = False

    @property
    def action(self) -> Literal["Put", "Update", "Delete", "ConditionCheck"]:
        """What a transaction calls it."""
        if self.item is not None:
            return "Put"
        if self.change:
            return "Update"
        return "Delete" if self.delete else "ConditionCheck"

    def wire(self) -> dict[str, Any]:
        """The request's fields, the same for a single write and for a member of a transaction."""
        request: dict[str, Any] = {"TableName": self.key.table}
        if self.item is None:
            request["Key"] = self.key.wire
        else:
            request["Item"] = item_to_wire({"pk": self.key.pk, "sk": self.key.sk, **self.item})
        if self.change:
            request["UpdateExpression"] = self.change
        if self.when:
            request["ConditionExpression"] = self.when
            request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
        if self.names:
            request["ExpressionAttributeNames"] = self.names
        if self.values:
            request["ExpressionAttributeValues"] = {
                name: to_wire(value) for name, value in self.values.items()
            }
        return request


class ConditionFailed(Exception):  # noqa: N818 - an outcome every caller expects
    """At least one condition did not hold; nothing was written.

    ``failed`` maps the place of each refused write to the item that was there (None: there was none).
    """

    def __init__(self, failed: dict[int, Item | None]) -> None:
        """Keep which conditions refused, and what they met."""
        super().__init__("condition failed")
        self.failed = failed


class Tables:
    """DynamoDB as the stores use it, over one botocore client."""

    def __init__(
        self,
        client: DynamoDBClient,
        *,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take the client; ``sleep`` and ``jitter`` are arguments for tests of the retries."""
        self._client = client
        self._sleep = sleep
        self._jitter = jitter

    def get(self, key: Key) -> Item | None:
        """One item, strongly consistent; one request."""
        answer = self._patiently(
            "get_item", {"TableName": key.table, "Key": key.wire, "ConsistentRead": True}
        )
        return item_from_wire(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Sequence[Key]) -> dict[Key, Item]:
        """Those of the items that exist, from any tables, strongly consistent; one request per hundred."""
        found: dict[Key, Item] = {}
        for first in range(0, len(keys), READ_TOGETHER):
            wanted: dict[str, Any] = {}
            for key in keys[first : first + READ_TOGETHER]:
                wanted.setdefault(key.table, {"ConsistentRead": True, "Keys": []})["Keys"].append(key.wire)
            while wanted:
                answer = self._patiently("batch_get_item", {"RequestItems": wanted})
                for table, items in answer["Responses"].items():
                    for item in map(item_from_wire, items):
                        found[Key(table, item["pk"], item["sk"])] = item
                wanted = answer.get("UnprocessedKeys") or {}
        return found

    def query(
        self, table: str, pk: str, *, between: tuple[str, str] | None = None, consistent: bool = False
    ) -> list[Item]:
        """The items of one partition in order of their sort keys, all or those between two (both included)."""
        request: dict[str, Any] = {
            "TableName": table,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": pk}},
            "ConsistentRead": consistent,
        }
        if between is not None:
            request["KeyConditionExpression"] += " AND sk BETWEEN :first AND :last"
            request["ExpressionAttributeValues"] |= {":first": {"S": between[0]}, ":last": {"S": between[1]}}
        return [item for page in self._pages("query", request) for item in page]

    def scan(self, table: str, *, begins: str) -> Iterator[Item]:
        """Every item whose partition key begins so, page by page; for sweeps in the background only."""
        request = {
            "TableName": table,
            "FilterExpression": "begins_with(pk, :begins)",
            "ExpressionAttributeValues": {":begins": {"S": begins}},
        }
        for page in self._pages("scan", request):
            yield from page

    def write(self, write: Write) -> None:
        """One write; raises ConditionFailed (at place 0) or Busy."""
        operation = {"Put": "put_item", "Update": "update_item", "Delete": "delete_item"}[write.action]
        try:
            self._patiently(operation, write.wire())
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            old: Any = error.response.get("Item")
            raise ConditionFailed({0: item_from_wire(old) if old else None}) from None

    def transact(self, writes: Sequence[Write]) -> None:
        """All of the writes or none, in one request; raises ConditionFailed or, still contended, Busy."""
        members = [{write.action: write.wire()} for write in writes]
        try:
            self._patiently("transact_write_items", {"TransactItems": members})
        except ClientError as error:
            failed = {
                place: item_from_wire(reason["Item"]) if reason.get("Item") else None
                for place, reason in enumerate(_reasons(error))
                if reason.get("Code") == "ConditionalCheckFailed"
            }
            if not failed:
                raise
            raise ConditionFailed(failed) from None

    def _pages(self, operation: str, request: dict[str, Any]) -> Iterator[list[Item]]:
        while True:
            answer = self._patiently(operation, request)
            yield [item_from_wire(item) for item in answer["Items"]]
            if "LastEvaluatedKey" not in answer:
                return
            request = {**request, "ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def _patiently(self, operation: str, request: dict[str, Any]) -> Any:  # noqa: ANN401 - the API's own answer
        """Call, and call again while the table says that the trouble will pass, or says nothing at all.

        A write that was carried out though its answer was lost meets its own condition at the next call, and the
        room recognises its own record there. Raises Busy (nothing was changed) or Unsure.
        """
        call = getattr(self._client, operation)
        silences = 0
        doubtful = False
        for attempt in range(ATTEMPTS):
            try:
                return call(**request)
            except ClientError as error:
                if not _passing(error):
                    raise
                doubtful |= error.response["Error"]["Code"] in DOUBTFUL
            except (NoConnectionError, HTTPClientError) as error:
                silences += 1
                if silences == SILENCES:
                    raise Unsure from error
            pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2**attempt)
            self._sleep(pause * self._jitter())
        raise Unsure if silences or doubtful else Busy


def _reasons(error: ClientError) -> list[dict[str, Any]]:
    reasons: Any = error.response.get("CancellationReasons", [])
    found: list[dict[str, Any]] = reasons
    return found


def _passing(error: ClientError) -> bool:
    """Whether trying again can help: throttled, in conflict, or a fault of the service.

    A transaction that met a conflict is tried again even if a condition failed beside it: a condition read
    while another writer was in the middle is not yet the truth.
    """
    reasons = {reason.get("Code") for reason in _reasons(error)}
    return bool(PASSING & (reasons | {error.response["Error"]["Code"]}))
