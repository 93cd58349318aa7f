"""How complaints come to an end, and who is behind them is opened, over the whole house."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.closing import ASK_AGAIN_AFTER, CLOSE_AFTER
from chalicelib.complaints.errors import (
    ComplaintChanged,
    NothingHidden,
    NotInThisState,
    NotToBeMerged,
    SilenceNotOver,
)
from chalicelib.complaints.service import (
    Closing,
    Contact,
    Folders,
    Hand,
    Handling,
    Identity,
    Looking,
    Opening,
    Sort,
    State,
    Voice,
)
from chalicelib.complaints.states import SOLVED, Act
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core.errors import Busy, InvalidFields, NotAllowed, NotFound
from chalicelib.core.officer import Role
from chalicelib.core.registry import get
from tests.builders.city import City, a_small_office
from tests.builders.officers import an_officer
from tests.unit.complaints.keeping import SOMEBODY, kept
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.service import Complaint
    from chalicelib.core.officer import Officer

OFFICER, HEAD = an_officer(), an_officer(id="manager-1", role=Role.MANAGER)
WORDS = "Kursi roda sudah tersedia di pintu utara."


class Shown:
    """One photograph, attached at a moment."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def since(self, complaint: Complaint, moment: datetime) -> int:
        return int(self.at > moment)


@pytest.fixture
def city() -> City:
    return City(a_small_office())


@pytest.fixture
def desk(city: City) -> Closing:
    return get(Closing)


def hand(complaint: Complaint, officer: Officer = OFFICER) -> Hand:
    return Hand(
        officer=officer, office=complaint.office, reference=complaint.reference, version=complaint.version
    )


def again(complaint: Complaint) -> Complaint:
    found = get(ComplaintStore).get(complaint.reference)
    assert found
    return found


def said(complaint: Complaint) -> list[tuple[Voice, str]]:
    seen = get(Looking).seen(OFFICER, complaint)
    assert seen.told
    return [(one.voice, one.text) for one in seen.told.messages]


def in_work(city: City, **changes: object) -> Complaint:
    return kept(**{"state": State.IN_WORK, "verified": city.clock(), **changes})  # type: ignore[arg-type] # fields of any type


def kept_silent(city: City) -> Complaint:
    """Proposed, asked again, and nothing heard for long."""
    proposed = city.clock() - ASK_AGAIN_AFTER - CLOSE_AFTER
    return kept(
        state=State.PROPOSED,
        verified=proposed,
        proposed=proposed,
        asked_again=proposed + ASK_AGAIN_AFTER,
    )


def test_a_proposal_needs_a_photograph_or_words_why_there_is_none(city: City, desk: Closing) -> None:
    complaint = in_work(city)
    with pytest.raises(InvalidFields) as refused:
        desk.propose(hand(complaint), WORDS)
    assert refused.value.field == "without_photo"
    after = desk.propose(hand(complaint), WORDS, without_photo="Loket tidak boleh difoto.")
    assert (after.state, after.proposed) == (State.PROPOSED, city.clock())
    told = get(Looking).seen(OFFICER, after).told
    assert told
    assert (told.proposal, told.without_photo) == (WORDS, "Loket tidak boleh difoto.")
    assert said(after) == [(Voice.OFFICE, WORDS)]


def test_a_photograph_is_proof_only_of_what_was_done_since_the_citizen_last_spoke(city: City) -> None:
    complaint = in_work(city)
    shown = Closing(get(Folders), Shown(city.clock() + timedelta(hours=5)))
    proposed = shown.propose(hand(complaint), WORDS)
    city.clock.passes(days=1)
    disputed = acts.disputed(proposed, Doing(at=city.clock()))
    assert get(ComplaintStore).change(proposed, disputed)
    with pytest.raises(InvalidFields):
        shown.propose(hand(disputed), WORDS)


