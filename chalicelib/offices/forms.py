"""What officers fill in to come in."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from chalicelib.core.forms import Form, Wrong

# The longest address that e-mail allows; the longest password, and about four times the longest token, of the pool.
LONGEST_EMAIL = 254
LONGEST_PASSWORD = 256
LONGEST_TOKEN = 8192
# As the pool demands (infra/data.yaml; a test compares them), so that it is said here in the officer's language.
SHORTEST_NEW_PASSWORD = 12

EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_SECRET = {"format": "password", "writeOnly": True}
Password = Annotated[str, Field(min_length=1, max_length=LONGEST_PASSWORD, json_schema_extra=_SECRET)]
Code = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
Token = Annotated[str, Field(min_length=1, max_length=LONGEST_TOKEN, pattern=r"^[A-Za-z0-9._=-]+$")]


def _email(typed: str) -> str:
    """An address in small letters, as the pool compares them; whether it exists the pool knows."""
    if not EMAIL.fullmatch(typed):
        raise Wrong("email")
    return typed.lower()


def _strong(typed: str) -> str:
    """Refuse what the pool would refuse: too short, or without one sort of the four signs."""
    sorts = (str.islower, str.isupper, str.isdigit, _is_sign)
    if len(typed) < SHORTEST_NEW_PASSWORD or not all(any(map(sort, typed)) for sort in sorts):
        raise Wrong("password-weak")
    return typed


def _is_sign(typed: str) -> bool:
    return typed.isascii() and typed.isprintable() and not typed.isalnum()


class SessionForm(Form):
    """Who comes in; ``new_password`` at the first time, ``code`` of the second factor where the account has one."""

    email: Annotated[str, Field(max_length=LONGEST_EMAIL), AfterValidator(_email)]
    password: Annotated[Password, Field(repr=False)]
    new_password: Annotated[Annotated[Password, AfterValidator(_strong)] | None, Field(repr=False)] = None
    code: Annotated[Code | None, Field(repr=False)] = None


class StayForm(Form):
    """The refresh token of a session."""

    refresh: Annotated[Token, Field(repr=False)]
