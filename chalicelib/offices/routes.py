"""Citizens' routes: which offices there are, what each offers, and what a service asks and promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core import registry
from chalicelib.core.clock import now, office_time
from chalicelib.core.errors import Busy
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownOffice, UnknownService
from chalicelib.offices.service import Offices

if TYPE_CHECKING:
    from chalicelib.offices.pages import OfficePage, OfficesPage, StandardPage

web = Web(__name__)

# Offices and standards change rarely, and phones ask for them over slow networks.
FRESH = 300


@web.serves("GET", "/v1/offices", gives="offices.pages:OfficesPage", fresh_seconds=FRESH, refuses=(Busy,))
def offices() -> OfficesPage:
    """Every office of the city."""
    from chalicelib.offices.pages import OfficesPage  # noqa: PLC0415 - a search for slots does without

    return OfficesPage.of(registry.get(Offices).all())


@web.serves(
    "GET",
    "/v1/offices/{office}",
    gives="offices.pages:OfficePage",
    fresh_seconds=FRESH,
    refuses=(UnknownOffice, Busy),
)
def office(office: str) -> OfficePage:
    """An office: hours, closed days, rules and services."""
    from chalicelib.offices.pages import OfficePage  # noqa: PLC0415 - as above

    found = registry.get(Offices).office(office)
    return OfficePage.of(found, office_time(now(), found.time_zone).date())


@web.serves(
    "GET",
    "/v1/offices/{office}/services/{service}",
    gives="offices.pages:StandardPage",
    fresh_seconds=FRESH,
    refuses=(UnknownOffice, UnknownService, Busy),
)
def standard(office: str, service: str) -> StandardPage:
    """A service standard: requirements, procedure, time, fee, product and legal basis."""
    from chalicelib.offices.pages import StandardPage  # noqa: PLC0415 - as above

    room = registry.get(Offices)
    found = room.office(office)
    return StandardPage.of(found, room.standard(office, found.service(service).id), room.all())
