"""HTTP, once for all rooms: a view unpacks, asks and answers; this turns refusals into problems.

A room's routes are a ``Web`` blueprint. What a route takes, gives and refuses is declared beside it, and the
OpenAPI document is made from that declaration, so it cannot drift from what is served.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from chalice.app import Blueprint, Response

from chalicelib.core import problems, telemetry
from chalicelib.core.errors import Fault, InvalidFields, Kind, ProofMissing, Refusal
from chalicelib.core.text import Text, preferred

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalice.app import Request

    from chalicelib.core.text import Language

# The largest form of a citizen is under 2 KB; a whole family's would be under 16.
LARGEST_BODY_BYTES = 16 * 1024
IDEMPOTENCY_KEY_LENGTHS = range(8, 65)
NO_STORE = {"Cache-Control": "no-store"}


class InvalidJson(Refusal):
    """The body is not a JSON object."""

    code = "invalid-json"
    kind = Kind.MALFORMED


class BodyTooLarge(Refusal):
    """The body is larger than any form of ours."""

    code = "body-too-large"
    kind = Kind.TOO_LARGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What a route promises; ``takes`` and ``gives`` are "package.module:Class" under chalicelib, loaded late."""

    path: str
    method: str
    view: str
    summary: str
    gives: str
    status: int = 200
    takes: str | None = None
    query: tuple[tuple[str, dict[str, Any]], ...] = ()
    refuses: tuple[type[Refusal], ...] = ()
    proof: bool = False
    idempotent: bool = False
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is not JSON."""

    content: str
    media_type: str
    name: str


class Web(Blueprint):  # type: ignore[misc]  # Chalice ships no complete types for it
    """A blueprint whose views take Python values and return pages (dataclasses)."""

    def __init__(self, import_name: str) -> None:
        """Start with no routes; ``import_name`` is the module's ``__name__``."""
        super().__init__(import_name)
        self.declared: list[Route] = []

    def serves(self, method: str, path: str, **promise: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # noqa: ANN401
        """Register a view under a method and path with what it promises (see Route)."""

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            summary = (view.__doc__ or view.__name__).strip().partition("\n")[0]
            route = Route(path=path, method=method, view=view.__name__, summary=summary, **promise)
            self.declared.append(route)

            @wraps(view)
            def answer(**parts: str) -> Response:
                return self._answer(route, view, {name: unquote(part) for name, part in parts.items()})

            self.route(path, methods=[method], name=f"{self._import_name}.{view.__name__}")(answer)
            return view

        return register

    def _answer(self, route: Route, view: Callable[..., Any], parts: dict[str, str]) -> Response:
        telling = asked_language(self.current_request)
        try:
            if route.takes is not None:
                form = read_form(self.current_request, route.takes)
                telling = getattr(form, "language", None) or telling
                parts = {**parts, "form": form}
            return page_response(view(**parts), route, telling)
        except Refusal as refusal:
            return refused(refusal, telling, self.request_id)
        except Exception as error:  # noqa: BLE001 - the last net: a problem document, not a stack, for the citizen
            telemetry.trouble("request failed", error=error, route=route.path, request_id=self.request_id)
            return problem_response(
                problems.plain("internal", 500, telling, self.request_id), telling, {}
            )

    @property
    def request_id(self) -> str:
        """The id that the log lines and problems of this request carry."""
        return request_id_of(self.current_request)

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return asked_language(self.current_request)

    @property
    def proof(self) -> str:
        """What the citizen proves themselves with (header X-Proof)."""
        proof: str | None = self.current_request.headers.get("x-proof")
        if not proof or not proof.strip():
            raise ProofMissing(field="X-Proof")
        return proof.strip()[:64]

    @property
    def idempotency_key(self) -> str | None:
        """The header Idempotency-Key, or None; an unusable one is refused."""
        key: str | None = self.current_request.headers.get("idempotency-key")
        if key is None or key == "":
            return None
        if len(key) not in IDEMPOTENCY_KEY_LENGTHS or not all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in key):
            raise InvalidFields(Fault("Idempotency-Key", "idempotency-key"))
        return key

    def address(self, hops: int) -> str:
        """The citizen's network address, ``hops`` trusted proxies before the gateway (see Settings)."""
        source = str(self.current_request.context.get("identity", {}).get("sourceIp", ""))
        forwarded = self.current_request.headers.get("x-forwarded-for", "").split(",")
        chain = [entry.strip() for entry in forwarded if entry.strip()]
        return chain[-hops] if 0 < hops <= len(chain) else source

    def asked(self, name: str) -> str | None:
        """A query parameter, or None."""
        value: str | None = (self.current_request.query_params or {}).get(name)
        return value


