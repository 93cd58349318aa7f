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


class WrongLogin(Refusal):
    """No account with this e-mail and password may come in; it is not said which of the two is wrong."""

    code = "wrong-login"
    kind = Kind.UNPROVEN


class NewPasswordNeeded(Refusal):
    """The password is that of the invitation; a new one must be chosen with it."""

    code = "new-password-needed"
    kind = Kind.CONFLICT


class CodeNeeded(Refusal):
    """The account has a second factor, whose code must be given too."""

    code = "code-needed"
    kind = Kind.CONFLICT


class TooManySignIns(Refusal):
    """The user pool takes no more tries for a while, for this account or at all."""

    code = "too-many-sign-ins"
    kind = Kind.LIMITED


class PublishedMeanwhile(Refusal):
    """Somebody else published the same office or standard at the same moment; nothing was written."""

    code = "busy"
    kind = Kind.BUSY
