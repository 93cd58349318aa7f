"""How a file is laid out: how large a picture says that it is, where it ends; and why a file cannot be read."""

from __future__ import annotations

from dataclasses import dataclass


class Malformed(Exception):  # noqa: N818 - named for what it is
    """A file that does not follow its own format, or ends before it is over."""


class Locked(Exception):  # noqa: N818 - as above
    """A file that asks for a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a picture file says about itself before anything is decoded.

    ``width`` and ``height`` are in pixels; ``end`` is one past the last byte that belongs to the picture.
    """

    width: int
    height: int
    end: int
