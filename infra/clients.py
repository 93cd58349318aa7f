"""Clients of AWS for a command about a deployed stage: those of an account, or of what `make run` runs."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import boto3

from infra.errors import Stopped
from infra.local.cloud import LocalCloud
from infra.local.run import ADDRESSES
from infra.package import LOCAL, REGION

if TYPE_CHECKING:
    from collections.abc import Callable


def of(stage: str) -> Callable[[str], Any]:
    """Service name → client; raises `Stopped` when the local cloud does not run."""
    return _local() if stage == LOCAL else _aws()


def _aws() -> Callable[[str], Any]:
    session = boto3.session.Session(region_name=os.environ.get("AWS_REGION", REGION))

    def client(service: str) -> Any:  # noqa: ANN401 - boto3's clients are made at run time
        return session.client(service)  # type: ignore[call-overload]

    return client


def _local() -> Callable[[str], Any]:
    if not ADDRESSES.is_file():
        raise Stopped("Nothing is running here; start it with `make run` in another terminal.")
    port = urlsplit(json.loads(ADDRESSES.read_text("utf-8"))["api"]).port or 0
    return LocalCloud(ADDRESSES.parent / "state", port=port).client
