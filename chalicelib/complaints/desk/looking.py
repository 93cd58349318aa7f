"""Officers' routes that show complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.desk.web import ALL, ONE, PAGE, looking, web
from chalicelib.core import registry
from chalicelib.core.errors import Busy, Fault, InvalidFields, NotFound
from chalicelib.core.officer import STAFF
from chalicelib.core.references import normalised
from chalicelib.offices.errors import UnknownOffice

if TYPE_CHECKING:
    from chalicelib.complaints.desk.pages import ComplaintsPage, DeskComplaintPage
    from chalicelib.complaints.service import Wanted

MINE = "true"
FILTERS = (
    ("state", {"type": "string"}),
    ("category", {"type": "string"}),
    ("level", {"type": "string", "description": "fine, warning, overdue or escalated-<rung>"}),
    ("mine", {"type": "string", "enum": [MINE]}),
)


@web.serves(
    "GET",
    ALL,
    gives="complaints.desk.pages:ComplaintsPage",
    officers=STAFF,
    query=FILTERS,
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def desk_complaints(office: str) -> ComplaintsPage:
    """The complaints that an officer may open, the most urgent first; open ones unless a state is asked for."""
    from chalicelib.complaints.desk.pages import ComplaintLinePage, ComplaintsPage  # noqa: PLC0415 - citizens do without
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    officer = web.officer
    found = looking().listing(officer, office, _wanted())
    zone = registry.get(Offices).office(office).time_zone
    return ComplaintsPage(
        [ComplaintLinePage.of(line, officer.id, zone) for line in found.lines], found.left_off
    )


@web.serves("GET", ONE, gives=PAGE, officers=STAFF, refuses=(UnknownOffice, NotFound, Busy))
def desk_complaint(office: str, reference: str) -> DeskComplaintPage:
    """A complaint with all that was said; noted in the access record."""
    from chalicelib.complaints.desk.pages import DeskComplaintPage  # noqa: PLC0415 - as above

    officer = web.officer
    return DeskComplaintPage.of(looking().look(officer, office, normalised(reference)), officer.id)


def _wanted() -> Wanted:
    from chalicelib.complaints.service import State, Wanted  # noqa: PLC0415 - as above

    state = web.asked("state") or None
    if state and state not in set(State):
        raise InvalidFields(Fault("state", "one-of", {"expected": ", ".join(State)}))
    mine = web.asked("mine")
    if mine not in {None, MINE}:
        raise InvalidFields(Fault("mine", "one-of", {"expected": MINE}))
    return Wanted(
        state=State(state) if state else None,
        category=web.asked("category") or None,
        level=web.asked("level") or None,
        mine=mine == MINE,
    )
