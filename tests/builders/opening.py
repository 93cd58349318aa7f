"""Opening in the tests' own process, for speed; that of production is tried by test_apart.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.documents.files.looking import look
from chalicelib.documents.files.opening import open_file
from chalicelib.documents.files.signature import CONTENT_TYPES, signature
from chalicelib.documents.kinds import KINDS

if TYPE_CHECKING:
    from chalicelib.documents.files.opened import Opened


def opened(body: bytes, *, kind: str = "paper", declared: str | None = None) -> Opened:
    """What a file is once it was opened, sent as what it is."""
    declared = declared or CONTENT_TYPES.get(signature(body), "image/jpeg")
    return open_file(body, declared=declared, kind=KINDS[kind], look=look)


def codes(body: bytes, *, kind: str = "paper", declared: str | None = None) -> list[str]:
    """The codes of what was found."""
    return [finding.code for finding in opened(body, kind=kind, declared=declared).findings]


def facts(
    body: bytes, *, kind: str = "paper", declared: str | None = None
) -> dict[str, dict[str, str | int]]:
    """The facts of each thing found, by its code."""
    found = opened(body, kind=kind, declared=declared).findings
    return {finding.code: dict(finding.facts) for finding in found}
