"""The layout of a PNG file (ISO/IEC 15948): its chunks from the header to the end."""

from __future__ import annotations

from zlib import crc32

from chalicelib.documents.files.layout import Layout, Malformed

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Length, type and checksum of a chunk, in bytes.
AROUND = 12
HEADER = 13
# Far more than any program writes for a file of a few megabytes.
MOST_CHUNKS = 50_000


def layout(body: bytes) -> Layout:
    """Walk over the chunks; raise Malformed when they do not lead to the end, or one of them is spoilt."""
    size, at = None, len(SIGNATURE)
    for _ in range(MOST_CHUNKS):
        length = int.from_bytes(body[at : at + 4])
        kind, data = body[at + 4 : at + 8], body[at + 8 : at + 8 + length]
        if at + AROUND + length > len(body):
            raise Malformed
        if crc32(kind + data) != int.from_bytes(body[at + 8 + length : at + AROUND + length]):
            raise Malformed
        at += AROUND + length
        if size is None:
            if kind != b"IHDR" or length != HEADER:
                raise Malformed
            size = (int.from_bytes(data[:4]), int.from_bytes(data[4:8]))
        elif kind == b"IEND":
            if not all(size):
                raise Malformed
            return Layout(width=size[0], height=size[1], end=at)
    raise Malformed
