"""Open311 GeoReport v2: services, their definitions, requests and tokens, each as JSON and as XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.categories import categories
from chalicelib.complaints.errors import ApiKeyWrong, PostedTooMuch
from chalicelib.complaints.open311.manner import BASE, GeoReport
from chalicelib.core import registry
from chalicelib.core.errors import Busy, InvalidFields, KeyReused, NotFound

if TYPE_CHECKING:
    from chalicelib.complaints.listed import Listed
    from chalicelib.complaints.open311.forms import Open311Form
    from chalicelib.complaints.open311.pages import (
        Open311CreatedPage,
        Open311DefinitionPage,
        Open311RequestPage,
        Open311ServicePage,
        Open311TokenPage,
    )
    from chalicelib.complaints.service.requests import Requests

web = GeoReport(__name__)

PAGES = "complaints.open311.pages"
# Categories change with a release; a verified complaint may stand in a list a minute later.
SERVICES_FRESH, REQUESTS_FRESH = 300, 60
TEXT = {"type": "string"}
# The standard's word for the city; there is one, so it is not looked at.
JURISDICTION = ("jurisdiction_id", TEXT)
FILTERS = (
    JURISDICTION,
    *((name, TEXT) for name in ("service_request_id", "service_code", "start_date", "end_date", "status")),
)


@web.serves_both(
    "GET",
    f"{BASE}/services",
    gives=f"{PAGES}:Open311Services",
    query=(JURISDICTION,),
    fresh_seconds=SERVICES_FRESH,
)
def open311_services() -> list[Open311ServicePage]:
    """What can be reported (Open311)."""
    from chalicelib.complaints.open311.pages import Open311ServicePage  # noqa: PLC0415 - only for programs of others

    return [Open311ServicePage.of(category) for category in categories().values()]


@web.serves_one(
    f"{BASE}/services/{{service}}",
    gives=f"{PAGES}:Open311DefinitionPage",
    query=(JURISDICTION,),
    fresh_seconds=SERVICES_FRESH,
    refuses=(NotFound,),
)
def open311_service(service: str) -> Open311DefinitionPage:
    """What is asked beside the text of a report (Open311)."""
    from chalicelib.complaints.open311.pages import Open311DefinitionPage  # noqa: PLC0415 - as above

    category = categories().get(service)
    if category is None:
        raise NotFound
    return Open311DefinitionPage.of(category)


@web.serves_both(
    "GET",
    f"{BASE}/requests",
    gives=f"{PAGES}:Open311Requests",
    query=FILTERS,
    fresh_seconds=REQUESTS_FRESH,
    refuses=(InvalidFields, Busy),
)
def open311_requests() -> list[Open311RequestPage]:
    """Verified complaints, the last received first; those asked for by id in any state (Open311)."""
    from chalicelib.complaints.open311.asked import listed, wanted  # noqa: PLC0415 - as above

    publics = listed(web.asked("service_request_id"))
    found = _requests().known_by(publics) if publics else _requests().received(wanted(web.asked))
    return [_page(one) for one in found]


@web.serves_both(
    "POST",
    f"{BASE}/requests",
    takes="complaints.open311.forms:Open311Form",
    gives=f"{PAGES}:Open311Created",
    status=201,
    idempotent=True,
    counts="ComplaintBrought",
    refuses=(ApiKeyWrong, NotFound, KeyReused, PostedTooMuch, Busy),
)
def open311_bring(form: Open311Form) -> list[Open311CreatedPage]:
    """Bring a complaint for somebody, with a program's key (Open311)."""
    from chalicelib.complaints.open311.bringing import brought  # noqa: PLC0415 - as above

    return [brought(form, key=web.idempotency_key, language=web.language)]


@web.serves_one(
    f"{BASE}/requests/{{public}}",
    gives=f"{PAGES}:Open311Requests",
    query=(JURISDICTION,),
    refuses=(NotFound, Busy),
)
def open311_request(public: str) -> list[Open311RequestPage]:
    """A complaint by its public id (Open311)."""
    return [_page(_requests().one(public))]


@web.serves_one(
    f"{BASE}/tokens/{{token}}",
    gives=f"{PAGES}:Open311Tokens",
    query=(JURISDICTION,),
    refuses=(NotFound, Busy),
)
def open311_token(token: str) -> list[Open311TokenPage]:
    """The complaint that a token stands for (Open311)."""
    from chalicelib.complaints.open311.pages import Open311TokenPage  # noqa: PLC0415 - as above

    return [Open311TokenPage(service_request_id=_requests().one(token).public, token=token)]


def _requests() -> Requests:
    from chalicelib.complaints.service.requests import Requests  # noqa: PLC0415 - as above

    return registry.get(Requests)


def _page(listed: Listed) -> Open311RequestPage:
    from chalicelib.complaints.open311.pages import Open311RequestPage  # noqa: PLC0415 - as above
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    office = registry.get(Offices).office(listed.office)
    agencies = (one.agency for one in office.services if one.agency_id == listed.agency)
    return Open311RequestPage.of(listed, next(agencies, None), office.time_zone)
