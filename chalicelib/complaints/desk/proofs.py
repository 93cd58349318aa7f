"""The officers' route by which photographs of what was done come."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.complaints.desk.web import ONE, web
from chalicelib.core import registry
from chalicelib.core.errors import Busy, InvalidFields, NotFound
from chalicelib.core.officer import STAFF
from chalicelib.core.references import normalised
from chalicelib.documents.errors import DocumentNotWanted, DocumentThere, UploadsSpent
from chalicelib.offices.errors import UnknownOffice

if TYPE_CHECKING:
    from chalicelib.complaints.desk.forms import ProofForm
    from chalicelib.complaints.desk.photo_pages import ProofUploadPage


@web.serves(
    "POST",
    f"{ONE}/proof",
    takes="complaints.desk.forms:ProofForm",
    gives="complaints.desk.photo_pages:ProofUploadPage",
    status=201,
    officers=STAFF,
    idempotent=True,
    counts="ComplaintProofBegun",
    refuses=(UnknownOffice, NotFound, InvalidFields, DocumentNotWanted, DocumentThere, UploadsSpent, Busy),
)
def attach_proof(office: str, reference: str, form: ProofForm) -> ProofUploadPage:
    """Begin to send a photograph of what was done; its file is then posted to the address given."""
    from chalicelib.complaints.desk.photo_pages import ProofUploadPage  # noqa: PLC0415 - citizens do without
    from chalicelib.complaints.service import Photos  # noqa: PLC0415 - as above

    begun = registry.get(Photos).attach(
        web.officer,
        office,
        normalised(reference),
        content_type=form.content_type,
        size=form.size,
        key=web.idempotency_key or uuid4().hex,
    )
    return ProofUploadPage.of(begun)
