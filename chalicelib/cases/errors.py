"""How cases say no."""

from __future__ import annotations

from chalicelib.core.errors import Kind, Refusal


class UnknownMilestone(Refusal):
    """The service standard has no such milestone."""

    code = "unknown-milestone"
    kind = Kind.INVALID


class MilestoneOutOfOrder(Refusal):
    """A later milestone has been reached already."""

    code = "milestone-out-of-order"
    kind = Kind.CONFLICT
