"""A refusal as the citizen's browser gets it: a problem document (RFC 9457) in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.core import catalogue
from chalicelib.core.errors import InvalidFields, Kind, Refusal

if TYPE_CHECKING:
    from chalicelib.core.text import Language

CONTENT_TYPE = "application/problem+json"
STATUS_OF: dict[Kind, int] = {
    Kind.MALFORMED: 400,
    Kind.UNPROVEN: 401,
    Kind.FORBIDDEN: 403,
    Kind.UNKNOWN: 404,
    Kind.CONFLICT: 409,
    Kind.TOO_LARGE: 413,
    Kind.INVALID: 422,
    Kind.LIMITED: 429,
    Kind.BUSY: 503,
}
RETRY_AFTER_SECONDS: dict[Kind, int] = {Kind.LIMITED: 3600, Kind.BUSY: 2}
#: What a refusal may send out beside its sentence.
OPEN_FACTS = ("alternatives", "reference", "state")
#: Chalice's and the gateway's own refusals, by status.
CODE_OF = {
    400: "invalid-json",
    403: "forbidden",
    404: "no-such-address",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "unsupported-media-type",
    429: "throttled",
}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return STATUS_OF[refusal.kind]


def headers_of(refusal: Refusal) -> dict[str, str]:
    """What else the answer's head says: when asking again makes sense, in seconds, which a refusal may know better."""
    seconds = refusal.facts.get("retry_after") or RETRY_AFTER_SECONDS.get(refusal.kind)
    return {"Retry-After": str(seconds)} if seconds else {}


def document(refusal: Refusal, language: Language, request_id: str) -> dict[str, Any]:
    """The body: type, title, status, detail, the fields at fault and the request's id."""
    problem = plain(refusal.code, status_of(refusal), language, request_id, refusal.facts)
    if refusal.field is not None:
        problem["field"] = refusal.field
    if isinstance(refusal, InvalidFields):
        problem["errors"] = [
            {
                "field": fault.field,
                "code": fault.code,
                "detail": catalogue.say(language, f"field.{fault.code}", **fault.facts),
            }
            for fault in refusal.faults
        ]
        problem["detail"] = problem["errors"][0]["detail"]
    for name in OPEN_FACTS:
        if refusal.facts.get(name):
            problem[name] = refusal.facts[name]
    return problem


def plain(
    code: str, status: int, language: Language, request_id: str, facts: dict[str, object] | None = None
) -> dict[str, Any]:
    """A problem known by its code alone."""
    return {
        "type": f"/problems/{code}",
        "title": catalogue.say(language, f"title.{code}"),
        "status": status,
        "detail": catalogue.say(language, f"problem.{code}", **(facts or {})),
        "request_id": request_id,
    }
