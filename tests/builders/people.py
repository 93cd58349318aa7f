"""Citizens for tests: say what matters, the rest is filled in. Nobody here exists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalicelib.people.service import Asker, Citizen

PHONE = "+6281234567890"


def a_nik(number: int = 1) -> str:
    """A well-formed number of a man born on 1 January 1990; each ``number`` is another man."""
    return f"517101010190{number:04}"


def a_citizen(number: int = 1, **changes: Any) -> Citizen:
    """Each ``number`` is another person with another phone."""
    citizen = Citizen("I Made Rai", a_nik(number), f"+62812345{number:05}")
    return replace(citizen, **changes)


def an_asker(reference: str, proof: str, address: str = "203.0.113.7") -> Asker:
    return Asker(reference, proof, address)
