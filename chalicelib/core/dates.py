"""Days and hours in words, in the two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.catalogue import say

if TYPE_CHECKING:
    from datetime import date, datetime

    from chalicelib.core.text import Language


def spoken_day(day: date, language: Language) -> str:
    """``Rabu, 2 Desember 2026`` or ``Wednesday, 2 December 2026``."""
    weekday = say(language, f"weekday.{day.isoweekday()}")
    return f"{weekday}, {day.day} {say(language, f'month.{day.month}')} {day.year}"


def spoken_moment(moment: datetime, language: Language) -> str:
    """A day with its hour: ``Rabu, 2 Desember 2026 pukul 09.00``."""
    hour = say(language, "hour", hours=f"{moment.hour:02d}", minutes=f"{moment.minute:02d}")
    return say(language, "moment", day=spoken_day(moment.date(), language), hour=hour)
