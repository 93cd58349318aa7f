"""Whether a document lasts until the visit."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.documents.reading.seen import Field
from chalicelib.documents.rules.expiry import bound, expires, expiry
from tests.unit.documents.rules.specimens import TODAY, VISIT, codes, fields


def found(kind: str, valid_until: str | None, nationality: str | None = None) -> list[str]:
    said = fields(valid_until=valid_until, nationality=nationality)
    return codes(expiry(kind, said, today=TODAY, needed_on=VISIT))


@pytest.mark.parametrize(
    ("valid_until", "code"),
    [
        ("2026-11-23", ["expired"]),
        ("2026-11-24", ["expires-before-visit"]),
        ("2026-11-30", ["expires-before-visit"]),
        ("2026-12-01", []),
        ("01-12-2026", []),
        ("2030-01-01", []),
        ("?", []),
        (None, []),
    ],
)
def test_a_passport_must_last_until_the_day_of_the_visit(valid_until: str | None, code: list[str]) -> None:
    assert found("passport", valid_until) == code


@pytest.mark.parametrize(
    ("valid_until", "nationality", "code"),
    [
        ("SEUMUR HIDUP", "WNI", []),
        ("2017-07-01", "WNI", ["valid-for-life"]),
        ("2017-07-01", None, ["date-passed"]),
        ("2024-07-01", "WNI", ["date-passed"]),
        ("2024-07-01", "WNA", ["expired"]),
        ("2026-11-28", "WNA", ["expires-before-visit"]),
    ],
)
def test_a_citizens_card_is_valid_for_life_and_a_foreigners_is_not(
    valid_until: str, nationality: str | None, code: list[str]
) -> None:
    assert found("ktp", valid_until, nationality) == code


def test_a_date_that_does_not_bind_is_no_last_day() -> None:
    assert expires("ktp", fields(valid_until="2017-07-01")) is None
    assert expires("ktp", fields()) is None
    assert expires("ktp", fields(valid_until="2027-07-01", nationality="WNA")) == date(2027, 7, 1)


def test_a_card_that_says_nothing_of_its_validity_must_be_a_citizens() -> None:
    assert bound("ktp", fields(valid_until=None))
    assert not bound("ktp", fields(valid_until=None, nationality=None))
    assert not bound("ktp", {"valid_until": Field("??", 0.9)})
    assert bound("kk", {})
