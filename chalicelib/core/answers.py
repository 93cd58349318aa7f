"""What goes back over HTTP: a page, a file, or a problem document, in the language asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from chalice.app import Response

from chalicelib.core import problems
from chalicelib.core.rendering import plain
from chalicelib.core.text import preferred

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalice.app import Request

    from chalicelib.core.errors import Refusal
    from chalicelib.core.text import Language

Head: TypeAlias = dict[str, str | list[str]]

NO_STORE = {"Cache-Control": "no-store"}
FIRST_ERROR = 400
NOT_CHANGED = 304


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is not JSON."""

    content: str
    media_type: str
    name: str


def asked_language(request: Request) -> Language:
    """The language of a request: its query parameter, else its Accept-Language, else Indonesian."""
    return preferred(
        request.query_params.get("language") if request.query_params else None,
        request.headers.get("accept-language"),
    )


def request_id_of(request: Request) -> str:
    """The gateway's id of a request."""
    return str(request.context.get("requestId", ""))


def page(page: object, status: int, language: Language, *, fresh_seconds: int = 0) -> Response:
    """A page as JSON, or a file as it is; a cache may keep what is fresh for some seconds, and nothing else."""
    headers: Head = {"Content-Language": language, "Vary": "Accept-Language", **_keeping(fresh_seconds)}
    if isinstance(page, File):
        headers |= {
            "Content-Type": page.media_type,
            "Content-Disposition": f'attachment; filename="{page.name}"',
        }
        return Response(body=page.content, status_code=status, headers=headers)
    headers["Content-Type"] = "application/json"
    return Response(
        body=json.dumps(plain(page, language), ensure_ascii=False), status_code=status, headers=headers
    )


def tagged(answer: Response, request: Request) -> Response:
    """The answer with its ETag; 304 and nothing else to somebody who has it already (RFC 9110, 13.1.2).

    The tag is weak: packed and unpacked, it is the same answer.
    """
    from hashlib import sha256  # noqa: PLC0415 - only for what is polled

    tag = f'W/"{sha256(answer.body.encode()).hexdigest()[:20]}"'
    answer.headers["ETag"] = tag
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        kept = {name: value for name, value in answer.headers.items() if name != "Content-Type"}
        return Response(body="", status_code=NOT_CHANGED, headers=kept)
    return answer


def refused(refusal: Refusal, language: Language, request_id: str) -> Response:
    """A refusal as a problem document."""
    return problem(problems.document(refusal, language, request_id), language, problems.headers_of(refusal))


def problem(document: dict[str, Any], language: Language, headers: dict[str, str]) -> Response:
    """A problem document as a response."""
    head: Head = {"Content-Type": problems.CONTENT_TYPE, "Content-Language": language, **NO_STORE, **headers}
    return Response(
        body=json.dumps(plain(document, language), ensure_ascii=False),
        status_code=document["status"],
        headers=head,
    )


def own_words(request: Request, respond: Callable[[Request], Response]) -> Response:
    """App middleware: Chalice's own refusals (405, 415, …) become problem documents too."""
    response = respond(request)
    body = response.body
    if response.status_code < FIRST_ERROR or not (isinstance(body, dict) and "Code" in body):
        return response
    language = asked_language(request)
    code = problems.CODE_OF.get(response.status_code, "internal")
    kept = {name: str(value) for name, value in response.headers.items() if name == "Allow"}
    document = problems.plain(code, response.status_code, language, request_id_of(request))
    return problem(document, language, kept)


def _keeping(fresh_seconds: int) -> dict[str, str]:
    return {"Cache-Control": f"public, max-age={fresh_seconds}"} if fresh_seconds else NO_STORE
