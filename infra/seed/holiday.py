"""The days on which every office of the country is closed: national holidays and cuti bersama (joint leave).

They are decreed each year; what is not decreed yet is the library's forecast, and a city adds its own days in
the office's file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holidays import GOVERNMENT, PUBLIC, country_holidays

from chalicelib.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def national(years: Iterable[int]) -> dict[date, Text]:
    """Every closed day of those years with its name, in order."""
    wanted = sorted(years)
    indonesian = _named("id", wanted)
    english = _named("en_US", wanted)
    return {day: Text(indonesian[day], english[day]) for day in sorted(indonesian)}


def _named(language: str, years: list[int]) -> dict[date, str]:
    found = country_holidays("ID", years=years, categories=(PUBLIC, GOVERNMENT), language=language)
    return {day: str(name) for day, name in found.items()}
