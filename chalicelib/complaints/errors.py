"""How complaints say no."""

from __future__ import annotations

from chalicelib.core.errors import Kind, Refusal


class ComplaintChanged(Refusal):
    """Somebody else changed the complaint after it was looked at; nothing was changed now."""

    code = "complaint-changed"
    kind = Kind.CONFLICT


class NotNow(Refusal):
    """This cannot happen to a complaint in the state that it is in; the state goes out with the answer."""

    code = "complaint-not-now"
    kind = Kind.CONFLICT


class SilenceNotOver(Refusal):
    """The citizen still has time to answer; ``until`` says how long."""

    code = "silence-not-over"
    kind = Kind.CONFLICT


class ReopenedTooLate(Refusal):
    """The time in which a complaint can be brought back is over; a new one can be made."""

    code = "reopened-too-late"
    kind = Kind.CONFLICT


class OfItself(Refusal):
    """A complaint cannot be a duplicate of itself, of a duplicate, or of one that has ended otherwise."""

    code = "merge-impossible"
    kind = Kind.CONFLICT
