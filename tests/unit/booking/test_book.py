"""Booking a place: one write, one answer, and the same answer when it is asked for again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.booking.errors import AlreadyBooked, SlotFull, TooManyBookings
from chalicelib.booking.service import Status
from chalicelib.core.errors import Busy, Fault, InvalidFields, KeyReused, Unsure
from chalicelib.core.references import Reference, valid
from chalicelib.core.table import ATTEMPTS
from chalicelib.offices.errors import UnknownOffice, UnknownService
from chalicelib.offices.service import Rules
from tests.builders.city import City, a_request, a_small_office, at, proven, the_other_office
from tests.builders.people import a_citizen, a_nik
from tests.fakes.dynamodb import refusal
from tests.fakes.faults import conflict, throttled
from tests.unit.offices.builders import MONDAY, SATURDAY


@pytest.fixture
def city() -> City:
    return City()


def test_a_booking_holds_its_minutes_and_says_when_and_where(city: City) -> None:
    booking = city.book().booking
    assert (booking.office, booking.service, booking.status) == ("mpp", "d000", Status.CONFIRMED)
    assert (booking.starts, booking.ends, booking.minutes) == (at(9), at(9, 30), 20)
    slot = city.slot(at(9))
    assert (slot.left, slot.holders) == (10, {booking.reference: 20})
    assert city.booking(booking.reference) == booking


def test_its_reference_is_well_formed_and_begins_with_its_kind(city: City) -> None:
    reference = city.book().booking.reference
    assert valid(reference)
    assert reference[0] == Reference.BOOKING.value


def test_a_booking_is_one_request_and_a_warm_one_asks_kms_nothing(city: City) -> None:
    city.book(1)
    made = city.kms.made
    city.dynamodb.calls.clear()
    city.book(2, starts=at(10))
    assert city.dynamodb.operations == ["transact_write_items"]
    assert city.kms.made == made == 1


def test_nothing_of_the_citizen_is_kept_in_the_clear(city: City) -> None:
    request = a_request()
    city.bookings.book(request)
    kept = repr(city.dynamodb.items)
    assert request.citizen.name not in kept
    assert request.citizen.nik not in kept
    assert str(request.citizen.phone) not in kept
    assert str(request.citizen.phone)[-8:] not in kept


def test_an_officer_can_read_who_comes(city: City) -> None:
    booking = city.book().booking
    opened = city.people.open(
        dict(booking.sealed), table="diary", reference=booking.reference, person=booking.person
    )
    assert opened == a_citizen()


def test_who_gives_no_phone_is_told_a_secret_and_proves_themselves_with_it(city: City) -> None:
    made = city.book(citizen=a_citizen(phone=None))
    assert made.secret
    assert city.bookings.find(proven(made)).reference == made.booking.reference


def test_who_gives_a_phone_needs_no_secret(city: City) -> None:
    made = city.book()
    assert made.secret is None
    assert city.bookings.find(proven(made)).reference == made.booking.reference


class TestAgain:
    """The same request, sent again by a bad network."""

    def test_the_same_key_and_body_find_the_booking_and_change_nothing(self, city: City) -> None:
        first = city.book()
        before = city.kept()
        city.clock.passes(minutes=10)
        assert city.book() == first
        assert city.kept() == before

    def test_it_is_known_for_a_repeat(self, city: City) -> None:
        assert [city.book().repeated, city.book().repeated] == [False, True]
        city.clock.passes(hours=3)
        assert city.book().repeated

    def test_the_secret_is_told_again(self, city: City) -> None:
        first = city.book(citizen=a_citizen(phone=None))
        assert first.secret
        assert city.book(citizen=a_citizen(phone=None)).secret == first.secret

    def test_also_when_the_window_is_full_by_now(self, city: City) -> None:
        first = city.book()
        city.book(2, service="d001")
        assert city.slot(at(9)).left == 0
        assert city.book() == first

    def test_also_when_the_window_has_passed(self, city: City) -> None:
        first = city.book()
        city.clock.passes(hours=3)
        assert city.book() == first

    def test_also_when_the_day_was_closed_meanwhile(self, city: City) -> None:
        first = city.book()
        city.publish(a_small_office(closures={MONDAY: a_small_office().name}))
        assert city.book() == first

    def test_a_booking_that_was_cancelled_meanwhile_is_found_as_it_is(self, city: City) -> None:
        first = city.book()
        city.bookings.cancel(proven(first))
        assert city.book().booking.status is Status.CANCELLED
        assert city.slot(at(9)).left == 30

    @pytest.mark.parametrize(
        "other",
        [
            {"starts": at(10)},
            {"service": "d001"},
            {"language": "en"},
            {"citizen": a_citizen(name="I Made")},
            {"citizen": a_citizen(phone=None)},
            {"stated": ("1990-01-01", "")},
        ],
        ids=lambda other: next(iter(other)),
    )
    def test_the_same_key_with_another_body_is_refused_and_changes_nothing(
        self, city: City, other: dict[str, Any]
    ) -> None:
        city.book()
        before = city.kept()
        with pytest.raises(KeyReused) as refused:
            city.book(**other)
        assert refused.value.field == "Idempotency-Key"
        assert city.kept() == before

    def test_the_same_key_of_another_person_is_another_booking(self, city: City) -> None:
        first, second = city.book(1, key="the-same-key"), city.book(2, starts=at(10), key="the-same-key")
        assert first.booking.reference != second.booking.reference

    def test_a_past_window_asked_for_with_another_body_is_still_a_reused_key(self, city: City) -> None:
        city.book()
        city.clock.passes(hours=3)
        with pytest.raises(KeyReused):
            city.book(language="en")


class TestGuards:
    """One open booking per service and person, and no more than the office allows in all."""

    def test_a_second_booking_for_a_service_is_refused_with_the_first_ones_reference(
        self, city: City
    ) -> None:
        first = city.book()
        with pytest.raises(AlreadyBooked) as refused:
            city.book(starts=at(10), key="another-key")
        assert refused.value.facts["reference"] == first.booking.reference
        assert city.slot(at(10)).left == 30

    @pytest.mark.parametrize("phone", [None, "+6281999999999"])
    def test_the_reference_is_told_only_to_the_same_phone(self, city: City, phone: str | None) -> None:
        city.book()
        with pytest.raises(AlreadyBooked) as refused:
            city.book(starts=at(10), key="another-key", citizen=a_citizen(phone=phone))
        assert refused.value.facts["reference"] is None

    def test_without_a_phone_then_and_now_the_reference_is_not_told(self, city: City) -> None:
        city.book(citizen=a_citizen(phone=None))
        with pytest.raises(AlreadyBooked) as refused:
            city.book(starts=at(10), key="another-key", citizen=a_citizen(phone=None))
        assert refused.value.facts["reference"] is None

    def test_another_service_is_another_booking(self, city: City) -> None:
        city.book()
        assert city.book(service="d001", key="another-key").booking.service == "d001"

    def test_the_limit_of_a_person_counts_over_offices_and_names_the_field(self) -> None:
        city = City(a_small_office(rules=Rules(open_per_person=2)), the_other_office())
        city.book(service="s001")
        city.book(office="dukcapil", starts=at(9, zone="Asia/Jakarta"), key="key-other")
        with pytest.raises(TooManyBookings) as refused:
            city.book(service="d001", key="key-three")
        assert (refused.value.field, refused.value.facts["limit"]) == ("citizen.nik", 2)

    def test_the_limit_of_a_phone_counts_over_persons(self) -> None:
        city = City(a_small_office(rules=Rules(open_per_phone=2)))
        phone = "+6281234567890"
        for number in (1, 2):
            city.book(number, starts=at(8 + number), citizen=a_citizen(number, phone=phone))
        with pytest.raises(TooManyBookings) as refused:
            city.book(3, starts=at(13), citizen=a_citizen(3, phone=phone))
        assert (refused.value.field, refused.value.facts["limit"]) == ("citizen.phone", 2)
        assert city.book(4, starts=at(13)).booking.is_open

    def test_a_cancelled_booking_frees_its_guards(self) -> None:
        city = City(a_small_office(rules=Rules(open_per_person=1, open_per_phone=1)))
        city.bookings.cancel(proven(city.book()))
        again = city.book(key="another-key")
        assert again.booking.is_open


class TestOrderOfAnswers:
    """Of several reasons the first is told: the person's own booking, the person's limit, the phone's, the slot."""

    def test_who_is_booked_already_is_told_that_before_that_the_slot_is_full(self, city: City) -> None:
        city.book(1)
        city.book(2, service="d001")
        with pytest.raises(AlreadyBooked):
            city.book(1, key="another-key")

    def test_the_person_comes_before_the_phone_and_the_phone_before_the_slot(self) -> None:
        city = City(a_small_office(rules=Rules(open_per_person=1, open_per_phone=1)))
        city.book(1)
        city.book(2, service="d001", starts=at(9))
        with pytest.raises(TooManyBookings) as refused:
            city.book(1, service="d001", key="another-key")
        assert refused.value.field == "citizen.nik"
        shared = a_citizen(3, phone=a_citizen(1).phone)
        with pytest.raises(TooManyBookings) as refused:
            city.book(3, citizen=shared)
        assert refused.value.field == "citizen.phone"
        with pytest.raises(SlotFull):
            city.book(3)


