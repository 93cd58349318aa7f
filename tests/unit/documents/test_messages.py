"""The bucket's messages: what was uploaded is checked, what failed comes again, what is not understood is not lost."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from chalice.app import SQSEvent
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents import messages
from chalicelib.documents.storage import NotAnEvent, Uploaded, uploads_in
from tests.fakes.storage import a_batch, an_event

if TYPE_CHECKING:
    from tests.unit.conftest import LogLines

# Any JSON, often with the words of an event.
WORDS = st.sampled_from(
    ["Records", "Event", "eventName", "s3", "object", "key", "size", "versionId", "ObjectCreated:Post"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner),
)
TEST_EVENT = json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "documents"})


class ChecksInMemory:
    """Checks everything but keys that end with "bad"."""

    def __init__(self) -> None:
        self.seen: list[Uploaded] = []

    def check(self, uploaded: Uploaded) -> None:
        self.seen.append(uploaded)
        if uploaded.key.endswith("bad"):
            raise RuntimeError


def an_upload(key: str = "quarantine/good", version: str | None = "v1", sequencer: str = "1") -> Uploaded:
    return Uploaded(key=key, version=version, size=3, sequencer=sequencer.rjust(32, "0"))


def failed(checks: ChecksInMemory, *bodies: str) -> list[str]:
    answer = messages.done(checks, SQSEvent(a_batch(bodies), None))
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_what_was_uploaded_is_checked() -> None:
    checks = ChecksInMemory()
    assert failed(checks, an_event(an_upload())) == []
    assert checks.seen == [an_upload()]


def test_only_the_message_that_failed_comes_again() -> None:
    checks = ChecksInMemory()
    bad, good = an_upload("quarantine/bad"), an_upload()
    assert failed(checks, an_event(bad), an_event(good)) == ["m0"]
    assert checks.seen == [bad, good]


def test_an_upload_behind_one_that_fails_is_checked_too() -> None:
    checks = ChecksInMemory()
    bad, good = an_upload("quarantine/bad"), an_upload()
    assert failed(checks, an_event(bad, good)) == ["m0"]
    assert checks.seen == [bad, good]


def test_the_event_with_which_s3_tries_the_queue_is_nobodys_document() -> None:
    checks = ChecksInMemory()
    assert failed(checks, TEST_EVENT) == []
    assert checks.seen == []


@pytest.mark.parametrize(
    "name", ["ObjectRemoved:Delete", "ObjectRemoved:DeleteMarkerCreated", "s3:LifecycleX"]
)
def test_only_new_objects_are_uploads(name: str) -> None:
    assert uploads_in(an_event(an_upload(), name=name)) == []


@pytest.mark.parametrize("name", ["ObjectCreated:Post", "ObjectCreated:Put", "s3:ObjectCreated:Copy"])
def test_an_object_is_new_however_it_came(name: str) -> None:
    assert uploads_in(an_event(an_upload(), name=name)) == [an_upload()]


def test_our_own_pictures_are_not_checked_again() -> None:
    checks = ChecksInMemory()
    assert failed(checks, an_event(an_upload("kept/good"))) == []
    assert checks.seen == []


@pytest.mark.parametrize(
    "body",
    [
        *("", "no json", "[]", "null", "1", '""', "{}", '{"Records": null}', '{"Records": [1]}'),
        '{"Records": [{"eventName": "ObjectCreated:Post"}]}',
        '{"Records": [{"eventName": "ObjectCreated:Post", "s3": {"object": {}}}]}',
        '{"Records": [{"eventName": "ObjectCreated:Post", "s3": {"object": {"key": "quarantine/%FF"}}}]}',
        '{"Records": [{"eventName": "ObjectCreated:Post", "s3": {"object": {"key": "a", "size": "large"}}}]}',
        an_event(an_upload())[:-3],
    ],
)
def test_a_message_that_is_not_understood_is_left_to_the_dead_letters_and_not_logged(
    body: str, log_lines: LogLines
) -> None:
    checks = ChecksInMemory()
    assert failed(checks, body, an_event(an_upload())) == ["m0"]
    assert checks.seen == [an_upload()]
    (line,) = [line for line in log_lines() if line["level"] == "ERROR"]
    assert line["message"] == "message is no event of the bucket"
    assert len(body) < 5 or body not in json.dumps(line)


def test_a_check_that_failed_is_logged_without_its_text(log_lines: LogLines) -> None:
    class Quoting(ChecksInMemory):
        def check(self, uploaded: Uploaded) -> None:
            raise ValueError("5171011501900001")

    assert failed(Quoting(), an_event(an_upload())) == ["m0"]
    (line,) = [line for line in log_lines() if line["level"] == "ERROR"]
    assert (line["message"], line["error"]) == ("document not checked", "ValueError")
    assert "5171011501900001" not in json.dumps(line)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_keys_are_read_as_they_are(key: str) -> None:
    """Spaces, plus signs, per cents and Unicode come quoted."""
    (uploaded,) = uploads_in(an_event(an_upload(f"quarantine/{key}")))
    assert uploaded.key == f"quarantine/{key}"


def test_an_event_without_a_version_names_none() -> None:
    assert uploads_in(an_event(an_upload(version=None)))[0].version is None


def test_the_later_of_two_events_has_the_greater_sequencer() -> None:
    """S3 counts in hexadecimal, without leading zeros."""
    first, later = (uploads_in(an_event(an_upload(sequencer=number)))[0] for number in ("FF", "100"))
    assert first.sequencer < later.sequencer


@given(JSON)
def test_any_json_is_either_understood_or_no_event(body: object) -> None:
    with suppress(NotAnEvent):
        assert isinstance(uploads_in(json.dumps(body)), list)
