"""The values printed on an identity card in normal form: digits repaired, ISO dates, words of short lists restored."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.documents.reading.seen import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NIK_DIGITS = 16
FOR_LIFE = "SEUMUR HIDUP"
#: How sure a number may at most be that has not as many digits as it must.
WRONG_LENGTH = 0.3
#: By what a character's probability is multiplied when a letter was taken for the digit it looks like.
REPAIRED = 0.8

# What stands for a digit where only digits can stand.
_DIGIT_FOR = MappingProxyType(
    {
        **dict.fromkeys("OoQD", "0"),
        **dict.fromkeys("Iil|!L", "1"),
        **dict.fromkeys("Zz", "2"),
        "A": "4",
        **dict.fromkeys("Ss", "5"),
        **dict.fromkeys("Gb", "6"),
        "T": "7",
        "B": "8",
        **dict.fromkeys("gq", "9"),
    }
)
RELIGIONS = ("ISLAM", "KRISTEN", "KATHOLIK", "KATOLIK", "HINDU", "BUDHA", "BUDDHA", "KONGHUCU", "KEPERCAYAAN")
MARITAL = ("BELUM KAWIN", "KAWIN", "CERAI HIDUP", "CERAI MATI", "KAWIN TERCATAT", "KAWIN BELUM TERCATAT")
SEXES = MappingProxyType({"LAKI-LAKI": "M", "PEREMPUAN": "F"})
BLOOD_TYPES = ("AB", "A", "B", "O")
NATIONALITIES = ("WNI", "WNA")
# How alike a word must be to one of a short list, 0 to 100.
ALIKE = 72.0
# A date at the end of a line, its separators perhaps lost.
_DATE = re.compile(r"([\dOoQDIil|!ZzSsB]{2})\W{0,3}([\dOoQDIil|!ZzSsB]{2})\W{0,3}([\dOoQDIil|!ZzSsB]{4})\W*$")
_RT_RW = re.compile(r"^\D*(\d{1,3})\s*(?:[/|\\Il]|\b1\b|\s)\s*(\d{1,3})\W*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with the probability of each of its characters."""

    text: str
    sure: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean probability, 0 without any."""
        return sum(self.sure) / len(self.sure) if self.sure else 0.0

    def from_to(self, start: int, end: int) -> Piece:
        """A part of it."""
        return Piece(self.text[start:end], self.sure[start:end])

    def cleaned(self) -> Piece:
        """Without what a colon, a dot or a smudge left before and after it."""
        bare = self.text.rstrip(" :;,.-_'\"*=|")
        before = len(bare) - len(bare.lstrip(" :;,.-_'\"*=|"))
        return self.from_to(before, len(bare))

    def digits(self) -> Piece:
        """Its digits, letters that look like one repaired and less sure."""
        kept: list[tuple[str, float]] = []
        for char, sure in zip(self.text, self.sure, strict=True):
            if char.isdigit():
                kept.append((char, sure))
            elif char in _DIGIT_FOR:
                kept.append((_DIGIT_FOR[char], sure * REPAIRED))
        return Piece("".join(char for char, _ in kept), tuple(sure for _, sure in kept))


def together(pieces: Iterable[Piece]) -> Piece:
    """Pieces one after another with a space between."""
    text, sure = "", ()  # type: tuple[str, tuple[float, ...]]
    for piece in pieces:
        text, sure = (f"{text} {piece.text}", (*sure, 1.0, *piece.sure)) if text else (piece.text, piece.sure)
    return Piece(text, sure)


def words(piece: Piece) -> dict[str, Field]:
    """Free text in capitals, as it stands."""
    clean = piece.cleaned()
    text = re.sub(r"\s+", " ", clean.text).upper()
    return {"": Field(text, round(clean.mean, 4))} if text else {}


def nik(piece: Piece) -> dict[str, Field]:
    """The number; as sure as its least sure digit, and never sure when it has not 16."""
    found = piece.cleaned().digits()
    if len(found.text) < NIK_DIGITS // 2:
        return {}
    least = min(found.sure)
    return {
        "": Field(found.text, round(least if len(found.text) == NIK_DIGITS else min(least, WRONG_LENGTH), 4))
    }


def birth(piece: Piece) -> dict[str, Field]:
    """Place and date: as sure of the date as of its least sure digit."""
    found = _DATE.search(piece.text)
    if not found:
        place = words(piece)
        return {"birth_place": place[""]} if place else {}
    fields = {}
    place = words(piece.from_to(0, found.start()))
    if place:
        fields["birth_place"] = place[""]
    day = _day(piece.from_to(found.start(), found.end()))
    if day:
        fields["birth_date"] = day
    return fields


def sex(piece: Piece) -> dict[str, Field]:
    """F or M; the blood type may be printed on the same line."""
    found = re.search(r"\bG[o0O][l1I]", piece.text)
    said = _listed(piece.from_to(0, found.start() if found else len(piece.text)), tuple(SEXES))
    fields = {"": Field(SEXES[said.text], said.score)} if said else {}
    blood = blood_type(piece.from_to(found.end(), len(piece.text))) if found else {}
    return fields | ({"blood_type": blood[""]} if blood else {})


def blood_type(piece: Piece) -> dict[str, Field]:
    """A, B, AB or O; nothing where a dash is printed."""
    found = re.search(r"\b(AB|A|B|O|0)[+-]?\s*$", piece.text)
    if not found:
        return {}
    return {
        "": Field(found.group(1).replace("0", "O"), round(min(piece.sure[found.start() : found.end()]), 4))
    }


def rt_rw(piece: Piece) -> dict[str, Field]:
    """Three digits, a stroke, three digits; the stroke may be lost or look like a one."""
    fixed = "".join(_DIGIT_FOR.get(char, char) if char not in "|Il" else char for char in piece.text)
    found = _RT_RW.match(fixed)
    if found:
        pair = found.group(1), found.group(2)
    else:
        digits = re.sub(r"\D", "", fixed)
        if len(digits) not in {6, 7}:
            return {}
        pair = digits[:3], digits[-3:]
    return {"": Field("/".join(f"{int(one):03d}" for one in pair), round(piece.mean, 4))}


def valid_until(piece: Piece) -> dict[str, Field]:
    """A date, or for life."""
    found = _DATE.search(piece.text)
    if found:
        day = _day(piece.from_to(found.start(), found.end()))
        return {"": day} if day else {}
    said = _listed(piece, (FOR_LIFE,))
    return {"": said} if said else {}


def one_of(choices: tuple[str, ...]) -> Callable[[Piece], dict[str, Field]]:
    """A word of a short list."""

    def parsed(piece: Piece) -> dict[str, Field]:
        said = _listed(piece, choices)
        return {"": said} if said else {}

    return parsed


def alike(text: str, choices: tuple[str, ...]) -> tuple[str, float] | None:
    """The choice that a text is most alike, and how much, 0 to 1; None when it is like none."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - heavy: only the document function loads it

    best = process.extractOne(text.strip(" :.-").upper(), choices, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return (best[0], best[1] / 100) if best else None


def _listed(piece: Piece, choices: tuple[str, ...]) -> Field | None:
    clean = piece.cleaned()
    best = alike(clean.text, choices)
    return Field(best[0], round(clean.mean * best[1], 4)) if best else None


def _day(piece: Piece) -> Field | None:
    """A date as DD-MM-YYYY in ISO form, or None when there is no such day."""
    found = piece.digits()
    with suppress(ValueError):
        day = date(int(found.text[4:8]), int(found.text[2:4]), int(found.text[:2]))
        return Field(day.isoformat(), round(min(found.sure), 4))
    return None


#: How the value after a label is understood; the key "" of the answer is the label's own field.
PARSED: Mapping[str, Callable[[Piece], dict[str, Field]]] = {
    "nik": nik,
    "name": words,
    "birth": birth,
    "sex": sex,
    "blood_type": blood_type,
    "address": words,
    "rt_rw": rt_rw,
    "village": words,
    "district": words,
    "religion": one_of(RELIGIONS),
    "marital_status": one_of(MARITAL),
    "occupation": words,
    "nationality": one_of(NATIONALITIES),
    "valid_until": valid_until,
}
