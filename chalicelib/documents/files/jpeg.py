"""The layout of a JPEG file (ITU-T T.81, annex B): its segments from the start of the image to its end."""

from __future__ import annotations

import re

from chalicelib.documents.files.layout import Layout, Malformed

EOI, SOS = 0xD9, 0xDA
# Frame headers: those of T.81, table B.1, without the tables' and the arithmetic conditioning's markers among them.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Markers that stand alone, besides restarts: the start of another image, and one that is reserved.
ALONE = frozenset((0xD8, 0x01))
# The next marker, in coded data as well: an FF that is neither stuffed, nor padding, nor a restart.
MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
# A progressive picture of a camera has about ten scans. Each costs as much time as all pixels, however small it is.
MOST_SCANS = 100


def layout(body: bytes) -> Layout:
    """Walk over the segments; raise Malformed when they do not lead to the end of the image."""
    size, scans, at = None, 0, 2
    while True:
        marker, at = _marker(body, at)
        if marker == EOI:
            break
        if marker in ALONE:
            continue
        segment = body[at + 2 : at + _length(body, at)]
        at += len(segment) + 2
        if marker in FRAMES:
            if size or len(segment) < 5:  # noqa: PLR2004 - precision, height, width
                raise Malformed
            size = (int.from_bytes(segment[3:5]), int.from_bytes(segment[1:3]))
        elif marker == SOS:
            scans += 1  # what is coded follows, up to the next marker
    if not size or not all(size) or not 0 < scans <= MOST_SCANS:
        raise Malformed
    return Layout(width=size[0], height=size[1], end=at)


def _marker(body: bytes, at: int) -> tuple[int, int]:
    """The next marker from here, and where what follows it begins; decoders skip what cameras leave before it, too."""
    found = MARKER.search(body, at)
    if found is None:
        raise Malformed
    return body[found.end() - 1], found.end()


def _length(body: bytes, at: int) -> int:
    length = int.from_bytes(body[at : at + 2])
    if length < 2 or at + length > len(body):  # noqa: PLR2004 - the length counts its own two bytes
        raise Malformed
    return length
