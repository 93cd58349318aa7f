"""Officers as tests need them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalicelib.core.officer import Officer, Role


def an_officer(**changes: Any) -> Officer:
    """An officer of the office and agency that the small city has."""
    return replace(Officer(id="officer-1", role=Role.OFFICER, office="mpp", agency="dukcapil"), **changes)


def an_admin(**changes: Any) -> Officer:
    """The city's administrator."""
    return replace(an_officer(id="admin-1", role=Role.ADMIN, office="", agency=""), **changes)


def a_kiosk(**changes: Any) -> Officer:
    """The device at the door."""
    return replace(an_officer(id="kiosk-1", role=Role.KIOSK, agency=""), **changes)
