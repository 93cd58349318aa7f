"""The classes of promises as data, and the levels that a clock goes through: fine, warning, overdue, escalated."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Class:
    """A promise of so many working days; working days before the due time to warn at, and after it to escalate at."""

    days: int
    warn: Fraction
    ladder: tuple[int, ...]


#: Those that published standards name, shortest first. Any other number of days is warned and escalated like the
#: longest class that is not longer.
CLASSES = (
    Class(2, Fraction(1), (1, 2, 4)),
    Class(5, Fraction(2), (1, 3, 5)),
    Class(14, Fraction(3), (1, 3, 7)),
    Class(60, Fraction(10), (1, 5, 10)),
)
VERIFY_DAYS = 3
#: Nobody has looked at it, or written back.
VERIFY = Class(VERIFY_DAYS, Fraction(1), (1, 3))

FINE = "fine"
WARNING = "warning"
OVERDUE = "overdue"
ESCALATED = "escalated-"


def rung_of(level: str) -> int:
    """The rung of the ladder that a level is on; 0 below its first."""
    return int(level.removeprefix(ESCALATED)) if level.startswith(ESCALATED) else 0


def rank(level: str) -> int:
    """Levels as numbers: the worse, the higher."""
    return {FINE: 0, WARNING: 1, OVERDUE: 2}.get(level, 2 + rung_of(level))


def class_of(days: int) -> Class:
    """The class of a promise of that many working days."""
    like = next((one for one in reversed(CLASSES) if one.days <= days), CLASSES[0])
    return Class(days, min(like.warn, Fraction(days, 2)), like.ladder)
