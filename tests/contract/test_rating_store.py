"""One contract for the store of the survey."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.core.table import Key, Write
from chalicelib.ratings.element import Element
from chalicelib.ratings.rating import Remark
from chalicelib.ratings.store import NotKept, RatingStore
from chalicelib.ratings.tally import said
from tests.builders.ratings import REFERENCE, a_rating
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.core.table import Tables

BAD, GOOD = {Element.FEE: 1, Element.TIME: 2}, {Element.FEE: 4, Element.TIME: 4}
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def store(tables: Tables, table: str) -> RatingStore:
    return RatingStore(tables, table)


def a_remark() -> Remark:
    return Remark(reference=REFERENCE, person="k1.nobody", day=MONDAY, service="d000", sealed=b"sealed")


def test_what_was_never_rated_is_not_there(store: RatingStore) -> None:
    assert store.get(REFERENCE) is None
    assert store.tallies("mpp", MONDAY, TUESDAY) == {}
    assert store.remarks("mpp", MONDAY, TUESDAY) == []


def test_a_rating_is_found_as_it_was_kept_and_is_counted(
    store: RatingStore, tables: Tables, holds: Write, record_key: Write
) -> None:
    store.keep(a_rating(GOOD), a_remark(), holds, record_key)
    assert store.get(REFERENCE) == a_rating(GOOD)
    assert store.tallies("mpp", MONDAY, MONDAY)["d000", "A1"].counts == {said(GOOD): 1}
    assert store.remarks("mpp", MONDAY, MONDAY) == [a_remark()]
    assert tables.get(record_key.key) is not None


def test_a_second_rating_of_a_visit_is_not_counted_and_the_first_is_told(
    store: RatingStore, tables: Tables, holds: Write, record_key: Write
) -> None:
    store.keep(a_rating(GOOD), None, holds)
    with pytest.raises(NotKept) as refused:
        store.keep(a_rating(BAD), a_remark(), holds, record_key)
    assert refused.value.there == a_rating(GOOD)
    assert store.tallies("mpp", MONDAY, MONDAY)["d000", "A1"].citizens == 1
    assert store.remarks("mpp", MONDAY, MONDAY) == []
    assert tables.get(record_key.key) is None


def test_a_proof_that_no_longer_counts_keeps_nothing(store: RatingStore, fails: Write, holds: Write) -> None:
    with pytest.raises(NotKept) as refused:
        store.keep(a_rating(GOOD), None, fails)
    assert refused.value.there is None
    assert store.get(REFERENCE) is None
    store.keep(a_rating(GOOD), None, holds)
    with pytest.raises(NotKept) as refused:
        store.keep(a_rating(GOOD), None, fails)
    assert refused.value.there is None, "whose proof is doubted is not told what was rated"


def test_ratings_are_counted_by_office_day_service_and_counter(store: RatingStore, holds: Write) -> None:
    at_counter_2, about_nothing = {"counter": "A2"}, {"service": "", "counter": ""}
    elsewhere, later = {"office": "dukcapil"}, {"day": TUESDAY}
    places: list[dict[str, Any]] = [{}, at_counter_2, about_nothing, elsewhere, later, {}]
    for number, changes in enumerate(places):
        store.keep(a_rating(BAD if number else GOOD, reference=f"T{number}", **changes), None, holds)
    monday = store.tallies("mpp", MONDAY, MONDAY)
    assert monday.keys() == {("d000", "A1"), ("d000", "A2"), ("", "")}
    assert monday["d000", "A1"].counts == {said(GOOD): 1, said(BAD): 1}
    assert store.tallies("mpp", MONDAY, TUESDAY)["d000", "A1"].counts == {said(GOOD): 1, said(BAD): 2}
    assert store.tallies("mpp", TUESDAY, TUESDAY)["d000", "A1"].citizens == 1
    assert store.tallies("dukcapil", MONDAY, TUESDAY)["d000", "A1"].citizens == 1


def test_a_rating_goes_after_a_year_and_counts_stay(
    store: RatingStore, tables: Tables, table: str, holds: Write
) -> None:
    store.keep(a_rating(GOOD), a_remark(), holds)
    (counted,) = tables.query(table, "SURVEY#mpp")
    (told,) = tables.query(table, "REMARKS#mpp")
    rated = tables.get(Key(table, f"RATING#{REFERENCE}", "RATING"))
    assert rated is not None
    assert rated["expires"] == told["expires"]
    assert "expires" not in counted
