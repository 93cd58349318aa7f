"""What a release of one stage consists of: its stacks in their order, and what each is told.

data (what outlives a release) → functions (Chalice's package) → site (a distribution; not locally) → alarms.
"""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from infra.package import LOCAL, ROOT
from infra.stacks import Stack, outputs, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from infra.package import Package

DATA_PARAMETERS = (
    *("DeletionProtection", "RecoveryDays", "PeopleRecoveryDays"),
    *("DomainName", "QuarantineDays", "KeptDays", "LetterDays"),
)
# A template longer than this is sent through the artifacts bucket.
LONGEST_BODY = 51_200


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A package on its way to a stage."""

    package: Package
    version: str
    parameters: dict[str, str]

    @property
    def stage(self) -> str:
        """The name of the deployment."""
        return self.package.stage

    def stack(self, part: str) -> str:
        """The name of one of its stacks."""
        return f"tanpa-antre-{self.stage}-{part}"

    def data(self) -> Stack:
        """Tables, queues, keys and buckets."""
        local = {"DeletionProtection": "false"} if self.stage == LOCAL else {}
        given = self._given(*DATA_PARAMETERS)
        return Stack(
            name=self.stack("data"),
            template=_text("data.yaml"),
            parameters={"Stage": self.stage, **local, **given},
            protected=self.stage != LOCAL,
        )

    def functions(self, bucket: str, endpoint: str = "") -> Stack:
        """The packaged application, its code taken from the artifacts bucket.

        ``endpoint`` is the local cloud's address, where its user pool publishes keys; AWS's pools have their own.
        """
        template = with_code(json.loads(self.package.template.read_text("utf-8")), bucket, self.code_key())
        place = {"PoolKeysHost": endpoint} if self.stage == LOCAL else {"ForwardedHops": "1"}
        if "DomainName" in self.parameters:
            place["SiteAddress"] = f"https://{self.parameters['DomainName']}"
        names = [name for name in template["Parameters"] if name not in {"Stage", "Version"}]
        return Stack(
            name=self.stack("functions"),
            template=json.dumps(template),
            parameters={"Stage": self.stage, "Version": self.version, **place, **self._given(*names)},
        )

    def site(self) -> Stack:
        """The distribution for pages and API."""
        given = self._given("DomainName", "CertificateArn")
        return Stack(
            name=self.stack("site"), template=_text("site.yaml"), parameters={"Stage": self.stage, **given}
        )

    def alarms(self) -> Stack:
        """What wakes somebody."""
        given = self._given("Email")
        return Stack(
            name=self.stack("alarms"),
            template=_text("alarms.yaml"),
            parameters={"Stage": self.stage, **given},
        )

    def code_key(self) -> str:
        """Where the package lies in the artifacts bucket: under its hash, so equal code is one object."""
        return f"packages/{hashlib.sha256(self.package.archive.read_bytes()).hexdigest()[:32]}.zip"

    def _given(self, *names: str) -> dict[str, str]:
        return {name: self.parameters[name] for name in names if name in self.parameters}


def _text(name: str) -> str:
    return (ROOT / "infra" / name).read_text("utf-8")


def with_code(template: dict[str, Any], bucket: str, key: str) -> dict[str, Any]:
    """The template with every function's code pointing at the uploaded package."""
    changed = copy.deepcopy(template)
    for resource in changed["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    return changed


def deploy(
    release: Release, clients: Callable[[str], Any], tell: Callable[[str], None], *, pause: float
) -> dict[str, str]:
    """Bring all stacks of the stage to this release. Repeatable: what is right already is left alone.

    Returns what became of each stack, by name: "created", "updated" or "unchanged".
    """
    cloudformation = clients("cloudformation")
    outcomes: dict[str, str] = {}

    def bring(stack: Stack) -> None:
        outcomes[stack.name] = put(cloudformation, stack, pause=pause)
        tell(f"{stack.name}: {outcomes[stack.name]}")

    bring(release.data())
    bucket = outputs(cloudformation, release.stack("data"))["ArtifactsBucket"]
    storage = clients("s3")
    _upload(storage, bucket, release.code_key(), release.package.archive.read_bytes())
    bring(_through_bucket(release.functions(bucket, cloudformation.meta.endpoint_url), storage, bucket))
    if release.stage != LOCAL:
        bring(release.site())
    bring(release.alarms())
    return outcomes


def _upload(storage: Any, bucket: str, key: str, body: bytes) -> None:  # noqa: ANN401 - boto3's client
    """Put the object unless it is there: its name is its hash."""
    listed = storage.list_objects_v2(Bucket=bucket, Prefix=key).get("Contents", [])
    if not any(item["Key"] == key for item in listed):
        storage.put_object(Bucket=bucket, Key=key, Body=body)


def _through_bucket(stack: Stack, storage: Any, bucket: str) -> Stack:  # noqa: ANN401 - boto3's client
    body = stack.template.encode()
    if len(body) <= LONGEST_BODY:
        return stack
    key = f"templates/{hashlib.sha256(body).hexdigest()[:32]}.json"
    _upload(storage, bucket, key, body)
    return replace(stack, address=f"{storage.meta.endpoint_url}/{bucket}/{key}")
