"""What the room of offices says no with."""

from __future__ import annotations

from chalicelib.core.errors import Kind, Refusal


class UnknownOffice(Refusal):
    """No office has this id."""

    code = "unknown-office"
    kind = Kind.UNKNOWN


class UnknownService(Refusal):
    """The office offers no service of this id."""

    code = "unknown-service"
    kind = Kind.UNKNOWN


class UnknownCounter(Refusal):
    """The office has no counter of this name."""

    code = "unknown-counter"
    kind = Kind.UNKNOWN


class PublishedMeanwhile(Refusal):
    """Somebody else published the same office or standard at the same moment; nothing was written."""

    code = "busy"
    kind = Kind.BUSY
