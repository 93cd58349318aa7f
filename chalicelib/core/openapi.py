"""The OpenAPI 3.1 document of the interface, made from the routes as registered and the classes they name.

``python -m chalicelib.core.openapi`` is not a command of its own: ``make openapi`` writes docs/openapi.json with
``infra.openapi``, and a test compares the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from chalicelib.core import problems
from chalicelib.core.answers import File
from chalicelib.core.errors import Busy, InvalidFields, NotAllowed, NotSignedIn, Refusal, Unsure
from chalicelib.core.text import LANGUAGES, Text
from chalicelib.core.web import JSON, BodyTooLarge, InvalidJson, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chalicelib.core.web import Route

TITLE = "Tanpa Antre"
VERSION = "1"
SCHEMAS = "#/components/schemas/"
PROBLEM = "Problem"
OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Document:
    """The OpenAPI document itself; its shape is OpenAPI's."""


def document(routes: Sequence[Route]) -> dict[str, Any]:
    """The document for those routes."""
    names = {name for route in routes for name in _named_by(route) if name and _described(name)}
    schemas, refs = _schemas(sorted(names), {route.takes for route in routes if route.takes})
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {**schemas, PROBLEM: _problem()},
            "securitySchemes": {OFFICER: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _named_by(route: Route) -> tuple[str | None, ...]:
    """The classes that a route speaks of."""
    return route.gives, route.takes, route.manner.error if route.manner else None


def _described(where: str) -> bool:
    return named(where) not in (File, Document)


def _schemas(names: Iterable[str], forms: set[str]) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """Schemas of forms as they come in and of pages as they go out, with Text as the string it is written as."""
    inputs = [
        (name, "validation" if name in forms else "serialization", TypeAdapter(named(name))) for name in names
    ]
    found, whole = TypeAdapter.json_schemas(inputs, ref_template=f"{SCHEMAS}{{model}}")  # type: ignore[arg-type]
    schemas: dict[str, Any] = dict(whole.get("$defs", {}))
    refs: dict[str, dict[str, str]] = {}
    for (name, _), schema in found.items():
        if "$ref" not in schema:
            title = name.rpartition(":")[2]
            schemas[title] = schema
            refs[name] = {"$ref": SCHEMAS + title}
        else:
            refs[name] = {"$ref": schema["$ref"]}
    if Text.__name__ in schemas:
        schemas[Text.__name__] = {"type": "string", "description": "Words in the language asked for."}
    return {name: _absent(name, schema) for name, schema in schemas.items()}, refs


def _absent(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A page's fields are always there, but for those with a default, which are left out when there is nothing."""
    if "properties" in schema and name.endswith("Page"):
        fields = {field.removesuffix("_"): inner for field, inner in schema["properties"].items()}
        required = [field for field, inner in fields.items() if "default" not in inner]
        schema = {**schema, "properties": fields, "required": required}
    return schema


def _operation(route: Route, refs: dict[str, dict[str, str]]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.view,
        "summary": route.summary,
        "parameters": _parameters(route),
        "responses": {str(route.status): _answer(route, refs), **_refusals(route, refs)},
    }
    if route.officers:
        operation["security"] = [{OFFICER: []}]
        operation["description"] = f"For {', '.join(route.officers)}."
    if route.takes:
        operation["requestBody"] = {
            "required": True,
            "content": {route.manner.content_type if route.manner else JSON: {"schema": refs[route.takes]}},
        }
    return operation


def _parameters(route: Route) -> list[dict[str, Any]]:
    text = {"type": "string", "minLength": 1}
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": text}
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    found += [
        {"name": name, "in": "query", "required": False, "schema": schema} for name, schema in route.query
    ]
    language = {"type": "string", "enum": list(LANGUAGES)}
    found.append({"name": "language", "in": "query", "required": False, "schema": language})
    if route.proof:
        proof = {"type": "string", "minLength": 1, "maxLength": 64}
        about = "The last four digits of the phone number given, or the secret told once."
        found.append(
            {"name": "X-Proof", "in": "header", "required": True, "schema": proof, "description": about}
        )
    if route.idempotent:
        key = {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"}
        about = "The same key with the same body gives the same record, however often it is sent."
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": key,
                "description": about,
            }
        )
    return found


def _answer(route: Route, refs: dict[str, dict[str, str]]) -> dict[str, Any]:
    schema: dict[str, Any] = dict(refs.get(route.gives, {"type": "object"}))
    return {"description": route.summary, "content": _written(route, schema)}


def _written(route: Route, schema: dict[str, Any]) -> dict[str, Any]:
    """What an answer holds in each of the ways it can be written in; what is not JSON is text to this document."""
    return {media: {"schema": schema if media == JSON else {"type": "string"}} for media in route.media_types}


def _refusals(route: Route, refs: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Every status the route can refuse with, and what it then means."""
    refusals: list[type[Refusal]] = list(route.refuses)
    if route.officers:
        refusals += [NotSignedIn, NotAllowed]
    if route.takes:
        refusals += [InvalidJson, BodyTooLarge, InvalidFields]
    if Busy in refusals:
        refusals.append(Unsure)
    codes: dict[int, set[str]] = {429: {"throttled"}, 500: {"internal"}}
    if route.takes:
        codes[415] = {"unsupported-media-type"}
    for refusal in refusals:
        codes.setdefault(route.status_of(refusal.kind), set()).add(refusal.code)
    ours = {problems.CONTENT_TYPE: {"schema": {"$ref": SCHEMAS + PROBLEM}}}
    content = {**_written(route, refs[route.manner.error]), **ours} if route.manner else ours
    return {
        str(status): {"description": ", ".join(sorted(codes[status])), "content": content}
        for status in sorted(codes)
    }


def _problem() -> dict[str, Any]:
    """The problem document (RFC 9457) with our own members."""
    text = {"type": "string"}
    fault = {
        "type": "object",
        "properties": {"field": text, "code": text, "detail": text},
        "required": ["field", "code", "detail"],
    }
    return {
        "type": "object",
        "description": "What went wrong, in the citizen's language (RFC 9457).",
        "properties": {
            "type": {"type": "string", "description": "Stable: /problems/<code>."},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "field": text,
            "errors": {"type": "array", "items": fault},
            "request_id": text,
            "alternatives": {"type": "array", "items": {"$ref": f"{SCHEMAS}AlternativePage"}},
            "reference": text,
            "state": text,
        },
        "required": ["type", "title", "status", "detail", "request_id"],
    }
