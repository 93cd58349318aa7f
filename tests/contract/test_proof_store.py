"""One contract for the memory of what was proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.complaints.store import ProofStore
from chalicelib.complaints.store.proofs import Shown
from tests.builders.city import NOW

if TYPE_CHECKING:
    from chalicelib.core.table import Tables

LIKENESS = "0123456789abcdef"
#: Ten bits away, all in two of the eight parts.
NEARLY = "f123456789abcd32"
#: Eight bits away, one in every part: as far as nothing is found by parts.
SCATTERED = "0022446688aaccee"


@pytest.fixture
def store(tables: Tables, table: str) -> ProofStore:
    return ProofStore(tables, table)


def shown(**changes: Any) -> Shown:
    one = Shown(
        document="D000000001",
        complaint="A000000001",
        public="PUBLIC01",
        marks=("aa", "bb"),
        likeness=LIKENESS,
    )
    return replace(one, **changes)


def of_another(**changes: Any) -> Shown:
    return shown(document="D000000002", complaint="A000000002", public="PUBLIC02", marks=("cc",), **changes)


@pytest.fixture
def remembered(store: ProofStore, tables: Tables) -> ProofStore:
    for _ in range(2):
        tables.transact(store.remembering(shown(), NOW))
    return store


def test_nothing_was_proof_before_anything_was(store: ProofStore) -> None:
    assert store.elsewhere(shown()) is None


def test_the_proof_of_another_complaint_is_found_by_its_very_bytes(remembered: ProofStore) -> None:
    same = replace(of_another(likeness=None), marks=("bb",))
    assert remembered.elsewhere(same) == "PUBLIC01"
    assert remembered.elsewhere(of_another(likeness=None)) is None


@pytest.mark.parametrize(
    ("likeness", "found"), [(LIKENESS, "PUBLIC01"), (NEARLY, "PUBLIC01"), ("0" * 16, None)]
)
def test_it_is_found_by_what_it_nearly_looks_like(
    remembered: ProofStore, likeness: str, found: str | None
) -> None:
    assert remembered.elsewhere(of_another(likeness=likeness)) == found


def test_what_shares_no_part_is_not_found(remembered: ProofStore) -> None:
    assert remembered.elsewhere(of_another(likeness=SCATTERED)) is None


def test_a_complaints_own_proof_is_not_elsewhere(remembered: ProofStore) -> None:
    assert remembered.elsewhere(shown(document="D000000009")) is None


@pytest.mark.usefixtures("remembered")
def test_it_is_remembered_for_two_years(tables: Tables, table: str) -> None:
    (item,) = tables.query(table, "PROOF#aa")
    assert item["expires"] - int(NOW.timestamp()) == 730 * 24 * 3600
