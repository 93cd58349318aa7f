"""The bucket of documents, in memory, with versions as S3 has them, and the events that it would send."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from chalicelib.documents.storage import ObjectGone, ObjectTooLarge, PostForm, Storage, Uploaded

if TYPE_CHECKING:
    from collections.abc import Iterable


class StorageInMemory(Storage):
    """``objects`` holds every version of a key, oldest first; ``puts`` and ``deleted`` what was asked of it."""

    def __init__(self) -> None:
        self.objects: dict[str, list[tuple[str, bytes, str]]] = {}
        self.deleted: list[str] = []
        self._versions_made = 0

    def form(self, key: str, *, content_type: str, most_bytes: int, seconds: int) -> PostForm:
        fields = {"key": key, "Content-Type": content_type, "most_bytes": str(most_bytes)}
        return PostForm(url=f"https://documents.example/?expires={seconds}", fields=fields)

    def get(self, key: str, version: str | None, *, most_bytes: int) -> bytes:
        found = [body for made, body, _ in self.objects.get(key, ()) if version is None or made == version]
        if not found:
            raise ObjectGone
        if len(found[-1]) > most_bytes:
            raise ObjectTooLarge
        return found[-1]

    def put(self, key: str, body: bytes, content_type: str) -> None:
        self.upload(key, body, content_type)

    def link(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str:
        return f"https://documents.example/{key}?expires={seconds}&type={content_type}"

    def delete(self, key: str, version: str | None = None) -> None:
        kept = [one for one in self.objects.pop(key, []) if version not in {None, one[0]}]
        if kept:
            self.objects[key] = kept
        self.deleted.append(key)

    def upload(self, key: str, body: bytes, content_type: str = "image/jpeg") -> Uploaded:
        """Somebody posts a file under the key; what the bucket's event says of it."""
        self._versions_made += 1
        version = f"v{self._versions_made}"
        self.objects.setdefault(key, []).append((version, body, content_type))
        return Uploaded(key=key, version=version, size=len(body), sequencer=f"{self._versions_made:032X}")


def an_event(*uploads: Uploaded, name: str = "ObjectCreated:Post") -> str:
    """The message that S3 sends to the queue about these."""
    return json.dumps({"Records": [_record(one, name) for one in uploads]})


def a_batch(bodies: Iterable[str]) -> dict[str, Any]:
    """An event of the queue with these messages, as Lambda hands it over."""
    records = [
        {"messageId": f"m{at}", "body": body, "receiptHandle": f"r{at}"} for at, body in enumerate(bodies)
    ]
    return {"Records": records}


def _record(one: Uploaded, name: str) -> dict[str, Any]:
    found = {"key": quote_plus(one.key), "size": one.size, "eTag": "etag", "sequencer": one.sequencer}
    if one.version:
        found["versionId"] = one.version
    return {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": "ap-southeast-3",
        "eventName": name,
        "s3": {"s3SchemaVersion": "1.0", "bucket": {"name": "documents"}, "object": found},
    }
