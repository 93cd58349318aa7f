from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.offices.errors import UnknownOffice, UnknownService
from chalicelib.offices.service import REMEMBERED, Offices, Published
from tests.fakes.offices import OfficesInMemory
from tests.unit.offices.builders import a_standard, a_text, an_office

STANDARDS = (a_standard("d000"), a_standard("d001"))


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, while_: timedelta) -> None:
        self.time += while_


@pytest.fixture
def store() -> OfficesInMemory:
    return OfficesInMemory()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def offices(store: OfficesInMemory, clock: Clock) -> Offices:
    room = Offices(store, clock)
    room.publish([an_office()], STANDARDS)
    store.reads = 0
    return room


def test_what_was_published_is_listed_and_found(offices: Offices) -> None:
    assert [brief.id for brief in offices.all()] == ["mpp"]
    assert offices.office("mpp") == an_office(version=1)
    assert offices.standard("mpp", "d001") == a_standard("d001", version=1)


def test_publishing_the_same_again_writes_nothing(offices: Offices, store: OfficesInMemory) -> None:
    assert offices.publish([an_office()], STANDARDS) == Published(0, 0)
    assert len(store.office_versions("mpp")) == 1


def test_a_changed_standard_becomes_a_new_version_and_the_old_one_is_kept(
    offices: Offices, store: OfficesInMemory
) -> None:
    dearer = a_standard("d000", fee=a_text("Rp10.000"))
    assert offices.publish([an_office()], [dearer, STANDARDS[1]]) == Published(0, 1)
    assert offices.standard("mpp", "d000") == replace(dearer, version=2)
    assert [kept.version for kept in store.standard_versions("mpp", "d000")] == [1, 2]
    assert store.standard_versions("mpp", "d000")[0].fee == a_text("Gratis")


def test_a_changed_office_becomes_a_new_version(offices: Offices) -> None:
    offices.publish([an_office(phone="+62 361 1")], STANDARDS)
    assert offices.office("mpp").version == 2


def test_a_service_no_longer_offered_keeps_its_standard_for_open_bookings(offices: Offices) -> None:
    fewer = an_office(services=an_office().services[:1])
    offices.publish([fewer], STANDARDS)
    assert offices.standard("mpp", "d001").name == a_text("d001")
    with pytest.raises(UnknownService):
        offices.office("mpp").service("d001")


def test_a_service_without_a_standard_cannot_be_published(offices: Offices) -> None:
    with pytest.raises(KeyError):
        offices.publish([an_office(id="other")], STANDARDS[:1])


def test_an_answer_is_remembered_for_a_minute_and_then_read_again(
    offices: Offices, store: OfficesInMemory, clock: Clock
) -> None:
    for _ in range(3):
        offices.all()
        offices.office("mpp")
        offices.standard("mpp", "d000")
    assert store.reads == 3
    clock.pass_(REMEMBERED - timedelta(seconds=1))
    offices.office("mpp")
    assert store.reads == 3
    clock.pass_(timedelta(seconds=1))
    offices.office("mpp")
    assert store.reads == 4


def test_an_unknown_office_is_asked_for_again_as_it_may_be_published_meanwhile(
    offices: Offices, store: OfficesInMemory
) -> None:
    for _ in range(2):
        with pytest.raises(UnknownOffice):
            offices.office("nowhere")
    assert store.reads == 2


@pytest.mark.parametrize(
    "typed", ["", "MPP", "mpp#PROFILE", "mpp/..", "m" * 41, "kantor 1", "-mpp", "mpp\n", "🙂"]
)
def test_what_cannot_be_an_id_is_unknown_without_a_look_up(
    offices: Offices, store: OfficesInMemory, typed: str
) -> None:
    with pytest.raises(UnknownOffice):
        offices.office(typed)
    with pytest.raises(UnknownService):
        offices.standard("mpp", typed)
    with pytest.raises(UnknownService):
        offices.standard(typed, "d000")
    assert store.reads == 0
