"""The fields of a business licence number's document (NIB): number, holder, risk and KBLI where they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.documents.reading.seen import Field
from chalicelib.documents.rules import numbers, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.documents.rules.rows import Row

TITLE = re.compile(r"NOMOR\s*INDUK\s*BERUSAHA|PERIZINAN\s*BERUSAHA\s*BERBASIS\s*RISIKO", re.IGNORECASE)
_NUMBER = re.compile(r"NOMOR\s*INDUK\s*BERUSAHA\s*(?:\(\s*NIB\s*\))?|\bNIB\b", re.IGNORECASE)
_HOLDER = re.compile(r"NAMA\s*(?:PELAKU\s*USAHA|PERUSAHAAN|PERSEROAN)", re.IGNORECASE)
_NIK = re.compile(r"\bNIK\b", re.IGNORECASE)
_KBLI = re.compile(r"KBLI", re.IGNORECASE)
_FIVE = re.compile(r"(?<!\d)\d{5}(?!\d)")
# The higher before the lower, as "menengah tinggi" holds "tinggi".
_RISKS = (
    ("medium-high", re.compile(r"MENENGAH\s*TINGGI", re.IGNORECASE)),
    ("medium-low", re.compile(r"MENENGAH\s*RENDAH", re.IGNORECASE)),
    ("high", re.compile(r"(?<!MENENGAH )\bTINGGI\b", re.IGNORECASE)),
    ("low", re.compile(r"(?<!MENENGAH )\bRENDAH\b", re.IGNORECASE)),
)
#: Risk classes from the lowest to the highest (PP 5/2021 article 10).
CLASSES = ("low", "medium-low", "medium-high", "high")
# Words by which a business is not a person.
COMPANY = re.compile(
    r"\b(?:PT|CV|FIRMA|FA|KOPERASI|YAYASAN|PERUM|PERUMDA|UD|PD|PERKUMPULAN)\b\.?", re.IGNORECASE
)


def fields(read: Sequence[Row]) -> dict[str, Field]:
    """Number, name of the holder, NIK if printed, the KBLI codes and the highest of the risks."""
    found = {
        "number": _number(read),
        "name": rows.after_label(read, _HOLDER),
        "nik": _nik(read),
        "kbli": _kbli(read),
        "risk": _risk(read),
    }
    return {name: field for name, field in found.items() if field is not None}


def _number(read: Sequence[Row]) -> Field | None:
    """The digits behind or right below the label."""
    for place, row in enumerate(read):
        label = _NUMBER.search(row.text)
        if not label:
            continue
        for near, text in (
            (row, row.text[label.end() :]),
            *((one, one.text) for one in read[place + 1 : place + 2]),
        ):
            for run in numbers.runs(text):
                return Field(run, near.score)
    return None


def _nik(read: Sequence[Row]) -> Field | None:
    for row in read:
        label = _NIK.search(row.text)
        run = next(numbers.runs(row.text[label.end() :]), None) if label else None
        if run:
            return Field(run, row.score)
    return None


def _kbli(read: Sequence[Row]) -> Field | None:
    """Five-digit codes below the first row that speaks of KBLI, or in it; postcodes stand above."""
    start = next((place for place, row in enumerate(read) if _KBLI.search(row.text)), len(read))
    codes = {code: row.score for row in read[start:] for code in _FIVE.findall(row.text)}
    return Field(", ".join(codes), min(codes.values())) if codes else None


def _risk(read: Sequence[Row]) -> Field | None:
    """The highest class in the rows that hold a KBLI code or speak of risk."""
    classes = {
        name: row.score
        for row in read
        if _FIVE.search(row.text) or re.search(r"RI[SZ]IKO", row.text, re.IGNORECASE)
        for name, word in _RISKS
        if word.search(row.text)
    }
    highest = max(classes, key=CLASSES.index, default=None)
    return Field(highest, classes[highest]) if highest else None
