"""One contract for both stores of offices: the one in memory and the one in DynamoDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from chalicelib.offices.errors import PublishedMeanwhile
from chalicelib.offices.service import OfficeStore
from chalicelib.offices.store import OfficeTable
from tests.fakes.offices import OfficesInMemory
from tests.unit.offices.builders import a_standard, a_text, an_offered, an_office

if TYPE_CHECKING:
    from chalicelib.core.table import Tables
    from chalicelib.offices.service import Office, ServiceStandard


class Store(OfficeStore, Protocol):
    """What the room needs, and the versions kept."""

    def office_versions(self, office: str) -> list[Office]: ...

    def standard_versions(self, office: str, service: str) -> list[ServiceStandard]: ...


@pytest.fixture(params=["in memory", "in DynamoDB"])
def store(request: pytest.FixtureRequest, table: str) -> Store:
    if request.param == "in memory":
        return OfficesInMemory()
    dynamodb: Tables = request.getfixturevalue("dynamodb")
    return OfficeTable(dynamodb, table)


def test_an_empty_city_has_no_offices(store: Store) -> None:
    assert store.listing() == []
    assert store.office("mpp") is None
    assert store.standard("mpp", "d000") is None
    assert store.standards("mpp", ["d000"]) == {}
    assert store.office_versions("mpp") == []


def test_an_office_is_found_as_it_was_put(store: Store) -> None:
    office = an_office(version=1)
    store.put_office(office)
    assert store.office("mpp") == office


def test_offices_are_listed_in_the_order_of_their_ids(store: Store) -> None:
    store.put_office(an_office(id="mpp", version=1))
    store.put_office(an_office(id="dukcapil", version=1))
    assert [brief.id for brief in store.listing()] == ["dukcapil", "mpp"]
    assert store.listing()[1] == an_office().brief


def test_a_new_version_is_the_current_one_and_the_old_one_is_kept(store: Store) -> None:
    first, second = an_office(version=1), an_office(version=2, services=(an_offered("d001"),))
    store.put_office(first)
    store.put_office(second)
    assert store.office("mpp") == second
    assert store.listing()[0].services == ("d001",)
    assert store.office_versions("mpp") == [first, second]


def test_a_version_is_published_once(store: Store) -> None:
    store.put_office(an_office(version=1))
    with pytest.raises(PublishedMeanwhile):
        store.put_office(an_office(version=1, phone="+62 361 1"))
    assert store.office("mpp") == an_office(version=1)


def test_a_standard_is_kept_for_its_own_office_only(store: Store) -> None:
    standard = a_standard("d000", version=1)
    store.put_standard("mpp", standard)
    assert store.standard("mpp", "d000") == standard
    assert store.standard("dukcapil", "d000") is None


def test_several_standards_are_read_at_once(store: Store) -> None:
    kept = {service: a_standard(service, version=1) for service in ("d000", "d001")}
    for standard in kept.values():
        store.put_standard("mpp", standard)
    assert store.standards("mpp", ["d000", "d001", "d002"]) == kept


def test_a_standard_keeps_all_its_versions_apart_from_those_of_longer_ids(store: Store) -> None:
    first, second = a_standard("d00", version=1), a_standard("d00", version=2, fee=a_text("Rp10.000"))
    for standard in (first, second, a_standard("d001", version=1)):
        store.put_standard("mpp", standard)
    assert store.standard_versions("mpp", "d00") == [first, second]
    assert store.standard("mpp", "d00") == second


def test_a_standards_version_is_published_once(store: Store) -> None:
    store.put_standard("mpp", a_standard("d000", version=1))
    with pytest.raises(PublishedMeanwhile):
        store.put_standard("mpp", a_standard("d000", version=1, fee=a_text("Rp10.000")))
    assert store.standard("mpp", "d000") == a_standard("d000", version=1)
