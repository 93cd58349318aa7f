"""What officers' routes to complaints share: the blueprint, the addresses, and the way from a request to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.complaints.errors import ComplaintChanged, NotInThisState
from chalicelib.core import registry
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.officer import STAFF
from chalicelib.core.references import normalised
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownOffice

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.complaints.desk.forms import ComplaintVersionForm
    from chalicelib.complaints.desk.pages import DeskComplaintPage
    from chalicelib.complaints.service import Closing, Complaint, Hand, Handling, Looking

web = Web("chalicelib.complaints.desk")

ALL = "/v1/desk/offices/{office}/complaints"
ONE = f"{ALL}/{{reference}}"
PAGE = "complaints.desk.pages:DeskComplaintPage"
KNOWN = (UnknownOffice, NotFound, ComplaintChanged, NotInThisState, Busy)


def acts(act: str, form: str, *refuses: type[Any], counts: str, **promise: Any) -> Callable[..., Any]:  # noqa: ANN401 - see Route
    """Register a view as what happens to a complaint by that act."""
    promised: dict[str, Any] = {"officers": STAFF, "gives": PAGE, **promise}
    takes = f"complaints.desk.forms:{form}"
    return web.serves(
        "POST", f"{ONE}/{act}", takes=takes, counts=counts, refuses=(*KNOWN, *refuses), **promised
    )


def hand(office: str, reference: str, form: ComplaintVersionForm) -> Hand:
    """Whose hand is on which complaint."""
    from chalicelib.complaints.service import Hand  # noqa: PLC0415 - citizens do without

    return Hand(officer=web.officer, office=office, reference=normalised(reference), version=form.version)


def page(complaint: Complaint) -> DeskComplaintPage:
    """A complaint as the officer who asked sees it."""
    from chalicelib.complaints.desk.pages import DeskComplaintPage  # noqa: PLC0415 - as above

    return DeskComplaintPage.of(looking().seen(web.officer, complaint), web.officer.id)


def looking() -> Looking:
    """What officers look at."""
    from chalicelib.complaints.service import Looking  # noqa: PLC0415 - as above

    return registry.get(Looking)


def handling() -> Handling:
    """What officers do."""
    from chalicelib.complaints.service import Handling  # noqa: PLC0415 - as above

    return registry.get(Handling)


def closing() -> Closing:
    """What ends a complaint."""
    from chalicelib.complaints.service import Closing  # noqa: PLC0415 - as above

    return registry.get(Closing)
