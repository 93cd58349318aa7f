"""Citizens' routes to complaints, and everybody's to the public list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.errors import NotInThisState, PostedTooMuch, TooLateToReopen
from chalicelib.complaints.states import Act, State
from chalicelib.core import registry
from chalicelib.core.clock import read_day
from chalicelib.core.errors import (
    Busy,
    Fault,
    InvalidFields,
    KeyReused,
    NotFound,
    ProofMissing,
    TooManyTries,
)
from chalicelib.core.references import normalised
from chalicelib.core.settings import Settings
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownOffice

if TYPE_CHECKING:
    from chalicelib.complaints.forms import ComplaintForm, MessageForm, PlaceForm, SolvedForm, SuggestForm
    from chalicelib.complaints.pages import (
        ComplaintCategoriesPage,
        FiledPage,
        FollowedPage,
        PublicComplaintPage,
        PublicComplaintsPage,
        SuggestedPage,
    )
    from chalicelib.complaints.service import Where
    from chalicelib.people.service import Asker

web = Web(__name__)

ONE = "/v1/complaints/{reference}"
PAGE = "complaints.pages:FollowedPage"
PROOF = (ProofMissing, NotFound, TooManyTries, Busy)
WRITES = (*PROOF, KeyReused, NotInThisState, PostedTooMuch)
CATEGORIES_FRESH_SECONDS = 300
LIST_FRESH_SECONDS = 60
TEXT = {"type": "string"}


@web.serves(
    "GET",
    "/v1/complaints/categories",
    gives="complaints.pages:ComplaintCategoriesPage",
    fresh_seconds=CATEGORIES_FRESH_SECONDS,
)
def complaint_categories() -> ComplaintCategoriesPage:
    """What complaints can be about, what is asked about each, and how soon it is to be settled."""
    from chalicelib.complaints.categories import categories  # noqa: PLC0415 - other answers do without
    from chalicelib.complaints.pages import ComplaintCategoriesPage, ComplaintCategoryPage  # noqa: PLC0415 - as above

    return ComplaintCategoriesPage([ComplaintCategoryPage.of(one) for one in categories().values()])


@web.serves(
    "POST",
    "/v1/complaints/suggest",
    takes="complaints.forms:SuggestForm",
    gives="complaints.pages:SuggestedPage",
    refuses=(Busy,),
)
def suggest_category(form: SuggestForm) -> SuggestedPage:
    """Categories for a text, and open complaints of the same matter; nothing is kept."""
    from chalicelib.complaints.pages import SuggestedPage  # noqa: PLC0415 - as above
    from chalicelib.complaints.service import Intake  # noqa: PLC0415 - as above

    found = registry.get(Intake).suggest(form.text, form.office, _where(form.place))
    return SuggestedPage.of(found, _zone)


@web.serves(
    "POST",
    "/v1/complaints",
    takes="complaints.forms:ComplaintForm",
    gives="complaints.pages:FiledPage",
    status=201,
    idempotent=True,
    counts="ComplaintBrought",
    refuses=(KeyReused, PostedTooMuch, Busy),
)
def bring_complaint(form: ComplaintForm) -> FiledPage:
    """Bring a complaint, a wish or a question, named or not; reference and secret come back at once."""
    from chalicelib.complaints.pages import FiledPage  # noqa: PLC0415 - as above
    from chalicelib.complaints.service import (  # noqa: PLC0415 - as above
        Contact,
        Identity,
        Intake,
        Request,
        Sort,
    )

    contact = Contact(form.contact.name, form.contact.phone) if form.contact else Contact()
    filed = registry.get(Intake).file(
        Request(
            office=form.office,
            text=form.text,
            identity=Identity(form.identity),
            sort=Sort(form.sort),
            category=form.category,
            answers=form.answers,
            place=_where(form.place),
            contact=contact,
            language=form.language,
            join=normalised(form.join) if form.join else None,
            service=form.service,
            key=web.idempotency_key,
            address=_address(),
        )
    )
    return FiledPage.of(filed, _zone(filed.complaint.office))


@web.serves("GET", ONE, gives=PAGE, proof=True, tagged=True, refuses=PROOF)
def followed_complaint(reference: str) -> FollowedPage:
    """How a complaint stands, what was said, and what its citizen can do now."""
    from chalicelib.complaints.pages import FollowedPage  # noqa: PLC0415 - as above
    from chalicelib.complaints.service import Following  # noqa: PLC0415 - as above

    return FollowedPage.of(registry.get(Following).look(_asker(reference)))


@web.serves(
    "POST",
    f"{ONE}/messages",
    takes="complaints.forms:MessageForm",
    gives=PAGE,
    proof=True,
    idempotent=True,
    counts="ComplaintMessage",
    refuses=WRITES,
)
def write_about_complaint(reference: str, form: MessageForm) -> FollowedPage:
    """Write to the office; what it waited for is answered by it."""
    return _written(reference, Act.ANSWER, form.text)


@web.serves(
    "POST",
    f"{ONE}/confirm",
    takes="complaints.forms:SolvedForm",
    gives=PAGE,
    proof=True,
    idempotent=True,
    counts="ComplaintConfirmed",
    refuses=WRITES,
)
def confirm_complaint(reference: str, form: SolvedForm) -> FollowedPage:  # noqa: ARG001 - an empty form is a form
    """Say that it is solved."""
    return _written(reference, Act.CONFIRM, "")


@web.serves(
    "POST",
    f"{ONE}/dispute",
    takes="complaints.forms:MessageForm",
    gives=PAGE,
    proof=True,
    idempotent=True,
    counts="ComplaintDisputed",
    refuses=WRITES,
)
def dispute_complaint(reference: str, form: MessageForm) -> FollowedPage:
    """Say that it is not solved, and what is still wrong."""
    return _written(reference, Act.DISPUTE, form.text)


@web.serves(
    "POST",
    f"{ONE}/reopen",
    takes="complaints.forms:MessageForm",
    gives=PAGE,
    proof=True,
    idempotent=True,
    counts="ComplaintReopened",
    refuses=(*WRITES, TooLateToReopen),
)
def reopen_complaint(reference: str, form: MessageForm) -> FollowedPage:
    """Bring a complaint back that has ended, with its history and its clock."""
    return _written(reference, Act.REOPEN, form.text)


@web.serves(
    "GET",
    "/v1/public/complaints",
    gives="complaints.pages:PublicComplaintsPage",
    query=(
        ("office", TEXT),
        ("category", TEXT),
        ("state", {"type": "string", "enum": [state.value for state in State]}),
        ("from", {"type": "string", "format": "date"}),
        ("after", TEXT),
    ),
    fresh_seconds=LIST_FRESH_SECONDS,
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def public_complaints() -> PublicComplaintsPage:
    """Verified complaints without a word of their citizens, and how many were confirmed as solved by them."""
    from chalicelib.complaints.pages import PublicComplaintsPage  # noqa: PLC0415 - as above
    from chalicelib.complaints.service import PublicList, PublicWanted  # noqa: PLC0415 - as above

    state, typed = web.asked("state"), web.asked("from")
    since = read_day(typed) if typed is not None else None
    if typed is not None and since is None:
        raise InvalidFields(Fault("from", "date"))
    if state is not None and state not in set(State):
        raise InvalidFields(Fault("state", "one-of", {"expected": ", ".join(State)}))
    found = registry.get(PublicList).find(
        PublicWanted(
            office=web.asked("office") or None,
            category=web.asked("category") or None,
            state=State(state) if state else None,
            since=since,
            after=web.asked("after"),
        )
    )
    return PublicComplaintsPage.of(found, _zone)


@web.serves(
    "GET",
    "/v1/public/complaints/{public}",
    gives="complaints.pages:PublicComplaintPage",
    fresh_seconds=LIST_FRESH_SECONDS,
    refuses=(NotFound, Busy),
)
def public_complaint(public: str) -> PublicComplaintPage:
    """A verified complaint as everybody may see it."""
    from chalicelib.complaints.pages import PublicComplaintPage  # noqa: PLC0415 - as above
    from chalicelib.complaints.service import PublicList  # noqa: PLC0415 - as above

    listed = registry.get(PublicList).one(normalised(public))
    return PublicComplaintPage.of(listed, _zone(listed.office))


def _written(reference: str, act: Act, text: str) -> FollowedPage:
    from chalicelib.complaints.pages import FollowedPage  # noqa: PLC0415 - as above
    from chalicelib.complaints.service import Following, Writing  # noqa: PLC0415 - as above

    writing = Writing(act=act, text=text, key=web.idempotency_key)
    return FollowedPage.of(registry.get(Following).write(_asker(reference), writing))


def _where(form: PlaceForm | None) -> Where | None:
    from chalicelib.complaints.service import Where  # noqa: PLC0415 - as above

    return Where(words=form.words or "", lat=form.lat, long=form.long) if form else None


def _asker(reference: str) -> Asker:
    from chalicelib.people.service import Asker  # noqa: PLC0415 - as above

    return Asker(normalised(reference), web.proof, _address())


def _address() -> str:
    settings = registry.get(Settings)
    return web.address(settings.forwarded_hops, settings.origin_key)


def _zone(office: str) -> str:
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    return registry.get(Offices).office(office).time_zone
