"""What officers do with cases, over the whole house."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.cases.errors import CaseChanged, CaseClosed, CaseWaits
from chalicelib.cases.service import CaseRequest, Handling, Reason, Watch
from chalicelib.core.errors import NotAllowed, NotFound
from chalicelib.core.registry import get
from chalicelib.core.text import Text
from chalicelib.offices.service import DeemedGranted, Step
from tests.builders.city import City, a_small_office, at, the_other_office
from tests.builders.officers import an_officer
from tests.builders.people import a_citizen
from tests.unit.offices.builders import MONDAY, a_standard, a_text

if TYPE_CHECKING:
    from chalicelib.cases.service import Case

OFFICER = an_officer()
STEPS = tuple(Step(key, a_text(key)) for key in ("received", "verified", "ready", "handed-over"))
LAW = DeemedGranted(5, "UU 30/2014")
WORDS = Text("KK milik I Made Rai buram.", "The KK of I Made Rai is blurred.")


@pytest.fixture
def city() -> City:
    city = City(a_small_office(), the_other_office())
    standards = [
        a_standard(service, working_days=3, milestones=STEPS, deemed_granted=LAW)
        for service in ("d000", "d001", "s001")
    ]
    city.offices.publish([a_small_office(), the_other_office()], standards)
    return city


@pytest.fixture
def desk(city: City) -> Handling:
    return get(Handling)


@pytest.fixture
def case(city: City) -> Case:
    return city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case


def what_was_done(city: City) -> list[tuple[str, str | None]]:
    return [(one.what, one.reference) for one in city.people.accesses("mpp", MONDAY)]


def test_a_case_that_is_opened_at_the_counter_is_in_the_access_record_once(
    city: City, desk: Handling
) -> None:
    request = CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")
    opened = desk.open(OFFICER, request)
    assert desk.open(OFFICER, request) == opened
    assert [what for what, _ in what_was_done(city)] == ["case opened"]


def test_nobody_opens_one_for_another_agency(desk: Handling) -> None:
    with pytest.raises(NotAllowed):
        desk.open(an_officer(agency="pajak"), CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001"))


def test_who_looks_sees_whose_case_it_is_and_is_noted(city: City, desk: Handling, case: Case) -> None:
    seen = desk.look(OFFICER, "mpp", case.reference)
    assert seen.citizen == a_citizen()
    assert what_was_done(city) == [("case", case.reference)]


def test_a_case_of_another_office_is_not_found_and_of_another_agency_not_shown(
    city: City, desk: Handling, case: Case
) -> None:
    with pytest.raises(NotFound):
        desk.look(an_officer(office="dukcapil"), "dukcapil", case.reference)
    with pytest.raises(NotAllowed):
        desk.look(an_officer(agency="pajak"), "mpp", case.reference)
    assert desk.listing(an_officer(agency="pajak"), "mpp") == []
    assert what_was_done(city) == []


def test_a_step_is_written_with_its_note_and_repeating_it_changes_nothing(
    city: City, desk: Handling, case: Case
) -> None:
    for _ in range(2):
        after = desk.advance(OFFICER, "mpp", case.reference, version=1, milestone="verified")
        assert (after.status, after.version) == ("verified", 2)
    assert what_was_done(city) == [("case verified", case.reference)]


def test_of_two_officers_the_second_is_told_that_the_case_has_changed(desk: Handling, case: Case) -> None:
    desk.advance(OFFICER, "mpp", case.reference, version=1, milestone="verified")
    with pytest.raises(CaseChanged):
        desk.pause(OFFICER, "mpp", case.reference, version=1, reason=Reason("visit"))


def test_of_two_officers_at_the_same_moment_one_is_told_too(city: City, desk: Handling, case: Case) -> None:
    city.faults.before("transact_write_items", lambda: city.cases.advance(case.reference, "verified"))
    with pytest.raises(CaseChanged):
        desk.refuse(OFFICER, "mpp", case.reference, version=1, reason=Reason("withdrawn"))


def test_of_two_officers_with_the_same_thought_both_are_right(city: City, desk: Handling, case: Case) -> None:
    city.faults.before("transact_write_items", lambda: city.cases.advance(case.reference, "verified"))
    after = desk.advance(OFFICER, "mpp", case.reference, version=1, milestone="verified")
    assert (after.status, after.version) == ("verified", 2)


class TestWaiting:
    def test_the_citizen_is_told_in_the_officers_words_which_nobody_else_can_read(
        self, city: City, desk: Handling, case: Case
    ) -> None:
        after = desk.pause(OFFICER, "mpp", case.reference, version=1, reason=Reason("documents", WORDS))
        assert city.cases.words(after) == {"pause-0": WORDS}
        assert "buram" not in repr(city.dynamodb.items)
        assert desk.look(OFFICER, "mpp", case.reference).citizen == a_citizen()

    def test_once_the_person_is_erased_the_words_are_gone(
        self, city: City, desk: Handling, case: Case
    ) -> None:
        after = desk.pause(OFFICER, "mpp", case.reference, version=1, reason=Reason("documents", WORDS))
        for place in [place for place in city.dynamodb.items if place[1].startswith("PERSON#")]:
            del city.dynamodb.items[place]
        assert city.cases.words(after) == {}

    def test_two_waits_have_words_of_their_own(self, city: City, desk: Handling, case: Case) -> None:
        one, two = Text("satu", "one"), Text("dua", "two")
        desk.pause(OFFICER, "mpp", case.reference, version=1, reason=Reason("words", one))
        desk.resume(OFFICER, "mpp", case.reference, version=2)
        after = desk.pause(OFFICER, "mpp", case.reference, version=3, reason=Reason("words", two))
        assert city.cases.words(after) == {"pause-0": one, "pause-1": two}

    def test_the_promise_moves_by_the_working_days_that_the_office_waited(
        self, city: City, desk: Handling, case: Case
    ) -> None:
        assert case.due == MONDAY + timedelta(days=3)
        desk.pause(OFFICER, "mpp", case.reference, version=1, reason=Reason("visit"))
        city.clock.time = at(9, day=MONDAY + timedelta(days=2))
        for _ in range(2):
            after = desk.resume(OFFICER, "mpp", case.reference, version=2)
            # Two days more are Saturday.
            assert after.due == MONDAY + timedelta(days=7)
            assert after.version == 3

    def test_a_document_of_the_citizen_ends_a_wait_for_documents_and_no_other(
        self, city: City, desk: Handling, case: Case
    ) -> None:
        desk.pause(OFFICER, "mpp", case.reference, version=1, reason=Reason("payment"))
        assert city.cases.answered(case.reference).status == "paused"
        desk.resume(OFFICER, "mpp", case.reference, version=2)
        desk.pause(OFFICER, "mpp", case.reference, version=3, reason=Reason("documents"))
        assert city.cases.answered(case.reference).status == "received"
        assert city.cases.answered(case.reference).version == 5

    def test_nothing_goes_on_meanwhile(self, desk: Handling, case: Case) -> None:
        for _ in range(2):
            desk.pause(OFFICER, "mpp", case.reference, version=1, reason=Reason("payment"))
        with pytest.raises(CaseWaits):
            desk.advance(OFFICER, "mpp", case.reference, version=2, milestone="verified")


def test_a_refusal_is_told_with_its_reason_and_is_final(city: City, desk: Handling, case: Case) -> None:
    no = Reason("requirements", WORDS)
    after = desk.refuse(OFFICER, "mpp", case.reference, version=1, reason=no)
    assert desk.refuse(OFFICER, "mpp", case.reference, version=1, reason=no) == after
    assert (after.status, city.cases.words(after)) == ("refused", {"refused": WORDS})
    assert desk.listing(OFFICER, "mpp") == []
    with pytest.raises(CaseClosed):
        desk.advance(OFFICER, "mpp", case.reference, version=2, milestone="verified")


class TestTheList:
    def opened(self, city: City, number: int) -> str:
        request = CaseRequest("mpp", "d000", a_citizen(number), "id", f"case-{number:04}")
        return city.cases.open(request).case.reference

    def test_what_the_law_grants_comes_first_then_what_is_late_and_what_waits_or_is_ready_last(
        self, city: City, desk: Handling
    ) -> None:
        oldest = self.opened(city, 1)
        city.clock.time = at(9, day=date(2026, 11, 26))
        near = self.opened(city, 2)
        waiting, ready = self.opened(city, 3), self.opened(city, 4)
        desk.pause(OFFICER, "mpp", waiting, version=1, reason=Reason("visit"))
        desk.advance(OFFICER, "mpp", ready, version=1, milestone="ready")
        city.clock.time = at(9, day=date(2026, 12, 1))
        new = self.opened(city, 5)
        found = desk.listing(OFFICER, "mpp")
        assert [(one.case.reference, one.alarm) for one in found[:3]] == [
            (oldest, "granted"),
            (near, "near"),
            (new, None),
        ]
        assert {one.case.reference for one in found[3:]} == {waiting, ready}

    def test_the_night_counts_what_it_finds(self, city: City, desk: Handling) -> None:
        self.opened(city, 1)
        city.clock.time = at(9, day=date(2026, 11, 27))
        assert get(Watch).look("mpp") == {"granted": 0, "near": 1, "late": 0}
        city.clock.time = at(9, day=date(2026, 12, 1))
        assert get(Watch).look("mpp") == {"granted": 1, "near": 0, "late": 0}
        assert get(Watch).look("dukcapil") == {"granted": 0, "near": 0, "late": 0}

    def test_a_broken_promise_without_such_a_law_is_late(self, city: City, desk: Handling) -> None:
        standards = [a_standard(service, working_days=3) for service in ("d000", "d001", "s001")]
        city.offices.publish([a_small_office()], standards)
        self.opened(city, 1)
        city.clock.time = at(9, day=date(2026, 11, 27))
        assert get(Watch).look("mpp") == {"granted": 0, "near": 0, "late": 1}
