from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.cases.errors import MilestoneOutOfOrder, UnknownMilestone
from chalicelib.cases.service import CaseRequest
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.references import Reference, valid
from chalicelib.offices.errors import UnknownOffice, UnknownService
from tests.builders.city import City, a_small_office, at
from tests.builders.people import a_citizen, a_nik
from tests.unit.offices.builders import MONDAY, a_standard


@pytest.fixture
def city() -> City:
    return City()


def a_case_request(**changes: Any) -> CaseRequest:
    request = CaseRequest(office="mpp", service="d000", citizen=a_citizen(), language="id", key="case-0001")
    return replace(request, **changes)


def standard_with(city: City, **changes: Any) -> None:
    standards = [a_standard("d000", **changes), a_standard("d001"), a_standard("s001")]
    city.offices.publish([a_small_office()], standards)


def test_a_case_begins_at_its_first_milestone(city: City) -> None:
    case = city.cases.open(a_case_request()).case
    assert (case.status, case.reached("received")) == ("received", city.clock())
    assert valid(case.reference)
    assert case.reference[0] == Reference.CASE.value


def test_it_is_promised_in_the_offices_working_days(city: City) -> None:
    assert city.cases.open(a_case_request()).case.due == MONDAY + timedelta(days=1)
    standard_with(city, working_days=5)
    assert city.cases.open(a_case_request(key="case-0002")).case.due == MONDAY + timedelta(days=7)


def test_a_standard_that_names_no_days_promises_none(city: City) -> None:
    standard_with(city, working_days=None)
    assert city.cases.open(a_case_request()).case.due is None


def test_the_day_of_receipt_is_the_offices(city: City) -> None:
    standard_with(city, working_days=0)
    city.clock.time = at(0, 30, day=MONDAY)
    # In UTC it is still Sunday.
    assert city.clock().date() == date(2026, 11, 22)
    assert city.cases.open(a_case_request()).case.due == MONDAY


def test_opening_it_again_gives_the_same_case(city: City) -> None:
    first = city.cases.open(a_case_request())
    before = city.kept()
    city.clock.passes(hours=1)
    assert city.cases.open(a_case_request()) == first
    assert city.kept() == before


def test_a_reference_that_is_another_persons_is_left_aside(city: City) -> None:
    theirs = city.cases.open(a_case_request(citizen=a_citizen(2))).case
    taken = city.people.keyring.reference(
        Reference.CASE, city.people.keyring.person(a_nik(1)), "case-0001", 0
    )
    where, there = city.cases.where(theirs.reference), city.cases.where(taken)
    item = city.dynamodb.items[where.table, where.pk, where.sk]
    city.dynamodb.items[there.table, there.pk, there.sk] = {**item, "pk": there.pk, "reference": taken}
    opened = city.cases.open(a_case_request())
    assert opened.case.reference != taken
    assert opened.case.person == city.people.keyring.person(a_nik(1))
    assert city.cases.open(a_case_request()) == opened


def test_without_a_phone_there_is_a_secret_and_the_same_again(city: City) -> None:
    request = a_case_request(citizen=a_citizen(phone=None))
    opened = city.cases.open(request)
    assert opened.secret
    assert city.cases.open(request) == opened
    assert city.cases.open(a_case_request(key="case-0002")).secret is None


def test_nothing_of_the_citizen_is_kept_in_the_clear(city: City) -> None:
    city.cases.open(a_case_request())
    kept = repr(city.dynamodb.items)
    citizen = a_citizen()
    assert not any(text in kept for text in (citizen.name, citizen.nik, str(citizen.phone)))


def test_unknown_offices_and_services_are_refused(city: City) -> None:
    with pytest.raises(UnknownOffice):
        city.cases.open(a_case_request(office="nowhere"))
    with pytest.raises(UnknownService):
        city.cases.open(a_case_request(service="s257"))


class TestAdvancing:
    @pytest.fixture
    def reference(self, city: City) -> str:
        return city.cases.open(a_case_request()).case.reference

    def test_a_milestone_is_noted_with_its_time(self, city: City, reference: str) -> None:
        city.clock.passes(hours=2)
        case = city.cases.advance(reference, "ready")
        assert (case.status, case.reached("ready")) == ("ready", at(9))

    def test_noting_it_again_changes_nothing(self, city: City, reference: str) -> None:
        first = city.cases.advance(reference, "ready")
        before = city.kept()
        city.clock.passes(hours=1)
        assert city.cases.advance(reference, "ready") == first
        assert city.kept() == before

    def test_a_milestone_behind_the_last_is_refused(self, city: City, reference: str) -> None:
        steps = [*a_standard().milestones[:1], replace(a_standard().milestones[1], key="verified")]
        standard_with(city, milestones=(*steps, a_standard().milestones[1]))
        city.cases.advance(reference, "ready")
        with pytest.raises(MilestoneOutOfOrder):
            city.cases.advance(reference, "verified")

    def test_an_unknown_milestone_is_refused(self, city: City, reference: str) -> None:
        with pytest.raises(UnknownMilestone):
            city.cases.advance(reference, "lost")

    @pytest.mark.parametrize("reference", ["K234567892", "", "B7KM2QXR9T"])
    def test_an_unknown_case_is_not_found(self, city: City, reference: str) -> None:
        with pytest.raises(NotFound):
            city.cases.advance(reference, "ready")

    def test_a_case_that_changed_meanwhile_is_looked_at_again(self, city: City, reference: str) -> None:
        city.faults.before("transact_write_items", lambda: city.cases.advance(reference, "ready"))
        assert city.cases.advance(reference, "ready").version == 2

    def test_a_case_that_keeps_changing_is_busy_in_the_end(self, city: City, reference: str) -> None:
        def somebody_changes_it() -> None:
            where = city.cases.where(reference)
            city.dynamodb.items[where.table, where.pk, where.sk]["version"] += 1
            city.faults.before("transact_write_items", somebody_changes_it)

        city.faults.before("transact_write_items", somebody_changes_it)
        with pytest.raises(Busy):
            city.cases.advance(reference, "ready")
