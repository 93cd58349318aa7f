"""One contract for the store of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from chalicelib.cases.case import Milestone, Pause, Refused
from chalicelib.cases.letter import Letter
from chalicelib.cases.store import CaseStore, LetterStore
from chalicelib.core.table import ConditionFailed, Key, Write
from tests.builders.cases import REFERENCE, a_case, a_letter
from tests.builders.city import at
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.cases.case import Case
    from chalicelib.core.table import Tables

DAY = date(2026, 11, 30)


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
    assert store.change(a_case(), first)
    assert not store.change(a_case(), second)
    assert store.get(REFERENCE) == first


def test_a_case_that_is_not_there_is_not_replaced(store: CaseStore) -> None:
    assert not store.change(a_case(), a_case(version=2))
    assert store.get(REFERENCE) is None


def test_all_that_can_be_said_of_a_case_is_kept(store: CaseStore, record_key: Write) -> None:
    case = a_case(
        agency="dukcapil",
        deemed=DAY,
        pauses=(Pause("visit", at(9), MONDAY, at(10)), Pause("words", at(11), MONDAY)),
        refused=Refused("withdrawn", at(12)),
        letter=a_letter(),
        met=True,
        ended=True,
    )
    store.add(case, record_key)
    assert store.get(REFERENCE) == case


def test_a_case_of_before_it_could_wait_still_reads(
    store: CaseStore, tables: Tables, record_key: Write
) -> None:
    store.add(a_case(), record_key)
    item = tables.get(store.where(REFERENCE))
    assert item
    known = ("pk", "sk", "reference", "office", "service", "milestones", "due", "person", "proof", "sealed")
    assert store.case_of({name: item[name] for name in (*known, "language", "version")}) == a_case()


def others_of(case: Case) -> Iterator[tuple[str, Case]]:
    """The same case with other references."""
    for place in range(2, 9):
        reference = f"{REFERENCE[:-1]}{place}"
        yield reference, replace(case, reference=reference)


class TestOpenOnes:
    @pytest.fixture(autouse=True)
    def cases(self, store: CaseStore, table: str) -> list[Case]:
        days = [DAY, None, MONDAY, date(2026, 12, 24)]
        cases = [replace(case, due=day) for day, (_, case) in zip(days, others_of(a_case()), strict=False)]
        for case in cases:
            store.add(case, Write(key=Key(table, f"KEY#{case.reference}", "KEY"), item={}))
        return cases

    def test_they_are_listed_by_their_next_day_and_those_without_one_last(
        self, store: CaseStore, cases: list[Case]
    ) -> None:
        first, none, earliest, last = (case.reference for case in cases)
        assert store.open_of("mpp") == [earliest, first, last, none]
        assert store.open_of("dukcapil") == []

    def test_those_up_to_a_day_are_found_without_the_others(
        self, store: CaseStore, cases: list[Case]
    ) -> None:
        assert store.open_of("mpp", until=DAY) == [cases[2].reference, cases[0].reference]

    def test_one_whose_day_changes_moves_and_one_that_is_closed_leaves(
        self, store: CaseStore, cases: list[Case]
    ) -> None:
        before = cases[0]
        moved = replace(before, due=date(2026, 12, 31), version=2)
        assert store.change(before, moved)
        assert store.open_of("mpp")[2:] == [moved.reference, cases[1].reference]
        assert store.change(moved, replace(moved, refused=Refused("withdrawn", at(9)), version=3))
        assert moved.reference not in store.open_of("mpp")

    def test_what_belongs_to_a_change_is_written_with_it_or_not_at_all(
        self, store: CaseStore, tables: Tables, cases: list[Case], holds: Write
    ) -> None:
        beside = Write(key=replace(holds.key, sk="2"), item={"noted": True})
        assert not store.change(replace(cases[0], version=7), replace(cases[0], version=8), beside)
        assert tables.get(beside.key) is None
        assert store.change(cases[0], replace(cases[0], version=2), beside)
        assert tables.get(beside.key)

    def test_what_beside_it_refuses_is_no_change_of_somebody_else(
        self, store: CaseStore, cases: list[Case], fails: Write
    ) -> None:
        with pytest.raises(ConditionFailed):
            store.change(cases[0], replace(cases[0], version=2), fails)
        with pytest.raises(ConditionFailed):
            store.add(a_case(), fails)


class TestLetters:
    @pytest.fixture
    def letters(self, tables: Tables, table: str) -> LetterStore:
        return LetterStore(tables, table)

    def a_known_letter(self) -> Letter:
        return Letter(
            code="ABCDEFGHJK",
            reference=REFERENCE,
            office="mpp",
            service="d000",
            issued=at(10),
            sha256="ab" * 32,
        )

    def test_a_letter_is_found_by_its_code_and_once_revoked_says_so(
        self, letters: LetterStore, tables: Tables
    ) -> None:
        letter = self.a_known_letter()
        assert letters.get(letter.code) is None
        tables.write(letters.issuing(letter))
        assert letters.get(letter.code) == letter
        tables.write(letters.revoking(letter.code, at(11)))
        assert letters.get(letter.code) == replace(letter, revoked=at(11))

    def test_a_code_is_given_once_and_only_a_letter_is_revoked(
        self, letters: LetterStore, tables: Tables
    ) -> None:
        tables.write(letters.issuing(self.a_known_letter()))
        with pytest.raises(ConditionFailed):
            tables.write(letters.issuing(self.a_known_letter()))
        with pytest.raises(ConditionFailed):
            tables.write(letters.revoking("KKKKKKKKKK", at(11)))

    def test_letters_go_on_their_day(self, letters: LetterStore, tables: Tables) -> None:
        case = a_case(letter=a_letter())
        tables.write(letters.leaving(case, DAY))
        assert letters.to_go("mpp", MONDAY) == []
        ((listed, reference),) = letters.to_go("mpp", DAY)
        assert reference == REFERENCE
        letters.gone("mpp", listed)
        assert letters.to_go("mpp", DAY) == []
