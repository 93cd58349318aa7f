"""A complaint in the hands of its citizen: seen, written about, confirmed, disputed, brought back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.closing import REOPEN_WITHIN
from chalicelib.complaints.errors import NotInThisState, PostedTooMuch, TooLateToReopen
from chalicelib.complaints.message import Voice
from chalicelib.complaints.request import NOBODY
from chalicelib.complaints.service import Following, Words, Writing
from chalicelib.complaints.service.slowing import MESSAGES
from chalicelib.complaints.states import Act, State
from chalicelib.complaints.store import ComplaintStore
from chalicelib.complaints.suspicion import Flag
from chalicelib.core.errors import KeyReused, NotFound, TooManyTries
from chalicelib.core.registry import get
from tests.builders.city import City, at
from tests.builders.complaints import SECOND_TEXT, brought, its_citizen, kept, officers_did

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.service import Filed, Followed


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def filed(city: City) -> Filed:
    return brought()


def write(filed: Filed, act: Act, text: str = "", key: str | None = None) -> Followed:
    return get(Following).write(its_citizen(filed), Writing(act=act, text=text, key=key))


def look(filed: Filed) -> Followed:
    return get(Following).look(its_citizen(filed))


def heard(filed: Filed) -> list[str]:
    told = look(filed).told
    assert told
    return [one.text for one in told.messages]


def brought_to(filed: Filed) -> Filed:
    return brought(contact=NOBODY, join=filed.complaint.public, text=SECOND_TEXT, key="joined-0001")


def merged_into(other: Filed, filed: Filed) -> None:
    """As an officer does it, in one transaction."""
    store, before, main = get(ComplaintStore), kept(filed), kept(other)
    after, joined = acts.merged(before, doing(9), into=main)
    follows = store.following(main.reference, before.reference)
    assert store.change(before, after, *store.changing(main, joined), follows)


def doing(hour: int) -> Doing:
    return Doing(at=at(hour), by="officer-1")


def asked(complaint: Complaint) -> Complaint:
    return acts.asked(acts.verified(complaint, doing(9)), doing(9))


def proposed(complaint: Complaint) -> Complaint:
    return acts.proposed(complaint, doing(9))


class TestProof:
    def test_an_unknown_reference_and_a_wrong_proof_are_the_same(self, filed: Filed) -> None:
        with pytest.raises(NotFound):
            get(Following).look(its_citizen(filed, "WRONG222"))
        with pytest.raises(NotFound):
            get(Following).write(its_citizen(filed, "WRONG222"), Writing(act=Act.CONFIRM))

    def test_tries_are_limited(self, filed: Filed) -> None:
        for _ in range(3):
            with pytest.raises(NotFound):
                get(Following).look(its_citizen(filed, "0000"))
        with pytest.raises(TooManyTries):
            look(filed)


class TestMessages:
    def test_what_the_citizen_writes_is_kept_sealed_and_shown_to_the_office(
        self, city: City, filed: Filed
    ) -> None:
        after = write(filed, Act.ANSWER, "Masih antre, mohon dibantu")
        assert heard(filed) == ["Masih antre, mohon dibantu"]
        assert Flag.NEW_MESSAGE in after.complaint.flags
        assert "dibantu" not in repr(city.dynamodb.items)

    def test_notes_of_the_office_are_not_shown(self, filed: Filed) -> None:
        words = get(Words)
        for voice in (Voice.NOTE, Voice.OFFICE):
            message = words.message(
                kept(filed), voice.value, id=voice.value, at=at(9), voice=voice, by="officer-1"
            )
            assert message
            before = kept(filed)
            after = acts.replied(before, doing(9))
            assert get(ComplaintStore).change(before, after, get(ComplaintStore).saying(message))
        assert heard(filed) == ["office"]

    @pytest.mark.parametrize("key", ["message-0001", None])
    def test_one_that_is_sent_twice_is_kept_once(self, filed: Filed, key: str | None) -> None:
        one = write(filed, Act.ANSWER, "Halo?", key)
        assert write(filed, Act.ANSWER, "Halo?", key) == one
        assert heard(filed) == ["Halo?"]

    def test_the_same_words_with_another_key_are_another_message(self, filed: Filed) -> None:
        for key in ("message-0001", "message-0002"):
            write(filed, Act.ANSWER, "Halo?", key)
        assert heard(filed) == ["Halo?", "Halo?"]

    def test_a_key_that_was_used_for_other_words_is_refused(self, filed: Filed) -> None:
        write(filed, Act.ANSWER, "Halo?", "message-0001")
        with pytest.raises(KeyReused):
            write(filed, Act.ANSWER, "Halo!", "message-0001")

    def test_an_answer_ends_the_wait_and_the_clock_goes_on(self, city: City, filed: Filed) -> None:
        officers_did(filed, asked)
        city.clock.time = at(11)
        after = write(filed, Act.ANSWER, "Di loket 3").complaint
        assert (after.state, after.pauses[-1].until) == (State.VERIFIED, at(11))
        assert after.due
        assert after.due > filed.complaint.due  # type: ignore[operator]  # an office that opens has one

    def test_an_answer_that_comes_late_changes_no_state(self, filed: Filed) -> None:
        officers_did(filed, proposed)
        assert write(filed, Act.ANSWER, "Di loket 3").complaint.state is State.PROPOSED

    def test_after_the_end_too_somebody_reads_it(self, filed: Filed) -> None:
        officers_did(filed, lambda one: acts.dismissed(one, Doing(at=at(9), why="no-facts")))
        after = write(filed, Act.ANSWER, "Ini faktanya").complaint
        assert (after.state, Flag.NEW_MESSAGE in after.flags) == (State.NOT_ACTIONABLE, True)

    def test_what_officers_do_meanwhile_does_not_lose_it(self, city: City, filed: Filed) -> None:
        city.faults.before(
            "transact_write_items",
            lambda: officers_did(filed, lambda one: acts.verified(one, doing(9))),
        )
        assert write(filed, Act.ANSWER, "Halo?").complaint.state is State.VERIFIED
        assert heard(filed) == ["Halo?"]

    def test_a_flood_is_slowed(self, city: City, filed: Filed) -> None:
        for number in range(MESSAGES):
            write(filed, Act.ANSWER, f"Halo {number}")
        with pytest.raises(PostedTooMuch):
            write(filed, Act.ANSWER, "Halo")
        city.clock.time += timedelta(hours=1)
        write(filed, Act.ANSWER, "Halo")

    def test_what_a_follower_writes_reaches_the_officers_and_not_the_other_citizen(
        self, city: City, filed: Filed
    ) -> None:
        follower = brought(contact=NOBODY, join=filed.complaint.public, text=SECOND_TEXT, key="joined-0001")
        write(follower, Act.ANSWER, "Saya juga, di loket 4")
        assert heard(follower) == ["Saya juga, di loket 4"]
        assert heard(filed) == []
        (note,) = get(ComplaintStore).messages(filed.complaint.reference)
        told = get(Words).told(kept(filed), [note])
        assert told
        assert (note.voice, told.messages[0].text) == (Voice.NOTE, "Saya juga, di loket 4")


class TestTheSecondKey:
    def test_a_confirmation_ends_it_and_repeating_it_changes_nothing(self, filed: Filed) -> None:
        officers_did(filed, proposed)
        one = write(filed, Act.CONFIRM, key="confirm-0001")
        assert one.complaint.state is State.CONFIRMED
        assert write(filed, Act.CONFIRM, key="confirm-0001") == one
        assert write(filed, Act.CONFIRM) == one
        assert (one.may, one.reopen_until) == (["message", "reopen"], one.complaint.ended + REOPEN_WITHIN)  # type: ignore[operator]

    def test_nothing_is_confirmed_before_it_is_proposed(self, filed: Filed) -> None:
        assert look(filed).may == ["message"]
        with pytest.raises(NotInThisState):
            write(filed, Act.CONFIRM)

    def test_a_dispute_brings_it_back_to_work_with_what_is_wrong(self, filed: Filed) -> None:
        officers_did(filed, proposed)
        one = write(filed, Act.DISPUTE, "Masih antre")
        assert write(filed, Act.DISPUTE, "Masih antre") == one
        assert (one.complaint.state, heard(filed)) == (State.DISPUTED, ["Masih antre"])
        assert get(ComplaintStore).open_of("mpp") == [filed.complaint.reference]

    def test_a_late_repeat_of_a_dispute_does_not_dispute_what_was_proposed_since(self, filed: Filed) -> None:
        officers_did(filed, proposed)
        write(filed, Act.DISPUTE, "Masih antre", "dispute-0001")
        officers_did(filed, proposed)
        assert write(filed, Act.DISPUTE, "Masih antre", "dispute-0001").complaint.state is State.PROPOSED

    def test_the_same_dispute_of_another_proposal_is_another_one(self, filed: Filed) -> None:
        for _ in range(2):
            officers_did(filed, proposed)
            assert write(filed, Act.DISPUTE, "Masih antre").complaint.state is State.DISPUTED
        assert heard(filed) == ["Masih antre", "Masih antre"]

    def test_reopened_in_time_it_keeps_its_history_and_its_clock(self, city: City, filed: Filed) -> None:
        officers_did(filed, proposed)
        write(filed, Act.CONFIRM)
        city.clock.time += REOPEN_WITHIN - timedelta(hours=2)
        one = write(filed, Act.REOPEN, "Antre lagi")
        assert write(filed, Act.REOPEN, "Antre lagi").complaint == one.complaint
        assert (one.complaint.state, one.complaint.received) == (State.DISPUTED, filed.complaint.received)
        assert [step.act for step in one.complaint.steps] == ["receive", "propose", "confirm", "reopen"]
        assert one.standing.level.startswith("escalated")

    def test_what_an_officer_merged_is_separated_again(self, city: City, filed: Filed) -> None:
        other, follower = brought(key="other-0001", text=SECOND_TEXT), brought_to(filed)
        merged_into(other, filed)
        assert look(filed).may == ["message", "reopen"]
        assert look(follower).may == ["message"], "who joined by themselves chose so"
        city.faults.before(
            "transact_write_items", lambda: officers_did(other, lambda one: acts.verified(one, doing(9)))
        )
        one = write(filed, Act.REOPEN, "Bukan hal yang sama")
        assert write(filed, Act.REOPEN, "Bukan hal yang sama") == one
        assert (one.complaint.state, one.main, one.complaint.followers) == (State.RECEIVED, one.complaint, 1)
        assert one.complaint.received == filed.complaint.received
        assert (kept(other).state, kept(other).followers) == (State.VERIFIED, 0)
        assert get(ComplaintStore).followers(other.complaint.reference) == []
        assert look(follower).main == one.complaint

    def test_too_late_it_is_not_and_the_page_does_not_offer_it(self, city: City, filed: Filed) -> None:
        officers_did(filed, proposed)
        write(filed, Act.CONFIRM)
        city.clock.time += REOPEN_WITHIN + timedelta(hours=3)
        assert look(filed).may == ["message"]
        with pytest.raises(TooLateToReopen) as refused:
            write(filed, Act.REOPEN, "Antre lagi")
        assert refused.value.facts == {"days": 30}
