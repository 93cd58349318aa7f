"""What officers do with complaints, over the whole house."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.complaints.complaint import Pause
from chalicelib.complaints.errors import ComplaintChanged, NotInThisState
from chalicelib.complaints.service import (
    Folders,
    Hand,
    Handling,
    Identity,
    Looking,
    Sort,
    State,
    Voice,
    Wanted,
    together,
)
from chalicelib.complaints.store import ComplaintStore
from chalicelib.complaints.suspicion import Flag
from chalicelib.core.errors import InvalidFields, NotAllowed, NotFound
from chalicelib.core.officer import Role
from chalicelib.core.registry import get
from tests.builders.city import City, a_small_office, the_other_office
from tests.builders.officers import an_admin, an_officer
from tests.unit.complaints.keeping import TEXT, kept
from tests.unit.offices.builders import MONDAY, an_offered

if TYPE_CHECKING:
    from chalicelib.complaints.service import Complaint
    from chalicelib.core.officer import Officer

OFFICER, COLLEAGUE = an_officer(), an_officer(id="officer-2")
HEAD = an_officer(id="head-1", role=Role.MANAGER)
SERVICES = (an_offered("d000"), an_offered("d001"), an_offered("s001", agency_id="pajak"))


@pytest.fixture
def city() -> City:
    return City(a_small_office(services=SERVICES), the_other_office())


@pytest.fixture
def complaint(city: City) -> Complaint:
    return kept()


@pytest.fixture
def desk(city: City) -> Handling:
    return get(Handling)


def hand(complaint: Complaint, officer: Officer = OFFICER) -> Hand:
    return Hand(
        officer=officer, office=complaint.office, reference=complaint.reference, version=complaint.version
    )


def now(complaint: Complaint) -> Complaint:
    found = get(ComplaintStore).get(complaint.reference)
    assert found
    return found


def what_was_done(city: City, office: str = "mpp") -> list[str]:
    return [one.what for one in city.people.accesses(office, MONDAY)]


def said(complaint: Complaint) -> list[tuple[Voice, str]]:
    seen = get(Looking).seen(OFFICER, complaint)
    assert seen.told
    return [(one.voice, one.text) for one in seen.told.messages]


def references(officer: Officer = OFFICER, office: str = "mpp", **wanted: object) -> list[str]:
    found = get(Looking).listing(officer, office, Wanted(**wanted))  # type: ignore[arg-type] # as written in the tests
    return [line.complaint.reference for line in found.lines]


def test_a_look_shows_what_was_said_and_is_noted_first(city: City, complaint: Complaint) -> None:
    seen = get(Looking).look(OFFICER, "mpp", complaint.reference)
    assert seen.told
    assert (seen.told.text, seen.name) == (TEXT, "Ni Luh Contoh")
    assert what_was_done(city) == ["complaint"]


@pytest.mark.parametrize(
    ("officer", "office"),
    [
        (an_officer(agency="pajak"), "mpp"),
        (an_officer(agency="pajak", role=Role.MANAGER), "mpp"),
        (an_officer(office="dukcapil"), "dukcapil"),
        (an_admin(), "dukcapil"),
    ],
)
def test_a_foreign_complaint_is_not_found_like_one_that_never_was(
    city: City, complaint: Complaint, desk: Handling, officer: Officer, office: str
) -> None:
    for reference in (complaint.reference, "A999999999"):
        with pytest.raises(NotFound):
            get(Looking).look(officer, office, reference)
        with pytest.raises(NotFound):
            desk.start(Hand(officer=officer, office=office, reference=reference, version=1))
    assert references(officer, office) == []
    assert what_was_done(city) == what_was_done(city, "dukcapil") == []


def test_the_list_is_in_the_order_of_the_clock(city: City) -> None:
    late = kept(1, days=60, verified=city.clock())
    soon = kept(2, days=2, verified=city.clock())
    unseen = kept(3, days=60)
    waiting = kept(4, days=1, state=State.PROPOSED, verified=city.clock(), proposed=city.clock())
    assert references() == [one.reference for one in (soon, unseen, late, waiting)]


def test_the_list_takes_filters(city: City) -> None:
    kept(0, officer=OFFICER.id)
    kept(1, category="road")
    kept(2, state=State.IN_WORK)
    kept(3, agency="pajak")
    assert len(references()) == 3
    assert references(mine=True) == ["A000000000"]
    assert references(category="road") == ["A000000001"]
    assert references(state=State.IN_WORK) == ["A000000002"]
    assert references(level="overdue") == []
    city.clock.passes(days=40)
    assert references(level="fine") == []


def test_what_has_ended_is_listed_by_its_state(city: City) -> None:
    kept(1, state=State.CONFIRMED, ended=city.clock() - timedelta(days=60))
    assert references(state=State.CONFIRMED) == ["A000000001"]
    assert references() == []


def test_the_list_shows_how_the_text_begins_of_what_nobody_verified_and_notes_that(city: City) -> None:
    kept(1, text="Antre  lama\n" * 40)
    kept(2, state=State.IN_WORK, verified=city.clock())
    lines = get(Looking).listing(OFFICER, "mpp", Wanted()).lines
    assert [len(line.excerpt) for line in lines] == [140, 0]
    assert what_was_done(city) == ["complaints"]


def test_nobody_is_named_who_is_hidden_or_anonymous(city: City) -> None:
    for number, identity in enumerate((Identity.HIDDEN, Identity.ANONYMOUS)):
        assert get(Looking).look(OFFICER, "mpp", kept(number, identity=identity).reference).name is None


def test_a_step_is_written_with_its_note_and_repeating_it_changes_nothing(
    city: City, desk: Handling, complaint: Complaint
) -> None:
    once, twice = (desk.verify(hand(complaint), title="Antrean loket") for _ in range(2))
    assert (once.state, once.version, once.title) == (State.VERIFIED, 2, "Antrean loket")
    assert once == twice == now(complaint)
    assert what_was_done(city) == ["complaint verify"]


def test_two_officers_at_once_are_told_apart(desk: Handling, complaint: Complaint) -> None:
    desk.assign(hand(complaint), officer="me")
    with pytest.raises(ComplaintChanged):
        desk.assign(hand(complaint, COLLEAGUE), officer="me")
    with pytest.raises(ComplaintChanged):
        desk.verify(hand(complaint))
    assert now(complaint).officer == OFFICER.id


def test_who_is_beaten_between_the_look_and_the_write_is_told_so(
    city: City, desk: Handling, complaint: Complaint
) -> None:
    folders = get(Folders)
    read = folders.store.get
    beaten: list[str] = []

    def slow(reference: str) -> Complaint | None:
        found = read(reference)
        if not beaten:
            beaten.append(reference)
            desk.note(hand(complaint, COLLEAGUE), "Saya lihat dulu.")
        return found

    folders.store.get = slow  # type: ignore[method-assign] # somebody is faster
    with pytest.raises(ComplaintChanged):
        desk.verify(hand(complaint))
    assert (now(complaint).state, now(complaint).version) == (State.RECEIVED, 2)
    assert what_was_done(city) == ["complaint note"]


def test_the_same_words_sent_twice_are_said_once_and_other_words_are_refused(
    desk: Handling, complaint: Complaint
) -> None:
    for _ in range(2):
        desk.note(hand(complaint), "Sudah saya telepon.")
    assert said(complaint) == [(Voice.NOTE, "Sudah saya telepon.")]
    with pytest.raises(ComplaintChanged):
        desk.note(hand(complaint), "Besok saya telepon lagi.")


def test_a_question_lets_the_clock_stand_until_an_answer_through_any_channel(
    city: City, desk: Handling
) -> None:
    complaint = kept(state=State.IN_WORK, verified=city.clock())
    friday = get(Folders).standing(complaint).due
    monday = friday + timedelta(days=3)
    asked = desk.ask(hand(complaint), "Di loket mana?")
    assert (asked.state, asked.pauses, asked.replied) == (
        State.WAITING,
        (Pause(since=city.clock()),),
        city.clock(),
    )
    city.clock.passes(days=1)
    assert get(Folders).standing(asked).due == monday, "a working day was waited"
    told = desk.answer(hand(asked), "Kata pelapor di telepon: loket tiga.")
    assert not get(Folders).standing(told).paused
    assert told.due == monday, "the list is in order of this"
    assert said(told) == [
        (Voice.OFFICE, "Di loket mana?"),
        (Voice.CITIZEN, "Kata pelapor di telepon: loket tiga."),
    ]


def test_a_reply_is_possible_after_the_end(city: City, desk: Handling) -> None:
    ended = kept(state=State.CONFIRMED, ended=city.clock())
    assert desk.reply(hand(ended), "Terima kasih kembali.").ended == ended.ended


def test_what_its_citizen_writes_after_the_end_is_in_the_list_until_an_officer_acts(
    city: City, desk: Handling
) -> None:
    flags = (Flag.NEW_MESSAGE.value, "links")
    ended = kept(1, state=State.CONFIRMED, ended=city.clock(), flags=flags)
    kept(2, state=State.CONFIRMED, ended=city.clock())
    assert references() == [ended.reference]
    assert desk.note(hand(ended), "Ucapan terima kasih.").flags == ("links",)
    assert references() == []


def test_another_category_has_its_own_days_and_the_same_start(city: City, desk: Handling) -> None:
    complaint = kept()
    after = desk.reclassify(hand(complaint), category="road")
    assert (after.category, after.received) == ("road", complaint.received)
    assert after.days != complaint.days
    again = desk.reclassify(hand(after, HEAD), days=60, sort=Sort.ASPIRATION)
    assert (again.category, again.days, again.sort) == ("road", 60, Sort.ASPIRATION)
    assert again.due
    assert after.due
    assert again.due > after.due
    for wrong in ("no-such", None):
        with pytest.raises(InvalidFields):
            desk.reclassify(hand(again), category=wrong)


def test_other_days_than_the_categorys_own_are_for_heads(city: City, desk: Handling) -> None:
    complaint = kept()
    own = desk.reclassify(hand(complaint), category="road").days
    assert desk.reclassify(hand(now(complaint)), days=own).days == own, "its own days, said again"
    with pytest.raises(NotAllowed) as refused:
        desk.reclassify(hand(now(complaint)), days=own + 1)
    assert refused.value.field == "days"
    with pytest.raises(NotAllowed):
        desk.reclassify(hand(now(complaint)), category="waiting", days=own + 1)
    desk.reclassify(hand(now(complaint), HEAD), days=own + 1)
    again = desk.reclassify(hand(now(complaint)), days=own + 1, sort=Sort.ASPIRATION)
    assert again.days == own + 1, "what a supervisor gave is kept"


def test_what_is_handed_over_is_in_the_other_agencys_list_on_its_old_clock(
    city: City, desk: Handling
) -> None:
    complaint = kept(state=State.IN_WORK, officer=OFFICER.id, verified=city.clock())
    after = desk.hand_over(hand(complaint), office=None, agency="pajak")
    assert (after.agency, after.officer, after.received) == ("pajak", "", complaint.received)
    assert after.steps[-1].why == "pajak"
    assert references() == []
    assert references(an_officer(agency="pajak")) == [complaint.reference]
    assert desk.hand_over(hand(complaint), office=None, agency="pajak") == after, "sent again"
    for other in (hand(complaint, COLLEAGUE), hand(after)):
        with pytest.raises(NotFound):
            desk.hand_over(other, office=None, agency="pajak")


def test_what_is_handed_over_to_another_office_is_listed_there(city: City, desk: Handling) -> None:
    complaint = kept()
    desk.hand_over(hand(complaint), office="dukcapil", agency=None)
    assert references() == []
    assert references(an_officer(office="dukcapil"), "dukcapil") == [complaint.reference]
    assert what_was_done(city) == ["complaint pass-on"]


@pytest.mark.parametrize(
    ("office", "agency"), [(None, "dukcapil"), ("mpp", None), (None, "no-such"), ("dukcapil", "pajak")]
)
def test_nothing_is_handed_over_to_where_it_lies_or_nobody_works(
    complaint: Complaint, desk: Handling, office: str | None, agency: str | None
) -> None:
    with pytest.raises(InvalidFields):
        desk.hand_over(hand(complaint), office=office, agency=agency)


def test_many_are_taken_on_each_by_itself(city: City, desk: Handling) -> None:
    fresh, begun, foreign = kept(1), kept(2, state=State.IN_WORK), kept(3, agency="pajak")
    done, refused = together([hand(one) for one in (fresh, begun, foreign)], desk.verify)
    assert [one.reference for one in done] == [fresh.reference]
    assert refused == [(begun.reference, NotInThisState.code), (foreign.reference, NotFound.code)]
