"""The standard's XML: lists in elements of their own names, and nothing that XML cannot hold."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as some

from chalicelib.complaints.open311.xml import written

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def test_every_kind_of_value_is_written_as_the_standard_shows_it() -> None:
    value = [{"code": 403, "known": True, "said": "a < b & c", "nothing": None, "values": [{"key": "a"}]}]
    assert written("errors", value) == (
        f"{HEAD}<errors><error><code>403</code><known>true</known><said>a &lt; b &amp; c</said><nothing />"
        "<values><value><key>a</key></value></values></error></errors>"
    )


def test_an_empty_list_is_an_empty_root() -> None:
    assert written("service_requests", []) == f"{HEAD}<service_requests />"


@given(some.text())
def test_whatever_a_title_holds_the_document_can_be_read(title: str) -> None:
    root = ET.fromstring(written("service_requests", [{"description": title}]))  # noqa: S314 - it is our own
    assert len(root.findtext("request/description") or "") <= len(title)
