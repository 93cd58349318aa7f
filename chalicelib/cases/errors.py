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


class CaseChanged(Refusal):
    """Somebody else changed the case after it was looked at; nothing was changed now."""

    code = "case-changed"
    kind = Kind.CONFLICT


class CaseClosed(Refusal):
    """The case was refused, or has reached its end."""

    code = "case-closed"
    kind = Kind.CONFLICT


class CaseWaits(Refusal):
    """The case waits for its citizen; it goes on when it is resumed."""

    code = "case-waits"
    kind = Kind.CONFLICT


class NothingToResume(Refusal):
    """The case does not wait for its citizen."""

    code = "nothing-to-resume"
    kind = Kind.CONFLICT


class NoLetter(Refusal):
    """There is no finished letter to download (any more)."""

    code = "no-letter"
    kind = Kind.UNKNOWN


class LetterThere(Refusal):
    """The case has a letter already; that one is to be revoked first."""

    code = "letter-there"
    kind = Kind.CONFLICT


class LetterNotSent(Refusal):
    """No file has arrived for the form that was given."""

    code = "letter-not-sent"
    kind = Kind.CONFLICT


class LetterUnusable(Refusal):
    """The file cannot be issued as a letter: no PDF, damaged, locked, scripted, or too long."""

    code = "letter-unusable"
    kind = Kind.INVALID


class LetterSigned(Refusal):
    """The file carries an electronic signature, which a stamp would break."""

    code = "letter-signed"
    kind = Kind.INVALID
