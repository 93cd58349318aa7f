"""What a file is stands in its bytes, not in what it is called or sent as; honest files are opened."""

from __future__ import annotations

from hashlib import sha256

import pytest

from chalicelib.documents.files.opening import open_file
from chalicelib.documents.finding import FINDINGS
from chalicelib.documents.kinds import KINDS
from tests.builders import files
from tests.builders.opening import codes, facts, opened

NOT_TAKEN = {
    "HEIC": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "AVIF": b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif",
    "MP4": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2",
    "GIF": b"GIF89a\x01\x00\x01\x00",
    "BMP": b"BM\x00\x00\x00\x00",
    "TIFF": b"II*\x00\x08\x00\x00\x00",
    "PSD": b"8BPS\x00\x01",
    "SVG": b'<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "HTML": b"\n\n<!DOCTYPE html><html><script>alert(1)</script></html>",
    "PHP": b"<?php system($_GET['c']); ?>",
    "XML": b'<?xml version="1.0"?><a/>',
    "ZIP": b"PK\x03\x04\x14\x00\x00\x00\x00\x00",
    "DOCX": b"PK\x03\x04\x14\x00\x06\x00\x08\x00[Content_Types].xml word/document.xml",
    "DOC": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "RAR": b"Rar!\x1a\x07\x01\x00",
    "EXE": b"MZ\x90\x00\x03\x00",
    "ELF": b"\x7fELF\x02\x01",
    "SCRIPT": b"#!/bin/sh\necho",
    "RTF": b"{\\rtf1 x}",
    "PostScript": b"%!PS-Adobe-3.0",
    "GZIP": b"\x1f\x8b\x08\x00",
    "?": b"Nama: SPECIMEN",
}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(files.a_jpeg(), "image/jpeg"), (files.a_png(), "image/png"), (files.a_webp(), "image/webp")],
    ids=["JPEG", "PNG", "WebP"],
)
def test_a_picture_becomes_one_clean_page(body: bytes, content_type: str) -> None:
    seen = opened(body)
    assert (seen.findings, seen.content_type, seen.text) == ((), content_type, None)
    assert [(page.mode, page.size, page.info) for page in seen.pages] == [("RGB", files.SIZE, {})]
    assert seen.kept is not None
    assert seen.kept[0] == "image/jpeg"


def test_a_pdf_that_a_program_made_is_drawn_and_says_its_text() -> None:
    seen = opened(files.a_pdf())
    assert (seen.findings, seen.text, seen.pixels) == ((), ("NIB 1234567890123",), None)
    assert [(page.mode, page.size) for page in seen.pages] == [("RGB", (600, 800))]
    assert seen.kept is not None
    assert seen.kept[0] == "application/pdf"


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_is_not_taken_is_named_whatever_it_is_sent_as(name: str) -> None:
    assert facts(NOT_TAKEN[name], declared="image/jpeg") == {"type-unknown": {"found": name}}


def test_a_picture_under_another_type_is_told_with_both() -> None:
    assert facts(files.a_png(), declared="image/jpeg") == {
        "type-differs": {"declared": "JPEG", "found": "PNG"}
    }
    assert codes(files.a_jpeg(), declared="application/pdf") == ["type-differs"]


def test_a_kind_that_is_a_portrait_takes_no_pdf() -> None:
    assert facts(files.a_pdf(), kind="photo") == {"type-unknown": {"found": "PDF"}}


def test_nothing_is_empty_and_too_much_is_not_looked_into() -> None:
    assert codes(b"") == ["empty"]
    assert facts(files.a_jpeg() + bytes(8_000_000)) == {"too-large": {"most_megabytes": 8}}


def test_the_hash_is_of_the_bytes_as_they_came_also_of_a_file_that_is_refused() -> None:
    for body in (files.a_jpeg(), b"", b"MZ"):
        assert opened(body).sha256 == sha256(body).hexdigest()


def test_the_hash_of_pixels_knows_a_picture_again_in_another_wrapping() -> None:
    plain, packed = files.a_png(), files.a_png(compress_level=1)
    commented = files.with_chunk(plain, b"tEXt", b"Comment\x00sent again")
    found = {opened(body).pixels for body in (plain, packed, commented)}
    assert len(found) == 1
    assert opened(files.encoded(files.a_picture((641, 400)), "PNG")).pixels not in found


def test_with_something_to_mend_there_is_nothing_to_read_or_keep() -> None:
    for body in (files.a_jpeg()[:-9], files.a_png_bomb(), files.a_pdf()[:-9], b"MZ"):
        seen = opened(body)
        assert {FINDINGS[finding.code] for finding in seen.findings} == {"mend"}
        assert (seen.pages, seen.text, seen.kept, seen.pixels) == ((), None, None, None)


def test_what_is_printed_of_a_file_holds_nothing_of_what_it_says() -> None:
    seen = open_file(files.a_pdf(), declared="application/pdf", kind=KINDS["nib"])
    assert seen.text == ("NIB 1234567890123",)
    assert "1234567890123" not in repr(seen)
