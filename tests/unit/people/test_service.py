from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.core.table import Key, Tables
from chalicelib.people.store import record_key
from tests.builders.city import SETTINGS, City
from tests.builders.people import a_citizen
from tests.fakes.dynamodb import tables as tables_over

if TYPE_CHECKING:
    from chalicelib.people.service import Citizen, People

REFERENCE = "B7KM2QXR9T"


@pytest.fixture
def city() -> City:
    return City()


def sealed(city: City, citizen: Citizen) -> tuple[dict[str, bytes], str]:
    """The sealed fields of a record, its key added to the person."""
    person = city.people.keyring.person(citizen.nik)
    fields, adding = city.people.seal(citizen, table="diary", reference=REFERENCE, person=person)
    tables_of(city).transact([adding])
    return fields, person


def tables_of(city: City) -> Tables:
    return tables_over(city.dynamodb)


def opened(people: People, fields: dict[str, bytes], person: str) -> Citizen | None:
    return people.open(fields, table="diary", reference=REFERENCE, person=person)


@pytest.mark.parametrize("citizen", [a_citizen(), a_citizen(phone=None)])
def test_an_officer_reads_what_the_citizen_gave(city: City, citizen: Citizen) -> None:
    fields, person = sealed(city, citizen)
    assert opened(city.people, fields, person) == citizen


def test_once_a_person_is_erased_their_records_open_no_more(city: City) -> None:
    fields, person = sealed(city, a_citizen())
    key = record_key(SETTINGS.table_people, person, REFERENCE)
    del city.dynamodb.items[key.table, key.pk, key.sk]
    assert opened(city.people, fields, person) is None


def test_a_records_key_lies_with_its_person(city: City) -> None:
    _, person = sealed(city, a_citizen())
    assert tables_of(city).get(Key(SETTINGS.table_people, f"PERSON#{person}", f"KEY#{REFERENCE}"))


def test_a_warm_function_seals_without_asking_kms(city: City) -> None:
    for number in range(3):
        sealed(city, a_citizen(number + 1))
    assert city.kms.made == 1
