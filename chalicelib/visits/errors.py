"""How the visit day says no."""

from __future__ import annotations

from chalicelib.core.errors import Kind, Refusal


class OtherDay(Refusal):
    """The appointment is not for today."""

    code = "other-day"
    kind = Kind.CONFLICT


class TooEarly(Refusal):
    """Checking in begins later; the answer says when."""

    code = "too-early"
    kind = Kind.CONFLICT


class OfficeClosed(Refusal):
    """The office does not serve anybody at this moment."""

    code = "office-closed"
    kind = Kind.CONFLICT


class NoWalkInsLeft(Refusal):
    """What was kept for those who come without an appointment is given away; the answer carries free times."""

    code = "no-walk-ins-left"
    kind = Kind.CONFLICT


class OutOfTurn(Refusal):
    """The ticket or the counter is not in a state in which this step can be taken."""

    code = "out-of-turn"
    kind = Kind.CONFLICT


class CounterTaken(Refusal):
    """Another officer works at this counter."""

    code = "counter-taken"
    kind = Kind.CONFLICT


class CounterNotOpen(Refusal):
    """The counter has not been opened, or takes a break."""

    code = "counter-not-open"
    kind = Kind.CONFLICT


class CounterBusy(Refusal):
    """Somebody is at the counter; that visit is ended, parked or passed on first."""

    code = "counter-busy"
    kind = Kind.CONFLICT


class UnknownNumber(Refusal):
    """Nobody with this number is here today."""

    code = "unknown-number"
    kind = Kind.UNKNOWN


class NotServedHere(Refusal):
    """The counter does not serve what this ticket is for."""

    code = "not-served-here"
    kind = Kind.CONFLICT


class StillTime(Refusal):
    """A called citizen is given so many calls, or so many minutes, before being noted as absent."""

    code = "still-time"
    kind = Kind.CONFLICT


class NothingToUndo(Refusal):
    """The last step cannot be taken back any more."""

    code = "nothing-to-undo"
    kind = Kind.CONFLICT
