"""HTTP, once for all rooms: a view unpacks, asks and answers; this turns refusals into problems.

A room's routes are a ``Web`` blueprint. What a route takes, gives and refuses is declared beside it, and the
OpenAPI document is made from that declaration, so it cannot drift from what is served.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import wraps
from hmac import compare_digest
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from chalice.app import Blueprint

from chalicelib.core import answers, clock, problems, telemetry
from chalicelib.core.errors import Fault, InvalidFields, Kind, NotAllowed, NotSignedIn, ProofMissing, Refusal
from chalicelib.core.officer import Officer, Role
from chalicelib.core.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalice.app import Request, Response

    from chalicelib.core.text import Language

# The largest form of a citizen is under 2 KB; a whole family's would be under 16.
LARGEST_BODY_BYTES = 16 * 1024
JSON = "application/json"
IDEMPOTENCY_KEY_LENGTHS = range(8, 65)


class InvalidJson(Refusal):
    """The body is not a JSON object."""

    code = "invalid-json"
    kind = Kind.MALFORMED


class BodyTooLarge(Refusal):
    """The body is larger than any form of ours."""

    code = "body-too-large"
    kind = Kind.TOO_LARGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a family of routes speaks that follows a standard of others, where it is not our own manner.

    ``content_type`` is that of the bodies it takes, ``error`` the page of a refusal ("package.module:Class"),
    ``statuses`` what a refusal of each kind is answered with.
    """

    content_type: str
    error: str
    statuses: Mapping[Kind, int]


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
    #: The roles that may ask; none: everybody, without a token. A path's {office} must be the officer's own.
    officers: tuple[Role, ...] = ()
    idempotent: bool = False
    #: What the answer is written in; several where the address says which.
    media_types: tuple[str, ...] = (JSON,)
    #: The metric that an answer adds one to; a refusal adds one to the metric of its own name.
    counts: str | None = None
    #: How long a browser or a distribution may keep the answer; 0: not at all, which is the rule for citizens' own.
    fresh_seconds: int = 0
    #: Whether the answer carries an ETag, and 304 is answered to who has it: for what is polled.
    tagged: bool = False
    #: None: our own, JSON and problem documents.
    manner: Manner | None = None

    def status_of(self, kind: Kind) -> int:
        """The status that a refusal of this kind is answered with."""
        return (self.manner.statuses if self.manner else problems.STATUS_OF)[kind]


