"""What can go wrong while building, deploying and running, in one sentence for whoever sits there."""

from __future__ import annotations


class Stopped(Exception):  # noqa: N818 - named for what happened, not for being an error
    """A step could not be done. Its text is one plain sentence; commands print it without a traceback."""
