"""A citizen whose requests do not go over the network, so that what they cause can be counted and disturbed."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING

from chalice.local import LambdaEventConverter, RouteMatcher

import app
from tests.cloud.citizen import Answer, Citizen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.core.officer import Officer

LASTS_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Insider(Citizen):
    """A citizen, or an officer, whose requests are answered by ``app.py`` in this process; without an authorizer."""

    officer: Officer | None = None

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        head = {"Accept-Language": self.language, "Content-Type": "application/json", **(headers or {})}
        event = LambdaEventConverter(RouteMatcher(list(app.app.routes))).create_lambda_event(
            method, path, head, sent
        )
        event["requestContext"]["requestId"] = str(uuid.uuid4())
        if self.officer:
            ends = int(time.time()) + LASTS_SECONDS
            event["requestContext"]["authorizer"] = self.officer.context(ends)
        answer = app.app(event, None)
        told = Message()
        for name, value in answer["headers"].items():
            told[name] = str(value)
        return Answer(answer["statusCode"], told, answer["body"].encode())
