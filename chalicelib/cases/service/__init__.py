"""What other rooms, and this room's own doors, may ask about cases."""

from chalicelib.cases.case import Case, LetterOf, Milestone, Pause, Refused
from chalicelib.cases.letter import Letter
from chalicelib.cases.promise import working_days
from chalicelib.cases.service.cases import CaseRequest, Cases, Opened
from chalicelib.cases.service.handling import Handling, Listed, Reason, Seen
from chalicelib.cases.service.letters import Letters
from chalicelib.cases.service.ports import LetterForm
from chalicelib.cases.service.watch import Watch
from chalicelib.cases.told import IssuedPage, PausePage, PermitPage, RefusedPage, issued, pauses, refusal

__all__ = [
    "Case",
    "CaseRequest",
    "Cases",
    "Handling",
    "IssuedPage",
    "Letter",
    "LetterForm",
    "LetterOf",
    "Letters",
    "Listed",
    "Milestone",
    "Opened",
    "Pause",
    "PausePage",
    "PermitPage",
    "Reason",
    "Refused",
    "RefusedPage",
    "Seen",
    "Watch",
    "issued",
    "pauses",
    "refusal",
    "working_days",
]
