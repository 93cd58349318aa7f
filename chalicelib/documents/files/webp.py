"""The layout of a WebP file (RFC 9649): its chunks within the RIFF container."""

from __future__ import annotations

from chalicelib.documents.files.layout import Layout, Malformed

# RIFF, its size, and WEBP, in bytes.
CONTAINER = 12
LOSSY_START = b"\x9d\x01\x2a"
LOSSLESS_START = 0x2F
FOURTEEN_BITS = 0x3FFF
MOST_CHUNKS = 10_000


def layout(body: bytes) -> Layout:
    """Walk over the chunks; raise Malformed when they do not fill the container exactly.

    The size is the largest that the canvas or a still picture in it claims.
    """
    end = 8 + int.from_bytes(body[4:8], "little")
    if end > len(body):
        raise Malformed
    width, height, at = 0, 0, CONTAINER
    for _ in range(MOST_CHUNKS):
        if at >= end:
            break
        kind, length = body[at : at + 4], int.from_bytes(body[at + 4 : at + 8], "little")
        if at + 8 + length > end:
            raise Malformed
        claims = _size(kind, body[at + 8 : at + 18])
        width, height = max(width, claims[0]), max(height, claims[1])
        at += 8 + length + length % 2
    if at < end or not (width and height):
        raise Malformed
    return Layout(width=width, height=height, end=min(max(end, at), len(body)))


def _size(kind: bytes, head: bytes) -> tuple[int, int]:
    """What a chunk says about the size in pixels, from its first ten bytes; (0, 0) when it says nothing."""
    if kind == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if kind == b"VP8 " and head[3:6] == LOSSY_START:
        sides = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
        return sides[0] & FOURTEEN_BITS, sides[1] & FOURTEEN_BITS
    if kind == b"VP8L" and head[:1] == bytes((LOSSLESS_START,)):
        bits = int.from_bytes(head[1:5], "little")
        return (bits & FOURTEEN_BITS) + 1, (bits >> 14 & FOURTEEN_BITS) + 1
    return 0, 0
