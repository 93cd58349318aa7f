"""How the survey refuses."""

from __future__ import annotations

from chalicelib.core.errors import Kind, Refusal


class NothingToRate(Refusal):
    """The visit has not been served yet, or never was; the complaint has not ended."""

    code = "nothing-to-rate"
    kind = Kind.CONFLICT


class RatingOver(Refusal):
    """It was too long ago."""

    code = "rating-over"
    kind = Kind.CONFLICT


class AlreadyRated(Refusal):
    """It was rated before, in another way; a rating that counts does not change."""

    code = "already-rated"
    kind = Kind.CONFLICT
