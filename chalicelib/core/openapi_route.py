"""The route that serves the OpenAPI document of all rooms."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.core.web import Web

if TYPE_CHECKING:
    from collections.abc import Sequence


def serving(rooms: Sequence[Web]) -> Web:
    """A blueprint that serves the document of those rooms, made at the first question."""
    web = Web(__name__)

    @cache
    def made() -> dict[str, Any]:
        from chalicelib.core.openapi import document  # noqa: PLC0415 - pydantic: only for those who ask

        return document([route for room in (*rooms, web) for route in room.declared])

    @web.serves("GET", "/v1/openapi.json", gives="core.openapi:Document")
    def openapi() -> dict[str, Any]:
        """This description of the interface (OpenAPI 3.1)."""
        return made()

    return web
