"""What managers fill in to change their office's days."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from chalicelib.core.catalogue import both
from chalicelib.core.clock import read_day
from chalicelib.core.errors import Fault, InvalidFields
from chalicelib.core.forms import Form, Wrong
from chalicelib.core.text import Text
from chalicelib.offices.service import Break, Decision, Kind

MOST_COUNTERS = 50
MOST_BREAKS = 4
LONGEST_REASON = 200

CounterName = Annotated[str, Field(min_length=1, max_length=8)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


def _day(typed: str) -> str:
    if read_day(typed) is None:
        raise Wrong("date")
    return typed


Day = Annotated[str, Field(max_length=10, json_schema_extra={"format": "date"}), AfterValidator(_day)]
Hour = Annotated[str, Field(max_length=5, pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class PauseForm(Form):
    """A break within a day."""

    starts: Hour
    ends: Hour


class ReasonForm(Form):
    """Why, for citizens; the words of one language serve for both where the other's are left out."""

    id: Words | None = None
    en: Words | None = None


class ChangeForm(Form):
    """A change of the days from ``first`` to ``last`` (left out: one day).

    - ``close``: the office stays closed. ``hours``: it is open from ``starts`` to ``ends``, but for ``breaks``.
    - ``counters-out``: these counters serve nobody from ``starts`` to ``ends``, left out: all day.
      ``counters-back``: they serve again.
    - ``usual``: everything that was decided for these days is taken back.
    - ``as-is``: nothing changes; for whoever an earlier change left without a place.
    """

    kind: Literal["close", "hours", "counters-out", "counters-back", "usual", "as-is"]
    first: Day
    last: Day | None = None
    starts: Hour | None = None
    ends: Hour | None = None
    breaks: Annotated[list[PauseForm], Field(max_length=MOST_BREAKS, default_factory=list)]
    counters: Annotated[list[CounterName], Field(max_length=MOST_COUNTERS, default_factory=list)]
    reason: ReasonForm | None = None

    def decision(self) -> Decision:
        """The decision; InvalidFields for what its kind needs and was left out, and for hours out of order."""
        kind = Kind(self.kind)
        faults = [Fault(field, "missing") for field in self._missing(kind)]
        breaks = sorted(
            (Break(_clock(one.starts), _clock(one.ends)) for one in self.breaks),
            key=lambda pause: pause.starts,
        )
        edges = [self.starts, *(edge for pause in breaks for edge in (pause.starts, pause.ends)), self.ends]
        clock_times = [_clock(edge) if isinstance(edge, str) else edge for edge in edges if edge is not None]
        if any(later <= earlier for earlier, later in pairwise(clock_times)):
            faults.append(Fault("ends", "hours-order"))
        if faults:
            raise InvalidFields(*faults)
        return Decision(
            kind=kind,
            first=date.fromisoformat(self.first),
            last=date.fromisoformat(self.last or self.first),
            reason=self._reason(),
            starts=_clock(self.starts) if self.starts else None,
            ends=_clock(self.ends) if self.ends else None,
            breaks=tuple(breaks),
            counters=tuple(dict.fromkeys(self.counters)),
        )

    def _missing(self, kind: Kind) -> list[str]:
        missing = []
        if kind is Kind.HOURS:
            missing += [field for field in ("starts", "ends") if getattr(self, field) is None]
        if kind in {Kind.COUNTERS_OUT, Kind.COUNTERS_BACK} and not self.counters:
            missing.append("counters")
        if kind is Kind.CLOSE and not (self.reason and (self.reason.id or self.reason.en)):
            missing.append("reason")
        return missing

    def _reason(self) -> Text:
        told = self.reason or ReasonForm()
        usual = both("change.reason")
        return Text(told.id or told.en or usual.id, told.en or told.id or usual.en)


class ConfirmForm(Form):
    """The token of the list that was looked at."""

    token: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


def _clock(typed: str) -> time:
    return time.fromisoformat(typed)
