"""The standard's XML: the same as its JSON, every list in an element of its own name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A list's element → the element of each thing in it.
EACH: Mapping[str, str] = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "errors": "error",
}
# What XML 1.0 has no way to write (section 2.2); somebody may have pasted it into a title.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(root: str, value: object) -> str:
    """A document whose root holds a value of JSON: objects, lists (named in ``EACH``), words, numbers, true, null."""
    element = ET.Element(root)
    _fill(element, value)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(element, encoding="unicode")


def _fill(element: ET.Element, value: object) -> None:
    match value:
        case None:
            pass
        case bool():
            element.text = str(value).lower()
        case dict():
            for name, inner in value.items():
                _fill(ET.SubElement(element, name), inner)
        case list():
            for inner in value:
                _fill(ET.SubElement(element, EACH[element.tag]), inner)
        case _:
            element.text = UNWRITABLE.sub("", str(value))
