"""A second file within the first: what looks like a picture to one program and like something else to another.

Behind the end of a picture many phones leave more of the same picture: a moving one (MP4), a depth map or a brighter
version (JPEG, listed by the MPF segment), Samsung's notes. No viewer mistakes these for another document, nothing of
them is kept, and the citizen could do nothing about them, so they give no finding. What gives one is what another
program would open: a PDF, a page, a script, a program, an archive, a picture of another format.
"""

from __future__ import annotations

import re

from chalicelib.documents.files.signature import BLANK, PDF_HEADER, UNKNOWN, signature

# What cameras put behind a picture.
TRAILERS = frozenset(("JPEG", "MP4", "XML", UNKNOWN))
# Long enough not to come about by chance in the compressed data of a large photo: less than once in a million of them.
_ANYWHERE = (
    (re.compile(rb"%PDF-[12]\.\d"), "PDF"),
    (re.compile(rb"<!doctype\s+html", re.IGNORECASE), "HTML"),
    (re.compile(rb"<script[\s>]", re.IGNORECASE), "HTML"),
    (re.compile(rb"<html[\s>]", re.IGNORECASE), "HTML"),
    (re.compile(rb"<iframe\s", re.IGNORECASE), "HTML"),
    (re.compile(rb"<svg\s[^<>]{0,400}xmlns", re.IGNORECASE), "SVG"),
    (re.compile(rb"<\?php\s", re.IGNORECASE), "PHP"),
)
_ARCHIVES = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7Z"))
# A zip is read from its end: a record of 22 bytes, then a comment of at most 65535.
_ZIP_END, _ZIP_END_BYTES, _ZIP_COMMENT = b"PK\x05\x06", 22, 65_535
_ZIP_DIRECTORY = b"PK\x01\x02"


def in_picture(body: bytes, end: int) -> str | None:
    """The name of what else a picture file is, whose picture ends at ``end``; None when it is nothing else."""
    tail = body[end:].lstrip(BLANK)
    behind = signature(tail)
    if behind not in TRAILERS:
        return behind
    return (
        next((name for pattern, name in _ANYWHERE if pattern.search(body)), None)
        or next((name for mark, name in _ARCHIVES if mark in tail), None)
        or ("ZIP" if ends_as_zip(body) else None)
    )


def in_pdf(body: bytes, end: int) -> str | None:
    """The name of what else a PDF file is, whose last revision ends at ``end``; None when it is nothing else."""
    header = PDF_HEADER.search(body)
    if header is not None and (before := body[: header.start()].strip(BLANK)):
        return signature(before)
    tail = body[end:].lstrip(BLANK)
    behind = signature(tail)
    if behind != UNKNOWN:
        return behind
    return next((name for mark, name in _ARCHIVES if mark in tail), None) or (
        "ZIP" if ends_as_zip(body) else None
    )


def ends_as_zip(body: bytes) -> bool:
    """Whether a program that opens zips would open this one, whatever it begins with."""
    at = body.rfind(_ZIP_END, max(0, len(body) - _ZIP_END_BYTES - _ZIP_COMMENT))
    if at < 0 or at + _ZIP_END_BYTES > len(body):
        return False
    entries, length = (
        int.from_bytes(body[at + 10 : at + 12], "little"),
        int.from_bytes(body[at + 12 : at + 16], "little"),
    )
    return entries > 0 and length <= at and body[at - length : at - length + 4] == _ZIP_DIRECTORY
