"""The official report of a survey (laporan SKM) as a spreadsheet, in the manner of Permenpan RB 14/2017.

Three sheets: the index with its nine elements, every service, every counter. Titles are Indonesian, with the English
ones behind them. Cells are values, never formulas: what citizens or offices wrote cannot become one.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from chalicelib.core.catalogue import both, say
from chalicelib.core.dates import spoken_day
from chalicelib.core.text import Text
from chalicelib.ratings.element import ELEMENTS
from chalicelib.ratings.index import WEIGHT, Result, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from chalicelib.core.text import Language
    from chalicelib.ratings.survey import Survey

    Cell = str | float | int | None
    #: Where, and what is said of it.
    Line = tuple[list[Cell], Result]

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What stands over rows and columns, by name (the words ``report.<name>``).
TITLES = (
    *("title", "office", "period", "respondents", "number", "element", "answers", "mean", "weighted"),
    *("index", "band", "interval", "service", "counter", "note", "few", "small"),
)
FIRST_WIDTH, WIDTH, WIDE = 6, 14, 46


def written(survey: Survey, name_of: Callable[[str], Text]) -> bytes:
    """The file; ``name_of`` tells what a service is called."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only an office's report needs it

    body = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(body, options) as book:
        book.set_properties({"title": say("id", "report.title"), "author": survey.office.name.id})
        whole = _Sheet(book, say("id", "report.sheet.index"))
        _whole(whole, survey)
        services = _Sheet(book, say("id", "report.sheet.services"))
        of_services: list[Line] = [
            ([_doubled(name_of(one))], found) for one, found in survey.services.items()
        ]
        _lines(services, ["service"], of_services)
        counters = _Sheet(book, say("id", "report.sheet.counters"))
        of_counters: list[Line] = [
            ([_doubled(name_of(service)), counter or "-"], found)
            for (service, counter), found in survey.counters.items()
        ]
        _lines(counters, ["service", "counter"], of_counters)
    return body.getvalue()


class _Sheet:
    """A sheet that is written row by row."""

    def __init__(self, book: Any, name: str) -> None:  # noqa: ANN401 - the library's own class, loaded late
        self._sheet = book.add_worksheet(name)
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})
        self._figure = book.add_format({"num_format": "0.00", "valign": "top"})
        self._row = 0

    def widths(self, *columns: int) -> None:
        """How wide the columns are, in characters."""
        for at, width in enumerate(columns):
            self._sheet.set_column(at, at, width)

    def add(self, cells: Iterable[Cell], *, bold: bool = False) -> None:
        """A row; None leaves a cell empty."""
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self._sheet.write_string(self._row, column, cell, self._bold if bold else self._plain)
            elif isinstance(cell, float):
                self._sheet.write_number(self._row, column, cell, self._figure)
            elif cell is not None:
                self._sheet.write_number(self._row, column, cell)
        self._row += 1


def _whole(sheet: _Sheet, survey: Survey) -> None:
    """The index of the office as the regulation's form has it."""
    found = survey.whole
    sheet.widths(FIRST_WIDTH, WIDE, WIDTH, WIDTH, WIDTH)
    sheet.add([_title("title")], bold=True)
    sheet.add([_title("office"), _doubled(survey.office.name)])
    sheet.add([_title("period"), _doubled(Text(_period(survey, "id"), _period(survey, "en")))])
    sheet.add([_title("respondents"), found.citizens])
    sheet.add([])
    heads = ("number", "element", "answers", "mean", "weighted")
    sheet.add([_title(head) for head in heads], bold=True)
    for number, element in enumerate(ELEMENTS, 1):
        mean = None if found.few else found.means[element].value
        weighted = None if mean is None else float(mean * WEIGHT)
        name = _doubled(both(f"element.{element}"))
        sheet.add([f"U{number}", name, found.means[element].sample, _figure(mean), weighted])
    sheet.add([])
    for head, cell in zip(("index", "band", "interval"), _told(found), strict=True):
        sheet.add([None, _title(head), cell], bold=True)
    sheet.add([None, _note(found)])


def _lines(sheet: _Sheet, heads: list[str], lines: Iterable[Line]) -> None:
    """A row for each service, or each counter."""
    sheet.widths(WIDE, *(WIDTH for _ in range(len(heads) + len(ELEMENTS) + 3)), WIDE)
    elements = [
        f"U{number} {_doubled(both(f'element.{element}'))}" for number, element in enumerate(ELEMENTS, 1)
    ]
    ends = [_title(head) for head in ("index", "band", "interval", "note")]
    sheet.add([*(_title(head) for head in heads), _title("respondents"), *elements, *ends], bold=True)
    for place, found in lines:
        means = [None if found.few else _figure(found.means[element].value) for element in ELEMENTS]
        sheet.add([*place, found.citizens, *means, *_told(found), _note(found)])


def _told(found: Result) -> tuple[Cell, Cell, Cell]:
    """Index, band and interval, as far as they may be told."""
    if found.few or found.index is None or found.band is None:
        return None, None, None
    low_high = f"{found.interval.low:.2f} - {found.interval.high:.2f}" if found.interval else None
    return float(found.index), f"{found.band} ({_doubled(both(f'band.{found.band}'))})", low_high


def _note(found: Result) -> str:
    """What keeps the figures from saying more."""
    if found.few:
        return _title("few")
    if found.missing:
        names = ", ".join(f"U{ELEMENTS.index(element) + 1}" for element in found.missing)
        return _doubled(both("report.missing", names=names))
    return _title("small") if found.small else ""


def _figure(mean: Fraction | None) -> float | None:
    return None if mean is None else float(rounded(mean))


def _period(survey: Survey, language: Language) -> str:
    return f"{spoken_day(survey.first, language)} - {spoken_day(survey.last, language)}"


def _title(name: str) -> str:
    return _doubled(both(f"report.{name}"))


def _doubled(text: Text) -> str:
    """Indonesian, with the English behind it where that is another word."""
    return text.id if text.id == text.en else f"{text.id} / {text.en}"
