"""The machine-readable zone of a passport: ICAO Doc 9303 part 4, form TD3, two lines of 44 characters.

Recognition confuses letters with digits and loses fillers. It is mended only where that cannot make something up: in
places that hold digits only or letters only. The number of a passport may hold both, and its check digit and the
composite one weigh it alike, so that together they are one proof, not two, and one guess in ten passes. So no
combination is searched for: only an Indonesian number, a letter or two and then digits, is given its form, and only
where its check digits then hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LENGTH = 44
# The fillers at the end of a first line are often not read; kind, issuer and a name of some letters are.
SHORTEST_FIRST = 10
WEIGHTS = (7, 3, 1)
FILLER = "<"
_VALUES = {letter: place for place, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {FILLER: 0}
# What recognition takes for what. G and 6 are ten apart: no check digit tells them from each other, only the form does.
_TO_DIGIT = str.maketrans("OQDILZSBG", "000112586")
_TO_LETTER = str.maketrans("01258", "OIZSB")
# An Indonesian passport's number; one that fits neither form stays as it was read.
_INDONESIAN = re.compile(r"[A-Z]{1,2}[0-9]{6,7}<{0,2}")
# The places of the second line, from its start.
_NUMBER, _BIRTH, _EXPIRY = slice(0, 9), slice(13, 19), slice(21, 27)
_PERSONAL = slice(28, 42)
# What recognition makes of fillers: angle quotation marks, one or two, East Asian brackets, plain brackets.
_FILLERS = str.maketrans(
    {"\u00ab": "<<", "\u00bb": "<<"} | dict.fromkeys("\u2039\u203a\u3008\uff1c([{", FILLER)
)
# Years of two digits: an expiry lies at most this many years ahead (a passport is valid for ten), a birth never ahead.
EXPIRY_AHEAD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """What a zone says. ``holds`` tells whether every check digit does; only then is the rest more than a hint."""

    number: str
    issuer: str
    surname: str
    given: str
    nationality: str
    birth_date: date | None
    sex: Literal["F", "M"] | None
    expires: date | None
    holds: bool

    @property
    def name(self) -> str:
        """The whole name, given names first."""
        return f"{self.given} {self.surname}".strip()


def check_digit(text: str) -> str:
    """The check digit of a field: weights 7, 3, 1, modulus 10 (Doc 9303 part 3, 4.9)."""
    total = sum(_VALUES[letter] * WEIGHTS[place % 3] for place, letter in enumerate(text))
    return str(total % 10)


def zone_in(texts: Sequence[str], *, today: date) -> Zone | None:
    """The zone in a document's rows of text: the pair whose check digits hold, else the likeliest, else None."""
    cleaned = [_cleaned(text) for text in texts]
    zones = [
        read(first, second, today=today)
        for first, second in pairwise(cleaned)
        if _may_be_first(first) and _may_be_second(second)
    ]
    return next((zone for zone in zones if zone.holds), zones[0] if zones else None)


def read(first: str, second: str, *, today: date) -> Zone:
    """Take a pair of lines apart, mended as far as the check digits bear it out."""
    first = f"{first:<{LENGTH}}"[:LENGTH].replace(" ", FILLER)
    lines = [_typed(line) for line in _whole(second)]
    line = next((line for each in lines for line in _mended(each) if _holds(line)), lines[0])
    surname, given = _names(first[5:])
    return Zone(
        number=line[_NUMBER].rstrip(FILLER),
        issuer=first[2:5].translate(_TO_LETTER).rstrip(FILLER),
        surname=surname,
        given=given,
        nationality=line[10:13].rstrip(FILLER),
        birth_date=_day(line[_BIRTH], latest=today.year),
        sex="F" if line[20] == "F" else "M" if line[20] == "M" else None,
        expires=_day(line[_EXPIRY], latest=today.year + EXPIRY_AHEAD),
        holds=_holds(line),
    )


def _cleaned(text: str) -> str:
    line = re.sub(r"\s", "", text).upper().translate(_FILLERS)
    return re.sub(r"[^A-Z0-9<]", "", line)


def _may_be_first(line: str) -> bool:
    return line.startswith("P") and FILLER in line and len(line) > SHORTEST_FIRST


def _may_be_second(line: str) -> bool:
    shortest = _PERSONAL.start
    return len(line) >= shortest and sum(letter.isdecimal() for letter in line[:shortest]) >= shortest // 3


def _whole(line: str) -> Iterator[str]:
    """The line at its full length: as it is, or with the fillers between expiry and the last two set right."""
    if len(line) == LENGTH:
        yield line
        return
    front = line[: _PERSONAL.start]
    personal = line[_PERSONAL.start : -2].rstrip(FILLER)[:14]
    yield f"{front}{personal:{FILLER}<14}{line[-2:]:{FILLER}<2}"[:LENGTH]
    # Without a personal number its check digit may be a filler, so that only the last digit is left.
    if not personal:
        yield f"{front}{FILLER * 15}{line[-1:]}"
        yield f"{front}{FILLER * 14}0{line[-1:]}"


def _typed(line: str) -> str:
    """The line with letters where only letters can be, and digits where only digits can."""
    digit, letter = _TO_DIGIT, _TO_LETTER
    return "".join(
        (
            line[:9],
            line[9].translate(digit),
            line[10:13].translate(letter),
            line[13:20].translate(digit),
            line[20],
            line[21:28].translate(digit),
            line[28:42],
            line[42:].translate(digit),
        )
    )


def _mended(line: str) -> Iterator[str]:
    """An Indonesian number in the forms that it has, then the line itself."""
    if line[10:13] == "IDN":
        for letters in (1, 2):
            number = line[:1].translate(_TO_LETTER) + line[1:letters] + line[letters:9].translate(_TO_DIGIT)
            if _INDONESIAN.fullmatch(number):
                yield number + line[9:]
    yield line


def _holds(line: str) -> bool:
    """Whether all five check digits of the second line hold (Doc 9303 part 4, 4.2.2)."""
    if len(line) != LENGTH or any(letter not in _VALUES for letter in line):
        return False
    personal = line[_PERSONAL]
    empty = personal == FILLER * 14
    return (
        line[9] == check_digit(line[_NUMBER])
        and line[19] == check_digit(line[_BIRTH])
        and line[27] == check_digit(line[_EXPIRY])
        and (line[42] == check_digit(personal) or (empty and line[42] == FILLER))
        and line[43] == check_digit(line[:10] + line[13:20] + line[21:43])
    )


def _names(field: str) -> tuple[str, str]:
    """Surname and given names; a name of one word stands in the surname's place."""
    surname, _, given = field.translate(_TO_LETTER).strip(FILLER).partition("<<")
    return (
        " ".join(surname.replace(FILLER, " ").split()),
        " ".join(given.partition("<<")[0].replace(FILLER, " ").split()),
    )


def _day(yymmdd: str, *, latest: int) -> date | None:
    """A day from six digits, in the last century that makes its year no later than ``latest``."""
    if not (yymmdd.isascii() and yymmdd.isdecimal()):
        return None
    year = latest - latest % 100 + int(yymmdd[:2])
    try:
        return date(year if year <= latest else year - 100, int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        return None
