"""One contract for the stores of people: record keys, and counts of wrong proofs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core.table import ConditionFailed, Tables
from chalicelib.people.sealing import Sealed
from chalicelib.people.store import RecordKeys, Tries

NOW = datetime(2026, 11, 23, 1, 59, tzinfo=UTC)
SEALED = Sealed({"name": b"sealed"}, record_key=b"record key", data_key=b"data key")


@pytest.fixture
def keys(tables: Tables, table: str) -> RecordKeys:
    return RecordKeys(tables, table)


@pytest.fixture
def tries(tables: Tables, table: str) -> Tries:
    return Tries(tables, table, kept=timedelta(hours=2))


def test_a_records_key_is_found_with_its_person(keys: RecordKeys, tables: Tables) -> None:
    tables.transact([keys.adding("k1.aa", "B1", SEALED), keys.adding("k1.aa", "B2", SEALED)])
    assert keys.read("k1.aa", "B1") == (b"record key", b"data key")
    assert keys.read("k1.bb", "B1") is None
    assert keys.read("k1.aa", "B3") is None


def test_the_fields_themselves_are_not_kept_there(keys: RecordKeys, tables: Tables) -> None:
    write = keys.adding("k1.aa", "B1", SEALED)
    tables.transact([write])
    item = tables.get(write.key)
    assert item is not None
    assert item.keys() == {"pk", "sk", "record_key", "data_key"}


def test_wrong_proofs_are_counted_for_their_hour(tries: Tries, tables: Tables) -> None:
    next_hour = NOW + timedelta(minutes=1)
    for moment in (NOW, NOW, next_hour):
        tables.transact([tries.counting("subject", moment)])
    keys = [tries.key("subject", NOW), tries.key("subject", next_hour)]
    counts = tables.get_many(keys)
    assert [counts[key]["wrong"] for key in keys] == [2, 1]


def test_a_count_is_swept_after_a_while(tries: Tries, tables: Tables) -> None:
    tables.transact([tries.counting("subject", NOW)])
    count = tables.get(tries.key("subject", NOW))
    assert count is not None
    assert count["expires"] == int((NOW + timedelta(hours=2)).timestamp())


def test_under_the_limit_the_check_holds_and_at_the_limit_it_does_not(tries: Tries, tables: Tables) -> None:
    check = tries.under("subject", NOW, 2)
    tables.transact([check])
    tables.transact([tries.counting("subject", NOW)])
    tables.transact([check])
    tables.transact([tries.counting("subject", NOW)])
    with pytest.raises(ConditionFailed):
        tables.transact([check])
    tables.transact([tries.under("subject", NOW + timedelta(hours=1), 2), tries.under("other", NOW, 2)])


def test_a_check_alone_counts_nothing(tries: Tries, tables: Tables) -> None:
    tables.transact([tries.under("subject", NOW, 2)])
    assert tables.get(tries.key("subject", NOW)) is None
