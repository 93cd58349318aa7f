"""The bucket of documents, in memory: what was put under a key, and forms and links that name it."""

from __future__ import annotations

from chalicelib.documents.storage import ObjectGone, ObjectTooLarge, PostForm


class BucketInMemory:
    """As ``documents.storage.Storage``; a test uploads by putting."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def form(self, key: str, *, content_type: str, most_bytes: int, seconds: int) -> PostForm:
        fields = {"key": key, "Content-Type": content_type}
        return PostForm(url=f"https://bucket.example/?{most_bytes}&{seconds}", fields=fields)

    def get(self, key: str, version: str | None, *, most_bytes: int) -> bytes:
        if key not in self.objects:
            raise ObjectGone
        if len(self.objects[key]) > most_bytes:
            raise ObjectTooLarge
        return self.objects[key]

    def put(self, key: str, body: bytes, content_type: str) -> None:
        self.objects[key] = body

    def link(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str:
        return f"https://bucket.example/{key}?{seconds}&{filename or ''}"

    def delete(self, key: str) -> None:
        self.objects.pop(key, None)
