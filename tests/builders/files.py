"""Files as honest people and others send them, made here: no file of anybody's is kept."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any
from zlib import compress, crc32

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Sequence

# In pixels, and in points: small, as hundreds of them are drawn.
SIZE = (640, 400)
PAGE = (216, 288)


def a_picture(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """A card-like picture: red at the top left, and something to see."""
    picture = Image.new("RGB", size, (235, 240, 245))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(200, 30, 30))
    draw.text((size[0] // 3, size[1] // 2), "SPECIMEN 3171234567890123", fill=(20, 20, 20))
    return picture.convert(mode)


def encoded(picture: Image.Image, name: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, name, **options)
    return out.getvalue()


def a_jpeg(**options: Any) -> bytes:
    return encoded(a_picture(), "JPEG", **options)


def a_png(**options: Any) -> bytes:
    return encoded(a_picture(), "PNG", **options)


def a_webp(**options: Any) -> bytes:
    return encoded(a_picture(), "WEBP", **options)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    """The JPEG with a segment more, first of all."""
    return jpeg[:2] + segment(marker, data) + jpeg[2:]


def with_chunk(png: bytes, kind: bytes, data: bytes) -> bytes:
    """The PNG with a chunk more, right behind its header."""
    return png[:33] + chunk(kind, data) + png[33:]


def a_png_bomb(width: int = 9000, height: int = 9000) -> bytes:
    """Black pixels, that many in a few kilobytes."""
    row = compress(bytes(1 + (width + 7) // 8) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


def a_pdf(
    pages: Sequence[bytes] = (b"BT /F 12 Tf 20 100 Td (NIB 1234567890123) Tj ET",),
    *,
    size: tuple[float, float] = PAGE,
    catalog: bytes = b"",
    page: bytes = b"",
    extra: Sequence[bytes] = (),
    head: bytes = b"%PDF-1.7\n",
) -> bytes:
    """A PDF with a page for each stream of drawing, and what else is wished for in its catalog, pages and objects.

    Object 1 is the catalog, 2 the tree of pages, 3 the font; ``extra`` ones come next, from 4 on.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, b"", FONT, *extra]
    kids = []
    for drawing in pages:
        number = len(objects) + 1
        kids.append(b"%d 0 R" % number)
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> %s >>" % (*size, number + 1, page),
            a_stream(drawing),
        ]
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return a_pdf_of(objects, head=head)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def a_stream(data: bytes, keys: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (keys, len(data), data)


def a_pdf_of(objects: Sequence[bytes], *, head: bytes = b"%PDF-1.7\n", trailer: bytes = b"") -> bytes:
    """The file of these objects, the first of which is the catalog."""
    out, places = io.BytesIO(), []
    out.write(head)
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()
