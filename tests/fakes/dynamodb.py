"""A DynamoDB client in memory: the operations and the manners that this house relies on.

It stands where botocore's client stands, so what runs on it are the real stores and their real conditions; the
contract suites run the same tests on it and on moto. ``calls`` keeps every request for those who count them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import ClientError

from chalicelib.core.table import Tables
from chalicelib.core.wire import item_from_wire, item_to_wire
from tests.fakes.expressions import Expression, InvalidExpressionError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from chalicelib.core.table import Item

    Place = tuple[str, str, str]
    Answer = dict[str, Any]

MOST_IN_A_TRANSACTION = 100
LONGEST_PK_BYTES = 2048


@dataclass(frozen=True)
class Call:
    """One request as it arrived."""

    operation: str
    request: dict[str, Any]


def refusal(code: str, **more: object) -> ClientError:
    """An error of the service, as botocore raises it."""
    return ClientError(cast("Any", {"Error": {"Code": code, "Message": code}, **more}), "operation")


class DynamoInMemory:
    """Tables appear when they are written to; ``page_size`` is how many items a page holds."""

    def __init__(self, page_size: int = 1000) -> None:
        self.items: dict[Place, Item] = {}
        self.calls: list[Call] = []
        self.page_size = page_size

    @property
    def operations(self) -> list[str]:
        """The names of the operations called so far."""
        return [call.operation for call in self.calls]

    def get_item(self, **request: Any) -> Answer:
        self._note("get_item", request)
        item = self.items.get(_place(request["TableName"], request["Key"]))
        return {} if item is None else {"Item": item_to_wire(item)}

    def batch_get_item(self, **request: Any) -> Answer:
        self._note("batch_get_item", request)
        found: dict[str, list[Answer]] = {table: [] for table in request["RequestItems"]}
        for table, wanted in request["RequestItems"].items():
            places = [_place(table, key) for key in wanted["Keys"]]
            if len(set(places)) < len(places):
                raise refusal("ValidationException")
            found[table] += [item_to_wire(self.items[place]) for place in places if place in self.items]
        return {"Responses": found, "UnprocessedKeys": {}}

    def query(self, **request: Any) -> Answer:
        self._note("query", request)
        values = {name: value["S"] for name, value in request["ExpressionAttributeValues"].items()}
        first, last = values.get(":first", ""), values.get(":last", "\U0010ffff")
        table, pk = request["TableName"], values[":pk"]
        return self._page(
            request, [at for at in self.items if at[:2] == (table, pk) and first <= at[2] <= last]
        )

    def scan(self, **request: Any) -> Answer:
        self._note("scan", request)
        begins, table = request["ExpressionAttributeValues"][":begins"]["S"], request["TableName"]
        return self._page(request, [at for at in self.items if at[0] == table and at[1].startswith(begins)])

    def put_item(self, **request: Any) -> Answer:
        return self._single("put_item", "Put", request)

    def update_item(self, **request: Any) -> Answer:
        return self._single("update_item", "Update", request)

    def delete_item(self, **request: Any) -> Answer:
        return self._single("delete_item", "Delete", request)

    def transact_write_items(self, **request: Any) -> Answer:
        self._note("transact_write_items", request)
        members = [next(iter(member.items())) for member in request["TransactItems"]]
        places = [_target(member) for _, member in members]
        if len(members) > MOST_IN_A_TRANSACTION or len(set(places)) < len(places):
            raise refusal("ValidationException")
        used: list[set[str]] = [set() for _ in members]
        reasons = [self._reason(member, used[at]) for at, (_, member) in enumerate(members)]
        if any(reason["Code"] != "None" for reason in reasons):
            raise refusal("TransactionCanceledException", CancellationReasons=reasons)
        for (action, member), names in zip(members, used, strict=True):
            self._carry_out(action, member, names)
        return {}

    def _single(self, operation: str, action: str, request: dict[str, Any]) -> Answer:
        self._note(operation, request)
        used: set[str] = set()
        reason = self._reason(request, used)
        if reason["Code"] != "None":
            old = {"Item": reason["Item"]} if "Item" in reason else {}
            raise refusal("ConditionalCheckFailedException", **old)
        self._carry_out(action, request, used)
        return {}

    def _reason(self, request: dict[str, Any], used: set[str]) -> dict[str, Any]:
        """Why a write is refused, with the old item; ``None`` as DynamoDB spells it when it is not."""
        there = self.items.get(_target(request))
        condition = request.get("ConditionExpression")
        if condition is None or Expression(condition, request, used).holds(there or {}):
            return {"Code": "None"}
        return {"Code": "ConditionalCheckFailed"} | ({"Item": item_to_wire(there)} if there else {})

    def _carry_out(self, action: str, request: dict[str, Any], used: set[str]) -> None:
        place = _target(request)
        if action == "Put":
            self.items[place] = item_from_wire(request["Item"])
        elif action == "Update":
            there = self.items.get(place, {"pk": place[1], "sk": place[2]})
            try:
                self.items[place] = Expression(request["UpdateExpression"], request, used).updated(there)
            except InvalidExpressionError as error:
                raise refusal("ValidationException") from error
        elif action == "Delete":
            self.items.pop(place, None)
        given = {*request.get("ExpressionAttributeNames", {}), *request.get("ExpressionAttributeValues", {})}
        if given != used:
            raise refusal("ValidationException")

    def _page(self, request: dict[str, Any], places: list[Place]) -> Answer:
        places.sort()
        start = request.get("ExclusiveStartKey")
        if start is not None:
            places = [place for place in places if place > _place(request["TableName"], start)]
        page, more = places[: self.page_size], places[self.page_size :]
        answer: Answer = {"Items": [item_to_wire(self.items[place]) for place in page]}
        if more:
            _, pk, sk = page[-1]
            answer["LastEvaluatedKey"] = {"pk": {"S": pk}, "sk": {"S": sk}}
        return answer

    def _note(self, operation: str, request: dict[str, Any]) -> None:
        self.calls.append(Call(operation, request))


def tables(client: object) -> Tables:
    """Tables over a client of our own making, with no waiting between tries."""
    return Tables(cast("DynamoDBClient", client), sleep=lambda _: None)


def _target(request: dict[str, Any]) -> Place:
    return _place(request["TableName"], request.get("Key") or request["Item"])


def _place(table: str, key: dict[str, Any]) -> Place:
    pk, sk = key["pk"]["S"], key["sk"]["S"]
    if not pk or not sk or len(pk.encode()) > LONGEST_PK_BYTES:
        raise refusal("ValidationException")
    return table, pk, sk
