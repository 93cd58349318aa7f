"""Honest files, mutilated: nothing is raised, nothing grows, and nothing of the file but its pixels is kept."""

from __future__ import annotations

import io
from zlib import compress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from chalicelib.documents.files.pixels import MOST_PIXELS, PAGE_PIXELS
from chalicelib.documents.files.signature import CONTENT_TYPES
from chalicelib.documents.finding import FINDINGS, Weight
from tests.builders import files
from tests.builders.opening import opened

SMALL = (240, 220)


def an_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0131] = "SPECIMEN SOFTWARE"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:23 08:09:10"
    exif.get_ifd(0x8825)[1] = "S"
    return exif


def a_small(name: str, mode: str = "RGB", **options: object) -> bytes:
    return files.encoded(files.a_picture(SMALL, mode), name, exif=an_exif(), **options)


SEEDS = (
    a_small("JPEG", xmp=b"<x:xmpmeta SPECIMEN/>", comment=b"SPECIMEN"),
    a_small("JPEG", progressive=True),
    a_small("JPEG", mode="CMYK"),
    a_small("PNG"),
    a_small("PNG", mode="P"),
    a_small("WEBP", xmp=b"<x:xmpmeta SPECIMEN/>"),
    a_small("WEBP", lossless=True),
    files.a_pdf(size=(90, 90)),
    files.a_pdf([b""] * 2, size=(90, 90), catalog=b"/OpenAction << /S /JavaScript /JS (x) >>"),
    files.a_pdf(size=(90, 90), extra=[files.a_stream(compress(bytes(999)), b"/Filter /FlateDecode")]),
)
WORDS = (
    b"\xff",
    b"\xff\xff\xff\xff",
    bytes(4),
    b"\x7f\xff\xff\xff",
    b"/Kids",
    b"2 0 R",
    b"<<",
    b"endobj",
    b"99999999999",
)


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A seed with some of its bytes turned, overwritten, doubled, dropped, or taken from another seed."""
    body = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(body) - 1)))
        length = draw(st.integers(1, 64))
        match draw(st.sampled_from(("turn", "write", "double", "drop", "splice", "cut"))):
            case "turn" if body:
                body[at] ^= 1 << draw(st.integers(0, 7))
            case "write":
                word = draw(st.sampled_from(WORDS))
                body[at : at + len(word)] = word
            case "double":
                body[at:at] = body[at : at + length]
            case "drop":
                del body[at : at + length]
            case "splice":
                other = draw(st.sampled_from(SEEDS))
                start = draw(st.integers(0, len(other) - 1))
                body[at : at + length] = other[start : start + length * 8]
            case _:
                del body[at:]
    return bytes(body)


def holds(body: bytes, declared: str | None = None) -> None:
    """What must hold of whatever comes in."""
    seen = opened(body, declared=declared)
    weights = {FINDINGS[finding.code] for finding in seen.findings}
    assert sum(page.width * page.height for page in seen.pages) <= MOST_PIXELS
    assert all(page.mode == "RGB" and page.info == {} for page in seen.pages)
    assert bool(seen.pages) is (Weight.MEND not in weights)
    assert (seen.kept is not None) is bool(seen.pages)
    if seen.kept is None:
        assert (seen.text, seen.pixels) == (None, None)
        return
    content_type, kept = seen.kept
    for trace in (b"SPECIMEN", b"Exif", b"xmpmeta", b"2026:11", b"Photoshop", b"/JS", b"/Info", b"/Metadata"):
        assert trace not in kept
    if content_type == "image/jpeg":
        (page,) = seen.pages
        assert page.width * page.height <= PAGE_PIXELS
        again = Image.open(io.BytesIO(kept))
        assert (again.size, dict(again.getexif())) == (page.size, {})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(body=mutilated())
def test_whatever_a_file_is_turned_into(body: bytes) -> None:
    holds(body)


@given(
    body=st.binary(max_size=200),
    start=st.sampled_from((b"\xff\xd8\xff", b"RIFF", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"")),
)
def test_whatever_follows_a_signature(body: bytes, start: bytes) -> None:
    for declared in CONTENT_TYPES.values():
        holds(start + body, declared)


@pytest.mark.slow
@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(body=mutilated())
def test_whatever_a_file_is_turned_into_more_often(body: bytes) -> None:
    holds(body)
