"""What the code asks of AWS: every call of its clients, with the rights that AWS would check for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# AWS authorises a transaction by its members, and a batch of messages as the sending of one.
MEMBERS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
SINGLE = {"SendMessageBatch": "SendMessage"}
PREFIXES = {"secrets-manager": "secretsmanager"}
# A key or a version decides what S3 asks for.
OF_THE_BUCKET = {"ListObjectVersions": "ListBucketVersions", "ListObjectsV2": "ListBucket"}


@dataclass(frozen=True, slots=True)
class Call:
    """One call: service and operation, the tables it names in order, and the rights it needs (action, resource)."""

    service: str
    operation: str
    tables: tuple[str, ...]
    rights: frozenset[tuple[str, str]]

    @property
    def shape(self) -> tuple[str, tuple[str, ...]]:
        """What an onlooker could tell of it: the operation and the tables."""
        return self.operation, self.tables


class Recorder:
    """Keeps the calls of the clients it is attached to."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def attach(self, client: Any) -> None:
        """Watch a botocore client."""
        client.meta.events.register("provide-client-params.*.*", self._note)

    def taken(self) -> list[Call]:
        """The calls since the last time."""
        calls, self.calls = self.calls, []
        return calls

    def _note(self, params: dict[str, Any], model: Any, **_: object) -> None:
        service = model.service_model.service_id.hyphenize()
        found = list(_dynamodb(model.name, params)) if service == "dynamodb" else [(model.name, "")]
        prefix = PREFIXES.get(service, service)
        rights = {
            (f"{prefix}:{SINGLE.get(action, action)}", _resource(service, params, table))
            for action, table in found
        }
        self.calls.append(
            Call(
                service,
                model.name,
                tuple(table for _, table in found if table),
                frozenset(_s3(model.name, params) if service == "s3" else rights),
            )
        )


def _dynamodb(operation: str, params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if operation == "TransactWriteItems":
        for member in params["TransactItems"]:
            ((kind, write),) = member.items()
            yield MEMBERS[kind], _short(write["TableName"])
    elif operation == "BatchGetItem":
        for table in params["RequestItems"]:
            yield operation, _short(table)
    else:
        yield operation, _short(params["TableName"])


def _s3(operation: str, params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Rights on the bucket, or on the objects of a prefix, where a version has rights of its own."""
    if operation in OF_THE_BUCKET:
        yield f"s3:{OF_THE_BUCKET[operation]}", "BucketDocumentsArn"
        return
    if "Key" not in params:
        # botocore's way to the address of a form, which it signs without asking anybody.
        return
    prefix = params["Key"].partition("/")[0].capitalize()
    version = "Version" if params.get("VersionId") else ""
    yield f"s3:{operation}{version}", f"Objects{prefix}Arn"


def _short(table: str) -> str:
    return table.rpartition("-")[2]


def _resource(service: str, params: dict[str, Any], table: str) -> str:
    """What the call is about, as the exports of infra/data.yaml name it."""
    if service == "dynamodb":
        return f"Table{table.capitalize()}Arn"
    return {"sqs": "QueueJobsArn", "kms": "KmsKeyArn", "secrets-manager": "SecretKeysArn"}.get(
        service, repr(sorted(params))
    )
