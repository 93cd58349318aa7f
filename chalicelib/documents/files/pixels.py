"""How many pixels a picture may have: enough to be read, and no more than memory and time are there for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.documents.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGAPIXEL = 1_000_000
# A phone's camera at its finest has 50, and writes JPEG. A sheet of A4 scanned at 600 dpi has 35; what is not JPEG may
# be see-through and, of WebP, is held several times while it is decoded: both have room in the memory of child.py.
MOST_CLAIMED = {"JPEG": 50 * MEGAPIXEL, "PNG": 36 * MEGAPIXEL, "WEBP": 36 * MEGAPIXEL}
# A side longer than this is no document, and takes other programs' counters to their ends.
LONGEST_SIDE = 20_000
# Below this no side of a document is legible, however close the camera was.
SHORTEST_SIDE = 200
# Pixels of a picture after it was opened: more does not help reading. All pages of a document together have at most
# MOST_PIXELS, which is twelve pages of A4 at 200 dpi, or twenty at 155.
PAGE_PIXELS = 16 * MEGAPIXEL
MOST_PIXELS = 48 * MEGAPIXEL


def size_findings(width: int, height: int, name: str) -> Iterator[Finding]:
    """What is wrong with a size in pixels as the header of a format of this name claims it."""
    most = MOST_CLAIMED[name]
    if width * height > most or max(width, height) > LONGEST_SIDE:
        facts = {"width": width, "height": height, "most_megapixels": most // MEGAPIXEL}
        yield Finding("too-many-pixels", facts)
    elif min(width, height) < SHORTEST_SIDE:
        yield too_small(width, height)


def too_small(width: int, height: int) -> Finding:
    """The finding for a size whose shorter side is under SHORTEST_SIDE."""
    return Finding("too-few-pixels", {"width": width, "height": height, "least": SHORTEST_SIDE})


def fitting(width: int, height: int, most: int) -> tuple[int, int]:
    """The size of the same shape, as far as whole pixels allow, with at most this many of them."""
    if width * height <= most:
        return width, height
    scale = (most / (width * height)) ** 0.5
    shorter = max(1, int(min(width, height) * scale))
    longer = min(int(max(width, height) * scale), most // shorter)
    return (longer, shorter) if width > height else (shorter, longer)
