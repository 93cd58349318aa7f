"""Pictures that are over before their end, that claim more than they are, or that were spoilt on the way."""

from __future__ import annotations

import struct
from time import process_time
from typing import Any

import pytest
from PIL import Image

from chalicelib.documents.files import jpeg, picture, png
from chalicelib.documents.files.layout import Malformed
from chalicelib.documents.files.opening import open_file
from chalicelib.documents.files.pixels import MOST_CLAIMED, PAGE_PIXELS, fitting
from chalicelib.documents.files.signature import CONTENT_TYPES, signature
from chalicelib.documents.kinds import KINDS
from tests.builders import files
from tests.builders.opening import codes, facts

PICTURES = {
    "JPEG": files.a_jpeg(),
    "progressive JPEG": files.a_jpeg(progressive=True),
    "PNG": files.a_png(),
    "WEBP": files.a_webp(),
    "lossless WEBP": files.a_webp(lossless=True),
    "WEBP with metadata": files.a_webp(xmp=b"<x/>"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_size_is_known_before_anything_is_decoded(name: str) -> None:
    body = PICTURES[name]
    layout = picture.LAYOUTS[signature(body)](body)
    assert ((layout.width, layout.height), layout.end) == (files.SIZE, len(body))


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_picture_that_is_over_before_its_end_is_damaged(name: str, share: float) -> None:
    body = PICTURES[name]
    assert codes(body[: int(len(body) * share)]) == ["damaged"]


def test_a_picture_whose_middle_is_missing_is_damaged() -> None:
    for body in (files.a_png(), files.a_webp(lossless=True)):
        assert codes(body[:600] + body[900:]) == ["damaged"]


def test_a_png_with_one_bit_spoilt_is_damaged() -> None:
    for at in (18, 60, -3):
        body = bytearray(files.a_png())
        body[at] ^= 1
        assert codes(bytes(body)) == ["damaged"]


@pytest.mark.parametrize("sides", [(9000, 9000), (60_000, 60_000), (2**31 - 1, 2**31 - 1), (25_000, 300)])
def test_a_png_bomb_is_known_by_its_header(sides: tuple[int, int]) -> None:
    small = files.a_png_bomb(300, 300)
    header = struct.pack(">IIBBBBB", *sides, 1, 0, 0, 0, 0)
    assert codes(small[:8] + files.chunk(b"IHDR", header) + small[33:]) == ["too-many-pixels"]


def test_eighty_one_megapixels_in_nine_kilobytes_are_told_with_what_is_allowed() -> None:
    body = files.a_png_bomb()
    assert len(body) < 10_000
    told = {"width": 9000, "height": 9000, "most_megapixels": 36}
    assert facts(body) == {"too-many-pixels": told}


def test_jpeg_and_webp_bombs_are_known_by_their_headers_too() -> None:
    big = bytearray(files.a_jpeg())
    at = bytes(big).index(b"\xff\xc0")
    big[at + 5 : at + 9] = struct.pack(">HH", 65_500, 65_500)
    assert codes(bytes(big)) == ["too-many-pixels"]
    canvas = bytearray(files.a_webp(xmp=b"<x/>"))
    canvas[24:30] = b"\xfe\x3f\x00\xfe\x3f\x00"
    assert codes(bytes(canvas)) == ["too-many-pixels"]


def test_a_picture_that_grows_behind_its_header_is_not_decoded() -> None:
    """A second header, a second frame: what the walk saw and what the decoder sees must be one."""
    body = files.a_jpeg()
    at = body.index(b"\xff\xc0")
    frame = body[at : at + 19]
    larger = frame[:5] + struct.pack(">HH", 8000, 6000) + frame[9:]
    assert codes(body[:at] + frame + larger + body[at + 19 :]) == ["damaged"]
    header = struct.pack(">IIBBBBB", 6000, 8000, 8, 2, 0, 0, 0)
    assert codes(files.with_chunk(files.a_png(), b"IHDR", header)) == ["damaged"]


def test_too_small_to_show_anything() -> None:
    told = {"too-few-pixels": {"width": 640, "height": 100, "least": 200}}
    assert facts(files.encoded(files.a_picture((640, 100)), "PNG")) == told
    assert codes(files.encoded(files.a_picture((440, 278)), "JPEG")) == []


def test_a_picture_keeps_its_shape_when_it_is_made_smaller() -> None:
    assert fitting(4000, 3000, PAGE_PIXELS) == (4000, 3000)
    assert fitting(8000, 6000, 12_000_000) == (4000, 3000)
    assert fitting(20_000, 1, 100) == (100, 1)
    assert fitting(3, 2, 1) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "size", "mode", "options"),
    [
        ("JPEG", (8160, 6120), "CMYK", {"progressive": True}),
        ("PNG", (7200, 5000), "RGBA", {"compress_level": 1}),
        ("PNG", (7200, 5000), "P", {"transparency": 0}),
        ("PNG", (7200, 5000), "I;16", {"compress_level": 1}),
        ("WEBP", (7200, 5000), "RGBA", {"lossless": True, "quality": 0, "method": 0}),
    ],
)
def test_the_largest_that_is_taken_has_room_and_is_made_smaller(
    name: str, size: tuple[int, int], mode: str, options: dict[str, Any]
) -> None:
    """By the process of production, within its memory."""
    assert 0.97 * MOST_CLAIMED[name] < size[0] * size[1] <= MOST_CLAIMED[name]
    body = files.encoded(Image.new(mode, size, 0), name, **options)
    seen = open_file(body, declared=CONTENT_TYPES[name], kind=KINDS["paper"])
    assert seen.findings == ()
    (page,) = seen.pages
    assert 0.99 * PAGE_PIXELS < page.width * page.height <= PAGE_PIXELS


def test_a_picture_of_a_thousand_scans_costs_no_time() -> None:
    body = files.a_jpeg(progressive=True)
    at = body.rindex(b"\xff\xda")
    scan = body[at:-2]
    started = process_time()
    assert codes(body[:-2] + scan * 1000 + body[-2:]) == ["damaged"]
    assert process_time() - started < 1


@pytest.mark.parametrize("filler", [b"\xff\x00", b"\xff", b"\xff\xd0", b"\xff\xff\x00"])
def test_walking_is_linear_whatever_fills_the_file(filler: bytes) -> None:
    started = process_time()
    with pytest.raises(Malformed):
        jpeg.layout(files.a_jpeg()[:-2] + filler * (4_000_000 // len(filler)))
    assert process_time() - started < 1


def test_what_a_camera_leaves_between_segments_is_skipped_as_decoders_do() -> None:
    body = files.with_segment(files.a_jpeg(), 0xFE, b"remark")
    assert codes(body[:12] + b"\x00\x00\xff\xff" + body[12:]) == []


def test_a_png_of_nothing_but_empty_chunks_is_given_up() -> None:
    with pytest.raises(Malformed):
        png.layout(files.a_png()[:33] + files.chunk(b"teXt", b"") * 100_000)


def test_what_leads_nowhere_is_malformed() -> None:
    for body in (
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\x00\x01",
        b"\xff\xd8\xff\xe0\xff\xff",
    ):
        assert codes(body) == ["damaged"]
    for body in (b"RIFF\x04\x00\x00\x00WEBP", b"RIFF\xff\xff\xff\xffWEBPVP8X", b"\x89PNG\r\n\x1a\n"):
        assert codes(body) == ["damaged"]
