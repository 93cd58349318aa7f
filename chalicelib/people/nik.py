"""The national identity number (NIK): what its sixteen digits promise about its bearer.

PP KK CC DDMMYY SSSS: province, regency and district of first registration, birth date (a woman's day is 40
higher), serial. It has no check digit and the century is ambiguous. Regions follow the Kemendagri codes in
``regions.txt``, those in force and those retired, as a number keeps the code of the day it was issued; an unknown
region is a warning for an officer, never a refusal (new districts are born every year).
Source: Peraturan Menteri Dalam Negeri on population numbers; the codes' source stands beside the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from chalicelib.core.errors import Fault

Sex = Literal["female", "male"]
LENGTH = 16
WOMANS_DAY = 40
NO_SERIAL = "0000"
REGIONS = Path(__file__).parent / "regions.txt"


@dataclass(frozen=True, slots=True)
class Nik:
    """A number taken apart; ``births`` are the dates it can mean, one per century, none in the future."""

    digits: str
    district: str
    sex: Sex
    births: tuple[date, ...]

    @property
    def masked(self) -> str:
        """The number as it may be shown: the region and the last two digits."""
        return f"{self.digits[:6]}********{self.digits[-2:]}"

    @property
    def region_known(self) -> bool:
        """Whether the district is, or once was, in the official list."""
        return self.district in districts()


def read(  # noqa: PLR0911 - each return is one rule
    typed: str, *, today: date, birth_date: date | None = None, sex: Sex | None = None, field: str = "nik"
) -> Nik | Fault:
    """Take a typed number apart, or say what is wrong with it (never quoting it).

    Spaces, dots and hyphens between the digits are allowed. ``birth_date`` and ``sex``, where the citizen gave
    them, must agree with the number. ``today`` is the day in the office.
    """
    digits = typed.translate(str.maketrans("", "", " .-"))
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdecimal()):
        return Fault(field, "nik-length")
    day = int(digits[6:8])
    bearer: Sex = "female" if day > WOMANS_DAY else "male"
    if bearer == "female":
        day -= WOMANS_DAY
    possible = _births(day, int(digits[8:10]), int(digits[10:12]))
    if not possible:
        return Fault(field, "nik-date")
    births = tuple(birth for birth in possible if birth <= today)
    if not births or (birth_date is not None and birth_date > today):
        return Fault(field, "nik-future")
    if digits[12:] == NO_SERIAL:
        return Fault(field, "nik-serial")
    if birth_date is not None and birth_date not in births:
        return Fault(field, "nik-birth-date")
    if sex is not None and sex != bearer:
        return Fault(field, "nik-sex")
    return Nik(digits, digits[:6], bearer, births)


def _births(day: int, month: int, year: int) -> tuple[date, ...]:
    found = []
    for century in (1900, 2000):
        try:
            found.append(date(century + year, month, day))
        except ValueError:
            continue
    return tuple(found)


@cache
def districts() -> frozenset[str]:
    """Every district code in force or retired, six digits each; read at the first question."""
    lines = REGIONS.read_text(encoding="ascii").split()
    return frozenset(line for line in lines if len(line) == 6)  # noqa: PLR2004 - PP KK CC
