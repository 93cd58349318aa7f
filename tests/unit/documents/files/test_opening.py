"""Files that honest people send are opened, whatever camera or program made them."""

from __future__ import annotations

import pytest

from chalicelib.documents.files.opening import open_file
from chalicelib.documents.kinds import KINDS
from tests.builders import files

KTP = KINDS["ktp"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(files.a_jpeg(), "image/jpeg"), (files.a_png(), "image/png"), (files.a_webp(), "image/webp")],
    ids=["JPEG", "PNG", "WebP"],
)
def test_a_picture_becomes_one_clean_page(body: bytes, content_type: str) -> None:
    opened = open_file(body, declared=content_type, kind=KTP)
    assert opened.findings == ()
    assert (opened.content_type, opened.text) == (content_type, None)
    assert [(page.mode, page.size, page.info) for page in opened.pages] == [("RGB", files.SIZE, {})]
    assert opened.kept is not None
    assert opened.kept[0] == "image/jpeg"


def test_a_pdf_that_a_program_made_is_drawn_and_says_its_text() -> None:
    opened = open_file(files.a_pdf(), declared="application/pdf", kind=KTP)
    assert opened.findings == ()
    assert opened.text == ("NIB 1234567890123",)
    assert [(page.mode, page.size) for page in opened.pages] == [("RGB", (1653, 2339))]
    assert opened.pixels is None
    assert opened.kept is not None
    assert opened.kept[0] == "application/pdf"