class Web(Blueprint):
    """A blueprint whose views take Python values and return pages (dataclasses)."""

    def __init__(self, import_name: str) -> None:
        """Start with no routes; ``import_name`` is the module's ``__name__``."""
        super().__init__(import_name)
        self.declared: list[Route] = []
        self._guarded: list[Callable[[Any], None]] = []

    def guarded_by(self, authorizer: Any) -> None:  # noqa: ANN401 - Chalice's own type
        """Serve the routes for officers behind this authorizer of ``app.py``; without it they are not served."""
        for register in self._guarded:
            register(authorizer)
        self._guarded.clear()

    def serves(
        self,
        method: str,
        path: str,
        *,
        name: str = "",
        **promise: Any,  # noqa: ANN401 - any JSON
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a view under a method and path with what it promises (see Route); a second one needs a ``name``."""

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            summary = (view.__doc__ or view.__name__).strip().partition("\n")[0]
            route = Route(path=path, method=method, view=name or view.__name__, summary=summary, **promise)
            self.declared.append(route)

            @wraps(view)
            def answer(**parts: str) -> Response:
                return self._answer(route, view, {name: unquote(part) for name, part in parts.items()})

            registered: dict[str, Any] = {"methods": [method], "name": f"{self._import_name}.{route.view}"}
            if route.takes and route.manner:
                registered["content_types"] = [route.manner.content_type]
            if route.officers:
                self._guarded.append(lambda guard: self.route(path, **registered, authorizer=guard)(answer))
            else:
                self.route(path, **registered)(answer)
            return view

        return register

    def _answer(self, route: Route, view: Callable[..., Any], parts: dict[str, str]) -> Response:
        telling = answers.asked_language(self.current_request)
        try:
            if route.officers:
                self._admit(route, parts)
            if route.takes is not None:
                body = self.read(self.current_request)
                telling = spoken_by(body) or telling
                parts = {**parts, "form": read_form(route.takes, body)}
            page = view(**parts)
            if route.counts:
                telemetry.count(route.counts)
            return self.told(page, route, telling)
        except Refusal as refusal:
            telemetry.count(type(refusal).__name__)
            return self.refused(refusal, route, telling)
        except Exception as error:  # noqa: BLE001 - the last net: a problem document, not a stack, for the citizen
            telemetry.trouble("request failed", error=error, route=route.path)
            return self.failed(telling)

    def read(self, request: Request) -> dict[str, Any]:
        """The fields of a request's body. A Refusal where it has none."""
        return read_body(request)

    def told(self, page: object, route: Route, language: Language) -> Response:
        """A page as it goes out."""
        answer = answers.page(page, route.status, language, fresh_seconds=route.fresh_seconds)
        return answers.tagged(answer, self.current_request) if route.tagged else answer

    def refused(self, refusal: Refusal, route: Route, language: Language) -> Response:  # noqa: ARG002 - for other manners
        """A refusal as it goes out."""
        return answers.refused(refusal, language, self.request_id)

    def failed(self, language: Language) -> Response:
        """A failure of ours as it goes out."""
        return answers.problem(problems.plain("internal", 500, language, self.request_id), language, {})

    def _admit(self, route: Route, parts: dict[str, str]) -> None:
        """NotSignedIn or NotAllowed unless the officer's role may ask this, of this office."""
        officer = self.officer
        if officer.role not in route.officers or not officer.works_in(parts.get("office", officer.office)):
            raise NotAllowed

    @property
    def officer(self) -> Officer:
        """Who asks, as the authorizer found them in the token; NotSignedIn where it did not, or the token has ended."""
        context = self.current_request.context.get("authorizer") or {}
        officer = Officer.admitted(context, clock.now())
        if officer is None:
            raise NotSignedIn
        return officer

    @property
    def request_id(self) -> str:
        """The id that the log lines and problems of this request carry."""
        return answers.request_id_of(self.current_request)

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return answers.asked_language(self.current_request)

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
        if len(key) not in IDEMPOTENCY_KEY_LENGTHS or not all(
            sign.isascii() and (sign.isalnum() or sign in "-_") for sign in key
        ):
            raise InvalidFields(Fault("Idempotency-Key", "idempotency-key"))
        return key

    def address(self, hops: int, key: str = "") -> str:
        """The citizen's network address, ``hops`` trusted proxies before the gateway (see Settings).

        Every proxy appends the address it was called from to X-Forwarded-For, and the gateway may too; what stands
        further left is the client's own claim. Where the proxies have a ``key``, a call without it came around them.
        """
        heads = self.current_request.headers
        source = str(self.current_request.context.get("identity", {}).get("sourceIp", ""))
        if key and not compare_digest(heads.get("x-origin-key", "").encode(), key.encode()):
            return source
        chain = [entry.strip() for entry in heads.get("x-forwarded-for", "").split(",") if entry.strip()]
        if chain and chain[-1] == source:
            chain.pop()
        return chain[-hops] if 0 < hops <= len(chain) else source

    def asked(self, name: str) -> str | None:
        """A query parameter, or None."""
        asked = self.current_request.query_params
        value: str | None = asked.get(name) if asked else None
        return value


def read_body(request: Request) -> dict[str, Any]:
    """The request's body; refuses what is too large or no JSON object."""
    raw = request.raw_body or b""
    if len(raw) > LARGEST_BODY_BYTES:
        raise BodyTooLarge
    try:
        body = json.loads(raw) if raw.strip() else {}
    except (ValueError, RecursionError):
        raise InvalidJson from None
    if not isinstance(body, dict):
        raise InvalidJson
    return body


def spoken_by(body: dict[str, Any]) -> Language | None:
    """The language that the body itself asks for, whether or not the rest of it is right."""
    return next((language for language in LANGUAGES if body.get("language") == language), None)


def read_form(where: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - whichever form the route takes
    """The body as a validated form; InvalidFields names everything that is wrong."""
    from chalicelib.core.forms import validated  # noqa: PLC0415 - pydantic: only for requests with a body

    return validated(named(where), body)


def named(where: str) -> Any:  # noqa: ANN401 - a class of any kind
    """The class that "package.module:Class" under chalicelib names."""
    module, _, name = where.partition(":")
    return getattr(import_module(f"chalicelib.{module}"), name)
