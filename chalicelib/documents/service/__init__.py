"""What can be asked of the documents room."""

from __future__ import annotations

from chalicelib.documents.service.checking import Checking

__all__ = ["Checking"]
