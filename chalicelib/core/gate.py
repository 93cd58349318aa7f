"""What API Gateway's authorizer answers: it lets a signed-in officer through to the routes, which decide the rest.

The gateway keeps the answer for five minutes per token, so it holds for every route; role, office and the token's end
are checked with each request in ``core/web``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import AuthResponse

from chalicelib.core import telemetry
from chalicelib.core.errors import NotSignedIn
from chalicelib.core.registry import get
from chalicelib.core.tokens import Tokens

if TYPE_CHECKING:
    from chalice.app import AuthRequest


class UnauthorizedError(Exception):
    """The one exception that the gateway turns into a 401; it goes by these very words."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


def opened(request: AuthRequest) -> AuthResponse:
    """The gateway's answer for a request with a token; UnauthorizedError when the token is not good."""
    try:
        officer, ends = get(Tokens).officer(request.token)
    except NotSignedIn:
        telemetry.count("NotSignedIn")
        raise UnauthorizedError from None
    return AuthResponse(routes=["*"], principal_id=officer.id, context=officer.context(ends))
