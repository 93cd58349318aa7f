"""A survey: what citizens said of an office in a time, and what the services are called that they said it of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.core.catalogue import both

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.core.text import Text
    from chalicelib.offices.service import Office, Offices
    from chalicelib.ratings.index import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """An office's survey from one day to another: as a whole, by service, and by service and counter.

    A service is "" for complaints about none; a counter "" where none served. Services are in the office's order.
    """

    office: Office
    first: date
    last: date
    whole: Result
    services: Mapping[str, Result]
    counters: Mapping[tuple[str, str], Result]


def service_name(office: Office, service: str, offices: Offices) -> Text:
    """What a service is called, also one that the office no longer offers; complaints about none have words too."""
    if not service:
        return both("survey.complaints")
    offered = next((one.name for one in office.services if one.id == service), None)
    return offered or offices.standard(office.id, service).name
