"""The citizen's route to the status of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core import registry
from chalicelib.core.errors import Busy, NotFound, ProofMissing, TooManyTries
from chalicelib.core.references import normalised
from chalicelib.core.settings import Settings
from chalicelib.core.web import Web

if TYPE_CHECKING:
    from chalicelib.status.story import StatusPage

web = Web(__name__)


@web.serves(
    "GET",
    "/v1/status/{reference}",
    gives="status.story:StatusPage",
    proof=True,
    refuses=(ProofMissing, NotFound, TooManyTries, Busy),
)
def status(reference: str) -> StatusPage:
    """Where a booking or a case stands."""
    from chalicelib.people.service import Asker  # noqa: PLC0415 - other answers do without
    from chalicelib.status.service import Statuses  # noqa: PLC0415 - as above

    settings = registry.get(Settings)
    address = web.address(settings.forwarded_hops, settings.origin_key)
    asker = Asker(normalised(reference), web.proof, address)
    return registry.get(Statuses).look_up(asker, web.language)
