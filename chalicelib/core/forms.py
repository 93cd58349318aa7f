"""What citizens send, validated by pydantic; what is wrong becomes faults that stand at their fields."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.core.errors import Fault, InvalidFields


class Form(BaseModel):
    """A body of ours: strict types, no unknown fields, spaces around words dropped."""

    model_config = ConfigDict(
        extra="forbid", strict=True, str_strip_whitespace=True, frozen=True, defer_build=True
    )


F = TypeVar("F", bound=BaseModel)

#: How pydantic names one of the values that a field may have.
QUOTED = re.compile(r"'([^']*)'")
OUR_NAME = re.compile(r"[a-z_]{1,24}|[0-9]{1,4}")

#: pydantic's error types → our fault codes; what is not listed is simply "wrong-type".
FAULT_OF = {
    "missing": "missing",
    "extra_forbidden": "unknown-field",
    "string_too_long": "too-long",
    "string_too_short": "too-short",
    "literal_error": "one-of",
    "date_from_datetime_parsing": "date",
    "date_parsing": "date",
}


class Wrong(ValueError):  # noqa: N818 - raised inside validators, turned into a Fault here
    """A validator's no, with the code of the sentence that explains it."""

    def __init__(self, code: str, **facts: object) -> None:
        """Name the fault and the facts of its sentence."""
        super().__init__(code)
        self.code = code
        self.facts = facts


def validated(form: type[F], body: dict[str, Any]) -> F:
    """The form for a body; InvalidFields with every fault, in the order of the form's fields."""
    try:
        return form.model_validate(body)
    except ValidationError as error:
        faults = [fault_of(dict(detail)) for detail in error.errors(include_url=False, include_input=False)]
    raise InvalidFields(*faults)


def fault_of(detail: dict[str, Any]) -> Fault:
    """Our fault for one of pydantic's error details."""
    field = ".".join(_spelled(part) for part in detail["loc"]) or "body"
    context = detail.get("ctx", {})
    reason = context.get("error")
    if isinstance(reason, Wrong):
        return Fault(field, reason.code, reason.facts)
    code = FAULT_OF.get(detail["type"], "wrong-type")
    if code == "too-short" and context.get("min_length") == 1:
        # Nothing stands there: "at least 1 characters" is no way to say so.
        code = "missing"
    facts = {
        "limit": context.get("max_length", context.get("min_length", "")),
        "expected": ", ".join(QUOTED.findall(context.get("expected", ""))),
    }
    return Fault(field, code, facts)


def _spelled(part: object) -> str:
    """A part of a field's path; a name that is not of our form is the client's own text and is not quoted."""
    name = str(part)
    return name if OUR_NAME.fullmatch(name) else "?"
