"""One citizen's rating of one visit or complaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from chalicelib.ratings.element import Answers

#: How long after a visit, or the end of a complaint, it can be rated.
RATE_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What was said, and of what; ``day`` is the office's day of saying it, ``mark`` tells whether two are alike.

    The citizen's own words are not here: they are sealed and lie apart.
    """

    reference: str
    office: str
    service: str
    counter: str
    day: date
    at: datetime
    answers: Answers
    mark: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A citizen's own words, sealed; whose they are is not said."""

    reference: str
    person: str
    day: date
    service: str
    sealed: bytes
