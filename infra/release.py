"""What a release of one stage consists of: its stacks in their order, and what each is told.

data (what outlives a release) → functions (Chalice's package) → site (a distribution; not locally) → alarms.
"""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from infra.bundle import hashed
from infra.package import LOCAL, ROOT
from infra.stacks import Stack, outputs, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from infra.package import Package

DATA_PARAMETERS = (
    *("DeletionProtection", "RecoveryDays", "PeopleRecoveryDays"),
    *("DomainName", "QuarantineDays", "KeptDays", "LetterDays"),
)
# Where a template names an archive, by the type of resource.
ARCHIVE_OF = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}
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
        template = with_archives(json.loads(self.package.template.read_text("utf-8")), bucket, self.keys())
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

    def keys(self) -> dict[str, str]:
        """Where each archive that the template names lies in the artifacts bucket: under its hash.

        So equal code is one object.
        """
        template = json.loads(self.package.template.read_text("utf-8"))
        named = {properties[field] for properties, field in _archives(template)}
        return {name: f"packages/{hashed(self.package.folder / name)[:32]}.zip" for name in sorted(named)}

    def _given(self, *names: str) -> dict[str, str]:
        return {name: self.parameters[name] for name in names if name in self.parameters}


def _text(name: str) -> str:
    return (ROOT / "infra" / name).read_text("utf-8")


def with_archives(template: dict[str, Any], bucket: str, keys: Mapping[str, str]) -> dict[str, Any]:
    """The template with the code of functions and layers pointing at the uploaded archives."""
    changed = copy.deepcopy(template)
    for properties, field in _archives(changed):
        properties[field] = {"Bucket": bucket, "Key": keys[properties[field]]}
    return changed


def _archives(template: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """The places of a template that name an archive beside it: properties and field."""
    for resource in template["Resources"].values():
        if field := ARCHIVE_OF.get(resource["Type"]):
            yield resource["Properties"], field


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
    for name, key in release.keys().items():
        with (release.package.folder / name).open("rb") as archive:
            _upload(storage, bucket, key, archive)
    bring(_through_bucket(release.functions(bucket, cloudformation.meta.endpoint_url), storage, bucket))
    if release.stage != LOCAL:
        bring(release.site())
    bring(release.alarms())
    return outcomes


def _upload(storage: Any, bucket: str, key: str, body: bytes | BinaryIO) -> None:  # noqa: ANN401 - boto3's client
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
