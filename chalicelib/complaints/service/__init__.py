"""What other rooms, and this room's own doors, may ask about complaints."""

from chalicelib.complaints.complaint import Complaint, Pause, Place, Step
from chalicelib.complaints.message import Message, Voice
from chalicelib.complaints.service.closing import Closing, Proofs
from chalicelib.complaints.service.figures import Counted, Counting
from chalicelib.complaints.service.folders import Folders, Hand
from chalicelib.complaints.service.handling import Handling, together
from chalicelib.complaints.service.identity import Contact, Identities
from chalicelib.complaints.service.looking import Line, Looking, Seen, Wanted
from chalicelib.complaints.service.opening import Opening
from chalicelib.complaints.service.words import Said, Told, Where, Words
from chalicelib.complaints.states import Act, Identity, Sort, State

__all__ = [
    "Act",
    "Closing",
    "Complaint",
    "Contact",
    "Counted",
    "Counting",
    "Folders",
    "Hand",
    "Handling",
    "Identities",
    "Identity",
    "Line",
    "Looking",
    "Message",
    "Opening",
    "Pause",
    "Place",
    "Proofs",
    "Said",
    "Seen",
    "Sort",
    "State",
    "Step",
    "Told",
    "Voice",
    "Wanted",
    "Where",
    "Words",
    "together",
]
