"""A city of the benchmark's own: a private local cloud with the data stack and the demonstration offices."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from infra import commands, package, release, stacks
from infra.local.cloud import LocalCloud

if TYPE_CHECKING:
    from collections.abc import Iterator

# Settings of the functions and the exports of the data stack that fill them, as in infra/functions.yaml.
TABLES = ("offices", "diary", "visits", "cases", "complaints", "demand", "jobs", "people", "idempotency")
EXPORTED = {
    **{f"TABLE_{table.upper()}": f"Table{table.capitalize()}" for table in TABLES},
    "QUEUE_JOBS": "QueueJobs",
    "BUCKET_DOCUMENTS": "BucketDocuments",
    "KMS_KEY": "KmsKeyArn",
    "SECRET_KEYS": "SecretKeysArn",
    "POOL_CLIENT": "UserPoolClientId",
}
# Nobody signs in there.
OTHERS = {"CITY": "bench", "LOG_LEVEL": "WARNING", "POOL_ISSUER": "bench", "POOL_KEYS": "bench"}
# Stages seed their demonstration cases only when they are local; a benchmark wants offices alone.
STAGE = "bench"
PAUSE = 0.1


@contextmanager
def city() -> Iterator[LocalCloud]:
    """A seeded cloud, forgotten afterwards; this process's environment holds the functions' settings meanwhile."""
    with tempfile.TemporaryDirectory(prefix="tanpa-antre-bench-") as folder:
        cloud = LocalCloud(Path(folder))
        with cloud:
            settings = _deployed(cloud)
            os.environ.update(settings)
            commands.run(
                "Publishing the offices",
                [sys.executable, "-m", "infra.seed", "publish"],
                folder=package.ROOT,
                environment=os.environ,
            )
            yield cloud


def _deployed(cloud: LocalCloud) -> dict[str, str]:
    """Bring up the data stack, from the template that is deployed everywhere; the functions' settings."""
    unpackaged = package.Package(stage=package.LOCAL, folder=package.ROOT, fingerprint="")
    wanted = release.Release(package=unpackaged, version="bench", parameters={})
    stacks.put(cloud.client("cloudformation"), wanted.data(), pause=PAUSE)
    exports = {name: cloud.export(f"tanpa-antre-{wanted.stage}-{value}") for name, value in EXPORTED.items()}
    return {**exports, **cloud.credentials(), **OTHERS, "STAGE": STAGE}
