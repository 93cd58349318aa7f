"""How documents say no."""

from __future__ import annotations

from chalicelib.core.errors import Kind, Refusal


class DocumentNotWanted(Refusal):
    """The record is no longer open: nothing more is sent for it."""

    code = "document-not-wanted"
    kind = Kind.CONFLICT


class DocumentThere(Refusal):
    """This document was sent; only one that was rejected is sent again. The answer carries reference and state."""

    code = "document-there"
    kind = Kind.CONFLICT


class UploadsSpent(Refusal):
    """So many files were begun for this record today that no more are taken."""

    code = "uploads-spent"
    kind = Kind.LIMITED


class NothingToAsk(Refusal):
    """No machine has judged this document, or an officer has already."""

    code = "nothing-to-ask"
    kind = Kind.CONFLICT


class DocumentChanged(Refusal):
    """The document is not as this officer saw it: somebody, or a new file, was faster."""

    code = "document-changed"
    kind = Kind.CONFLICT


class NotReviewable(Refusal):
    """Nothing is to be decided about this document now."""

    code = "not-reviewable"
    kind = Kind.CONFLICT
