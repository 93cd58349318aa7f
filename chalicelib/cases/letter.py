"""An issued letter as anybody may verify it: which office, which service, when, and the file's fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.core import references

if TYPE_CHECKING:
    from datetime import datetime

#: Of a code's ten signs; the last one checks the others. Nine carry 44 bits: nobody finds a letter by trying.
BODY = 9
#: A citizen's own letter has a few pages; what an office scans of it stays under this.
LARGEST_BYTES = 5 * 1024 * 1024
PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that was issued, without anything of its citizen; ``revoked`` is when it ceased to be good, or None."""

    code: str
    reference: str
    office: str
    service: str
    issued: datetime
    sha256: str
    revoked: datetime | None = None


def code_of(digest: str) -> str:
    """The code that a keyed digest (hex) makes; the same digest, the same code."""
    return references.checked(references.spelled(int(digest, 16), BODY))


def address_of(site: str, code: str) -> str:
    """Where anybody verifies a letter: on the office's site; its code alone where no site is known."""
    return f"{site.rstrip('/')}/#/verify/{code}" if site else code
