"""Officers' routes: what waits for them, one document with its picture, and what they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core import registry
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.officer import STAFF
from chalicelib.core.references import normalised
from chalicelib.core.web import Web
from chalicelib.documents.errors import DocumentChanged, NotReviewable
from chalicelib.offices.errors import UnknownOffice

if TYPE_CHECKING:
    from chalicelib.documents.forms import AcceptForm, CorrectForm, RejectForm
    from chalicelib.documents.pages import ReviewListPage, ReviewPage
    from chalicelib.documents.service import Opened, Review

web = Web(__name__)

DOCUMENTS = "/v1/desk/offices/{office}/documents"
ONE_DOCUMENT = f"{DOCUMENTS}/{{reference}}"
DECIDING = (UnknownOffice, NotFound, DocumentChanged, NotReviewable, Busy)


@web.serves(
    "GET",
    DOCUMENTS,
    gives="documents.pages:ReviewListPage",
    officers=STAFF,
    tagged=True,
    refuses=(UnknownOffice, Busy),
)
def waiting_documents(office: str) -> ReviewListPage:
    """The documents that wait for an officer, the soonest visit first."""
    from chalicelib.documents.pages import ListedPage, ReviewListPage  # noqa: PLC0415 - citizens do without
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    listed = _review().waiting(web.officer, office)
    offices = registry.get(Offices)
    zone = offices.office(office).time_zone
    return ReviewListPage(
        [ListedPage.of(one, offices.standard(office, one.document.service).name, zone) for one in listed]
    )


@web.serves(
    "GET",
    ONE_DOCUMENT,
    gives="documents.pages:ReviewPage",
    officers=STAFF,
    refuses=(UnknownOffice, NotFound, Busy),
)
def open_document(office: str, reference: str) -> ReviewPage:
    """A document with its picture, its fields and its citizen; noted in the access record."""
    return _page(_review().open(web.officer, office, normalised(reference)))


@web.serves(
    "POST",
    f"{ONE_DOCUMENT}/accept",
    takes="documents.forms:AcceptForm",
    gives="documents.pages:ReviewPage",
    officers=STAFF,
    counts="DocumentAccepted",
    refuses=DECIDING,
)
def accept_document(office: str, reference: str, form: AcceptForm) -> ReviewPage:
    """Clear a document."""
    return _page(_review().accept(web.officer, office, normalised(reference), form.version))


@web.serves(
    "POST",
    f"{ONE_DOCUMENT}/reject",
    takes="documents.forms:RejectForm",
    gives="documents.pages:ReviewPage",
    officers=STAFF,
    counts="DocumentRejected",
    refuses=DECIDING,
)
def reject_document(office: str, reference: str, form: RejectForm) -> ReviewPage:
    """Send a document back with reasons."""
    form = form.checked()
    return _page(
        _review().reject(
            web.officer, office, normalised(reference), form.version, tuple(form.reasons), form.words
        )
    )


@web.serves(
    "POST",
    f"{ONE_DOCUMENT}/correct",
    takes="documents.forms:CorrectForm",
    gives="documents.pages:ReviewPage",
    officers=STAFF,
    counts="DocumentCorrected",
    refuses=DECIDING,
)
def correct_document(office: str, reference: str, form: CorrectForm) -> ReviewPage:
    """Type a field as it stands on the paper."""
    return _page(
        _review().correct(web.officer, office, normalised(reference), form.version, form.field, form.value)
    )


def _review() -> Review:
    from chalicelib.documents.service import Review  # noqa: PLC0415 - as above

    return registry.get(Review)


def _page(opened: Opened) -> ReviewPage:
    from chalicelib.documents.pages import ReviewPage  # noqa: PLC0415 - as above
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    offices, document = registry.get(Offices), opened.document
    standard = offices.standard(document.office, document.service)
    return ReviewPage.of(opened, standard.name, offices.office(document.office).time_zone)
