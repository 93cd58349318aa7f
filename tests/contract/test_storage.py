"""One contract for the bucket of documents: in memory and in S3 (moto)."""

from __future__ import annotations

import base64
import json
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import boto3
import pytest

from chalicelib.documents.storage import ObjectGone, ObjectTooLarge, Storage
from chalicelib.wiring import CLIENT, S3
from tests.fakes.storage import StorageInMemory

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

KEY = "kept/0123456789abcdef0123456789abcdef"
MOST = 1000


@cache
def client() -> S3Client:
    """Configured as the functions' own."""
    return boto3.client(
        "s3",
        region_name="ap-southeast-3",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        aws_session_token="the function's session",
        config=CLIENT.merge(S3),
    )


@pytest.fixture
def in_s3(moto: None) -> Storage:
    bucket = f"documents-{uuid4().hex}"
    client().create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"})
    client().put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return Storage(client, bucket)


@pytest.fixture(params=["in memory", "in S3"])
def storage(request: pytest.FixtureRequest) -> Storage:
    if request.param == "in memory":
        return StorageInMemory()
    real: Storage = request.getfixturevalue("in_s3")
    return real


def versions(storage: Storage) -> list[str]:
    """The versions of the key, oldest first."""
    if isinstance(storage, StorageInMemory):
        return [version for version, _, _ in storage.objects.get(KEY, ())]
    page = client().list_object_versions(Bucket=storage._bucket, Prefix=KEY)
    return [found["VersionId"] for found in reversed(page.get("Versions", []))]


def test_what_was_put_is_there(storage: Storage) -> None:
    storage.put(KEY, b"a picture", "image/jpeg")
    assert storage.get(KEY, None, most_bytes=MOST) == b"a picture"


def test_an_earlier_version_is_there_after_it_was_replaced(storage: Storage) -> None:
    storage.put(KEY, b"first", "image/jpeg")
    storage.put(KEY, b"second", "image/jpeg")
    first, second = versions(storage)
    assert storage.get(KEY, first, most_bytes=MOST) == b"first"
    assert storage.get(KEY, second, most_bytes=MOST) == storage.get(KEY, None, most_bytes=MOST) == b"second"


def test_what_never_was_is_gone(storage: Storage) -> None:
    with pytest.raises(ObjectGone):
        storage.get(KEY, None, most_bytes=MOST)


def test_nothing_is_left_of_what_was_deleted(storage: Storage) -> None:
    storage.put(KEY, b"first", "image/jpeg")
    storage.put(KEY, b"second", "image/jpeg")
    made = versions(storage)
    storage.delete(KEY)
    assert versions(storage) == []
    for version in (None, *made):
        with pytest.raises(ObjectGone):
            storage.get(KEY, version, most_bytes=MOST)


def test_deleting_what_is_not_there_is_harmless(storage: Storage) -> None:
    storage.delete(KEY)
    storage.put(KEY, b"a picture", "image/jpeg")
    storage.delete(KEY)
    storage.delete(KEY)


def test_deleting_leaves_what_only_begins_alike(storage: Storage) -> None:
    storage.put(KEY, b"a picture", "image/jpeg")
    storage.put(KEY + "-other", b"another", "image/jpeg")
    storage.delete(KEY)
    assert storage.get(KEY + "-other", None, most_bytes=MOST) == b"another"


@pytest.mark.parametrize(("size", "fits"), [(MOST - 1, True), (MOST, True), (MOST + 1, False)])
def test_no_more_is_read_than_was_asked_for(storage: Storage, size: int, *, fits: bool) -> None:
    storage.put(KEY, bytes(size), "image/jpeg")
    if fits:
        assert len(storage.get(KEY, None, most_bytes=MOST)) == size
    else:
        with pytest.raises(ObjectTooLarge):
            storage.get(KEY, None, most_bytes=MOST)


def test_the_mark_of_a_deletion_is_no_object(in_s3: Storage) -> None:
    in_s3.put(KEY, b"a picture", "image/jpeg")
    client().delete_object(Bucket=in_s3._bucket, Key=KEY)
    (mark,) = client().list_object_versions(Bucket=in_s3._bucket, Prefix=KEY)["DeleteMarkers"]
    for version in (None, mark["VersionId"]):
        with pytest.raises(ObjectGone):
            in_s3.get(KEY, version, most_bytes=MOST)
    in_s3.delete(KEY)
    assert "DeleteMarkers" not in client().list_object_versions(Bucket=in_s3._bucket, Prefix=KEY)


def test_a_type_is_kept_with_the_object(in_s3: Storage) -> None:
    in_s3.put(KEY, b"%PDF", "application/pdf")
    assert client().head_object(Bucket=in_s3._bucket, Key=KEY)["ContentType"] == "application/pdf"


def test_a_form_takes_one_file_of_one_type_and_size_under_one_key(in_s3: Storage) -> None:
    form = in_s3.form(KEY, content_type="image/png", most_bytes=MOST, seconds=300)
    assert (form.fields["key"], form.fields["Content-Type"]) == (KEY, "image/png")
    signed = json.loads(base64.b64decode(form.fields["policy"]))["conditions"]
    assert {"key": KEY} in signed
    assert {"Content-Type": "image/png"} in signed
    assert ["content-length-range", 1, MOST] in signed
    assert not [one for one in signed if isinstance(one, list) and one[0] == "starts-with"]
    assert {"x-amz-security-token": "the function's session"} in signed


def test_forms_and_links_name_the_buckets_host_in_its_region(in_s3: Storage) -> None:
    """The pages' policy allows that host and no other (infra/site.yaml)."""
    host = f"{in_s3._bucket}.s3.ap-southeast-3.amazonaws.com"
    form = in_s3.form(KEY, content_type="image/png", most_bytes=MOST, seconds=300)
    assert form.url == f"https://{host}/"
    assert urlsplit(in_s3.link(KEY, seconds=60, content_type="image/png")).netloc == host


def test_a_link_is_short_lived_and_says_how_it_is_shown(in_s3: Storage) -> None:
    shown = parse_qs(urlsplit(in_s3.link(KEY, seconds=60, content_type="image/png")).query)
    assert shown["X-Amz-Expires"] == ["60"]
    assert shown["response-content-disposition"] == ["inline"]
    assert shown["response-cache-control"] == ["private, no-store"]
    saved = in_s3.link(KEY, seconds=60, content_type="application/pdf", filename="surat izin.pdf")
    (disposition,) = parse_qs(urlsplit(saved).query)["response-content-disposition"]
    assert disposition == "attachment; filename*=UTF-8''surat%20izin.pdf"


def test_forms_and_links_are_made_without_asking_anybody(moto: None) -> None:
    unasked = Storage(client, "a-bucket-that-nobody-made")
    assert unasked.form(KEY, content_type="image/png", most_bytes=MOST, seconds=300).fields
    assert unasked.link(KEY, seconds=60, content_type="image/png")


def test_a_version_goes_alone(storage: Storage) -> None:
    storage.put(KEY, b"first", "image/jpeg")
    storage.put(KEY, b"second", "image/jpeg")
    first, second = sorted(versions(storage), key=lambda one: storage.get(KEY, one, most_bytes=MOST))
    storage.delete(KEY, first)
    assert versions(storage) == [second]
    assert storage.get(KEY, None, most_bytes=MOST) == b"second"
    storage.delete(KEY, first)
