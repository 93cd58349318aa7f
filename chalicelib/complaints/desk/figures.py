"""Routes of heads of an office to what its complaints add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.desk.web import ALL, web
from chalicelib.core import registry
from chalicelib.core.clock import read_day
from chalicelib.core.errors import Busy, Fault, InvalidFields
from chalicelib.core.officer import HEADS
from chalicelib.offices.errors import UnknownOffice

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.complaints.desk.figure_pages import ComplaintFiguresPage, ExportPage
    from chalicelib.complaints.desk.forms import ExportForm
    from chalicelib.complaints.service import Counting

PERIOD = (
    ("from", {"type": "string", "format": "date"}),
    ("to", {"type": "string", "format": "date"}),
)


@web.serves(
    "GET",
    f"{ALL}/figures",
    gives="complaints.desk.figure_pages:ComplaintFiguresPage",
    officers=HEADS,
    query=PERIOD,
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def complaint_figures(office: str) -> ComplaintFiguresPage:
    """How many complaints, how old, about what, where, and how many their citizens call solved; 90 days by default."""
    from chalicelib.complaints.desk.figure_pages import ComplaintFiguresPage  # noqa: PLC0415 - citizens do without

    return ComplaintFiguresPage.of(_counting().count(web.officer, office, _day("from"), _day("to")))


@web.serves(
    "POST",
    f"{ALL}/export",
    takes="complaints.desk.forms:ExportForm",
    gives="complaints.desk.figure_pages:ExportPage",
    officers=HEADS,
    counts="ComplaintsExported",
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def export_complaints(office: str, form: ExportForm) -> ExportPage:
    """A file of the complaints received in a period, for five minutes; without identities, words and references."""
    from chalicelib.complaints.desk.figure_pages import ExportPage  # noqa: PLC0415 - as above

    return ExportPage(
        _counting().export(
            web.officer, office, form.first, form.last, form=form.format, language=web.language
        )
    )


def _counting() -> Counting:
    from chalicelib.complaints.service import Counting  # noqa: PLC0415 - as above

    return registry.get(Counting)


def _day(name: str) -> date | None:
    asked = web.asked(name)
    if asked is None:
        return None
    day = read_day(asked)
    if day is None:
        raise InvalidFields(Fault(name, "date"))
    return day
