"""Everything is put together here, once: settings → clients → stores → services. Nothing is made before its use.

What every search for slots needs is offered at once; any other room is wired, and imported, when its first service is
asked for: that keeps a cold start short (docs/benchmarks.md). What must flow upward between rooms is handed over here
as well, not imported: the timed jobs of all rooms.
"""

from __future__ import annotations

from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config

from chalicelib.booking.offers import Offers
from chalicelib.booking.store import Diary
from chalicelib.core import clock
from chalicelib.core.registry import get, offer, offer_room
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.demand.service import Demand
from chalicelib.demand.store import DemandStore
from chalicelib.offices.service import Offices
from chalicelib.offices.store import OfficeTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

# A citizen waits for one answer: a few quick attempts are better than one long one, and with those of core/table all
# fit into the function's fifteen seconds.
CLIENT = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 2, "mode": "standard"})
# Forms and links are signed in the one way that newer regions take, for the bucket's host in its region: the site's
# policy names that host. (With an address for an endpoint, as locally, the bucket goes into the path.) Checksums
# beside those of the protocol would be a library more, and a header that no browser sends.
S3 = Config(
    signature_version="s3v4",
    s3={"addressing_style": "virtual"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
#: Rooms with a module here that proposes their services.
LATER = (
    "core",
    "offices",
    "people",
    "booking",
    "cases",
    "documents",
    "complaints",
    "visits",
    "ratings",
    "status",
    "jobs",
)


def wire(*, clients: Callable[[str], Any] | None = None, now: Callable[[], datetime] = clock.now) -> None:
    """Fill the registry; ``clients`` (service name → client) and ``now`` are arguments for tests and tools."""
    client = cache(clients or _client)
    for room in LATER:
        offer_room(room, partial(_wire_room, room, client, now))
    offer(Settings, Settings.from_environment)
    offer(Tables, lambda: Tables(client("dynamodb")))
    offer(Offices, lambda: Offices(OfficeTable(get(Tables), get(Settings).table_offices), now=now))
    offer(Demand, lambda: Demand(DemandStore(get(Tables), get(Settings).table_demand)))
    offer(Diary, lambda: Diary(get(Tables), get(Settings).table_diary))
    offer(Offers, lambda: Offers(get(Diary), get(Offices), get(Demand), now))


def _wire_room(room: str, client: Callable[[str], Any], now: Callable[[], datetime]) -> None:
    import_module(f"{__name__}.{room}").wire(client, now)


def _client(service: str) -> Any:  # noqa: ANN401 - botocore makes its clients at run time
    """One client per service, of botocore itself: importing boto3 on top costs a fifth of a cold start."""
    config = CLIENT.merge(S3) if service == "s3" else CLIENT
    return botocore.session.get_session().create_client(
        service, region_name=get(Settings).aws_region, config=config
    )
