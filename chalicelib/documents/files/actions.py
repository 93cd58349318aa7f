"""What in a PDF acts by itself or hides another file: scripts, programs to start, attachments, films, forms of XFA.

Every object of the file is looked at, those within object streams and those that nothing points to as well, and
within an object everything that stands in it directly. Names are compared after the parser has undone their escapes.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from chalicelib.documents.files.layout import Malformed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import PdfObject

# ISO 32000-1, 12.6.4: the kinds of action (key /S) that do more than turn to a page or name an address.
ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "Launch",
    "/ImportData": "ImportData",
    "/SubmitForm": "SubmitForm",
    "/GoToE": "EmbeddedFile",
    "/Rendition": "RichMedia",
    "/RichMediaExecute": "RichMedia",
    "/Movie": "RichMedia",
    "/Sound": "RichMedia",
}
# 12.5.6: the kinds of annotation (key /Subtype) that hold a file or play something.
ANNOTATIONS = {
    "/FileAttachment": "EmbeddedFile",
    "/RichMedia": "RichMedia",
    "/Movie": "RichMedia",
    "/Sound": "RichMedia",
    "/Screen": "RichMedia",
    "/3D": "RichMedia",
}
# Keys that are enough by themselves. /OpenAction is not: most files say in it at which page to begin.
KEYS = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/AA": "AdditionalActions",
    "/EmbeddedFiles": "EmbeddedFile",
    "/EF": "EmbeddedFile",
    "/RichMediaContent": "RichMedia",
    "/XFA": "XFA",
}
# A scan of twenty pages has some hundreds of objects, a long form some thousands.
MOST_OBJECTS = 50_000
MOST_PARTS = 2_000_000


def acting(body: bytes) -> str | None:
    """The first thing found that acts or hides, None when there is none; raise Malformed when that cannot be told."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of ciphers that are out of use: the file's choice, not ours
        return next(_found(body), None)


def _found(body: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(body), strict=False)
    numbers = {
        *((number, generation) for generation, places in reader.xref.items() for number in places),
        *((number, 0) for number in reader.xref_objStm),
    }
    if len(numbers) > MOST_OBJECTS:
        raise Malformed
    parts = MOST_PARTS
    yield from _acts(reader.trailer)
    for number, generation in sorted(numbers):
        for part in _parts(_object(reader, number, generation)):
            parts -= 1
            if parts < 0:
                raise Malformed
            yield from _acts(part)


def _object(reader: PdfReader, number: int, generation: int) -> PdfObject | None:
    try:
        return reader.get_object(IndirectObject(number, generation, reader))
    except Exception:  # noqa: BLE001 - an object that no parser can read acts nowhere; pypdf throws all kinds of things
        return None


def _parts(thing: PdfObject | None) -> Iterator[DictionaryObject]:
    """Every dictionary that stands directly in an object; what it points to has its own turn."""
    left: list[object] = [thing]
    while left:
        part = left.pop()
        if isinstance(part, DictionaryObject):
            yield part
            left += [dict.__getitem__(part, key) for key in part]
        elif isinstance(part, ArrayObject):
            left += list(list.__iter__(part))


def _acts(part: DictionaryObject) -> Iterator[str]:
    for key in part:
        if key in KEYS:
            yield KEYS[key]
    for key, table in (("/S", ACTIONS), ("/Subtype", ANNOTATIONS)):
        if key in part and (value := _name(part, key)) in table:
            yield table[value]


def _name(part: DictionaryObject, key: str) -> str:
    """What a key holds, also where it only points to it; empty when nothing is there."""
    try:
        return str(part[key])
    except Exception:  # noqa: BLE001 - as above: what it points to cannot be read
        return ""
