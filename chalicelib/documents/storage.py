"""The gateway to the bucket of documents (S3): forms to upload with, bodies, short-lived links, and its events.

Keys carry nothing personal: ``quarantine/<32 hex>`` is what came from outside and was not looked into yet,
``kept/<32 hex>`` a normalised copy that officers look at, ``letters/<32 hex>`` a finished letter.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote_plus

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mypy_boto3_s3 import S3Client

QUARANTINE, KEPT, LETTERS = "quarantine/", "kept/", "letters/"
#: What S3 says of an object, or a version of it, that is not there; 405 is its answer for the mark of a deletion.
GONE = frozenset({"NoSuchKey", "NoSuchVersion", "404", "MethodNotAllowed", "405"})
CREATED = "ObjectCreated:"


class ObjectGone(Exception):  # noqa: N818 - named for what happened
    """The object, or this version of it, is not there any more."""


class ObjectTooLarge(Exception):  # noqa: N818 - as above
    """The object is larger than was asked for; nothing of it was read."""


class NotAnEvent(Exception):  # noqa: N818 - as above
    """A message is no event of the bucket; its text is not repeated here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostForm:
    """Where a file is posted to, and the fields that the form must carry before it (multipart/form-data)."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """An object that came into the bucket.

    ``version`` is None where the event names none. Of two events of one key the later has the greater ``sequencer``
    (hexadecimal, compared as text of one length, as here).
    """

    key: str
    version: str | None
    size: int
    sequencer: str


class Storage:
    """The bucket's objects."""

    def __init__(self, client: Callable[[], S3Client], bucket: str) -> None:
        """Take a lazy client and the bucket's name."""
        self._client = client
        self._bucket = bucket

    def form(self, key: str, *, content_type: str, most_bytes: int, seconds: int) -> PostForm:
        """A form that puts one file under exactly this key, of exactly this type, of 1 to ``most_bytes`` bytes.

        It is signed here, without asking S3, with the rights that this function's role has when it is used.
        """
        made = self._client().generate_presigned_post(
            self._bucket,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, most_bytes]],
            ExpiresIn=seconds,
        )
        return PostForm(url=made["url"], fields=made["fields"])

    def get(self, key: str, version: str | None, *, most_bytes: int) -> bytes:
        """An object's body, of this version where one is given; raises ObjectGone or ObjectTooLarge."""
        asked: dict[str, Any] = {"VersionId": version} if version else {}
        try:
            found = self._client().get_object(Bucket=self._bucket, Key=key, **asked)
        except ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                raise ObjectGone from None
            raise
        with found["Body"] as body:
            if found["ContentLength"] > most_bytes:
                raise ObjectTooLarge
            read: bytes = body.read()
        return read

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keep a body."""
        self._client().put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type)

    def link(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str:
        """An address that shows the object for so many seconds, or saves it where a file name is given.

        The name is part of the address: nothing of a citizen's may be in it.
        """
        shown = "inline" if filename is None else f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
        return self._client().generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentType": content_type,
                "ResponseContentDisposition": shown,
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=seconds,
        )

    def delete(self, key: str, version: str | None = None) -> None:
        """Forget a version of an object, or every one where none is named; harmless when there is none."""
        # There are one or two. One by one, so that S3 asks for the right to delete versions and no other.
        for one in (version,) if version else self._versions(key):
            self._client().delete_object(Bucket=self._bucket, Key=key, VersionId=one)

    def _versions(self, key: str) -> Iterator[str]:
        """Versions and marks of deletion of this very key; other keys may begin like it."""
        # Uploads of one key within a form's minutes are few: the first page, of a thousand, holds them all.
        page = self._client().list_object_versions(Bucket=self._bucket, Prefix=key)
        for found in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
            if found["Key"] == key:
                yield found["VersionId"]


def uploads_in(event_body: str) -> list[Uploaded]:
    """The objects of a message that S3 sent to the queue, keys as they are (S3 quotes spaces and Unicode).

    Its test event and events about anything but new objects hold none. Raises NotAnEvent for any other message.
    """
    try:
        event = json.loads(event_body)
        if event.get("Event") == "s3:TestEvent":
            return []
        return [_uploaded(one["s3"]["object"]) for one in event["Records"] if _is_new(one)]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotAnEvent from None


def _is_new(record: dict[str, Any]) -> bool:
    return str(record["eventName"]).removeprefix("s3:").startswith(CREATED)


def _uploaded(found: dict[str, Any]) -> Uploaded:
    return Uploaded(
        key=unquote_plus(found["key"], errors="strict"),
        version=str(found.get("versionId") or "") or None,
        size=int(found.get("size", 0)),
        sequencer=str(found.get("sequencer", "")).rjust(32, "0"),
    )