@pytest.mark.parametrize("sort", [Sort.ASPIRATION, Sort.INFORMATION])
def test_an_answer_to_a_wish_or_a_question_needs_no_photograph(city: City, desk: Closing, sort: Sort) -> None:
    assert desk.propose(hand(in_work(city, sort=sort)), WORDS).state is State.PROPOSED


def test_a_proposal_sent_twice_is_one(city: City, desk: Closing) -> None:
    complaint = in_work(city)
    once, twice = (desk.propose(hand(complaint), WORDS, without_photo="x") for _ in range(2))
    assert once == twice
    with pytest.raises(ComplaintChanged):
        desk.propose(hand(complaint), "Lain.", without_photo="x")


def test_a_supervisor_closes_after_two_silences_and_it_is_not_counted_as_solved(
    city: City, desk: Closing
) -> None:
    complaint = kept_silent(city)
    with pytest.raises(NotAllowed):
        desk.close(hand(complaint), "silent", "")
    after = desk.close(hand(complaint, HEAD), "silent", "")
    assert (after.state, after.steps[-1].why) == (State.CLOSED, "silent")
    assert after.state not in SOLVED


def test_nobody_closes_before_the_citizen_was_asked_again(city: City, desk: Closing) -> None:
    proposed = kept(state=State.PROPOSED, proposed=city.clock() - timedelta(days=90))
    with pytest.raises(SilenceNotOver):
        desk.close(hand(proposed, HEAD), "silent", "")


def test_what_cannot_be_done_is_dismissed_with_a_reason_and_words(city: City, desk: Closing) -> None:
    after = desk.dismiss(hand(kept()), "no-facts", "Mohon sebutkan tanggalnya.")
    assert (after.state, after.steps[-1].why) == (State.NOT_ACTIONABLE, "no-facts")
    assert said(after) == [(Voice.OFFICE, "Mohon sebutkan tanggalnya.")]
    assert after.verified is None, "what was dismissed unseen by anybody else is in no public list"


def test_what_is_for_somebody_outside_ends_with_words_that_nobody_else_can_read(
    city: City, desk: Closing
) -> None:
    after = desk.pass_outside(hand(in_work(city)), "Hubungi Balai Jalan Nasional.")
    assert (after.state, after.passed_to) == (State.NOT_RESPONSIBLE, "outside")
    assert said(after) == [(Voice.OFFICE, "Hubungi Balai Jalan Nasional.")]
    assert not any("Balai" in str(item) for item in city.kept().items.values())


def test_a_duplicate_is_followed_by_its_citizens_on_the_earlier_clock(city: City, desk: Closing) -> None:
    early = kept(1, received=city.clock() - timedelta(days=3))
    late = in_work(city, number=2, received=city.clock() - timedelta(days=1))
    after = desk.merge(hand(early), late.public)
    assert (after.state, after.merged) == (State.DUPLICATE, late.reference)
    joined = again(late)
    assert (joined.received, joined.followers, joined.version) == (early.received, 1, 2)
    assert joined.due
    assert late.due is None
    assert get(ComplaintStore).followers(late.reference) == [early.reference]
    assert get(ComplaintStore).open_of("mpp") == [late.reference]
    noted = {(one.what, one.reference) for one in city.people.accesses("mpp", MONDAY)}
    assert noted == {("complaint merge", early.reference), ("complaint join", late.reference)}
    assert desk.merge(hand(early), late.reference) == after, "asked for again, it is the same"
    assert again(late).followers == 1


def test_nothing_is_merged_into_itself_or_into_what_the_officer_may_not_open(
    city: City, desk: Closing
) -> None:
    complaint, foreign = kept(1), kept(2, agency="pajak")
    with pytest.raises(NotToBeMerged):
        desk.merge(hand(complaint), complaint.public)
    for into in (foreign.reference, foreign.public, "A999999999"):
        with pytest.raises(NotFound):
            desk.merge(hand(complaint), into)


