"""What can be asked of the documents room."""

from chalicelib.documents.document import Document, State
from chalicelib.documents.finding import Finding
from chalicelib.documents.likeness import bands, near
from chalicelib.documents.ports import Compared, Owner, Owners, Picture, Subject
from chalicelib.documents.sentences import name_of, sentence_of
from chalicelib.documents.service.checking import Checking
from chalicelib.documents.service.clearance import Clearance
from chalicelib.documents.service.looking import Checklist, Documents, Entry, Shown, may_ask
from chalicelib.documents.service.owners import BookingOwner, CaseOwner
from chalicelib.documents.service.pictures import Pictured, Pictures
from chalicelib.documents.service.retention import Retention, Swept
from chalicelib.documents.service.review import Listed, Opened, Review
from chalicelib.documents.service.uploads import FORM_GOOD_FOR, Begun, Uploads, Wanted

__all__ = [
    "FORM_GOOD_FOR",
    "Begun",
    "BookingOwner",
    "CaseOwner",
    "Checking",
    "Checklist",
    "Clearance",
    "Compared",
    "Document",
    "Documents",
    "Entry",
    "Finding",
    "Listed",
    "Opened",
    "Owner",
    "Owners",
    "Picture",
    "Pictured",
    "Pictures",
    "Retention",
    "Review",
    "Shown",
    "State",
    "Subject",
    "Swept",
    "Uploads",
    "Wanted",
    "bands",
    "may_ask",
    "name_of",
    "near",
    "sentence_of",
]
