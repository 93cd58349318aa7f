"""How complaints say no."""

from __future__ import annotations

from chalicelib.core.errors import Kind, Refusal


class NotInThisState(Refusal):
    """The complaint is in a state in which that cannot happen (any more); ``state`` says which."""

    code = "not-in-this-state"
    kind = Kind.CONFLICT


class ComplaintChanged(Refusal):
    """Somebody else changed the complaint after it was looked at; nothing was changed now."""

    code = "complaint-changed"
    kind = Kind.CONFLICT


class TooLateToReopen(Refusal):
    """The time in which a complaint can be reopened is over; a new one can be brought."""

    code = "too-late-to-reopen"
    kind = Kind.CONFLICT


class PostedTooMuch(Refusal):
    """So much was brought from this address, or by this phone, within the hour that more has to wait."""

    code = "posted-too-much"
    kind = Kind.LIMITED


class SilenceNotOver(Refusal):
    """The citizen still has time to answer."""

    code = "silence-not-over"
    kind = Kind.CONFLICT


class NotToBeMerged(Refusal):
    """A complaint is no duplicate of itself, nor of one that has ended."""

    code = "not-to-be-merged"
    kind = Kind.CONFLICT


class NothingHidden(Refusal):
    """There is no hidden identity to open: the citizen is named, or anonymous for ever."""

    code = "nothing-hidden"
    kind = Kind.CONFLICT


class ApiKeyWrong(Refusal):
    """A program brings something without a key, or with one that opens nothing."""

    code = "api-key-wrong"
    kind = Kind.FORBIDDEN
