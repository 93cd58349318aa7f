"""A letter gets its QR code, and what is no plain letter gets none."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import segno
from pypdf import PdfReader

from chalicelib.cases.errors import LetterSigned, LetterUnusable
from chalicelib.cases.stamping import MARGIN, MODULE, MOST_PAGES, QUIET_MODULES, stamped
from tests.builders.letters import (
    a_pdf,
    locked,
    scripted,
    signed,
    with_attachment,
    with_script_in_a_direct_object,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PdfWriter

CODE = "ABCDEFGHJK"
ADDRESS = f"https://antre.example/#/verify/{CODE}"
SCALE = 4


def modules_seen(pdf: bytes, page: int) -> list[list[bool]]:
    """The QR code as a phone would see it on the page: its modules by their middles, from a picture of the page."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=SCALE).to_pil().convert("L")
    document.close()
    size = len(segno.make(ADDRESS, error="m", micro=False).matrix)
    left = MARGIN + QUIET_MODULES * MODULE
    # Three lines of words stand below the code.
    bottom = MARGIN + 3 * 8 + 4 + QUIET_MODULES * MODULE
    return [
        [
            picture.getpixel(
                (
                    int((left + (column + 0.5) * MODULE) * SCALE),
                    int(picture.height - (bottom + (size - row - 0.5) * MODULE) * SCALE),
                )
            )
            < 128
            for column in range(size)
        ]
        for row in range(size)
    ]


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
def test_the_last_page_shows_the_code_upright_however_the_page_lies(rotated: int) -> None:
    pdf = stamped(a_pdf(rotated=rotated), ADDRESS, CODE)
    wanted = [[bool(one) for one in row] for row in segno.make(ADDRESS, error="m", micro=False).matrix]
    assert modules_seen(pdf, 1) == wanted
    assert modules_seen(pdf, 0) != wanted


def test_the_code_can_be_read_as_text_too() -> None:
    text = PdfReader(BytesIO(stamped(a_pdf(), ADDRESS, CODE))).pages[-1].extract_text()
    assert "ABCD EFGH JK" in text
    assert "Periksa keaslian" in text


def test_what_the_page_had_is_still_there() -> None:
    page = PdfReader(BytesIO(stamped(a_pdf(1), ADDRESS, CODE))).pages[0]
    contents = page.get_contents()
    assert contents is not None
    assert b"72 700 200 20 re" in contents.get_data()


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert stamped(a_pdf(), ADDRESS, CODE) == stamped(a_pdf(), ADDRESS, CODE)


@pytest.mark.parametrize(
    "change",
    [locked, scripted, with_script_in_a_direct_object, with_attachment],
    ids=lambda one: one.__name__,
)
def test_what_does_something_when_it_is_opened_is_no_letter(change: Callable[[PdfWriter], Any]) -> None:
    with pytest.raises(LetterUnusable):
        stamped(a_pdf(change=change), ADDRESS, CODE)


@pytest.mark.parametrize(
    "body",
    [b"", b"%PDF-", b"GIF89a", a_pdf()[:-300], b"%PDF-1.4\n" + bytes(3000), a_pdf(MOST_PAGES + 1), a_pdf(0)],
    ids=["empty", "only a head", "a picture", "cut off", "zeros", "a book", "no page"],
)
def test_what_is_no_letter_is_refused(body: bytes) -> None:
    try:
        found = stamped(body, ADDRESS, CODE)
    except LetterUnusable:
        return
    # A file that was cut off can still be read where its pages are whole.
    assert len(PdfReader(BytesIO(found)).pages) == 2


def test_a_letter_that_is_signed_electronically_is_not_broken_by_a_stamp() -> None:
    with pytest.raises(LetterSigned):
        stamped(a_pdf(change=signed), ADDRESS, CODE)