def read_form(request: Request, where: str) -> Any:  # noqa: ANN401 - whichever form the route takes
    """The request's body as a validated form; refuses what is too large, no JSON object, or wrong in a field."""
    from chalicelib.core.forms import validated  # noqa: PLC0415 - pydantic: only for requests with a body

    raw = request.raw_body or b""
    if len(raw) > LARGEST_BODY_BYTES:
        raise BodyTooLarge
    try:
        body = json.loads(raw) if raw.strip() else {}
    except (ValueError, RecursionError):
        raise InvalidJson from None
    if not isinstance(body, dict):
        raise InvalidJson
    return validated(named(where), body)


def named(where: str) -> Any:  # noqa: ANN401 - a class of any kind
    """The class that "package.module:Class" under chalicelib names."""
    module, _, name = where.partition(":")
    return getattr(import_module(f"chalicelib.{module}"), name)


def asked_language(request: Request) -> Language:
    """The language of a request: its query parameter, else its Accept-Language, else Indonesian."""
    return preferred((request.query_params or {}).get("language"), request.headers.get("accept-language"))


def request_id_of(request: Request) -> str:
    """The gateway's id of a request."""
    return str(request.context.get("requestId", ""))


def page_response(page: object, route: Route, language: Language) -> Response:
    """A page as JSON, or a file as it is; citizens' pages are never kept by a cache."""
    headers = {"Content-Language": language, "Vary": "Accept-Language", **NO_STORE}
    if isinstance(page, File):
        headers |= {"Content-Type": page.media_type, "Content-Disposition": f'attachment; filename="{page.name}"'}
        return Response(body=page.content, status_code=route.status, headers=headers)
    headers["Content-Type"] = "application/json"
    return Response(body=json.dumps(plain(page, language), ensure_ascii=False), status_code=route.status, headers=headers)


def refused(refusal: Refusal, language: Language, request_id: str) -> Response:
    """A refusal as a problem document."""
    return problem_response(
        problems.document(refusal, language, request_id), language, problems.headers_of(refusal)
    )


def problem_response(problem: dict[str, Any], language: Language, headers: dict[str, str]) -> Response:
    """A problem document as a response."""
    head = {"Content-Type": problems.CONTENT_TYPE, "Content-Language": language, **NO_STORE, **headers}
    return Response(body=json.dumps(plain(problem, language), ensure_ascii=False), status_code=problem["status"], headers=head)


def plain(value: object, language: Language) -> Any:  # noqa: ANN401 - JSON
    """Values as JSON knows them: dataclasses become objects, instants RFC 3339, a Text its words in the language.

    A field named in the dataclass's ``OMIT_NONE`` is left out when it is None; every other None is ``null``.
    """
    match value:
        case Text():
            return value.inn(language)
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
        case dict():
            return {str(name): plain(inner, language) for name, inner in value.items()}
        case list() | tuple():
            return [plain(inner, language) for inner in value]
    if is_dataclass(value):
        omitted = getattr(type(value), "OMIT_NONE", ())
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(inner, language) for name, inner in pairs if not (inner is None and name in omitted)}
    return value


def own_words(request: Request, respond: Callable[[Request], Response]) -> Response:
    """App middleware: Chalice's own refusals (405, 415, …) become problem documents too."""
    response = respond(request)
    body = response.body
    if response.status_code < 400 or not (isinstance(body, dict) and "Code" in body):  # noqa: PLR2004
        return response
    language = asked_language(request)
    code = problems.CODE_OF.get(response.status_code, "internal")
    kept = {name: value for name, value in response.headers.items() if name == "Allow"}
    problem = problems.plain(code, response.status_code, language, request_id_of(request))
    return problem_response(problem, language, kept)
