"""The app behind its authorizer: every request comes from somebody who has signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import app

if TYPE_CHECKING:
    from chalicelib.core.officer import Officer

# The year 2100: the token of a test does not end.
ENDS = 4_102_444_800


class SignedIn:
    """What a Gateway sends requests to, with the authorizer's answer added."""

    def __init__(self, officer: Officer, *, ends: int = ENDS) -> None:
        self._told = {
            "id": officer.id,
            "role": officer.role.value,
            "office": officer.office,
            "agency": officer.agency,
            "ends": str(ends),
        }
        self.routes = app.routes

    def __call__(self, event: dict[str, Any], context: object) -> Any:
        event["requestContext"]["authorizer"] = self._told
        return app(event, context)
