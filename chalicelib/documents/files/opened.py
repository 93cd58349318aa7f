"""What is left of a file once it has been looked into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from PIL.Image import Image

    from chalicelib.documents.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that was looked into. With a finding of weight MEND it has no pages.

    ``content_type`` is what it is by its content. ``pages`` are upright by EXIF, RGB, without any metadata; ``text`` is
    what a born-digital PDF says by itself, a string per page, None for pictures. ``sha256`` is of the bytes as they
    came, ``pixels`` of the normalised picture (None for a PDF); both hexadecimal. ``taken`` is when the camera says
    that it took the picture. ``kept`` is what may be kept: re-encoded without metadata, as (content type, bytes).
    """

    content_type: str | None
    sha256: str
    pixels: str | None = None
    pages: tuple[Image, ...] = ()
    text: tuple[str, ...] | None = None
    taken: datetime | None = None
    kept: tuple[str, bytes] | None = None
    findings: tuple[Finding, ...] = ()
