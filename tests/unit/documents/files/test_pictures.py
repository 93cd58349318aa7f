"""Pictures of every make become upright RGB; what they say about themselves is read once and left behind."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from typing import Any
from zlib import compress

import pytest
from PIL import Image, PngImagePlugin

from tests.builders import files
from tests.builders.opening import codes, facts, opened

RED, PAPER = (200, 30, 30), (255, 255, 255)


def near(pixel: object, wanted: tuple[int, int, int], by: int = 12) -> bool:
    return isinstance(pixel, tuple) and all(abs(a - b) <= by for a, b in zip(pixel, wanted, strict=True))


def an_exif(**tags: object) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = tags.get("orientation", 1)
    exif[0x010F] = "SPECIMEN PHONE"
    exif[0x0131] = tags.get("software", "S908BXXU2AVF1")
    exif.get_ifd(0x8769)[0x9003] = tags.get("taken", "2026:11:23 08:09:10")
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (6.0, 12.0, 34.5)
    return exif


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf xmp:CreatorTool="%s" GPSLatitude="6,12S"/></x:xmpmeta>'


@pytest.mark.parametrize(
    ("mode", "name"),
    [("P", "PNG"), ("RGB", "PNG"), ("RGBA", "PNG"), ("CMYK", "JPEG"), ("YCbCr", "JPEG"), ("RGBA", "WEBP")],
)
def test_every_way_of_writing_colours_becomes_rgb(mode: str, name: str) -> None:
    seen = opened(files.encoded(files.a_picture(mode=mode), name)).pages[0]
    assert seen.mode == "RGB"
    assert near(seen.getpixel((20, 20)), RED, by=25)


@pytest.mark.parametrize("mode", ["1", "L", "LA"])
def test_every_way_of_writing_greys_becomes_rgb(mode: str) -> None:
    seen = opened(files.encoded(files.a_picture(mode=mode).convert(mode), "PNG")).pages[0]
    assert seen.mode == "RGB"
    assert near(seen.getpixel((600, 20)), PAPER, by=25)


def test_greys_of_sixteen_bits_are_scaled() -> None:
    grey = Image.new("I;16", files.SIZE, 120 * 256 + 7)
    assert opened(files.encoded(grey, "PNG")).pages[0].getpixel((50, 50)) == (120, 120, 120)


def test_colours_of_sixteen_bits_are_scaled() -> None:
    header = struct.pack(">IIBBBBB", 300, 300, 16, 2, 0, 0, 0)
    row = b"\x00" + b"\xc8\x00\x1e\x00\x1e\x00" * 300
    body = (
        b"\x89PNG\r\n\x1a\n"
        + files.chunk(b"IHDR", header)
        + files.chunk(b"IDAT", compress(row * 300))
        + files.chunk(b"IEND", b"")
    )
    assert opened(body).pages[0].getpixel((0, 0)) == RED


def test_what_is_see_through_lies_on_paper() -> None:
    clear = Image.new("RGBA", files.SIZE, (0, 0, 0, 0))
    for body in (files.encoded(clear, "PNG"), files.encoded(clear, "WEBP", lossless=True)):
        assert opened(body).pages[0].getpixel((5, 5)) == PAPER
    palette = Image.new("P", files.SIZE, 0)
    assert opened(files.encoded(palette, "PNG", transparency=0)).pages[0].getpixel((5, 5)) == PAPER


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_the_camera_was_held(name: str, orientation: int) -> None:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = files.a_picture()
    if orientation in turns:
        lying = lying.transpose(turns[orientation])
    seen = opened(files.encoded(lying, name, exif=an_exif(orientation=orientation))).pages[0]
    assert seen.size == files.SIZE
    assert near(seen.getpixel((20, 20)), RED)


def test_the_time_it_was_taken_is_read_before_everything_is_dropped() -> None:
    for name in ("JPEG", "PNG", "WEBP"):
        body = files.encoded(files.a_picture(), name, exif=an_exif())
        assert opened(body).taken == datetime(2026, 11, 23, 8, 9, 10)  # noqa: DTZ001 - a camera's clock has no zone


@pytest.mark.parametrize("nonsense", ["0000:00:00 00:00:00", "yesterday", "", "2026:13:45 99:00:00"])
def test_a_camera_that_does_not_know_the_time_says_nothing(nonsense: str) -> None:
    seen = opened(files.a_jpeg(exif=an_exif(taken=nonsense)))
    assert (seen.taken, seen.findings) == (None, ())


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_nothing_that_a_picture_says_about_itself_is_kept(name: str) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "SPECIMEN AUTHOR")
    texts.add_itxt("XML:com.adobe.xmp", (XMP % b"SPECIMEN TOOL").decode())
    xmp = XMP % b"SPECIMEN TOOL"
    extras: dict[str, dict[str, Any]] = {
        "JPEG": {"xmp": xmp, "comment": b"SPECIMEN REMARK"},
        "PNG": {"pnginfo": texts},
        "WEBP": {"xmp": xmp},
    }
    profile = b"SPECIMEN PROFILE"
    body = files.encoded(files.a_picture(), name, exif=an_exif(), icc_profile=profile, **extras[name])
    assert b"SPECIMEN" in body
    seen = opened(body)
    assert seen.kept is not None
    kept = seen.kept[1]
    for trace in (b"SPECIMEN", b"Exif", b"GPS", b"xmpmeta", b"ICC_PROFILE", b"http", b"2026:11"):
        assert trace not in kept
    again = Image.open(io.BytesIO(kept))
    assert not again.getexif()
    assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("software", "told"),
    [
        ("Adobe Photoshop 25.1 (Windows)", {"edited": {"with": "Photoshop"}}),
        ("GIMP 2.10", {"edited": {"with": "GIMP"}}),
        ("picsart for android", {"edited": {"with": "PicsArt"}}),
        ("17.1.2", {}),
        ("HDR+ 1.0.540104767zd", {}),
    ],
)
def test_an_editor_that_names_itself_is_a_hint(software: str, told: dict[str, object]) -> None:
    for name in ("JPEG", "PNG", "WEBP"):
        body = files.encoded(files.a_picture(), name, exif=an_exif(software=software))
        assert facts(body) == told
        assert opened(body).pages


def test_an_editor_is_found_wherever_pictures_name_programs() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Software", "Canva")
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x00"
    for body in (
        files.a_jpeg(xmp=XMP % b"Adobe Photoshop Lightroom 7"),
        files.a_jpeg(comment=b"Created with GIMP"),
        files.with_segment(files.a_jpeg(), 0xED, photoshop),
        files.a_png(pnginfo=texts),
    ):
        assert codes(body) == ["edited"]


@pytest.mark.parametrize("name", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_is_judged_and_kept(name: str) -> None:
    second = Image.new("RGB", files.SIZE, (0, 0, 255))
    body = files.encoded(files.a_picture(), name, save_all=True, append_images=[second, second])
    seen = opened(body)
    assert (seen.findings, len(seen.pages)) == ((), 1)
    assert near(seen.pages[0].getpixel((20, 20)), RED)


def test_a_jpeg_with_more_exposures_is_its_first() -> None:
    second = Image.new("RGB", files.SIZE, (0, 0, 255))
    body = files.encoded(files.a_picture(), "MPO", save_all=True, append_images=[second])
    assert body.startswith(b"\xff\xd8\xff")
    seen = opened(body)
    assert (seen.findings, len(seen.pages)) == ((), 1)
    assert near(seen.pages[0].getpixel((20, 20)), RED)
