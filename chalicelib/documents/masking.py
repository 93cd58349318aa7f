"""What was read of a document as its citizen is shown it: enough to recognise, too little to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HIDDEN = "•"
# The region of a number and its last digits, as everywhere else.
SHOWN_FIRST, SHOWN_LAST = 6, 2
YEAR_DIGITS = 4
LONG_NUMBER = 12


def masked(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields for somebody who has shown no more than four digits of a phone number."""
    return {name: _masked(text) for name, text in fields.items() if text}


def _masked(text: str) -> str:
    digits = sum(sign.isdecimal() for sign in text)
    if digits >= LONG_NUMBER:
        return text[:SHOWN_FIRST] + HIDDEN * (len(text) - SHOWN_FIRST - SHOWN_LAST) + text[-SHOWN_LAST:]
    if len(text) == len("YYYY-MM-DD") and text[:YEAR_DIGITS].isdecimal() and text[YEAR_DIGITS] == "-":
        return f"{text[:YEAR_DIGITS]}-{HIDDEN * 2}-{HIDDEN * 2}"
    return " ".join(word[0] + HIDDEN * (len(word) - 1) for word in text.split())
