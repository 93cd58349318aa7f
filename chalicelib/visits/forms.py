"""What officers and kiosks send on the visit day."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.core.forms import Form
from chalicelib.core.text import Language
from chalicelib.visits.steps import StepKind
from chalicelib.visits.ticket import Priority

Id = Annotated[str, Field(min_length=1, max_length=64)]
Number = Annotated[str, Field(min_length=1, max_length=8)]
CounterName = Annotated[str, Field(min_length=1, max_length=8)]
# More services than this in one visit is a mistake of the kiosk, not a citizen's wish.
MOST_SERVICES = 6
Step = Literal[
    "open",
    "pause",
    "close",
    "call",
    "recall",
    "start",
    "park",
    "resume",
    "redirect",
    "finish",
    "no-show",
    "undo",
]
Need = Literal["elderly", "disabled", "pregnant", "toddler"]


class ArriveForm(Form):
    """Nothing is needed to check in but the reference and the proof."""


class CheckInForm(Form):
    """The reference of the appointment that somebody came for."""

    reference: Id


class WalkInForm(Form):
    """A ticket for somebody without an appointment, for one service or several."""

    services: Annotated[list[Id], Field(min_length=1, max_length=MOST_SERVICES, examples=[["d001"]])]
    priority: Need | None = None
    language: Language = "id"

    @property
    def need(self) -> Priority | None:
        """The reason for priority, as the rooms know it."""
        return Priority(self.priority) if self.priority else None


class StepForm(Form):
    """A step at a counter; ``number`` to call or resume somebody, ``service`` or ``counter`` to redirect to."""

    step: Step
    number: Number | None = None
    service: Id | None = None
    counter: CounterName | None = None

    @property
    def kind(self) -> StepKind:
        """The step, as the rooms know it."""
        return StepKind(self.step)


class AlarmForm(Form):
    """The counter that needs help at once; null ends the alarm."""

    counter: CounterName | None