class TestSlots:
    def test_a_full_slot_is_refused_with_the_nearest_alternatives(self, city: City) -> None:
        city.book(1)
        with pytest.raises(SlotFull) as refused:
            city.book(2)
        alternatives = refused.value.facts["alternatives"]
        assert isinstance(alternatives, list)
        assert [one.starts for one in alternatives] == [at(8), at(8, 30), at(9, 30), at(10), at(10, 30)]
        assert refused.value.field == "starts"

    def test_what_is_left_beside_a_long_service_goes_to_a_short_one(self, city: City) -> None:
        city.book(1)
        assert city.book(2, service="d001").booking.starts == at(9)
        assert city.slot(at(9)).left == 0

    def test_a_long_service_is_refused_when_one_of_its_windows_is_full(self, city: City) -> None:
        city.book(1, starts=at(9, 30))
        with pytest.raises(SlotFull):
            city.book(2, service="s001")
        assert [slot.left for slot in city.slots(last=MONDAY)[2:5]] == [30, 10, 30]

    def test_a_window_that_was_never_planned_is_not_offered(self, city: City) -> None:
        del city.dynamodb.items["diary", "SLOTS#mpp#ktp", "2026-11-23T09:00"]
        with pytest.raises(InvalidFields) as refused:
            city.book()
        assert refused.value.faults == (Fault("starts", "starts-not-offered"),)

    def test_what_the_hours_do_not_allow_is_refused_without_a_write(self, city: City) -> None:
        with pytest.raises(InvalidFields) as refused:
            city.book(starts=at(9, day=SATURDAY))
        assert refused.value.faults == (Fault("starts", "starts-closed"),)
        assert "transact_write_items" not in city.dynamodb.operations

    def test_a_refusal_changes_nothing(self, city: City) -> None:
        city.book(1)
        before = city.kept()
        with pytest.raises(SlotFull):
            city.book(2)
        assert city.kept() == before

    def test_unknown_offices_and_services_are_refused(self, city: City) -> None:
        with pytest.raises(UnknownOffice):
            city.book(office="nowhere")
        with pytest.raises(UnknownService):
            city.book(service="s257")


