from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest

from chalicelib.core.errors import InvalidFields
from chalicelib.core.forms import validated
from chalicelib.people.forms import CitizenForm
from chalicelib.people.service import Citizen, citizen_of

TODAY = date(2026, 11, 23)


def a_form(**changes: Any) -> dict[str, Any]:
    """A body that is right as it stands; a change to None leaves the field out."""
    body = {"name": "Ni Luh Ayu", "nik": "5171014101900001", "phone": "0812 3456 7890", **changes}
    return {field: value for field, value in body.items() if value is not None}


def faults(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFields) as refused:
        citizen_of(validated(CitizenForm, a_form(**changes)), today=TODAY, at="citizen")
    return [(fault.field.removeprefix("citizen."), fault.code) for fault in refused.value.faults]


def test_a_citizen_is_kept_with_digits_and_e164_only() -> None:
    form = validated(CitizenForm, a_form(nik="517101 410190 0001"))
    assert citizen_of(form, today=TODAY, at="citizen") == Citizen(
        "Ni Luh Ayu", "5171014101900001", "+6281234567890"
    )


def test_name_and_nik_are_enough() -> None:
    form = validated(CitizenForm, a_form(phone=None))
    assert citizen_of(form, today=TODAY, at="citizen").phone is None


@pytest.mark.parametrize(
    "name",
    [
        "Rai",
        "Muhammad Al-Fatih",
        "Nur'aini",
        "D\u2019Souza",
        "Ir. H. Joko, S.T., M.Si.",
        "Siti (Aminah) binti Abdullah a/n",
        "محمد",
        "José Núñez",
        "O'Neil Jr.",
        "हिन्दी",
        "李小龍",
        "x" * 100,
    ],
)
def test_a_name_is_written_in_any_script_with_the_signs_names_have(name: str) -> None:
    assert validated(CitizenForm, a_form(name=name)).name == name


def test_a_name_of_marks_put_together_is_kept_as_one_sign_each() -> None:
    typed = unicodedata.normalize("NFD", "José")
    assert validated(CitizenForm, a_form(name=typed)).name == "José"


def test_spaces_in_a_name_are_one_each() -> None:
    assert validated(CitizenForm, a_form(name="  I   Made\tRai\n")).name == "I Made Rai"


@pytest.mark.parametrize(
    "name", ["Rai 🙂", "Rai 2", "<b>Rai</b>", "...", "'", "Rai; DROP", "a\u202eb", "a\x00b"]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    assert faults(name=name) == [("name", "name-characters")]


def test_a_name_has_at_most_a_hundred_characters() -> None:
    assert faults(name="x" * 101) == [("name", "too-long")]
    assert faults(name="   ") == [("name", "missing")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"nik": "517101410190000"}, ("nik", "nik-length")),
        ({"nik": "5171017201900001"}, ("nik", "nik-date")),
        ({"nik": "5171014101900000"}, ("nik", "nik-serial")),
        ({"nik": "9" * 41}, ("nik", "too-long")),
        ({"nik": 5171014101900001}, ("nik", "wrong-type")),
        ({"birth_date": "1991-01-01"}, ("nik", "nik-birth-date")),
        ({"birth_date": "2027-01-01"}, ("birth_date", "nik-future")),
        ({"birth_date": "01-01-1990"}, ("birth_date", "date")),
        ({"birth_date": "1990-02-30"}, ("birth_date", "date")),
        ({"birth_date": 19900101}, ("birth_date", "wrong-type")),
        ({"sex": "male"}, ("nik", "nik-sex")),
        ({"sex": "perempuan"}, ("sex", "one-of")),
        ({"phone": "nomor saya"}, ("phone", "phone")),
        ({"phone": "1" * 41}, ("phone", "too-long")),
        ({"address": "Jalan"}, ("address", "unknown-field")),
    ],
)
def test_a_fault_stands_at_its_field(changes: dict[str, Any], found: tuple[str, str]) -> None:
    assert faults(**changes) == [found]


def test_what_is_wrong_with_the_fields_themselves_is_told_together() -> None:
    assert faults(name="🙂", nik="1", phone="x") == [
        ("name", "name-characters"),
        ("nik", "nik-length"),
        ("phone", "phone"),
    ]


def test_what_agrees_with_the_number_is_taken() -> None:
    form = validated(CitizenForm, a_form(birth_date="1990-01-01", sex="female"))
    assert citizen_of(form, today=TODAY, at="citizen").doubts == ()


def test_an_unknown_region_is_a_doubt_and_no_refusal() -> None:
    form = validated(CitizenForm, a_form(nik="9999994101900001"))
    (doubt,) = citizen_of(form, today=TODAY, at="citizen").doubts
    assert (doubt.field, doubt.code) == ("citizen.nik", "nik-region")


def test_a_citizen_never_prints_themselves() -> None:
    assert repr(Citizen("Ni Luh Ayu", "5171014101900001", None)) == "Citizen(…)"
