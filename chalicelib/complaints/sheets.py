"""Complaints as a table for programs of others: CSV and XLSX. Nobody's name, words or reference is in it.

Cells are values, never formulas (docs/decisions/spreadsheets.md).
"""

from __future__ import annotations

import csv
import io
from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.complaints.categories import OTHER, categories
from chalicelib.complaints.classes import OVERDUE, rank
from chalicelib.complaints.figures import days_taken, late
from chalicelib.complaints.states import Act
from chalicelib.core.catalogue import say
from chalicelib.core.clock import office_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from chalicelib.complaints.clock import Standing
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.core.text import Language

    Cell = str | int | float | datetime | None

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
COLUMNS = (
    *("id", "category", "sort", "state", "agency", "channel", "days", "received", "verified", "due", "ended"),
    *("taken", "late", "level", "disputed", "reopened", "followers", "lat", "long"),
)
#: What spreadsheet programs take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: By this mark they know that a text is UTF-8.
MARK = "\ufeff"
WIDTH, DAY_FORMAT = 18, "yyyy-mm-dd hh:mm"


def written(form: str, lines: Sequence[tuple[Complaint, Standing]], zone: str, language: Language) -> bytes:
    """The file: a row of headings, and one for each complaint with how its clock stands. Times are the office's own."""
    head = [say(language, f"complaint-column.{column}") for column in COLUMNS]
    rows = [_row(complaint, stands, zone, language) for complaint, stands in lines]
    return _csv(head, rows) if form == "csv" else _xlsx(head, rows)


def _row(complaint: Complaint, stands: Standing, zone: str, language: Language) -> list[Cell]:
    known = categories()
    taken = days_taken(complaint)
    acts = [step.act for step in complaint.steps]
    is_late = rank(stands.level) >= rank(OVERDUE) if complaint.is_open else late(complaint)

    def local(moment: datetime | None) -> datetime | None:
        return office_time(moment, zone).replace(tzinfo=None, second=0, microsecond=0) if moment else None

    return [
        complaint.public,
        known.get(complaint.category, known[OTHER]).name.inn(language),
        complaint.sort.value,
        say(language, f"complaint-state.{complaint.state.value}"),
        complaint.agency,
        complaint.channel,
        complaint.days,
        local(complaint.received),
        local(complaint.verified),
        local(stands.due),
        local(complaint.ended),
        None if taken is None else round(taken, 1),
        int(is_late),
        stands.level if complaint.is_open else None,
        acts.count(Act.DISPUTE),
        acts.count(Act.REOPEN),
        complaint.followers,
        complaint.place.lat if complaint.place else None,
        complaint.place.long if complaint.place else None,
    ]


def _csv(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    text.write(MARK)
    sheet = csv.writer(text)
    sheet.writerow(head)
    sheet.writerows([[_plain(cell) for cell in row] for row in rows])
    return text.getvalue().encode()


def _plain(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _xlsx(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - heavy: only a manager's export needs it

    body = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(body, options) as book:
        bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": DAY_FORMAT})
        sheet = book.add_worksheet()
        sheet.set_column(0, len(head) - 1, WIDTH)
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, head, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, (int, float)):
                    sheet.write_number(number, column, cell)
                else:
                    sheet.write_datetime(number, column, cell, moment)
        sheet.autofilter(0, 0, max(len(rows), 1), len(head) - 1)
    return body.getvalue()
