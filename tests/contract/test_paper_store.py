"""One contract for the store of documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from chalicelib.documents.document import State
from chalicelib.documents.finding import Finding
from chalicelib.documents.outcomes import Cleared, NotSaved, Owned, Use
from chalicelib.documents.store import Papers
from tests.builders.city import NOW
from tests.builders.documents import REFERENCE, a_document, an_attempt

if TYPE_CHECKING:
    from chalicelib.core.table import Tables, Write
    from chalicelib.documents.document import Document

DAY = date(2026, 11, 23)


@pytest.fixture
def store(tables: Tables, table: str) -> Papers:
    return Papers(tables, table)


def next_of(document: Document, **changes: object) -> Document:
    return replace(document, version=document.version + 1, **changes)  # type: ignore[arg-type] # its own fields


def with_state(document: Document, state: State) -> Document:
    return next_of(document, attempt=replace(document.attempt, state=state))


def test_a_document_that_was_never_begun_is_not_there(store: Papers) -> None:
    assert store.get(REFERENCE) is None
    assert store.of_owner("B7KM2QXR9T") == []
    assert store.of_object("quarantine/1") is None


def test_a_document_is_found_as_it_was_saved_and_by_its_record_and_its_object(
    store: Papers, tables: Tables
) -> None:
    judged = an_attempt(
        state=State.REJECTED,
        object_version="v1",
        sequencer="1",
        sent=NOW,
        judged=NOW,
        findings=(Finding("too-many-pages", {"most": 2}), Finding("blurred")),
        sha256="aa",
        pixels="bb",
        likeness="00" * 8,
        taken=datetime(2026, 11, 23, 6, 30),  # noqa: DTZ001 - a camera's clock has no zone
        kept="kept/1",
        kept_type="image/jpeg",
        reasons=("expired",),
        decided=NOW,
    )
    document = a_document(
        attempt=an_attempt(key="quarantine/2"),
        history=(judged,),
        scores={"nik": 980},
        typed={"nik": "officer-1"},
        sealed={"read.nik": b"sealed"},
        marks=("m1", "m2"),
        expires=DAY,
        asked=True,
        by="officer-1",
    )
    store.save(None, document)
    assert store.get(REFERENCE) == document
    assert store.many([REFERENCE, "D999999999"]) == {REFERENCE: document}
    assert store.of_owner(document.owner) == [Owned("ktp", REFERENCE)]
    assert store.of_object("quarantine/2") == REFERENCE
    item = tables.get(store.where(REFERENCE))
    assert item is not None
    assert (item["proof"], item["person"]) == (document.proof, document.person)
    assert store.document_of(item) == document


def test_a_document_without_a_day_is_found_so(store: Papers) -> None:
    store.save(None, a_document(day=None))
    assert store.get(REFERENCE) == a_document(day=None)


def test_a_reference_is_begun_once(store: Papers) -> None:
    store.save(None, a_document())
    with pytest.raises(NotSaved):
        store.save(None, a_document(kind="kk"))
    assert store.get(REFERENCE) == a_document()


def test_of_two_who_change_a_document_the_second_does_not(store: Papers) -> None:
    store.save(None, a_document())
    first, second = (with_state(a_document(), state) for state in (State.ACCEPTED, State.REJECTED))
    store.save(a_document(), first)
    with pytest.raises(NotSaved) as refusal:
        store.save(a_document(), second)
    assert (refusal.value.tries, refusal.value.spent) == (False, False)
    assert store.get(REFERENCE) == first


def test_every_object_of_a_document_leads_to_it(store: Papers) -> None:
    store.save(None, a_document())
    store.save(a_document(), next_of(a_document(), attempt=an_attempt(key="quarantine/2")))
    assert [store.of_object(key) for key in ("quarantine/1", "quarantine/2")] == [REFERENCE, REFERENCE]


def test_it_stands_in_the_officers_list_while_it_waits_for_one(store: Papers) -> None:
    document = a_document()
    store.save(None, document)
    assert store.awaiting("mpp") == []
    waiting = with_state(document, State.NEEDS_OFFICER)
    store.save(document, waiting)
    assert store.awaiting("mpp") == [REFERENCE]
    assert store.awaiting("dukcapil") == []
    later = next_of(waiting, day=date(2026, 11, 30))
    store.save(waiting, later)
    assert store.awaiting("mpp") == [REFERENCE]
    store.save(later, with_state(later, State.ACCEPTED))
    assert store.awaiting("mpp") == []


def test_the_officers_list_begins_with_the_soonest_visit(store: Papers) -> None:
    days = {"D000000001": date(2026, 11, 25), "D000000002": None, "D000000003": DAY}
    for reference, day in days.items():
        one = a_document(reference=reference, day=day, attempt=an_attempt(state=State.NEEDS_OFFICER))
        store.save(None, one)
    assert store.awaiting("mpp") == ["D000000003", "D000000001", "D000000002"]


def test_retention_finds_what_is_due_and_each_once(store: Papers) -> None:
    document = a_document(sweep=DAY)
    store.save(None, document)
    assert store.due("mpp", date(2026, 11, 22)) == []
    assert store.due("mpp", DAY) == [REFERENCE]
    later = next_of(document, sweep=date(2026, 12, 7))
    store.save(document, later)
    assert store.due("mpp", DAY) == []
    assert store.due("mpp", date(2026, 12, 8)) == [REFERENCE]
    store.save(later, next_of(later, sweep=date.max))
    assert store.due("mpp", date(9999, 12, 30)) == []


def test_uploads_of_a_day_are_counted_up_to_the_limit(store: Papers) -> None:
    document = a_document()
    store.save(None, document, count=store.counting(document.owner, DAY, 2))
    changed = next_of(document)
    store.save(document, changed, count=store.counting(document.owner, DAY, 2))
    with pytest.raises(NotSaved) as refusal:
        store.save(changed, next_of(changed), count=store.counting(document.owner, DAY, 2))
    assert refusal.value.spent
    store.save(changed, next_of(changed), count=store.counting(document.owner, date(2026, 11, 24), 2))
    assert store.of_owner(document.owner) == [Owned("ktp", REFERENCE)], "the counts are no documents"


def test_a_document_is_saved_only_while_its_citizens_proof_holds(
    store: Papers, holds: Write, fails: Write
) -> None:
    with pytest.raises(NotSaved) as refusal:
        store.save(None, a_document(), check=fails)
    assert refusal.value.tries
    assert store.get(REFERENCE) is None
    store.save(None, a_document(), check=holds)
    assert store.get(REFERENCE) == a_document()


def test_a_mark_belongs_to_the_person_who_used_it_first(store: Papers) -> None:
    one = a_document()
    other = a_document(reference="D999999999", person="k1.bb", attempt=an_attempt(key="quarantine/9"))
    store.save(None, one, *store.using(one, ["m1", "m2", "m1"]))
    assert store.uses(["m1", "m3"]) == {"m1": Use("k1.aa", REFERENCE)}
    with pytest.raises(NotSaved):
        store.save(None, other, *store.using(other, ["m2"]))
    assert store.get("D999999999") is None
    same_person = replace(other, person="k1.aa")
    store.save(None, same_person, *store.using(same_person, ["m2"]))
    assert store.uses(["m2"]) == {"m2": Use("k1.aa", "D999999999")}


def test_a_mark_is_released_by_the_document_that_has_it(store: Papers) -> None:
    one = a_document()
    store.save(None, one, *store.using(one, ["m1"]))
    store.save(one, next_of(one), *store.releasing(one, ["m1"]))
    assert store.uses(["m1"]) == {}


def test_a_cleared_document_is_found_by_its_person_until_it_is_taken_back(store: Papers) -> None:
    one = a_document()
    store.save(None, one, store.clearing(one, DAY))
    assert store.cleared("k1.aa") == {"ktp": Cleared(REFERENCE, DAY)}
    assert store.cleared("k1.bb") == {}
    changed = next_of(one)
    store.save(one, changed, store.unclearing(one))
    assert store.cleared("k1.aa") == {}


def test_what_another_document_cleared_is_not_taken_back(store: Papers) -> None:
    one = a_document()
    other = a_document(reference="D999999999", attempt=an_attempt(key="quarantine/9"))
    store.save(None, one, store.clearing(one, DAY))
    store.save(None, other, store.clearing(other, DAY))
    with pytest.raises(NotSaved):
        store.save(one, next_of(one), store.unclearing(one))
    assert store.cleared("k1.aa") == {"ktp": Cleared("D999999999", DAY)}
