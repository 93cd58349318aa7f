"""What the house needs of DynamoDB, asked of DynamoDB (moto) and of the client in memory alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from chalicelib.core.table import ConditionFailed, Key, Tables, Write

if TYPE_CHECKING:
    from chalicelib.core.table import Item

NEW = "attribute_not_exists(pk)"


@pytest.fixture
def one(table: str) -> Key:
    return Key(table, "one", "1")


@pytest.fixture
def two(table: str) -> Key:
    return Key(table, "two", "2")


def put(tables: Tables, key: Key, **item: object) -> None:
    tables.write(Write(key=key, item=dict(item)))


def stored(tables: Tables, key: Key) -> Item | None:
    item = tables.get(key)
    return {name: value for name, value in item.items() if name not in {"pk", "sk"}} if item else None


def test_an_item_comes_back_as_it_was_put(tables: Tables, one: Key) -> None:
    item = {"text": "Jalan", "n": -3, "yes": True, "none": None, "bytes": b"\x00", "list": [1, {"a": "b"}]}
    put(tables, one, **item)
    assert stored(tables, one) == item


def test_what_is_not_there_is_none(tables: Tables, one: Key) -> None:
    assert tables.get(one) is None


def test_several_items_are_read_at_once_and_the_missing_left_out(tables: Tables, one: Key, two: Key) -> None:
    put(tables, one, n=1)
    assert tables.get_many([one, two]) == {one: {"pk": "one", "sk": "1", "n": 1}}


def test_more_than_a_hundred_items_are_read_in_several_requests(tables: Tables, table: str) -> None:
    keys = [Key(table, "many", f"{at:03}") for at in range(101)]
    for key in keys:
        put(tables, key, n=1)
    assert set(tables.get_many(keys)) == set(keys)


def test_a_partition_is_read_in_order_between_two_keys_both_included(tables: Tables, table: str) -> None:
    for sk in ("c", "a", "d", "b"):
        put(tables, Key(table, "p", sk))
    put(tables, Key(table, "other", "b"))
    assert [item["sk"] for item in tables.query(table, "p")] == ["a", "b", "c", "d"]
    assert [item["sk"] for item in tables.query(table, "p", between=("b", "c"))] == ["b", "c"]


def test_a_sweep_sees_the_partitions_that_begin_so(tables: Tables, table: str) -> None:
    for pk in ("PERSON#1", "PERSON#2", "PHONE#1"):
        put(tables, Key(table, pk, "GUARD"))
    assert {item["pk"] for item in tables.scan(table, begins="PERSON#")} == {"PERSON#1", "PERSON#2"}


def test_a_refused_condition_tells_what_it_met(tables: Tables, one: Key) -> None:
    put(tables, one, n=1)
    with pytest.raises(ConditionFailed) as refused:
        tables.write(Write(key=one, item={"n": 2}, when=NEW))
    assert refused.value.failed == {0: {"pk": "one", "sk": "1", "n": 1}}
    assert stored(tables, one) == {"n": 1}


def test_a_condition_on_what_is_not_there_meets_nothing(tables: Tables, one: Key) -> None:
    write = Write(key=one, change="SET n = :n", when="n = :n", values={":n": 1})
    with pytest.raises(ConditionFailed) as refused:
        tables.write(write)
    assert refused.value.failed == {0: None}


def test_a_transaction_is_whole_or_nothing_and_names_every_member_that_refused(
    tables: Tables, one: Key, two: Key, table: str
) -> None:
    put(tables, two, n=2)
    writes = [
        Write(key=one, item={"n": 1}, when=NEW),
        Write(key=two, item={"n": 3}, when=NEW),
        Write(key=Key(table, "three", "3"), when="attribute_exists(pk)"),
    ]
    with pytest.raises(ConditionFailed) as refused:
        tables.transact(writes)
    assert refused.value.failed == {1: {"pk": "two", "sk": "2", "n": 2}, 2: None}
    assert tables.get(one) is None
    tables.transact(writes[:1])
    assert stored(tables, one) == {"n": 1}


def test_a_check_changes_nothing(tables: Tables, one: Key) -> None:
    tables.transact([Write(key=one, when="attribute_not_exists(n) OR n < :limit", values={":limit": 1})])
    assert tables.get(one) is None


def test_numbers_are_counted_up_from_nothing_and_down_again(tables: Tables, one: Key) -> None:
    for more in (1, 1, -1):
        tables.write(Write(key=one, change="ADD n :more", values={":more": more}))
    assert stored(tables, one) == {"n": 1}


def test_members_of_a_map_are_set_and_removed_by_name(tables: Tables, one: Key) -> None:
    put(tables, one, left=30, held={"A": 10})
    tables.write(
        Write(
            key=one,
            change="SET #left = #left - :m, held.#b = :m REMOVE held.#a",
            when="#left >= :m AND attribute_not_exists(held.#b)",
            names={"#left": "left", "#a": "A", "#b": "B"},
            values={":m": 20},
        )
    )
    assert stored(tables, one) == {"left": 10, "held": {"B": 20}}


def test_a_member_of_a_map_that_is_not_there_cannot_be_set(tables: Tables, one: Key) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        tables.write(Write(key=one, change="SET held.a = :m", values={":m": 1}))


def test_a_deleted_item_is_gone(tables: Tables, one: Key) -> None:
    put(tables, one, n=1)
    tables.write(Write(key=one, delete=True, when="n = :n", values={":n": 1}))
    assert tables.get(one) is None


def test_two_writes_to_one_item_are_no_transaction(tables: Tables, one: Key) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        tables.transact([Write(key=one, item={"n": 1}), Write(key=one, when=NEW)])
