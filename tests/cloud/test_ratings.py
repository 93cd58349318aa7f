"""A visit is rated over HTTP on the deployed system: once, by its own citizen, and counted for everybody to see."""

from __future__ import annotations

import io
import urllib.request
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from tests.cloud.citizen import Citizen
from tests.cloud.open_office import OpenOffice, open_office

if TYPE_CHECKING:
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-nilai")


def test_a_served_visit_is_rated_once_and_counted(running: Running, opened: OpenOffice) -> None:
    officer, anybody = opened.token(), Citizen(running.api)
    ticket = opened.walk_in(officer)
    reference, proof = ticket["reference"], ticket["secret"]
    assert anybody.get(f"/v1/ratings/{reference}", x_proof=proof).status == 409, "not served yet"
    opened.step(officer, "open")
    for step in ("call", "start", "finish"):
        opened.step(officer, step)
    sheet = anybody.get(f"/v1/ratings/{reference}", x_proof=proof).ok()
    asked = [question["element"] for question in sheet["questions"]]
    assert len(asked) == 2
    body: dict[str, Any] = {"for": reference, "answers": dict.fromkeys(asked, 4), "words": "Petugas sabar."}
    assert anybody.post("/v1/ratings", body, x_proof="00000000").status == 404
    first = anybody.post("/v1/ratings", body, x_proof=proof).ok(201)
    assert anybody.post("/v1/ratings", body, x_proof=proof).ok(201) == first
    worse = body | {"answers": dict.fromkeys(asked, 1)}
    assert anybody.post("/v1/ratings", worse, x_proof=proof).status == 409
    survey = anybody.get(f"/v1/offices/{opened.id}/satisfaction").ok()
    assert (survey["sample"], survey["few"], survey["index"]) == (1, True, None)
    assert {one["id"] for one in survey["elements"] if one["sample"]} == set(asked)
    manager = {"authorization": f"Bearer {opened.token('manager')}"}
    told = anybody.get(f"/v1/desk/offices/{opened.id}/satisfaction/remarks", **manager).ok()
    assert [one["text"] for one in told["remarks"]] == ["Petugas sabar."]
    url = anybody.get(f"/v1/desk/offices/{opened.id}/satisfaction/report", **manager).ok()["url"]
    with urllib.request.urlopen(url, timeout=30) as report:  # noqa: S310 - loopback
        saved = report.read()
    assert "xl/worksheets/sheet3.xml" in ZipFile(io.BytesIO(saved)).namelist()
