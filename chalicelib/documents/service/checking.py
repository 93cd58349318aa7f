"""Checking what was uploaded: from the bucket's event to findings and a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.documents.storage import Uploaded


class Checking:
    """Checks documents; the same again, late or out of order is harmless."""

    def check(self, uploaded: Uploaded) -> None:
        """Check an object of the bucket. Raises to have it brought again."""
        raise NotImplementedError(uploaded.key)
