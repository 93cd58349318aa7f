"""The process in which a stranger's file is looked into: it gets one file, gives its pixels, and can do little else.

Started by apart.py as ``python -m chalicelib.documents.files.child <name> <most pages>``, with the file on standard
input. It answers READY once it stands and is fenced in, then a line of JSON, then the bytes of the pages.
"""

from __future__ import annotations

import codecs
import json
import resource
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from chalicelib.documents.files.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

READY = b"ready\n"
# The largest picture that is taken needs a third of it; address space, so libraries count.
MOST_MEMORY = 1_200_000_000
# Of processor time; the parent waits a little longer by the clock.
MOST_SECONDS = 20
# Loaded by Python and the libraries when they are first needed: the clock's form, readers of metadata, of text.
LATE = ("_strptime", "PIL.TiffImagePlugin", "chalicelib.documents.files.looking")
LATE_OF_PDF = (
    "pypdf.filters",
    "pypdf._codecs._codecs",
    "chalicelib.documents.files.actions",
    "chalicelib.documents.files.pdf",
)
CODECS = ("ascii", "latin-1", "cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "charmap")
# The numbers of the standard streams are the only ones that an open file can have.
STREAMS = 3
# Behind them no file, no socket and no library can be opened, nothing but the answer written, and no core left behind.
FENCES = (
    (resource.RLIMIT_NOFILE, STREAMS),
    (resource.RLIMIT_AS, MOST_MEMORY),
    (resource.RLIMIT_CPU, MOST_SECONDS),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)


def main(arguments: list[str], inward: BinaryIO, outward: BinaryIO) -> None:
    """Look into the file that comes in and tell what was seen."""
    name, most_pages = arguments
    look = _loaded(name)
    body = inward.read()
    for what, most in FENCES:
        _fence(what, most)
    outward.write(READY)
    outward.flush()
    seen = look(body, Opened(content_type=None, sha256=""), name=name, most_pages=int(most_pages))
    del body
    told = {
        "sizes": [page.size for page in seen.pages],
        "text": seen.text,
        "taken": None if seen.taken is None else seen.taken.isoformat(),
        "findings": [(finding.code, dict(finding.facts)) for finding in seen.findings],
    }
    outward.write(json.dumps(told).encode() + b"\n")
    outward.writelines(page.tobytes() for page in seen.pages)
    outward.flush()


def _fence(what: int, most: int) -> None:
    """Allow this much, or less where less is allowed already; it cannot be undone."""
    already = resource.getrlimit(what)[1]
    limit = most if already == resource.RLIM_INFINITY else min(most, already)
    resource.setrlimit(what, (limit, limit))


def _loaded(name: str) -> Callable[..., Opened]:
    """What looks into files of this name, with all that it and its libraries would load only once they need it."""
    for codec in CODECS:
        codecs.lookup(codec)
    for module in (*LATE, *(LATE_OF_PDF if name == "PDF" else ())):
        import_module(module)
    from chalicelib.documents.files.looking import look  # noqa: PLC0415 - heavy, and only now

    return look


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
