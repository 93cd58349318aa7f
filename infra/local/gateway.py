"""What API Gateway says by itself, in the words of infra/functions.yaml: the local one knows only its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import yaml

from infra.package import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

RESPONSES = "x-amazon-apigateway-gateway-responses"
HEADER = "gatewayresponse.header."
REQUEST_ID = "$context.requestId"


@dataclass(frozen=True, slots=True)
class GatewayResponse:
    """One answer of the template: its status, its headers and its body with a place for the request's id."""

    status: int
    headers: Mapping[str, str]
    template: str

    def answer(self, request_id: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for one request."""
        return self.status, dict(self.headers), self.template.replace(REQUEST_ID, request_id).encode()


@cache
def gateway_responses() -> Mapping[str, GatewayResponse]:
    """Every answer that the template words, by API Gateway's name for its kind."""
    template = yaml.safe_load((ROOT / "infra" / "functions.yaml").read_text("utf-8"))
    worded = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"][RESPONSES]
    return {
        kind: GatewayResponse(
            status=int(response["statusCode"]),
            headers={
                name.removeprefix(HEADER): value.strip("'")
                for name, value in response["responseParameters"].items()
            },
            template=response["responseTemplates"]["application/json"],
        )
        for kind, response in worded.items()
    }


def own_refusal(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """The kind of the gateway's own refusal, told by its bare message; None for what the application answered."""
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    if status not in {401, 403} or "problem+json" in kind:
        return None
    try:
        message = str(json.loads(body).get("message", ""))
    except (ValueError, AttributeError):
        return None
    if message == "Missing Authentication Token":
        return "MISSING_AUTHENTICATION_TOKEN"
    if status == 401:  # noqa: PLR2004 - what the authorizer did not know
        return "UNAUTHORIZED" if message == "Unauthorized" else None
    return "ACCESS_DENIED" if "not authorized" in message.lower() else None
