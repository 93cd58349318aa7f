"""What other rooms, and this room's own doors, may ask about complaints."""

from chalicelib.complaints.categories import category_named
from chalicelib.complaints.complaint import Complaint, Pause, Place, Step
from chalicelib.complaints.message import Message, Voice
from chalicelib.complaints.noticing import steps_told
from chalicelib.complaints.request import Contact, Request, Where
from chalicelib.complaints.service.closing import Closing, Proofs
from chalicelib.complaints.service.figures import Counted, Counting
from chalicelib.complaints.service.folders import Folders, Hand
from chalicelib.complaints.service.following import Followed, Following, Writing
from chalicelib.complaints.service.handling import Handling, together
from chalicelib.complaints.service.identity import Identities
from chalicelib.complaints.service.intake import Filed, Intake, Suggested
from chalicelib.complaints.service.joining import Alike, Joining
from chalicelib.complaints.service.looking import Line, Looking, Seen, Wanted
from chalicelib.complaints.service.opening import Opening
from chalicelib.complaints.service.owner import ComplaintOwner
from chalicelib.complaints.service.photos import Album, Photos
from chalicelib.complaints.service.public import Figures, Found, PublicList
from chalicelib.complaints.service.public import Wanted as PublicWanted
from chalicelib.complaints.service.words import Said, Told, Words
from chalicelib.complaints.states import Act, Identity, Sort, State

__all__ = [
    "Act",
    "Album",
    "Alike",
    "Closing",
    "Complaint",
    "ComplaintOwner",
    "Contact",
    "Counted",
    "Counting",
    "Figures",
    "Filed",
    "Folders",
    "Followed",
    "Following",
    "Found",
    "Hand",
    "Handling",
    "Identities",
    "Identity",
    "Intake",
    "Joining",
    "Line",
    "Looking",
    "Message",
    "Opening",
    "Pause",
    "Photos",
    "Place",
    "Proofs",
    "PublicList",
    "PublicWanted",
    "Request",
    "Said",
    "Seen",
    "Sort",
    "State",
    "Step",
    "Suggested",
    "Told",
    "Voice",
    "Wanted",
    "Where",
    "Words",
    "Writing",
    "category_named",
    "steps_told",
    "together",
]
