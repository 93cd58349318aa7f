"""The gateway in front of the app: requests as events of API Gateway, answers as it hands them on."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from chalice.app import Chalice

    from chalicelib.core.officer import Officer

ADDRESS = "203.0.113.7"
REQUEST_ID = "request-1"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def code(self) -> str:
        """The code of a problem document."""
        assert self.headers["Content-Type"] == "application/problem+json"
        kind: str = self.json["type"]
        return kind.removeprefix("/problems/")


class Gateway:
    """Sends requests to an app as a Lambda proxy integration does; as ``officer`` where one has been let through."""

    def __init__(self, app: Chalice, officer: Officer | None = None, *, lasts: int = 3600) -> None:
        """``lasts``: for how many more seconds the officer's token is good."""
        self._app = app
        self._admitted = officer.context(int(time.time()) + lasts) if officer else None

    def get(self, target: str, **headers: str) -> Answer:
        return self.send("GET", target, **headers)

    def post(self, target: str, body: object = None, **headers: str) -> Answer:
        """A body that is no text goes out as JSON."""
        text = body if isinstance(body, str | None) else json.dumps(body)
        return self.send("POST", target, text, **{"Content-Type": "application/json", **headers})

    def send(self, method: str, target: str, body: str | None = None, **headers: str) -> Answer:
        url = urlsplit(target)
        resource, parts = self._resource(url.path)
        event = {
            "requestContext": {
                "resourcePath": resource,
                "httpMethod": method,
                "requestId": REQUEST_ID,
                "identity": {"sourceIp": ADDRESS},
                "path": url.path,
                **({"authorizer": self._admitted} if self._admitted else {}),
            },
            "resource": resource,
            "pathParameters": parts or None,
            "multiValueQueryStringParameters": parse_qs(url.query, keep_blank_values=True) or None,
            "headers": headers,
            "body": body,
            "isBase64Encoded": False,
            "stageVariables": None,
        }
        answer = self._app(event, None)
        kept = {name: values[0] for name, values in answer.get("multiValueHeaders", {}).items()}
        return Answer(answer["statusCode"], {**answer["headers"], **kept}, answer["body"])

    def _resource(self, path: str) -> tuple[str, dict[str, str]]:
        """The resource that a path belongs to, fixed segments before variable ones, and its variables as sent."""
        for resource in sorted(self._app.routes, key=lambda one: one.count("{")):
            pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", resource)
            if found := re.fullmatch(pattern, path):
                return resource, found.groupdict()
        raise LookupError(path)
