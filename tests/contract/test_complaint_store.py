"""One contract for the stores of complaints."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.complaints.complaint import Pause, Place, stepped
from chalicelib.complaints.listed import Listed
from chalicelib.complaints.message import Voice
from chalicelib.complaints.states import Act, State
from chalicelib.complaints.store import AlikeStore, ComplaintStore, IdentityStore, PaceStore
from chalicelib.complaints.store.alike import Trace
from chalicelib.complaints.store.identity import Kept
from chalicelib.core.table import ConditionFailed, Write
from tests.builders.city import at
from tests.builders.complaints import PUBLIC, REFERENCE, a_complaint, a_message

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.core.table import Tables


@pytest.fixture
def store(tables: Tables, table: str) -> ComplaintStore:
    return ComplaintStore(tables, table)


def another(place: int, **changes: Any) -> Complaint:
    """A complaint with a reference and a public id of its own."""
    return a_complaint(reference=f"{REFERENCE[:-1]}{place}", public=f"{PUBLIC[:-1]}{place}", **changes)


def utc(hour: int, minute: int = 0) -> Any:
    return at(hour, minute).astimezone(UTC)


def test_a_complaint_that_was_never_brought_is_not_there(store: ComplaintStore) -> None:
    assert store.get(REFERENCE) is None
    assert store.meant_by(PUBLIC) is None
    assert store.many([REFERENCE]) == []


def test_a_complaint_is_found_as_it_was_brought_by_its_reference_and_its_public_id(
    store: ComplaintStore, tables: Tables, record_key: Write
) -> None:
    assert store.add(a_complaint(), record_key)
    assert store.get(REFERENCE) == a_complaint()
    assert store.meant_by(PUBLIC) == REFERENCE
    assert tables.get(record_key.key) is not None
    item = tables.get(store.where(REFERENCE))
    assert item
    assert store.complaint_of(item) == a_complaint()


def test_all_that_can_be_said_of_one_is_kept(store: ComplaintStore) -> None:
    complaint = a_complaint(
        proof_too=b"digits",
        service="d000",
        place=Place(lat=-8.653, long=115.219),
        officer="officer-1",
        pauses=(Pause(since=utc(9), until=utc(10)), Pause(since=utc(11))),
        due=utc(16),
        verify_by=utc(15),
        verified=utc(9),
        replied=utc(9),
        proposed=utc(10),
        asked_again=utc(11),
        ended=utc(12),
        escalated=2,
        merged="AQG2BQKT35",
        passed_to="Dinas",
        followers=3,
        flags=("links",),
        marks=("aa.bb",),
        title="Antrean panjang",
        channel="sms",
        facts=MappingProxyType({"before": "x"}),
    )
    store.add(complaint)
    assert store.get(REFERENCE) == complaint


def test_a_reference_and_a_public_id_are_given_once(store: ComplaintStore) -> None:
    assert store.add(a_complaint())
    assert not store.add(a_complaint(category="road", public="OTHER222"))
    assert not store.add(replace(another(4), public=PUBLIC))
    assert store.get(REFERENCE) == a_complaint()


def test_of_two_who_change_one_the_second_does_not(store: ComplaintStore) -> None:
    store.add(a_complaint())
    first = stepped(a_complaint(), Act.VERIFY, utc(9))
    assert store.change(a_complaint(), first)
    assert not store.change(a_complaint(), stepped(a_complaint(), Act.DISMISS, utc(9)))
    assert store.get(REFERENCE) == first


def test_what_stands_beside_a_write_refuses_by_its_own_place(store: ComplaintStore, fails: Write) -> None:
    with pytest.raises(ConditionFailed) as refused:
        store.add(a_complaint(), fails)
    assert set(refused.value.failed) == {0}
    assert store.get(REFERENCE) is None
    store.add(a_complaint())
    with pytest.raises(ConditionFailed) as refused:
        store.change(a_complaint(), stepped(a_complaint(), Act.VERIFY, utc(9)), fails)
    assert set(refused.value.failed) == {0}


def test_messages_come_in_the_order_of_time_and_one_that_is_sent_twice_is_there_once(
    store: ComplaintStore, tables: Tables
) -> None:
    note = a_message(id="bb", at=utc(8), voice=Voice.NOTE, by="officer-1")
    for message in (a_message(), a_message(), note):
        tables.write(store.saying(message))
    tables.write(store.following(REFERENCE, "AQG2BQKT35"))
    assert store.messages(REFERENCE) == [note, a_message()]
    assert store.followers(REFERENCE) == ["AQG2BQKT35"]


class TestLists:
    def test_open_ones_are_listed_by_the_moment_they_are_due(self, store: ComplaintStore) -> None:
        late, soon, none = another(2, due=utc(16)), another(3, due=utc(9)), another(4)
        for complaint in (late, soon, none):
            store.add(complaint)
        assert store.open_of("mpp") == [none.reference, soon.reference, late.reference]
        assert store.open_of("mpp", until=utc(9)) == [none.reference, soon.reference]
        assert store.open_of("dukcapil") == []

    def test_one_that_moves_ends_or_comes_back_stands_in_one_list_only(self, store: ComplaintStore) -> None:
        before = a_complaint(due=utc(9), verified=utc(8))
        store.add(before)
        moved = replace(before, due=utc(16), office="dukcapil", version=2)
        assert store.change(before, moved)
        assert (store.open_of("mpp"), store.open_of("dukcapil")) == ([], [REFERENCE])
        ended = stepped(replace(moved, state=State.PROPOSED), Act.CONFIRM, utc(10))
        assert store.change(moved, ended)
        assert (store.open_of("dukcapil"), store.ended_of("dukcapil", "2026-11")) == ([], [REFERENCE])
        assert store.change(ended, stepped(ended, Act.REOPEN, utc(11)))
        assert (store.open_of("dukcapil"), store.ended_of("dukcapil", "2026-11")) == ([REFERENCE], [])

    def test_everybody_sees_one_from_its_verification_on_without_its_reference(
        self, store: ComplaintStore, tables: Tables, table: str
    ) -> None:
        before = a_complaint()
        store.add(before)
        assert store.listed_of("mpp", "2026-11") == []
        after = replace(
            stepped(before, Act.VERIFY, utc(9)),
            title="Antrean",
            place=Place(lat=-8.65, long=115.2),
            due=utc(16),
        )
        store.change(before, after)
        assert store.listed_of("mpp", "2026-11") == [Listed.of(after)]
        (item,) = tables.query(table, "LISTED#mpp#2026-11")
        assert REFERENCE not in repr(item)

    def test_a_duplicate_is_not_listed(self, store: ComplaintStore) -> None:
        before = a_complaint(verified=utc(9))
        store.add(before)
        store.change(before, stepped(before, Act.MERGE, utc(10)))
        assert store.listed_of("mpp", "2026-11") == []


def test_an_identity_is_kept_and_forgotten_by_its_keyed_hash(tables: Tables, table: str) -> None:
    identities = IdentityStore(tables, table)
    kept = Kept(id="aa", person="k1.bb", sealed={"name": b"sealed"})
    assert identities.get("aa") is None
    tables.write(identities.keeping(kept))
    assert identities.get("aa") == kept
    tables.write(identities.forgetting("aa"))
    assert identities.get("aa") is None


def test_traces_are_found_by_office_category_and_time(tables: Tables, table: str) -> None:
    traces = AlikeStore(tables, table)
    trace = Trace(
        office="mpp",
        category="road",
        reference=REFERENCE,
        received=utc(9),
        place=Place(lat=-8.65, long=115.2),
        signature=b"12",
    )
    tables.write(traces.leaving(trace, utc(9) + timedelta(days=30)))
    assert traces.since("mpp", "road", utc(8)) == [trace]
    assert traces.since("mpp", "road", utc(10)) == []
    assert traces.since("mpp", "waste", utc(8)) == []


def test_as_many_as_the_limit_are_counted_in_an_hour_and_no_more(tables: Tables, table: str) -> None:
    pace = PaceStore(tables, table)
    for _ in range(2):
        tables.write(pace.counting("aa", utc(9, 59), 2))
    with pytest.raises(ConditionFailed):
        tables.write(pace.counting("aa", utc(9, 59), 2))
    tables.write(pace.counting("aa", utc(10), 2))
    assert pace.counted(["aa", "bb"], utc(9)) == [2, 0]
