"""Keys of programs that bring complaints: told once, kept as hashes, taken away by their id."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.complaints.partner import hash_of
from chalicelib.complaints.store import PartnerStore
from infra.errors import Stopped
from infra.partners import issue, listing, revoke
from tests.fakes.dynamodb import DynamoInMemory
from tests.fakes.dynamodb import tables as tables_over

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def table() -> DynamoInMemory:
    return DynamoInMemory()


@pytest.fixture
def store(table: DynamoInMemory) -> PartnerStore:
    return PartnerStore(tables_over(table), "complaints")


def key_in(lines: list[str]) -> str:
    return lines[-1].rpartition(" ")[2]


def test_a_key_is_told_once_and_only_its_hash_is_kept(store: PartnerStore, table: DynamoInMemory) -> None:
    key = key_in(issue(store, "Kota Kita", NOW, per_hour=7))
    partner = store.get(hash_of(key))
    assert partner is not None
    assert (partner.name, partner.per_hour, partner.since) == ("Kota Kita", 7, NOW)
    assert key not in str(table.items)
    assert len(key) == 32


def test_two_programs_have_two_keys_and_both_are_listed(store: PartnerStore) -> None:
    keys = {key_in(issue(store, name, NOW)) for name in ("Kota Kita", "Lapor Yuk")}
    assert len(keys) == 2
    lines = "\n".join(listing(store))
    assert "Kota Kita" in lines
    assert "Lapor Yuk" in lines
    assert not any(key in lines for key in keys)


def test_a_key_that_was_taken_away_opens_nothing(store: PartnerStore) -> None:
    key = key_in(issue(store, "Kota Kita", NOW))
    assert "Kota Kita" in revoke(store, hash_of(key)[:8])
    assert store.get(hash_of(key)) is None
    assert "No program" in listing(store)[0]


def test_what_cannot_be_done_is_said(store: PartnerStore) -> None:
    with pytest.raises(Stopped, match="No program has the id"):
        revoke(store, "1234abcd")
    with pytest.raises(Stopped, match="at most 60 signs"):
        issue(store, "x" * 61, NOW)
    with pytest.raises(Stopped, match="at least one"):
        issue(store, "Kota Kita", NOW, per_hour=0)
