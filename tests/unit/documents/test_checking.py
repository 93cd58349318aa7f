"""Checking: every kind of event, in every order, has one result for each version of an object."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.service import CaseRequest, Handling, Reason
from chalicelib.core import registry
from chalicelib.core.errors import Busy
from chalicelib.documents.document import State
from chalicelib.documents.judging import Verdict
from chalicelib.documents.reading.seen import Field
from chalicelib.documents.sentences import sentence_of
from chalicelib.documents.service import Wanted
from chalicelib.wiring.documents import owners
from tests.builders.city import at
from tests.builders.documents import PICTURE, Drawer, a_judgement
from tests.builders.officers import an_officer
from tests.builders.people import a_citizen, a_nik, an_asker
from tests.fakes.dynamodb import refusal
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.documents.document import Document
    from chalicelib.documents.judging import Asked, Judgement
    from chalicelib.documents.storage import Uploaded

OTHER = b"another picture"


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def codes(document: Document) -> list[str]:
    return [one.code for one in document.attempt.findings]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_file_is_judged_and_leaves_the_quarantine(drawer: Drawer, verdict: Verdict) -> None:
    made = drawer.city.book()
    drawer.says = a_judgement(verdict)
    document = drawer.send(made)
    assert document.state.value == verdict.value
    assert document.attempt.object_version == "v1"
    assert document.attempt.sha256
    assert document.attempt.kept in drawer.storage.objects
    assert document.attempt.key not in drawer.storage.objects


def test_it_is_judged_against_what_its_citizen_typed_and_the_day_of_the_visit(drawer: Drawer) -> None:
    drawer.send(drawer.city.book())
    (asked,) = drawer.asked
    assert (asked.kind, asked.name, asked.nik) == ("ktp", "I Made Rai", a_nik())
    assert asked.today.isoformat() == asked.needed_on.isoformat() == "2026-11-23"


def test_what_was_read_is_sealed_and_shown_masked_only(drawer: Drawer) -> None:
    document = drawer.send(drawer.city.book())
    kept = str(drawer.city.kept())
    assert a_nik() not in kept
    assert "MADE" not in kept
    assert set(document.sealed) == {"read.nik", "read.name"}
    assert document.scores == {"nik": 980, "name": 950}
    assert drawer.find(document).fields["nik"] == a_nik()


def test_while_it_is_judged_it_is_shown_as_being_checked(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    seen: list[State] = []
    judge = drawer.checking._judge

    def looking(body: bytes, asked: Asked) -> Judgement:
        seen.append(drawer.kept(begun.document.reference).state)
        return judge(body, asked)

    drawer.checking._judge = looking
    drawer.checking.check(drawer.post(begun))
    assert seen == [State.CHECKING]


def test_an_event_that_comes_twice_has_one_result(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    uploaded = drawer.post(begun)
    drawer.checking.check(uploaded)
    before = drawer.city.kept()
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    drawer.checking.check(uploaded)
    assert drawer.city.kept() == before


def test_an_object_of_nobodys_goes(drawer: Drawer) -> None:
    uploaded = drawer.storage.upload("quarantine/unknown", PICTURE)
    drawer.checking.check(uploaded)
    assert drawer.storage.objects == {}
    assert drawer.asked == []


def test_an_object_that_is_gone_is_waited_for_again(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    uploaded = drawer.post(begun)
    drawer.storage.delete(uploaded.key)
    drawer.checking.check(uploaded)
    assert drawer.kept(begun.document.reference).state is State.WAITING


def test_what_was_being_checked_when_its_object_went_waits_again(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    uploaded = drawer.post(begun)
    drawer.trouble = refusal("AccessDeniedException")
    with pytest.raises(ClientError):
        drawer.checking.check(uploaded)
    assert drawer.kept(begun.document.reference).state is State.CHECKING
    drawer.storage.delete(uploaded.key)
    drawer.checking.check(uploaded)
    assert drawer.kept(begun.document.reference).state is State.WAITING


def test_the_same_file_posted_twice_is_judged_once(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    first, second = drawer.post(begun), drawer.post(begun)
    drawer.checking.check(first)
    drawer.checking.check(second)
    document = drawer.kept(begun.document.reference)
    assert (len(document.attempts), codes(document)) == (1, ["blurred"])
    assert drawer.storage.objects.keys() == {document.attempt.kept}


def test_a_later_file_after_a_rejection_is_another_attempt(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    first, second = drawer.post(begun), drawer.post(begun, OTHER)
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    drawer.checking.check(first)
    drawer.says = a_judgement()
    drawer.checking.check(second)
    document = drawer.kept(begun.document.reference)
    assert [one.state for one in document.attempts] == [State.REJECTED, State.ACCEPTED]


def test_a_later_file_after_acceptance_changes_nothing(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    first, second = drawer.post(begun), drawer.post(begun, OTHER)
    drawer.checking.check(first)
    before = drawer.kept(begun.document.reference)
    drawer.checking.check(second)
    assert drawer.kept(begun.document.reference) == before
    assert begun.document.attempt.key not in drawer.storage.objects


def test_of_two_files_in_swapped_order_the_later_one_counts(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    first, second = drawer.post(begun), drawer.post(begun, OTHER)
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    drawer.checking.check(second)
    after = drawer.kept(begun.document.reference)
    drawer.checking.check(first)
    assert drawer.kept(begun.document.reference) == after
    assert after.attempt.object_version == second.version


def test_a_late_event_of_an_earlier_attempt_changes_nothing(drawer: Drawer) -> None:
    made = drawer.city.book()
    begun = drawer.begin(made)
    late = drawer.post(begun, OTHER)
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    drawer.checking.check(drawer.post(begun))
    again = drawer.begin(made)
    drawer.checking.check(late)
    assert drawer.kept(again.document.reference) == again.document


def events_of(drawer: Drawer, bodies: list[bytes]) -> list[Uploaded]:
    begun = drawer.begin(drawer.city.book())
    return [drawer.post(begun, body) for body in bodies]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_whatever_the_order_each_version_has_at_most_one_result_and_nothing_is_left(
    drawer: Drawer, order: tuple[int, ...]
) -> None:
    events = events_of(drawer, [PICTURE, OTHER, b"third"])
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    for nth in (*order, *order):
        drawer.checking.check(events[nth])
    document = drawer.kept(drawer.store.of_object(events[0].key) or "")
    judged = [one.object_version for one in document.attempts]
    assert len(judged) == len(set(judged))
    assert document.attempt.object_version == events[2].version
    assert drawer.storage.objects.keys() == {document.attempt.kept}


@pytest.mark.slow
@given(st.lists(st.sampled_from([0, 1, 2, 3]), max_size=8))
def test_no_order_of_events_takes_back_an_acceptance(order: list[int]) -> None:
    drawer = Drawer()
    events = events_of(drawer, [PICTURE, OTHER, b"third", b"fourth"])
    accepted = None
    for nth in order:
        drawer.checking.check(events[nth])
        document = drawer.kept(drawer.store.of_object(events[0].key) or "")
        assert accepted in {None, document.attempt.object_version}
        accepted = document.attempt.object_version


def test_of_two_functions_that_judge_at_once_the_first_to_write_is_the_result(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    uploaded = drawer.post(begun)
    judge = drawer.checking._judge
    again = [True]

    def overtaken(body: bytes, asked: Asked) -> Judgement:
        if again.pop() if again else False:
            drawer.checking.check(uploaded)
            drawer.says = a_judgement(Verdict.REJECTED, "dark")
        return judge(body, asked)

    drawer.checking._judge = overtaken
    drawer.checking.check(uploaded)
    document = drawer.kept(begun.document.reference)
    assert (document.state, len(drawer.asked)) == (State.ACCEPTED, 2)
    assert drawer.storage.objects.keys() == {document.attempt.kept}


def test_a_file_that_cannot_be_looked_into_now_is_brought_again(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    uploaded = drawer.post(begun)
    answer, drawer.says = drawer.says, RuntimeError("no process")
    with pytest.raises(RuntimeError, match="no process"):
        drawer.checking.check(uploaded)
    assert list(drawer.storage.objects) == [uploaded.key], "the upload stays"
    drawer.says = answer
    drawer.checking.check(uploaded)
    assert drawer.kept(begun.document.reference).state is State.ACCEPTED


def test_a_passing_failure_of_the_table_brings_the_event_again(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    uploaded = drawer.post(begun)
    drawer.trouble = refusal("AccessDeniedException")
    with pytest.raises(ClientError):
        drawer.checking.check(uploaded)
    assert list(drawer.storage.objects) == [uploaded.key], "the clean copy goes, the upload stays"
    drawer.checking.check(uploaded)
    assert drawer.kept(begun.document.reference).state is State.ACCEPTED


def test_the_very_file_that_was_rejected_is_told_apart(drawer: Drawer) -> None:
    made = drawer.city.book()
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    drawer.send(made)
    assert codes(drawer.send(made)) == ["blurred", "same-file-again"]
    drawer.says = a_judgement()
    assert codes(drawer.send(made, body=OTHER)) == []


def test_the_pictures_of_attempts_before_the_last_are_gone(drawer: Drawer) -> None:
    made = drawer.city.book()
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    drawer.send(made)
    document = drawer.send(made, body=OTHER)
    assert drawer.storage.objects.keys() == {document.attempt.kept}


def test_a_file_or_a_number_that_somebody_else_used_goes_to_an_officer(drawer: Drawer) -> None:
    drawer.send(drawer.city.book(1))
    other = drawer.city.book(2, service="d001")
    document = drawer.send(other, number=2)
    assert (document.state, codes(document)) == (
        State.NEEDS_OFFICER,
        ["used-by-another", "number-used-by-another"],
    )
    third = drawer.city.book(3, service="d001", starts=at(10))
    assert codes(drawer.send(third, number=3, body=OTHER)) == ["number-used-by-another"]


def test_a_family_card_serves_the_whole_family(drawer: Drawer) -> None:
    drawer.send(drawer.city.book(1), "kk")
    assert drawer.send(drawer.city.book(2, service="d001"), "kk", number=2).state is State.ACCEPTED


def test_the_same_person_may_use_the_same_file_for_another_record(drawer: Drawer) -> None:
    drawer.send(drawer.city.book(1))
    again = drawer.city.book(1, service="d001", key="key-other")
    assert drawer.send(again).state is State.ACCEPTED


def test_what_was_rejected_claims_nothing(drawer: Drawer) -> None:
    drawer.says = a_judgement(Verdict.REJECTED, "nik-other")
    drawer.send(drawer.city.book(2, service="d001"), number=2)
    drawer.says = a_judgement()
    assert drawer.send(drawer.city.book(1)).state is State.ACCEPTED


def test_no_key_of_the_tables_or_the_bucket_names_anybody(drawer: Drawer) -> None:
    drawer.says = a_judgement(fields={"nik": Field(a_nik(), 1.0)})
    drawer.send(drawer.city.book())
    for place in drawer.city.dynamodb.items:
        assert a_nik() not in "".join(place)
    assert all(len(key.partition("/")[2]) == 32 for key in drawer.storage.objects)


def test_a_citizen_who_was_erased_is_not_judged(drawer: Drawer) -> None:
    made = drawer.city.book()
    begun = drawer.begin(made)
    uploaded = drawer.post(begun)
    for place in [one for one in drawer.city.dynamodb.items if one[0] == "people"]:
        del drawer.city.dynamodb.items[place]
    drawer.checking.check(uploaded)
    assert drawer.asked == []
    assert uploaded.key not in drawer.storage.objects


def test_a_document_that_keeps_changing_is_left_for_later(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    uploaded = drawer.post(begun)
    save = drawer.store.save
    from chalicelib.documents.outcomes import NotSaved  # noqa: PLC0415 - only here

    def refuses(*args: object, **more: object) -> None:
        raise NotSaved

    drawer.store.save = refuses  # type: ignore[method-assign]
    with pytest.raises(Busy):
        drawer.checking.check(uploaded)
    drawer.store.save = save  # type: ignore[method-assign]
    drawer.checking.check(uploaded)
    assert drawer.kept(begun.document.reference).state is State.ACCEPTED


def test_a_case_that_waited_for_a_document_goes_on_once_one_of_use_has_come(drawer: Drawer) -> None:
    handling = registry.get(Handling)
    case = drawer.city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case
    handling.pause(an_officer(), "mpp", case.reference, version=1, reason=Reason("documents"))
    wanted = Wanted(kind="ktp", content_type="image/jpeg", size=1000, key="upload-0001")
    asker = an_asker(case.reference, "0001")
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    drawer.checking.check(drawer.post(drawer.uploads.begin(asker, wanted)))
    assert drawer.city.cases.known(case.reference).status == "paused"
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs")
    drawer.checking.check(drawer.post(drawer.uploads.begin(asker, wanted), OTHER))
    assert drawer.city.cases.known(case.reference).status == "received"


@pytest.mark.parametrize(("why", "after"), [("documents", "received"), ("payment", "paused")])
def test_a_case_that_waits_for_a_document_goes_on_when_one_comes_and_for_nothing_else(
    drawer: Drawer, why: str, after: str
) -> None:
    case = drawer.city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case
    registry.get(Handling).pause(an_officer(), "mpp", case.reference, version=1, reason=Reason(why))
    wanted = Wanted(kind="ktp", content_type="image/jpeg", size=1000, key="upload-0001")
    begun = drawer.uploads.begin(an_asker(case.reference, "0001"), wanted)
    assert drawer.city.cases.known(case.reference).status == "paused", "a form is no document"
    uploaded = drawer.post(begun)
    for _ in range(2):
        drawer.checking.check(uploaded)
    assert drawer.city.cases.known(case.reference).status == after
    assert drawer.kept(begun.document.reference).state is State.ACCEPTED


def test_a_refused_case_needs_its_documents_no_more(drawer: Drawer) -> None:
    case = drawer.city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case
    owner = owners(drawer.clock)["K"]
    assert owner.subjects([case.reference])[case.reference].is_open
    registry.get(Handling).refuse(an_officer(), "mpp", case.reference, version=1, reason=Reason("withdrawn"))
    subject = owner.subjects([case.reference])[case.reference]
    assert (subject.is_open, subject.ended) == (False, MONDAY)


def test_what_is_too_large_is_not_read_and_the_citizen_is_told_so(drawer: Drawer) -> None:
    document = drawer.send(drawer.city.book(), body=bytes(8_000_001))
    assert (document.state, codes(document), drawer.asked) == (State.REJECTED, ["too-large"], [])
    assert sentence_of(document.attempt.findings[0]).en.startswith("This file is too large; at most 8 MB.")
