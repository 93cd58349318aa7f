"""How a picture file is laid out: how large the picture says it is, and where the file says that it ends."""

from __future__ import annotations

from dataclasses import dataclass


class Malformed(Exception):  # noqa: N818 - named for what it is
    """A file that does not follow its own format, or ends before it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a picture file says about itself before anything is decoded.

    ``width`` and ``height`` are in pixels; ``end`` is one past the last byte that belongs to the picture.
    """

    width: int
    height: int
    end: int