class TestTrouble:
    """What the table does on a bad day, injected at the client."""

    def test_what_the_answer_will_tell_is_in_hand_before_anything_is_written(self, city: City) -> None:
        city.faults.will("get_item", throttled(), times=2 * ATTEMPTS)
        with pytest.raises(Busy):
            city.book()
        assert "transact_write_items" not in city.dynamodb.operations

    def test_a_conflict_is_waited_out(self, city: City) -> None:
        city.faults.will("transact_write_items", conflict(), times=3)
        assert city.book().booking.is_open

    def test_a_table_that_stays_in_conflict_is_busy_and_nothing_was_booked(self, city: City) -> None:
        before = city.kept()
        city.faults.will("transact_write_items", conflict(), times=ATTEMPTS)
        with pytest.raises(Busy):
            city.book()
        assert city.kept() == before

    def test_a_booking_whose_answer_was_lost_is_found_by_its_own_next_try(self, city: City) -> None:
        city.faults.will("transact_write_items", refusal("InternalServerError"), done=True)
        made = city.book()
        assert city.slot(at(9)).holders == {made.booking.reference: 20}

    def test_who_cannot_be_told_for_sure_asks_again_and_is_told(self, city: City) -> None:
        city.faults.will("transact_write_items", refusal("InternalServerError"), done=True)
        city.faults.will("transact_write_items", conflict(), times=ATTEMPTS - 1)
        with pytest.raises(Unsure):
            city.book()
        made = city.book()
        assert city.slot(at(9)).holders == {made.booking.reference: 20}


def test_a_reference_that_somebody_else_holds_is_left_aside(city: City) -> None:
    taken = city.people.keyring.reference(
        Reference.BOOKING, city.people.keyring.person(a_nik(1)), "key-0001", 0
    )
    theirs = city.book(2, starts=at(10)).booking
    where = city.bookings.where(theirs.reference)
    item = city.dynamodb.items[where.table, where.pk, where.sk]
    there = city.bookings.where(taken)
    city.dynamodb.items[there.table, there.pk, there.sk] = {
        **item,
        "pk": there.pk,
        "sk": there.sk,
        "reference": taken,
    }
    made = city.book(1)
    assert made.booking.reference != taken
    assert city.booking(taken) == replace(theirs, reference=taken)
    assert city.book(1) == made


def test_the_day_of_a_booking_is_the_offices(city: City) -> None:
    morning_in_the_office = at(8, day=MONDAY + timedelta(days=1))
    booking = city.book(starts=morning_in_the_office).booking
    assert booking.day == "2026-11-24"
