"""One contract for the store of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from chalicelib.cases.case import Milestone
from chalicelib.cases.store import CaseStore
from tests.builders.cases import REFERENCE, a_case
from tests.builders.city import at

if TYPE_CHECKING:
    from chalicelib.core.table import Tables, Write


@pytest.fixture
def store(tables: Tables, table: str) -> CaseStore:
    return CaseStore(tables, table)


def test_a_case_that_was_never_opened_is_not_there(store: CaseStore) -> None:
    assert store.get(REFERENCE) is None


@pytest.mark.parametrize("due", [None, date(2026, 12, 1)])
def test_a_case_is_found_as_it_was_opened_with_its_key_beside_it(
    store: CaseStore, tables: Tables, record_key: Write, due: date | None
) -> None:
    case = a_case(due=due, milestones=(Milestone("received", at(8)), Milestone("ready", at(9))))
    assert store.add(case, record_key)
    assert store.get(REFERENCE) == case
    assert tables.get(record_key.key) is not None


def test_a_case_is_found_where_it_is_said_to_lie(store: CaseStore, tables: Tables, record_key: Write) -> None:
    store.add(a_case(), record_key)
    item = tables.get(store.where(REFERENCE))
    assert item is not None
    assert item["proof"] == a_case().proof
    assert store.case_of(item) == a_case()


def test_a_reference_is_opened_once(store: CaseStore, record_key: Write) -> None:
    store.add(a_case(), record_key)
    assert not store.add(a_case(service="d001"), record_key)
    assert store.get(REFERENCE) == a_case()


def test_of_two_who_change_a_case_the_second_does_not(store: CaseStore, record_key: Write) -> None:
    store.add(a_case(), record_key)
    first = replace(a_case(), milestones=(*a_case().milestones, Milestone("verified", at(9))), version=2)
    second = replace(a_case(), milestones=(*a_case().milestones, Milestone("ready", at(9))), version=2)
    assert store.replace(first)
    assert not store.replace(second)
    assert store.get(REFERENCE) == first


def test_a_case_that_is_not_there_is_not_replaced(store: CaseStore) -> None:
    assert not store.replace(a_case(version=2))
    assert store.get(REFERENCE) is None
