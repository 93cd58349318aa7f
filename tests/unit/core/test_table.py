from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from chalicelib.core.errors import Busy, Unsure
from chalicelib.core.table import (
    ATTEMPTS,
    LONGEST_PAUSE_SECONDS,
    SILENCES,
    ConditionFailed,
    Key,
    Tables,
    Write,
)
from tests.fakes.dynamodb import DynamoInMemory, refusal
from tests.fakes.faults import Faulty, conflict, throttled

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ONE, TWO = Key("table", "one", "1"), Key("table", "two", "2")
NEW = "attribute_not_exists(pk)"
FIRST = Write(key=ONE, item={"n": 1}, when=NEW)


class Waiting:
    """Waits no time and remembers how long it was to wait."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


@pytest.fixture
def inner() -> DynamoInMemory:
    return DynamoInMemory()


@pytest.fixture
def faults(inner: DynamoInMemory) -> Faulty:
    return Faulty(inner)


@pytest.fixture
def waiting() -> Waiting:
    return Waiting()


@pytest.fixture
def tables(faults: Faulty, waiting: Waiting) -> Tables:
    return Tables(cast("DynamoDBClient", faults), sleep=waiting, jitter=lambda: 1.0)


@pytest.mark.parametrize(
    "error",
    [
        conflict(),
        throttled(),
        refusal("TransactionInProgressException"),
        refusal("ProvisionedThroughputExceededException"),
        refusal("InternalServerError"),
        refusal("TransactionCanceledException", CancellationReasons=[{"Code": "ThrottlingError"}]),
    ],
    ids=lambda error: str(error.response["Error"]["Code"]),
)
def test_trouble_that_passes_is_waited_out(
    tables: Tables, faults: Faulty, waiting: Waiting, error: ClientError
) -> None:
    faults.will("transact_write_items", error, times=3)
    tables.transact([FIRST])
    assert tables.get(ONE) is not None
    assert waiting.pauses == [0.01, 0.02, 0.04]


def test_reads_and_single_writes_wait_too(tables: Tables, faults: Faulty) -> None:
    for operation in ("get_item", "put_item", "query", "batch_get_item", "scan"):
        faults.will(operation, throttled())
    tables.write(FIRST)
    assert tables.get(ONE) is not None
    assert len(tables.query("table", "one")) == 1
    assert len(tables.get_many([ONE])) == 1
    assert len(list(tables.scan("table", begins="o"))) == 1


def test_trouble_that_stays_is_busy_and_nothing_was_written(
    tables: Tables, inner: DynamoInMemory, faults: Faulty, waiting: Waiting
) -> None:
    faults.will("transact_write_items", conflict(), times=ATTEMPTS)
    with pytest.raises(Busy):
        tables.transact([FIRST])
    assert inner.items == {}
    assert max(waiting.pauses) == LONGEST_PAUSE_SECONDS


@pytest.mark.parametrize(
    "silence",
    [
        ReadTimeoutError(endpoint_url=""),
        EndpointConnectionError(endpoint_url=""),
        ConnectionClosedError(endpoint_url=""),
    ],
    ids=lambda silence: type(silence).__name__,
)
def test_a_table_that_says_nothing_is_asked_again(tables: Tables, faults: Faulty, silence: Exception) -> None:
    faults.will("transact_write_items", silence, times=SILENCES - 1)
    tables.transact([FIRST])
    assert tables.get(ONE) is not None


def test_after_some_silence_nobody_knows_whether_it_was_done(tables: Tables, faults: Faulty) -> None:
    faults.will("transact_write_items", ReadTimeoutError(endpoint_url=""), times=SILENCES, done=True)
    with pytest.raises(Unsure):
        tables.transact([Write(key=ONE, change="ADD n :one", values={":one": 1})])


@pytest.mark.parametrize("doubt", [refusal("InternalServerError"), ReadTimeoutError(endpoint_url="")])
def test_a_conflict_after_a_doubt_is_no_certainty(tables: Tables, faults: Faulty, doubt: Exception) -> None:
    faults.will("transact_write_items", doubt)
    faults.will("transact_write_items", conflict(), times=ATTEMPTS - 1)
    with pytest.raises(Unsure):
        tables.transact([FIRST])


def test_a_pause_is_of_a_random_length_so_that_those_in_conflict_part(inner: DynamoInMemory) -> None:
    faults, waiting = Faulty(inner), Waiting()
    chances = iter([0.5, 0.0])
    patient = Tables(cast("DynamoDBClient", faults), sleep=waiting, jitter=lambda: next(chances))
    faults.will("put_item", throttled(), times=2)
    patient.write(FIRST)
    assert waiting.pauses == [0.005, 0.0]


def test_what_will_not_pass_is_raised_at_once(tables: Tables, faults: Faulty, waiting: Waiting) -> None:
    faults.will("get_item", refusal("AccessDeniedException"))
    with pytest.raises(ClientError, match="AccessDenied"):
        tables.get(ONE)
    faults.will("transact_write_items", refusal("ValidationException"))
    with pytest.raises(ClientError, match="Validation"):
        tables.transact([FIRST])
    reasons = [{"Code": "None"}, {"Code": "ValidationError"}]
    faults.will("transact_write_items", refusal("TransactionCanceledException", CancellationReasons=reasons))
    with pytest.raises(ClientError, match="Canceled"):
        tables.transact([FIRST])
    faults.will("put_item", refusal("AccessDeniedException"))
    with pytest.raises(ClientError, match="AccessDenied"):
        tables.write(FIRST)
    assert waiting.pauses == []


def test_a_condition_refused_beside_a_conflict_is_not_yet_the_truth(tables: Tables, faults: Faulty) -> None:
    reasons = [{"Code": "ConditionalCheckFailed"}, {"Code": "TransactionConflict"}]
    faults.will("transact_write_items", refusal("TransactionCanceledException", CancellationReasons=reasons))
    tables.transact([FIRST, Write(key=TWO, item={"n": 2}, when=NEW)])
    assert len(tables.get_many([ONE, TWO])) == 2


def test_a_write_whose_answer_was_lost_meets_itself_when_it_is_sent_again(
    tables: Tables, faults: Faulty
) -> None:
    faults.will("transact_write_items", refusal("InternalServerError"), done=True)
    with pytest.raises(ConditionFailed) as refused:
        tables.transact([FIRST])
    assert refused.value.failed == {0: {"pk": "one", "sk": "1", "n": 1}}


def test_keys_that_dynamodb_left_for_later_are_read_again() -> None:
    class Overfull(DynamoInMemory):
        """Answers one key at a time and hands the others back."""

        def batch_get_item(self, **request: Any) -> dict[str, Any]:
            wanted = request["RequestItems"]["table"]
            first, rest = wanted["Keys"][:1], wanted["Keys"][1:]
            answer = super().batch_get_item(RequestItems={"table": {**wanted, "Keys": first}})
            return {**answer, "UnprocessedKeys": {"table": {**wanted, "Keys": rest}} if rest else {}}

    overfull = Overfull()
    tables = Tables(cast("DynamoDBClient", overfull))
    tables.transact([FIRST, Write(key=TWO, item={"n": 2})])
    assert set(tables.get_many([ONE, TWO])) == {ONE, TWO}
    assert overfull.operations.count("batch_get_item") == 2


def test_a_partition_and_a_sweep_are_read_page_by_page() -> None:
    paged = DynamoInMemory(page_size=2)
    tables = Tables(cast("DynamoDBClient", paged))
    for sk in "abcde":
        tables.write(Write(key=Key("table", "p", sk), item={}))
    assert [item["sk"] for item in tables.query("table", "p")] == list("abcde")
    assert [item["sk"] for item in tables.scan("table", begins="p")] == list("abcde")
    assert paged.operations.count("query") == paged.operations.count("scan") == 3


def test_reads_are_strongly_consistent_where_a_decision_follows(
    tables: Tables, inner: DynamoInMemory
) -> None:
    tables.get(ONE)
    tables.get_many([ONE])
    tables.query("table", "one", consistent=True)
    get, many, query = (call.request for call in inner.calls)
    assert get["ConsistentRead"]
    assert many["RequestItems"]["table"]["ConsistentRead"]
    assert query["ConsistentRead"]
