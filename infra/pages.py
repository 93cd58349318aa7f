"""Publish the pages of frontend/ to the site's bucket, and tell the distribution which of them changed."""

from __future__ import annotations

import hashlib
import mimetypes
import time
from typing import TYPE_CHECKING, Any

from infra.package import ROOT
from infra.stacks import outputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOLDER = ROOT / "frontend"
# Pages are asked for again each time (and answered "not changed"), so that a release is seen at once.
CACHE = "public, max-age=0, must-revalidate"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


def content_type(path: Path) -> str:
    """What a browser must be told this file is."""
    return TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def files(folder: Path = FOLDER) -> Iterator[Path]:
    """Every file that belongs to the site: what begins with a dot or an underscore does not."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def publish(clients: Callable[[str], Any], stage: str, tell: Callable[[str], None]) -> None:
    """Upload what differs and let the distribution forget it."""
    cloudformation = clients("cloudformation")
    bucket = outputs(cloudformation, f"tanpa-antre-{stage}-data")["SiteBucket"]
    site = outputs(cloudformation, f"tanpa-antre-{stage}-site")
    changed = _upload(clients("s3"), bucket)
    if changed:
        clients("cloudfront").create_invalidation(
            DistributionId=site["DistributionId"],
            InvalidationBatch={
                "Paths": {"Quantity": 1, "Items": ["/*"]},
                "CallerReference": f"{stage}-{time.time_ns()}",
            },
        )
    tell(f"pages: {changed} changed; the site is https://{site['DistributionDomain']}/")


def _upload(storage: Any, bucket: str) -> int:  # noqa: ANN401 - boto3's client
    listed = storage.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    there = {item["Key"]: item["ETag"].strip('"') for page in listed for item in page.get("Contents", [])}
    changed = 0
    for path in files():
        key, body = path.relative_to(FOLDER).as_posix(), path.read_bytes()
        if there.get(key) != hashlib.md5(body, usedforsecurity=False).hexdigest():
            storage.put_object(
                Bucket=bucket, Key=key, Body=body, ContentType=content_type(path), CacheControl=CACHE
            )
            changed += 1
    return changed
