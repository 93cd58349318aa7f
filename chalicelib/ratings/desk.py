"""Routes of the survey for those who look after an office: citizens' own words, and the official report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core import registry
from chalicelib.core.errors import Busy, InvalidFields
from chalicelib.core.officer import HEADS
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownOffice
from chalicelib.ratings.routes import DAYS, period

if TYPE_CHECKING:
    from chalicelib.ratings.pages import RemarksPage, ReportPage

web = Web(__name__)


@web.serves(
    "GET",
    "/v1/desk/offices/{office}/satisfaction/remarks",
    gives="ratings.pages:RemarksPage",
    query=DAYS,
    officers=HEADS,
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def survey_remarks(office: str) -> RemarksPage:
    """Citizens' own words to the office, the newest first; noted in the access record."""
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - citizens do without
    from chalicelib.ratings.pages import RemarksPage  # noqa: PLC0415 - as above
    from chalicelib.ratings.service import Satisfaction  # noqa: PLC0415 - as above

    first, last = period(web)
    offices = registry.get(Offices)
    found = registry.get(Satisfaction).remarks(web.officer, office, first, last)
    return RemarksPage.of(found, offices.office(office), offices)


@web.serves(
    "GET",
    "/v1/desk/offices/{office}/satisfaction/report",
    gives="ratings.pages:ReportPage",
    query=DAYS,
    officers=HEADS,
    counts="SurveyReported",
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def survey_report(office: str) -> ReportPage:
    """The official report of those days, a spreadsheet behind a short-lived address; noted in the access record."""
    from chalicelib.ratings.pages import ReportPage  # noqa: PLC0415 - as above
    from chalicelib.ratings.service import Reporting  # noqa: PLC0415 - as above

    first, last = period(web)
    return ReportPage(registry.get(Reporting).report(web.officer, office, first, last))
