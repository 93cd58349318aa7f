"""How the standard speaks: form posts in, JSON or XML out by the address's ending, errors as a list."""

from __future__ import annotations

import json
import re
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from chalice.app import Response

from chalicelib.complaints.open311 import xml
from chalicelib.complaints.service.partners import Partners
from chalicelib.core import catalogue, problems, registry
from chalicelib.core.errors import Fault, InvalidFields, Kind, NotFound
from chalicelib.core.rendering import plain
from chalicelib.core.web import JSON, LARGEST_BODY_BYTES, BodyTooLarge, Manner, Web

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalice.app import Request

    from chalicelib.core.answers import Head
    from chalicelib.core.errors import Refusal
    from chalicelib.core.text import Language
    from chalicelib.core.web import Route

XML = "text/xml"
#: How an address ends → what its answer is written in.
WAYS = {".json": JSON, ".xml": XML}
BASE = "/open311/v2"
FORM = "application/x-www-form-urlencoded"
# 404 for what does not exist, 403 for the key, 400 for everything else that cannot be done as asked; the standard has
# no word for "later", and clients that know HTTP's know it.
STATUSES: Mapping[Kind, int] = {
    **dict.fromkeys(Kind, HTTPStatus.BAD_REQUEST.value),
    Kind.UNKNOWN: HTTPStatus.NOT_FOUND.value,
    Kind.FORBIDDEN: HTTPStatus.FORBIDDEN.value,
    Kind.LIMITED: HTTPStatus.TOO_MANY_REQUESTS.value,
    Kind.BUSY: HTTPStatus.SERVICE_UNAVAILABLE.value,
}
GEOREPORT = Manner(content_type=FORM, error="complaints.open311.pages:Open311Errors", statuses=STATUSES)
# The largest form has some thirty fields.
MOST_FIELDS = 100
ATTRIBUTE = re.compile(r"attribute\[(\w{1,64})\](?:\[\])?")


class GeoReport(Web):
    """A blueprint whose views speak GeoReport v2."""

    def serves_both(
        self,
        method: str,
        path: str,
        **promise: Any,  # noqa: ANN401 - any JSON
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a view under a path with either ending."""

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            for ending, media in WAYS.items():
                name = f"{view.__name__}_{ending.removeprefix('.')}"
                told = {"media_types": (media,), "manner": GEOREPORT, **promise}
                self.serves(method, f"{path}{ending}", name=name, **told)(view)
            return view

        return register

    def serves_one(
        self,
        path: str,
        **promise: Any,  # noqa: ANN401 - any JSON
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a view of one thing, whose id fills the last segment together with the ending."""

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(view)
            def bare(**parts: str) -> object:
                return view(**{name: _bare(part) for name, part in parts.items()})

            told = {"media_types": tuple(WAYS.values()), "manner": GEOREPORT, **promise}
            self.serves("GET", path, **told)(bare)
            return view

        return register

    def read(self, request: Request) -> dict[str, Any]:
        """The fields of a form post that are not empty, ``attribute[code]`` gathered under ``attribute``.

        ApiKeyWrong before anything else is looked at.
        """
        fields = read_fields(request.raw_body or b"")
        registry.get(Partners).known(fields.get("api_key", ""))
        return fields

    def told(self, page: object, route: Route, language: Language) -> Response:
        """A page, in the way that the address asks for."""
        kept = f"public, max-age={route.fresh_seconds}" if route.fresh_seconds else "no-store"
        heads: Head = {"Cache-Control": kept, "Vary": "Accept-Language"}
        return self._written(_root(route, page), page, route.status, language, heads)

    def refused(self, refusal: Refusal, route: Route, language: Language) -> Response:
        """A refusal as the standard's list of errors; each fault of a form is one."""
        status = route.status_of(refusal.kind)
        problem = problems.document(refusal, language, self.request_id)
        faults = [f"{fault['field']}: {fault['detail']}" for fault in problem.get("errors", ())]
        return self._errors(status, faults or [problem["detail"]], language, problems.headers_of(refusal))

    def failed(self, language: Language) -> Response:
        """A failure of ours."""
        said = catalogue.say(language, "problem.internal")
        return self._errors(HTTPStatus.INTERNAL_SERVER_ERROR.value, [said], language, {})

    def _errors(self, status: int, said: list[str], language: Language, heads: Mapping[str, str]) -> Response:
        errors = [{"code": status, "description": one} for one in said]
        return self._written("errors", errors, status, language, {"Cache-Control": "no-store", **heads})

    def _written(self, root: str, page: object, status: int, language: Language, heads: Head) -> Response:
        value = plain(page, language)
        media = self._asked_for()
        body = json.dumps(value, ensure_ascii=False) if media == JSON else xml.written(root, value)
        return Response(
            body=body,
            status_code=status,
            headers={**heads, "Content-Type": f"{media}; charset=utf-8", "Content-Language": language},
        )

    def _asked_for(self) -> str:
        """The media type that the address ends with; JSON where it ends with none."""
        request = self.current_request
        last = next(iter((request.uri_params or {}).values()), request.context["resourcePath"])
        return XML if last.endswith(".xml") else JSON


def read_fields(raw: bytes | str) -> dict[str, Any]:
    """A form post's fields; BodyTooLarge, or InvalidFields for what is no form post in UTF-8."""
    if len(raw) > LARGEST_BODY_BYTES:
        raise BodyTooLarge
    try:
        posted = raw if isinstance(raw, str) else raw.decode("utf-8")
        pairs = parse_qsl(posted, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise InvalidFields(Fault("body", "wrong-type")) from None
    fields: dict[str, Any] = {}
    attributes: dict[str, str] = {}
    for name, text in pairs:
        if found := ATTRIBUTE.fullmatch(name):
            attributes[found[1]] = text
        else:
            fields[name] = text
    return {**fields, "attribute": attributes}


def _bare(segment: str) -> str:
    """The id in an address without the ending that names its form; NotFound where it has none."""
    for ending in WAYS:
        if segment.endswith(ending):
            return segment.removesuffix(ending)
    raise NotFound


def _root(route: Route, page: object) -> str:
    """The outermost element of an answer."""
    if not isinstance(page, list):
        return "service_definition"
    return "services" if route.path.startswith(f"{BASE}/services") else "service_requests"
