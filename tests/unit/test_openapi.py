"""The description of the interface is what is served, and says everything that is registered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app import BLUEPRINTS, app
from infra.openapi import FILE, document
from tests.fakes.gateway import Gateway

ROUTES = [route for web in BLUEPRINTS for route in web.declared]


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return document()


def test_the_file_in_docs_is_the_document_of_the_code(described: dict[str, Any]) -> None:
    assert json.loads(FILE.read_text("utf-8")) == described, "run make openapi"


def test_the_document_that_is_served_is_the_same(described: dict[str, Any]) -> None:
    assert Gateway(app).get("/v1/openapi.json").json == described


def test_every_registered_route_is_described_and_no_other(described: dict[str, Any]) -> None:
    registered = {(path, method.lower()) for path, methods in app.routes.items() for method in methods}
    assert {(path, method) for path, item in described["paths"].items() for method in item} == registered


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_refusal_of_a_route_is_described(described: dict[str, Any], route: Any) -> None:
    answers = described["paths"][route.path][route.method.lower()]["responses"]
    for refusal in route.refuses:
        assert refusal.code in answers[str(route.status_of(refusal.kind))]["description"].split(", ")
    assert str(route.status) in answers


def test_every_reference_leads_to_a_schema(described: dict[str, Any]) -> None:
    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    schemas = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert references(described) <= schemas


def test_the_rooms_names_of_python_are_not_told() -> None:
    assert "chalicelib" not in Path(FILE).read_text("utf-8")
