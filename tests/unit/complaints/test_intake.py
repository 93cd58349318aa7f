"""Complaints are taken, once each, and what names their citizen lies apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.complaints.errors import PostedTooMuch
from chalicelib.complaints.request import NOBODY, Contact, Where
from chalicelib.complaints.service import Following, Identities, Intake, Words
from chalicelib.complaints.service.intake import NOT_KEPT
from chalicelib.complaints.states import Identity, State
from chalicelib.complaints.store import ComplaintStore
from chalicelib.complaints.suspicion import Flag
from chalicelib.core.errors import InvalidFields, KeyReused, NotFound
from chalicelib.core.registry import get
from tests.builders.city import SETTINGS, City, a_small_office, at, the_other_office
from tests.builders.complaints import SECOND_TEXT, TEXT, a_request, brought, its_citizen, kept

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME, PHONE = "Ni Luh Ayu", "+6281239998877"


@pytest.fixture
def city() -> City:
    return City(a_small_office(), the_other_office())


def table(city: City) -> Mapping[Any, Any]:
    return {place: item for place, item in city.dynamodb.items.items() if place[0] == "complaints"}


def guessing(*categories: str, sure: bool) -> Intake:
    """The intake with a model that guesses so."""

    class Guessed:
        def __init__(self, category: str) -> None:
            self.category = category

    class Suggested:
        guesses = tuple(map(Guessed, categories))

    Suggested.sure = sure  # type: ignore[attr-defined]
    intake = get(Intake)
    intake._guess = lambda _: Suggested()  # type: ignore[assignment, return-value]
    return intake


class TestOnce:
    def test_a_complaint_is_taken_with_reference_secret_and_the_day_it_is_due(self, city: City) -> None:
        filed = brought()
        complaint = filed.complaint
        assert complaint.reference.startswith("A")
        assert complaint.due == at(15, day=date(2026, 11, 27))
        assert (complaint.state, complaint.office, complaint.category) == (State.RECEIVED, "mpp", "waiting")
        assert kept(filed) == complaint
        assert get(ComplaintStore).open_of("mpp") == [complaint.reference]

    def test_the_same_request_again_is_the_same_complaint(self, city: City) -> None:
        assert brought() == brought()
        assert len(get(ComplaintStore).open_of("mpp")) == 1

    def test_the_same_key_for_other_words_is_refused(self, city: City) -> None:
        brought()
        with pytest.raises(KeyReused):
            brought(text=SECOND_TEXT)

    def test_who_gave_no_phone_is_known_again_by_the_key_too(self, city: City) -> None:
        anonymous = {"identity": Identity.ANONYMOUS, "contact": NOBODY}
        assert brought(**anonymous) == brought(**anonymous)
        with pytest.raises(KeyReused):
            brought(**anonymous, text=SECOND_TEXT)

    def test_without_a_key_every_request_is_a_complaint(self, city: City) -> None:
        assert brought(key=None).complaint.reference != brought(key=None).complaint.reference

    def test_two_people_with_one_key_have_a_complaint_each(self, city: City) -> None:
        other = replace(a_request().contact, phone="+6281234500002")
        assert brought().complaint.reference != brought(contact=other).complaint.reference

    def test_a_repeat_is_answered_even_where_no_more_may_come(self, city: City) -> None:
        filed = brought()
        for number in range(SETTINGS.complaints_phone - 1):
            brought(key=f"more-{number:04}")
        with pytest.raises(PostedTooMuch) as refused:
            brought(key="once-too-often")
        assert refused.value.facts["retry_after"] == 3600
        assert brought().complaint.reference == filed.complaint.reference
        city.clock.time = at(8)
        assert brought(key="once-too-often").complaint.reference

    @pytest.mark.parametrize(("identity", "writes"), [(Identity.HIDDEN, 9), (Identity.ANONYMOUS, 6)])
    def test_it_costs_what_the_data_model_says(self, city: City, identity: Identity, writes: int) -> None:
        brought(identity=identity, office="mpp")
        calls = [call for call in city.dynamodb.calls if call.operation != "get_item"]
        assert [call.operation for call in calls] == ["query", "batch_get_item", "transact_write_items"]
        assert len(calls[-1].request["TransactItems"]) == writes


class TestWhere:
    def test_who_does_not_know_the_office_is_helped_by_the_category(self, city: City) -> None:
        assert brought(office=None, category="data-error").complaint.office == "dukcapil"

    def test_an_office_without_the_unit_takes_it_with_whoever_is_there(self, city: City) -> None:
        complaint = brought(category="road").complaint
        assert complaint.agency == a_small_office().services[0].agency_id

    @pytest.mark.parametrize(
        ("changes", "field", "code"),
        [
            ({"office": "nowhere"}, "office", "unknown-office"),
            ({"category": "nothing"}, "category", "unknown-category"),
            ({"service": "s999"}, "service", "unknown-service"),
            ({"join": "22222222"}, "join", "unknown-complaint"),
            ({"answers": {"who": "me"}}, "answers", "unknown-question"),
        ],
    )
    def test_what_there_is_not_is_refused_at_its_field(
        self, city: City, changes: dict[str, Any], field: str, code: str
    ) -> None:
        with pytest.raises(InvalidFields) as refused:
            brought(**changes)
        assert [(fault.field, fault.code) for fault in refused.value.faults] == [(field, code)]
        assert not table(city)

    def test_the_place_is_kept_roughly_and_exactly_only_sealed(self, city: City) -> None:
        filed = brought(place=Where(words="depan pasar", lat=-8.6537123, long=115.2191234))
        place = filed.complaint.place
        assert place
        assert (place.lat, place.long) == (-8.654, 115.219)
        told = get(Words).told(filed.complaint)
        assert told
        assert told.place == Where(words="depan pasar", lat=-8.6537123, long=115.2191234)
        assert "pasar" not in repr(table(city))
        assert "8.65371" not in repr(table(city))


class TestCategory:
    def test_one_that_was_chosen_wins(self, city: City) -> None:
        filed = guessing("road", sure=True).file(a_request(category="waiting"))
        assert (filed.complaint.category, filed.complaint.flags) == ("waiting", ())

    def test_one_that_is_sure_is_taken(self, city: City) -> None:
        filed = guessing("facilities", "waiting", sure=True).file(a_request(category=None))
        assert (filed.complaint.category, filed.complaint.flags) == ("facilities", ())

    def test_one_that_is_not_goes_to_a_person_and_the_citizen_is_told(self, city: City) -> None:
        filed = guessing("facilities", sure=False).file(a_request(category=None))
        assert (filed.complaint.category, filed.told) == ("facilities", (Flag.CATEGORY_UNSURE,))
        assert (
            guessing(sure=False).file(a_request(category=None, key="k2345678")).complaint.category == "other"
        )

    def test_a_required_answer_that_is_missing_is_no_reason_to_refuse(self, city: City) -> None:
        assert brought(category="data-error").told == (Flag.ANSWERS_MISSING,)
        answered = brought(category="data-error", answers={"paper": "kk"}, key="k2345678")
        assert answered.told == ()
        told = get(Words).told(answered.complaint)
        assert told
        assert told.answers == {"paper": "kk"}


class TestIdentity:
    def test_name_and_phone_lie_apart_sealed_and_nothing_of_the_complaint_leads_there(
        self, city: City
    ) -> None:
        filed = brought()
        (place,) = [place for place in table(city) if place[1].startswith("IDENTITY#")]
        hashed = place[1].removeprefix("IDENTITY#")
        apart = table(city)[place]
        others = {where: item for where, item in city.dynamodb.items.items() if where != place}
        of_it = [item for where, item in others.items() if filed.complaint.reference in repr((where, item))]
        assert len(of_it) >= 3
        for item in of_it:
            assert hashed not in repr(item)
            assert apart["person"] not in repr(item)
        assert filed.complaint.reference not in repr((place, apart))
        for secret in (NAME, PHONE, PHONE[-4:], TEXT, "Antrean"):
            assert secret not in repr(city.dynamodb.items)
        assert get(Identities).open(filed.complaint) == Contact(NAME, PHONE)

    def test_two_complaints_of_one_person_are_not_known_to_be_of_one(self, city: City) -> None:
        one, other = brought(), brought(key="complaint-0002")
        assert one.complaint.person != other.complaint.person
        assert one.complaint.proof != other.complaint.proof

    def test_all_that_a_phone_brought_is_found_by_who_has_the_secret(self, city: City) -> None:
        filed = [brought(key=f"complaint-{number:04}").complaint.reference for number in range(2)]
        brought(key="another-0001", contact=Contact(NAME, "+6281239990000"))
        assert sorted(get(Identities).of_phone(PHONE)) == sorted(filed)

    def test_of_somebody_anonymous_nothing_is_kept_and_they_are_told(self, city: City) -> None:
        filed = brought(identity=Identity.ANONYMOUS)
        assert filed.told == (NOT_KEPT,)
        assert not [place for place in table(city) if place[1].startswith("IDENTITY#")]
        assert city.people.references(city.people.keyring.phone(PHONE)) == []
        assert get(Identities).open(filed.complaint) is None

    @pytest.mark.parametrize(
        ("identity", "digits"),
        [(Identity.NAMED, True), (Identity.HIDDEN, False), (Identity.ANONYMOUS, False)],
    )
    def test_the_secret_always_proves_and_the_digits_of_a_phone_only_for_who_is_named(
        self, city: City, identity: Identity, *, digits: bool
    ) -> None:
        # Of who is hidden, an officer who tries the number of a suspect must not learn whether it is theirs.
        filed = brought(identity=identity)
        looked = get(Following).look
        assert looked(its_citizen(filed)).complaint == filed.complaint
        if digits:
            assert looked(its_citizen(filed, PHONE[-4:])).complaint == filed.complaint
        else:
            with pytest.raises(NotFound):
                looked(its_citizen(filed, PHONE[-4:]))

    def test_once_erased_nothing_is_opened(self, city: City) -> None:
        filed = brought()
        for place in [place for place in city.dynamodb.items if place[1].startswith("PERSON#")]:
            del city.dynamodb.items[place]
        assert get(Identities).open(filed.complaint) is None
        assert get(Words).told(filed.complaint) is None
        assert get(Following).look(its_citizen(filed)).told is None


class TestSuspicions:
    @pytest.mark.parametrize(
        ("text", "flag"),
        [
            ("Beli akun murah di www.contoh.test sekarang juga", Flag.LINKS),
            ("Petugas loket goblok semua, tidak ada yang kerja", Flag.ABUSIVE),
            ("aaaaa aaaaa aaaaa", Flag.NO_WORDS),
        ],
    )
    def test_what_looks_odd_is_taken_flagged_and_not_told(self, city: City, text: str, flag: Flag) -> None:
        filed = brought(text=text)
        assert (filed.complaint.flags, filed.told) == ((flag,), ())

    def test_the_same_text_again_and_again_is_flagged(self, city: City) -> None:
        filed = [
            brought(key=f"key-{number:05}", contact=NOBODY, address=f"203.0.113.{number}")
            for number in range(3)
        ]
        assert [Flag.SAME_TEXT in one.complaint.flags for one in filed] == [False, False, True]

    def test_many_by_one_phone_are_flagged_then_told_to_come_later_and_never_dropped(
        self, city: City
    ) -> None:
        filed = [
            brought(key=f"key-{number:05}", text=f"{TEXT} Nomor {number}", address=f"203.0.113.{number}")
            for number in range(SETTINGS.complaints_phone)
        ]
        assert Flag.MANY_FROM_PHONE not in filed[0].told
        assert Flag.MANY_FROM_PHONE in filed[-1].told
        with pytest.raises(PostedTooMuch):
            brought(key="one-too-many")
        assert len(get(ComplaintStore).open_of("mpp")) == SETTINGS.complaints_phone

    def test_many_from_one_network_are_slowed_whoever_they_are(self) -> None:
        city = City(settings=replace(SETTINGS, complaints_address=2))
        for number in range(2):
            brought(key=f"key-{number:05}", contact=NOBODY)
        with pytest.raises(PostedTooMuch):
            brought(key="one-too-many", contact=NOBODY)
        assert "203.0.113" not in repr(city.dynamodb.items)


class TestAlike:
    def test_another_in_other_words_is_shown_and_nothing_is_written(self, city: City) -> None:
        filed = brought()
        before = city.kept()
        found = guessing("waiting", sure=True).suggest(SECOND_TEXT, "mpp", None)
        assert [one.complaint.reference for one in found.alike] == [filed.complaint.reference]
        assert city.kept() == before
        assert (
            guessing("waiting", sure=True).suggest("Kursi ruang tunggu rusak semua", "mpp", None).alike == ()
        )

    def test_near_ones_are_shown_and_far_ones_are_not(self, city: City) -> None:
        brought(
            category="road", text="Jalan berlubang besar di depan pasar", place=Where(lat=-8.6500, long=115.2)
        )
        intake = guessing("road", sure=True)
        near = intake.suggest("lubang besar jalan raya", "mpp", Where(lat=-8.6515, long=115.2))
        assert [one.metres for one in near.alike] == [223]
        assert intake.suggest("lubang besar jalan raya", "mpp", Where(lat=-8.66, long=115.2)).alike == ()

    def test_who_joins_follows_and_is_counted_once(self, city: City) -> None:
        main = brought()
        other = {"contact": NOBODY, "join": main.complaint.public, "text": SECOND_TEXT, "key": "joined-0001"}
        joined = brought(**other)
        assert brought(**other).complaint == joined.complaint
        assert (joined.complaint.state, joined.complaint.merged) == (
            State.DUPLICATE,
            main.complaint.reference,
        )
        assert kept(main).followers == 1
        assert get(ComplaintStore).followers(main.complaint.reference) == [joined.complaint.reference]
        followed = get(Following).look(its_citizen(joined))
        assert followed.main == kept(main)

    def test_who_joins_a_follower_follows_what_that_one_does(self, city: City) -> None:
        main = brought()
        one = brought(contact=NOBODY, join=main.complaint.public, key="joined-0001")
        brought(contact=NOBODY, join=one.complaint.public, key="joined-0002")
        assert kept(main).followers == 2

    def test_two_who_join_at_once_are_both_counted(self, city: City) -> None:
        main = brought()
        city.faults.before(
            "transact_write_items",
            lambda: brought(contact=NOBODY, join=main.complaint.public, key="joined-0001"),
        )
        brought(contact=NOBODY, join=main.complaint.public, key="joined-0002")
        assert kept(main).followers == 2
