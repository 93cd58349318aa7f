"""The rule of the rooms catches what it should."""

from __future__ import annotations

import grimp
import pytest

from infra.house import Rooms


def kept(importer: str, imported: str) -> bool:
    graph = grimp.ImportGraph()
    graph.add_module(importer)
    graph.add_module(imported)
    graph.add_import(importer=importer, imported=imported)
    options = {"values": ["forms"], "doors": ["routes"], "use_cases": ["service", "doorkeeper"]}
    rule = Rooms(name="rooms", session_options={}, contract_options=options)
    return rule.check(graph, verbose=False).kept


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("booking.routes", "booking.service"),
        ("booking.service", "booking.store"),
        ("booking.store", "booking.slot"),
        ("booking.service", "offices.service"),
        ("booking.forms", "people.forms"),
        ("booking.slot", "core.clock"),
        ("people.doorkeeper", "people.store"),
    ],
)
def test_what_may_be_imported(importer: str, imported: str) -> None:
    assert kept(f"chalicelib.{importer}", f"chalicelib.{imported}")


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("booking.service", "offices.store"),
        ("booking.service", "offices.hours"),
        ("booking.store", "booking.service"),
        ("booking.slot", "booking.store"),
        ("booking.service", "booking.routes"),
        ("booking.store.guards", "booking.service"),
    ],
)
def test_what_may_not(importer: str, imported: str) -> None:
    assert not kept(f"chalicelib.{importer}", f"chalicelib.{imported}")


def test_wiring_may_enter_everywhere() -> None:
    assert kept("chalicelib.wiring", "chalicelib.booking.store")
