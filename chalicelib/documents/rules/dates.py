"""Days as documents write them."""

from __future__ import annotations

import re
from datetime import date

# 07-10-1957, 7/10/1957, 07.10.1957 and what spaces do to them.
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?((?:19|20)\d{2})(?!\d)")


def day_of(text: str) -> date | None:
    """The day in a text, written YYYY-MM-DD or day first; None when there is none that a calendar has."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        found = _DAY_FIRST.search(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
