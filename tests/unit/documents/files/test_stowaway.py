"""One file that is two: another program would see what the officer does not."""

from __future__ import annotations

import io
import zipfile
from time import process_time

import pytest

from tests.builders import files
from tests.builders.opening import codes, facts, opened

PICTURES = {"JPEG": files.a_jpeg(), "PNG": files.a_png(), "WebP": files.a_webp()}


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return out.getvalue()


SECONDS = {
    "PDF": files.a_pdf(),
    "HTML": b"<!doctype html><html><body onload=alert(1)></html>",
    "PHP": b"<?php system('id'); ?>",
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "ZIP": a_zip(),
    "RAR": b"Rar!\x1a\x07\x01\x00" + bytes(64),
    "7Z": b"7z\xbc\xaf\x27\x1c" + bytes(64),
    "EXE": b"MZ\x90\x00" + bytes(64),
    "ELF": b"\x7fELF" + bytes(64),
    "GIF": b"GIF89a" + bytes(64),
    "PNG": files.a_png(),
    "SCRIPT": b"#!/bin/sh\nid",
}


@pytest.mark.parametrize("second", SECONDS)
def test_a_picture_with_another_file_behind_it(second: str) -> None:
    for picture in PICTURES.values():
        for between in (b"", b"\x00" * 512, b"\r\n"):
            assert facts(picture + between + SECONDS[second]) == {"two-files-in-one": {"found": second}}


@pytest.mark.parametrize("second", ["PDF", "HTML", "PHP", "SVG"])
def test_a_picture_with_another_file_in_a_remark(second: str) -> None:
    hidden = SECONDS[second]
    for body in (
        files.with_segment(files.a_jpeg(), 0xFE, hidden),
        files.with_segment(files.a_jpeg(), 0xEB, b"ICC?" + hidden),
        files.with_chunk(files.a_png(), b"tEXt", b"Comment\x00" + hidden),
        files.with_chunk(files.a_png(), b"idOT", hidden),
    ):
        assert facts(body) == {"two-files-in-one": {"found": second}}


def test_a_zip_that_begins_within_a_remark_of_the_picture() -> None:
    archive = a_zip()
    body = files.with_segment(files.a_jpeg(), 0xFE, archive[:40]) + archive[40:]
    assert "two-files-in-one" in codes(body)


@pytest.mark.parametrize(
    "trailer",
    [
        bytes(4096),
        b"\n",
        files.a_jpeg(),
        b"\x00\x00\x00\x18ftypmp42" + bytes(3000) + b"PK\x03\x04" + bytes(500),
        b"\x00\x00\x01\x0a\x0e\x00\x00\x00Image_UTC_Data1700000000000SEFHk\x00\x00\x00SEFT",
        b'<?xml version="1.0"?><depth/>',
        b"a camera's note",
    ],
    ids=["zeros", "a line", "a second exposure", "a moving picture", "Samsung's notes", "XML", "text"],
)
def test_what_a_phone_leaves_behind_a_picture_disturbs_nobody_and_is_not_kept(trailer: bytes) -> None:
    seen = opened(files.a_jpeg() + trailer)
    assert seen.findings == ()
    assert seen.kept == opened(files.a_jpeg()).kept


@pytest.mark.parametrize("second", [name for name in SECONDS if name != "PDF"])
def test_a_pdf_with_another_file_behind_its_end(second: str) -> None:
    assert facts(files.a_pdf() + SECONDS[second]) == {"two-files-in-one": {"found": second}}


@pytest.mark.parametrize(
    ("before", "found"),
    [
        (b"MZ\x90\x00", None),
        (b"<html><script>alert(1)</script>", "HTML"),
        (b"\x1b%-12345X@PJL\r\n", "?"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "?"),
    ],
    ids=["a program", "a page", "a printer's job", "an answer of a server"],
)
def test_a_pdf_that_begins_later(before: bytes, found: str | None) -> None:
    body = before + files.a_pdf()
    # What begins as something else is that, and no kind of it is taken.
    expected = {"type-unknown": {"found": "EXE"}} if found is None else {"two-files-in-one": {"found": found}}
    assert facts(body, declared="application/pdf") == expected


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\x00" * 8])
def test_blanks_before_a_pdf_mean_nothing(before: bytes) -> None:
    assert "two-files-in-one" not in codes(before + files.a_pdf())


@pytest.mark.parametrize(
    "filler", [b"<svg ", b"<svg" + b" " * 300, b"9", b"9 9 ", b"%PDF-", b"<", b"\x00", b"PK\x05\x06"]
)
def test_looking_for_it_takes_a_time_that_grows_with_the_file_only(filler: bytes) -> None:
    much = filler * (2_000_000 // len(filler))
    started = process_time()
    for body in (
        files.a_jpeg() + much,
        files.with_segment(files.a_jpeg(), 0xFE, much[:60_000]),
        files.a_pdf() + much,
    ):
        codes(body)
    assert process_time() - started < 2


def test_a_picture_that_reads_as_a_pdf_from_its_first_kilobyte() -> None:
    body = files.with_segment(files.a_jpeg(), 0xFE, b"%PDF-1.4\n1 0 obj<<>>stream\n") + b"endstream endobj"
    assert codes(body, declared="image/jpeg") == ["two-files-in-one"]
    assert codes(body, declared="application/pdf") == ["type-differs"]
