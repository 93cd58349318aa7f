"""What other rooms, and this room's own doors, may ask about complaints."""

from chalicelib.complaints.complaint import Complaint, Pause, Place, Step
from chalicelib.complaints.message import Message, Voice
from chalicelib.complaints.service.identity import Contact, Identities
from chalicelib.complaints.service.words import Said, Told, Where, Words
from chalicelib.complaints.states import Act, Identity, Sort, State

__all__ = [
    "Act",
    "Complaint",
    "Contact",
    "Identities",
    "Identity",
    "Message",
    "Pause",
    "Place",
    "Said",
    "Sort",
    "State",
    "Step",
    "Told",
    "Voice",
    "Where",
    "Words",
]
