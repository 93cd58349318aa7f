"""Citizens' routes of the survey: what is asked, what is answered, and what it adds up to for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core import registry
from chalicelib.core.clock import read_day
from chalicelib.core.errors import Busy, Fault, InvalidFields, NotFound, ProofMissing, TooManyTries
from chalicelib.core.references import normalised
from chalicelib.core.settings import Settings
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownOffice, UnknownService
from chalicelib.ratings.errors import AlreadyRated, NothingToRate, RatingOver

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.people.service import Asker
    from chalicelib.ratings.forms import RatingForm
    from chalicelib.ratings.pages import RatingPage, SatisfactionPage, SheetPage

web = Web(__name__)

PROVEN = (ProofMissing, NotFound, TooManyTries)
FRESH = 300
DAYS = (("from", {"type": "string", "format": "date"}), ("to", {"type": "string", "format": "date"}))


@web.serves(
    "GET",
    "/v1/ratings/{reference}",
    gives="ratings.pages:SheetPage",
    proof=True,
    refuses=(*PROVEN, NothingToRate, RatingOver, Busy),
)
def rating_questions(reference: str) -> SheetPage:
    """The one or two questions about a visit that was served, or a complaint that has ended."""
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - other answers do without
    from chalicelib.ratings.pages import SheetPage  # noqa: PLC0415 - as above
    from chalicelib.ratings.service import Ratings  # noqa: PLC0415 - as above

    asker = _asker(reference)
    return SheetPage.of(asker.reference, registry.get(Ratings).ask(asker), registry.get(Offices))


@web.serves(
    "POST",
    "/v1/ratings",
    takes="ratings.forms:RatingForm",
    gives="ratings.pages:RatingPage",
    status=201,
    proof=True,
    counts="Rated",
    refuses=(*PROVEN, NothingToRate, RatingOver, AlreadyRated, Busy),
)
def rate(form: RatingForm) -> RatingPage:
    """Answer them; once for each visit or complaint, and the same again is the same rating."""
    from chalicelib.ratings.pages import RatingPage  # noqa: PLC0415 - as above
    from chalicelib.ratings.service import Ratings  # noqa: PLC0415 - as above

    asker = _asker(form.record)
    return RatingPage.of(asker.reference, registry.get(Ratings).rate(asker, form.answers, form.words))


@web.serves(
    "GET",
    "/v1/offices/{office}/satisfaction",
    gives="ratings.pages:SatisfactionPage",
    query=(("service", {"type": "string"}), *DAYS),
    fresh_seconds=FRESH,
    refuses=(UnknownOffice, UnknownService, InvalidFields, Busy),
)
def satisfaction(office: str) -> SatisfactionPage:
    """The index of satisfaction of an office or of one of its services; 90 days where no period is asked for."""
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above
    from chalicelib.ratings.index import result  # noqa: PLC0415 - as above
    from chalicelib.ratings.pages import SatisfactionPage  # noqa: PLC0415 - as above
    from chalicelib.ratings.service import Satisfaction  # noqa: PLC0415 - as above
    from chalicelib.ratings.tally import Tally  # noqa: PLC0415 - as above

    first, last = period(web)
    survey = registry.get(Satisfaction).survey(office, first, last)
    service = web.asked("service") or None
    if service is None:
        found = survey.whole
    else:
        found = survey.services.get(survey.office.service(service).id) or result(Tally())
    return SatisfactionPage.of(survey, registry.get(Offices), service=service, found=found)


def period(web: Web) -> tuple[date | None, date | None]:
    """The days that are asked for; None where one was left open."""
    return _day(web, "from"), _day(web, "to")


def _day(web: Web, name: str) -> date | None:
    asked = web.asked(name)
    if asked is None:
        return None
    day = read_day(asked)
    if day is None:
        raise InvalidFields(Fault(name, "date"))
    return day


def _asker(reference: str) -> Asker:
    from chalicelib.people.service import Asker  # noqa: PLC0415 - as above

    settings = registry.get(Settings)
    address = web.address(settings.forwarded_hops, settings.origin_key)
    return Asker(normalised(reference), web.proof, address)
