"""The way of a complaint's photographs on the running system: form, bucket, event, queue, function, page."""

from __future__ import annotations

import http.client
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from tests.builders.places import a_place, as_file
from tests.cloud.citizen import Citizen
from tests.cloud.complainants import Complainant, Desk
from tests.cloud.open_office import OpenOffice, open_office
from tests.cloud.posting import comes_true, posted

if TYPE_CHECKING:
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

JPEG = "image/jpeg"
ON_ITS_WAY = {"waiting", "checking"}


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-foto")


def a_photo(number: int, taken: datetime | None = None, *, quality: int = 85) -> bytes:
    said = taken.strftime("%Y:%m:%d %H:%M:%S") if taken else None
    return as_file(a_place(number), quality=quality, taken=said)


def shown(url: str) -> bytes:
    """What somebody sees who follows a link."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.netloc, timeout=30)
    try:
        connection.request("GET", f"{where.path}?{where.query}")
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read()
    finally:
        connection.close()


def codes(photo: Any) -> list[str]:
    return [one["code"] for one in photo["findings"]]


def test_what_was_done_is_shown_beside_what_was_there_and_what_is_odd_is_told(
    running: Running, opened: OpenOffice
) -> None:
    desk, ayu = Desk(opened), Complainant(opened)
    api, before = Citizen(running.api), a_photo(1)
    proof, place = ayu.filed["secret"], f"/{ayu.reference}/proof"
    wanted = {"for": ayu.reference, "kind": "photo", "content_type": JPEG, "size": len(before)}
    form = api.post("/v1/uploads", wanted, x_proof=proof).ok(201)
    api.post("/v1/uploads", {**wanted, "kind": "proof"}, x_proof=proof).refuses(
        422, "invalid-fields", field="kind"
    )
    assert posted(form, before) == 204
    comes_true(lambda: ayu.looks()["photos"][0]["state"] not in ON_ITS_WAY)
    (mine,) = ayu.looks()["photos"]
    assert (mine["reference"], mine["state"], mine["findings"]) == (form["reference"], "accepted", [])
    assert b"Exif" not in shown(mine["url"])

    now = datetime.now(ZoneInfo(api.get(f"/v1/offices/{opened.id}").ok()["time_zone"]))
    for body in (
        a_photo(1, now, quality=40),
        a_photo(2, now),
        a_photo(2, now + timedelta(days=1)),
    ):
        begun = desk.post(place, {"content_type": JPEG, "size": len(body)}).ok(201)
        assert posted(begun, body) == 204
    comes_true(
        lambda: (
            not [one for one in desk.get(f"/{ayu.reference}").ok()["proofs"] if one["state"] in ON_ITS_WAY]
        )
    )
    page = desk.get(f"/{ayu.reference}").ok()
    assert [one["reference"] for one in page["photos"]] == [form["reference"]]
    assert sorted(codes(one) for one in page["proofs"]) == [[], ["proof-in-future"], ["proof-like-before"]]
    desk.does(ayu.reference, "propose", text="Sudah diperbaiki.")
    told = ayu.looks()["proposal"]["photos"]
    assert sorted(codes(one) for one in told) == [[], ["proof-in-future"], ["proof-like-before"]]
    assert all(shown(one["url"]) for one in told)

    other = Complainant(opened, text=f"Lampu jalan padam, {uuid.uuid4().hex}.", category="facilities")
    again = a_photo(2, now, quality=40)
    begun = desk.post(f"/{other.reference}/proof", {"content_type": JPEG, "size": len(again)}).ok(201)
    assert posted(begun, again) == 204
    comes_true(lambda: desk.get(f"/{other.reference}").ok()["proofs"][0]["state"] not in ON_ITS_WAY)
    (found,) = desk.get(f"/{other.reference}").ok()["proofs"]
    assert [(one["code"], one["complaint"]) for one in found["findings"]] == [
        ("proof-elsewhere", ayu.filed["public"])
    ]
    listed = api.get(f"/v1/public/complaints?office={opened.id}").ok()
    assert not [found for found in (form["reference"], mine["url"], "photo") if found in str(listed)]
