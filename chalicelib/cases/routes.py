"""Letters for citizens, and for anybody who was shown one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.cases.errors import NoLetter
from chalicelib.core import registry
from chalicelib.core.errors import Busy, NotFound, ProofMissing, TooManyTries
from chalicelib.core.references import normalised
from chalicelib.core.settings import Settings
from chalicelib.core.web import Web

if TYPE_CHECKING:
    from chalicelib.cases.pages import LinkPage, VerifiedPage

web = Web(__name__)


@web.serves(
    "GET",
    "/v1/cases/{reference}/letter",
    gives="cases.pages:LinkPage",
    proof=True,
    counts="LetterDownloaded",
    refuses=(ProofMissing, NotFound, TooManyTries, NoLetter, Busy),
)
def letter(reference: str) -> LinkPage:
    """A short-lived address from which the citizen saves their finished letter."""
    from chalicelib.cases.pages import LinkPage  # noqa: PLC0415 - other answers do without
    from chalicelib.cases.service import Letters  # noqa: PLC0415 - as above
    from chalicelib.people.service import Asker  # noqa: PLC0415 - as above

    settings = registry.get(Settings)
    address = web.address(settings.forwarded_hops, settings.origin_key)
    return LinkPage(registry.get(Letters).download(Asker(normalised(reference), web.proof, address)))


@web.serves(
    "GET",
    "/v1/letters/{code}",
    gives="cases.pages:VerifiedPage",
    counts="LetterVerified",
    refuses=(Busy,),
)
def verified_letter(code: str) -> VerifiedPage:
    """Whether a letter with this code was issued, and by which office; nothing of whom it is for."""
    from chalicelib.cases.pages import VerifiedPage  # noqa: PLC0415 - as above
    from chalicelib.cases.service import Letters  # noqa: PLC0415 - as above
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    found = registry.get(Letters).verify(code)
    if found is None:
        return VerifiedPage(valid=False)
    offices = registry.get(Offices)
    return VerifiedPage.of(found, offices.office(found.office), offices.standard(found.office, found.service))