def test_a_merge_waits_for_whoever_works_on_the_other_one(city: City, desk: Closing) -> None:
    one, other = kept(1), kept(2)
    store = get(ComplaintStore)
    read = store.get
    looks: list[str] = []

    def busy(reference: str) -> Complaint | None:
        found = read(reference)
        if reference == other.reference and found and len(looks) < 1:
            looks.append(reference)
            get(Handling).note(hand(found), "Saya kerjakan.")
        return found

    store.get = busy  # type: ignore[method-assign] # somebody is faster once
    assert desk.merge(hand(one), other.reference).state is State.DUPLICATE
    assert (again(other).followers, again(other).version) == (1, 3)


def test_a_merge_gives_up_when_the_other_one_never_rests(city: City, desk: Closing) -> None:
    one, other = kept(1), kept(2)
    store = get(ComplaintStore)
    read = store.get

    def restless(reference: str) -> Complaint | None:
        found = read(reference)
        if reference == other.reference and found:
            assert store.change(found, acts.noted(found, Doing(at=city.clock())))
        return found

    store.get = restless  # type: ignore[method-assign] # somebody is always faster
    with pytest.raises(Busy):
        desk.merge(hand(one), other.reference)


def test_a_hidden_identity_is_opened_by_a_supervisor_with_a_reason_that_is_recorded(city: City) -> None:
    complaint = kept(identity=Identity.HIDDEN)
    after, person = get(Opening).open(hand(complaint, HEAD), "danger", "Ancaman terhadap pelapor.")
    assert person == SOMEBODY
    last = after.steps[-1]
    assert (last.act, last.by, last.why) == (Act.OPEN_IDENTITY, HEAD.id, "danger")
    assert said(after) == [(Voice.NOTE, "Ancaman terhadap pelapor.")]
    assert [one.what for one in city.people.accesses("mpp", MONDAY)] == ["complaint open-identity"]
    seen = get(Looking).seen(OFFICER, after)
    assert seen.name is None, "it was opened to one supervisor, not to every page"


def test_nobody_but_a_supervisor_of_that_agency_opens_an_identity(city: City) -> None:
    complaint = kept(identity=Identity.HIDDEN)
    with pytest.raises(NotAllowed):
        get(Opening).open(hand(complaint), "danger", "")
    with pytest.raises(NotFound):
        get(Opening).open(hand(complaint, replace(HEAD, agency="pajak")), "danger", "")
    assert again(complaint).steps == complaint.steps


@pytest.mark.parametrize("identity", [Identity.NAMED, Identity.ANONYMOUS])
def test_where_nothing_is_hidden_there_is_nothing_to_open(city: City, identity: Identity) -> None:
    complaint = kept(identity=identity)
    with pytest.raises(NothingHidden):
        get(Opening).open(hand(complaint, HEAD), "danger", "")


def test_who_left_nothing_stays_unknown(city: City) -> None:
    complaint = kept(identity=Identity.HIDDEN, contact=Contact())
    assert get(Opening).open(hand(complaint, HEAD), "court", "")[1] is None


def test_an_officer_is_offered_what_can_be_done_now(city: City) -> None:
    may = get(Looking).seen
    silent, hidden = kept_silent(city), kept(2, identity=Identity.HIDDEN)
    asked = kept(3, state=State.PROPOSED, proposed=city.clock())
    assert [Act.CLOSE in may(who, one).may for who in (OFFICER, HEAD) for one in (silent, asked)] == [
        False,
        False,
        True,
        False,
    ]
    assert [Act.OPEN_IDENTITY in may(who, hidden).may for who in (OFFICER, HEAD)] == [False, True]
    assert Act.OPEN_IDENTITY not in may(HEAD, asked).may
    assert not {Act.CONFIRM, Act.DISPUTE, Act.REOPEN} & set(may(HEAD, silent).may)


def test_a_step_that_cannot_happen_now_is_refused(city: City, desk: Closing) -> None:
    with pytest.raises(NotInThisState):
        desk.pass_outside(hand(kept(state=State.CONFIRMED, ended=city.clock())), "Ke provinsi.")
