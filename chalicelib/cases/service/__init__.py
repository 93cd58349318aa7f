"""What other rooms, and this room's own doors, may ask about cases."""

from chalicelib.cases.case import Case, LetterOf, Milestone, Pause, Refused
from chalicelib.cases.letter import Letter
from chalicelib.cases.promise import working_days
from chalicelib.cases.reasons import explained, of_pause
from chalicelib.cases.service.cases import CaseRequest, Cases, Opened
from chalicelib.cases.service.handling import Handling, Listed, Reason, Seen
from chalicelib.cases.service.letters import Letters
from chalicelib.cases.service.ports import LetterForm
from chalicelib.cases.service.watch import Watch

__all__ = [
    "Case",
    "CaseRequest",
    "Cases",
    "Handling",
    "Letter",
    "LetterForm",
    "LetterOf",
    "Letters",
    "Listed",
    "Milestone",
    "Opened",
    "Pause",
    "Reason",
    "Refused",
    "Seen",
    "Watch",
    "explained",
    "of_pause",
    "working_days",
]
