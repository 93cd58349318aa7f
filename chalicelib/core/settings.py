"""What a deployment is told through its environment, read once and typed."""

from __future__ import annotations

import os
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class SettingsIncompleteError(Exception):
    """The environment lacks settings, or holds one of the wrong form; the message names them all."""


def metrics_namespace() -> str:
    """The namespace that this deployment's metrics are counted in; Powertools' own variable, with a default."""
    return os.environ.get("POWERTOOLS_METRICS_NAMESPACE") or "TanpaAntre"


def library_path() -> str:
    """Where this machine's Python finds its own libraries, for a process that gets nothing else of the environment."""
    return os.environ.get("LD_LIBRARY_PATH", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A field is the environment variable of the same name in capitals."""

    stage: str
    city: str
    table_offices: str
    table_diary: str
    table_visits: str
    table_cases: str
    table_complaints: str
    table_demand: str
    table_jobs: str
    table_people: str
    table_idempotency: str
    queue_jobs: str
    bucket_documents: str
    kms_key: str
    secret_keys: str
    #: The officers' user pool: who its tokens are from, where its keys lie, and the client that they are made for.
    pool_issuer: str
    pool_keys: str
    pool_client: str
    aws_region: str
    #: Proxies of our own between the citizen and the API that append to X-Forwarded-For; 0: trust none.
    forwarded_hops: int = 0
    #: What the first of those proxies proves itself by (header X-Origin-Key); empty: it need not.
    origin_key: str = ""
    #: Wrong proofs allowed in an hour for one reference, and from one address.
    proof_tries: int = 10
    proof_tries_address: int = 60
    #: Complaints that may come within an hour from one phone, and from one address, which a whole village may share.
    complaints_phone: int = 6
    complaints_address: int = 60
    #: Where citizens find the pages, for the QR code of a letter; empty: it holds the letter's code alone.
    site_address: str = ""
    version: str = "unpackaged"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read every field; raise SettingsIncompleteError naming each that is missing or not a number."""
        given = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for field in fields(cls):
            name = field.name.upper()
            text = given.get(name, "")
            if text == "":
                if field.default is MISSING:
                    wrong.append(f"{name} is missing")
            elif field.type == "int":
                if text.isdecimal():
                    values[field.name] = int(text)
                else:
                    wrong.append(f"{name} is not a whole number")
            else:
                values[field.name] = text
        if wrong:
            raise SettingsIncompleteError("; ".join(wrong))
        return cls(**values)
