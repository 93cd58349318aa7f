"""Officers' routes to cases: the list, one of them, every step, its letter; for the case's own office and agency."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.cases.errors import (
    CaseChanged,
    CaseClosed,
    CaseWaits,
    LetterNotSent,
    LetterSigned,
    LetterThere,
    LetterUnusable,
    MilestoneOutOfOrder,
    NoLetter,
    NothingToResume,
    UnknownMilestone,
)
from chalicelib.core import registry
from chalicelib.core.clock import now
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.officer import STAFF
from chalicelib.core.references import normalised
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownOffice, UnknownService

if TYPE_CHECKING:
    from chalicelib.cases.forms import (
        CaseForm,
        CaseMilestoneForm,
        CaseRefusalForm,
        CaseVersionForm,
        CaseWaitForm,
    )
    from chalicelib.cases.pages import CasePage, CasesPage, LetterFormPage, LinkPage, OpenedPage
    from chalicelib.cases.service import Case, Handling, Letters

web = Web(__name__)

ALL = "/v1/desk/offices/{office}/cases"
ONE = f"{ALL}/{{reference}}"
KNOWN = (UnknownOffice, NotFound, CaseChanged, Busy)


@web.serves("GET", ALL, gives="cases.pages:CasesPage", officers=STAFF, refuses=(UnknownOffice, Busy))
def desk_cases(office: str) -> CasesPage:
    """The open cases of an office, the most urgent first."""
    from chalicelib.cases.pages import CasesPage  # noqa: PLC0415 - citizens do without
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    found = _handling().listing(web.officer, office)
    return CasesPage.of(found, registry.get(Offices).office(office))


@web.serves(
    "POST",
    ALL,
    takes="cases.forms:CaseForm",
    gives="cases.pages:OpenedPage",
    status=201,
    officers=STAFF,
    idempotent=True,
    counts="CaseOpened",
    refuses=(UnknownOffice, UnknownService, Busy),
)
def open_case(office: str, form: CaseForm) -> OpenedPage:
    """Open a case for somebody at the counter."""
    from chalicelib.cases.pages import OpenedPage  # noqa: PLC0415 - as above
    from chalicelib.cases.service import CaseRequest  # noqa: PLC0415 - as above
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above
    from chalicelib.people.service import citizen_of  # noqa: PLC0415 - as above

    today = _handling().today(registry.get(Offices).office(office))
    citizen = citizen_of(form.citizen, today=today, at="citizen")
    key = web.idempotency_key or uuid4().hex
    opened = _handling().open(web.officer, CaseRequest(office, form.service, citizen, form.language, key))
    case = opened.case
    return OpenedPage(
        reference=case.reference,
        office=case.office,
        service=case.service,
        status=case.status,
        due=case.due,
        secret=opened.secret,
    )


@web.serves("GET", ONE, gives="cases.pages:CasePage", officers=STAFF, refuses=(UnknownOffice, NotFound, Busy))
def desk_case(office: str, reference: str) -> CasePage:
    """A case with its citizen; noted in the access record."""
    from chalicelib.cases.pages import CasePage  # noqa: PLC0415 - as above

    return CasePage.of(_handling().look(web.officer, office, normalised(reference)))


@web.serves(
    "POST",
    f"{ONE}/advance",
    takes="cases.forms:CaseMilestoneForm",
    gives="cases.pages:CasePage",
    officers=STAFF,
    counts="CaseAdvanced",
    refuses=(*KNOWN, UnknownMilestone, MilestoneOutOfOrder, CaseClosed, CaseWaits),
)
def advance_case(office: str, reference: str, form: CaseMilestoneForm) -> CasePage:
    """Note that a case has reached a milestone; the last one hands it over."""
    return _page(
        _handling().advance(
            web.officer, office, normalised(reference), version=form.version, milestone=form.milestone
        )
    )


@web.serves(
    "POST",
    f"{ONE}/pause",
    takes="cases.forms:CaseWaitForm",
    gives="cases.pages:CasePage",
    officers=STAFF,
    counts="CasePaused",
    refuses=(*KNOWN, CaseClosed, CaseWaits),
)
def pause_case(office: str, reference: str, form: CaseWaitForm) -> CasePage:
    """Let a case wait for its citizen, who is told why."""
    from chalicelib.cases.service import Reason  # noqa: PLC0415 - as above

    reason = Reason(form.reason, form.said(form.reason))
    return _page(
        _handling().pause(web.officer, office, normalised(reference), version=form.version, reason=reason)
    )


@web.serves(
    "POST",
    f"{ONE}/resume",
    takes="cases.forms:CaseVersionForm",
    gives="cases.pages:CasePage",
    officers=STAFF,
    counts="CaseResumed",
    refuses=(*KNOWN, NothingToResume),
)
def resume_case(office: str, reference: str, form: CaseVersionForm) -> CasePage:
    """Let a case go on; its promised day moves by the working days it waited."""
    return _page(_handling().resume(web.officer, office, normalised(reference), version=form.version))


@web.serves(
    "POST",
    f"{ONE}/refuse",
    takes="cases.forms:CaseRefusalForm",
    gives="cases.pages:CasePage",
    officers=STAFF,
    counts="CaseRefused",
    refuses=(*KNOWN, CaseClosed),
)
def refuse_case(office: str, reference: str, form: CaseRefusalForm) -> CasePage:
    """Refuse a case, with a reason that its citizen is told."""
    from chalicelib.cases.service import Reason  # noqa: PLC0415 - as above

    reason = Reason(form.reason, form.said(form.reason))
    return _page(
        _handling().refuse(web.officer, office, normalised(reference), version=form.version, reason=reason)
    )


@web.serves(
    "POST",
    f"{ONE}/letter",
    takes="cases.forms:CaseVersionForm",
    gives="cases.pages:LetterFormPage",
    status=201,
    officers=STAFF,
    refuses=(*KNOWN, LetterThere, CaseClosed, CaseWaits),
)
def letter_form(office: str, reference: str, form: CaseVersionForm) -> LetterFormPage:
    """A form to upload the finished letter (PDF) with."""
    from chalicelib.cases.pages import LetterFormPage  # noqa: PLC0415 - as above

    given = _letters().form(web.officer, office, normalised(reference), version=form.version)
    return LetterFormPage.of(given, now())


@web.serves(
    "POST",
    f"{ONE}/letter/issue",
    takes="cases.forms:CaseVersionForm",
    gives="cases.pages:CasePage",
    officers=STAFF,
    counts="LetterIssued",
    refuses=(*KNOWN, LetterThere, LetterNotSent, LetterUnusable, LetterSigned, CaseClosed, CaseWaits),
)
def issue_letter(office: str, reference: str, form: CaseVersionForm) -> CasePage:
    """Stamp the uploaded letter with its QR code and give it to the citizen."""
    return _page(_letters().issue(web.officer, office, normalised(reference), version=form.version))


@web.serves(
    "POST",
    f"{ONE}/letter/revoke",
    takes="cases.forms:CaseVersionForm",
    gives="cases.pages:CasePage",
    officers=STAFF,
    counts="LetterRevoked",
    refuses=(*KNOWN, NoLetter),
)
def revoke_letter(office: str, reference: str, form: CaseVersionForm) -> CasePage:
    """Take a letter back; whoever verifies it is told."""
    return _page(_letters().revoke(web.officer, office, normalised(reference), version=form.version))


@web.serves(
    "GET",
    f"{ONE}/letter",
    gives="cases.pages:LinkPage",
    officers=STAFF,
    refuses=(UnknownOffice, NotFound, NoLetter, Busy),
)
def desk_letter(office: str, reference: str) -> LinkPage:
    """A short-lived address at which an officer sees the letter; noted in the access record."""
    from chalicelib.cases.pages import LinkPage  # noqa: PLC0415 - as above

    return LinkPage(_letters().shown(web.officer, office, normalised(reference)))


def _page(case: Case) -> CasePage:
    from chalicelib.cases.pages import CasePage  # noqa: PLC0415 - as above

    return CasePage.of(_handling().seen(case))


def _handling() -> Handling:
    from chalicelib.cases.service import Handling  # noqa: PLC0415 - as above

    return registry.get(Handling)


def _letters() -> Letters:
    from chalicelib.cases.service import Letters  # noqa: PLC0415 - as above

    return registry.get(Letters)
