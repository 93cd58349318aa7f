"""What is left of a file once it has been looked into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from PIL.Image import Image

    from chalicelib.documents.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Opened:
    """A file that was looked into. With a finding of weight MEND it has no pages, no text and nothing to keep.

    ``content_type`` is what it is by its content, None when that is no kind of file that is taken. ``pages`` are
    upright by EXIF, RGB, without any metadata, at most MOST_PIXELS of pixels.py together. ``text`` is what a
    born-digital PDF says by itself and shows to the eye, a string per page; None for pictures, and for a PDF that says
    nothing or says what it does not show, so that its pages have to be read as pictures. ``sha256`` is of the bytes as
    they came, ``pixels`` of the normalised picture (None for a PDF); both hexadecimal. ``taken`` is when the camera
    says that it took the picture: with an offset, or naive, by the clock on its wall. ``kept`` is what may be kept, as
    (content type, bytes): encoded anew from ``pages`` alone, a JPEG of a picture and a PDF of pictures of a PDF.
    """

    content_type: str | None
    sha256: str
    pixels: str | None = None
    pages: tuple[Image, ...] = ()
    text: tuple[str, ...] | None = None
    taken: datetime | None = None
    kept: tuple[str, bytes] | None = None
    findings: tuple[Finding, ...] = ()
