"""One contract for what Open311 asks of the table of complaints: programs by their keys, complaints by public ids."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from chalicelib.complaints.partner import Partner, hash_of
from chalicelib.complaints.store import ComplaintStore, PaceStore, PartnerStore
from chalicelib.core.table import ConditionFailed
from tests.builders.city import at
from tests.builders.complaints import a_complaint

if TYPE_CHECKING:
    from chalicelib.core.table import Tables

KOTA = Partner(hash=hash_of("kunci"), name="Kota Kita", since=at(8).astimezone(UTC), per_hour=5)
LAPOR = Partner(hash=hash_of("lain"), name="Lapor Yuk", since=at(9).astimezone(UTC))


@pytest.fixture
def store(tables: Tables, table: str) -> PartnerStore:
    return PartnerStore(tables, table)


def test_a_program_is_found_by_the_hash_of_its_key_until_it_is_taken_away(store: PartnerStore) -> None:
    assert store.get(KOTA.hash) is None
    store.put(KOTA)
    assert store.get(KOTA.hash) == KOTA
    store.remove(KOTA.hash)
    assert store.get(KOTA.hash) is None


def test_all_programs_are_listed(store: PartnerStore) -> None:
    assert store.all() == []
    store.put(KOTA)
    store.put(LAPOR)
    assert sorted(one.name for one in store.all()) == ["Kota Kita", "Lapor Yuk"]


def test_complaints_are_found_by_their_public_ids_in_the_order_asked_for(tables: Tables, table: str) -> None:
    complaints = ComplaintStore(tables, table)
    complaints.add(a_complaint(reference="AQG2BQK222", public="22222222"))
    complaints.add(a_complaint(reference="AQG2BQK333", public="33333333"))
    assert complaints.meant_by_many(["33333333", "44444444", "22222222"]) == ["AQG2BQK333", "AQG2BQK222"]
    assert complaints.meant_by_many([]) == []


def test_a_program_is_counted_up_to_its_limit(tables: Tables, table: str) -> None:
    pace = PaceStore(tables, table)
    pace.count("partner-aa", at(9), 1)
    with pytest.raises(ConditionFailed):
        pace.count("partner-aa", at(9), 1)
