"""Citizens' routes: send a document, see what was found, ask for an officer, see what a record still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.core import registry
from chalicelib.core.errors import Busy, NotFound, ProofMissing, TooManyTries
from chalicelib.core.references import normalised
from chalicelib.core.settings import Settings
from chalicelib.core.web import Web
from chalicelib.documents.errors import DocumentNotWanted, DocumentThere, NothingToAsk, UploadsSpent

if TYPE_CHECKING:
    from chalicelib.documents.forms import AskForm, UploadForm
    from chalicelib.documents.pages import ChecklistPage, DocumentPage, UploadPage
    from chalicelib.documents.service import Documents, Shown
    from chalicelib.people.service import Asker

web = Web(__name__)

PROVEN = (ProofMissing, NotFound, TooManyTries)
ONE_DOCUMENT = "/v1/documents/{reference}"


@web.serves(
    "POST",
    "/v1/uploads",
    takes="documents.forms:UploadForm",
    gives="documents.pages:UploadPage",
    status=201,
    proof=True,
    idempotent=True,
    counts="UploadBegun",
    refuses=(*PROVEN, DocumentNotWanted, DocumentThere, UploadsSpent, Busy),
)
def begin_upload(form: UploadForm) -> UploadPage:
    """Begin to send a document; its file is then posted to the address given."""
    from chalicelib.documents.pages import UploadPage  # noqa: PLC0415 - other answers do without
    from chalicelib.documents.service import Uploads, Wanted  # noqa: PLC0415 - as above

    wanted = Wanted(
        kind=form.kind,
        content_type=form.content_type,
        size=form.size,
        key=web.idempotency_key or uuid4().hex,
    )
    return UploadPage.of(registry.get(Uploads).begin(_asker(form.record), wanted))


@web.serves(
    "GET",
    ONE_DOCUMENT,
    gives="documents.pages:DocumentPage",
    proof=True,
    tagged=True,
    refuses=(*PROVEN, Busy),
)
def look_at_document(reference: str) -> DocumentPage:
    """A document: where it stands, what was found, what was read."""
    return _page(_documents().find(_asker(reference)))


@web.serves(
    "POST",
    f"{ONE_DOCUMENT}/officer",
    takes="documents.forms:AskForm",
    gives="documents.pages:DocumentPage",
    proof=True,
    counts="OfficerAsked",
    refuses=(*PROVEN, NothingToAsk, Busy),
)
def ask_officer(reference: str, form: AskForm) -> DocumentPage:  # noqa: ARG001 - an empty form, checked to be empty
    """Have an officer look at a document that the machine rejected."""
    return _page(_documents().ask_officer(_asker(reference)))


@web.serves(
    "GET",
    "/v1/records/{reference}/documents",
    gives="documents.pages:ChecklistPage",
    proof=True,
    tagged=True,
    refuses=(*PROVEN, Busy),
)
def documents_of_record(reference: str) -> ChecklistPage:
    """The documents of a booking or a case: what is cleared, what is missing."""
    from chalicelib.documents.pages import ChecklistPage  # noqa: PLC0415 - as above

    return ChecklistPage.of(_documents().of_record(_asker(reference)))


def _documents() -> Documents:
    from chalicelib.documents.service import Documents  # noqa: PLC0415 - as above

    return registry.get(Documents)


def _page(shown: Shown) -> DocumentPage:
    from chalicelib.documents.pages import DocumentPage  # noqa: PLC0415 - as above
    from chalicelib.documents.service import may_ask  # noqa: PLC0415 - as above
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    zone = registry.get(Offices).office(shown.document.office).time_zone
    return DocumentPage.of(shown, zone, may_ask=may_ask(shown.document))


def _asker(reference: str) -> Asker:
    from chalicelib.people.service import Asker  # noqa: PLC0415 - as above

    settings = registry.get(Settings)
    address = web.address(settings.forwarded_hops, settings.origin_key)
    return Asker(normalised(reference), web.proof, address)
