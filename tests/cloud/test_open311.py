"""Open311 at the running system: a client written by others reads it, and what a program posts is worked on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import requests
from georeport import GeoReport

from tests.cloud.citizen import Citizen
from tests.cloud.officers import Officers
from tests.cloud.partners import a_key

if TYPE_CHECKING:
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

OFFICE = "mpp"
TITLE = "Antrean di loket pajak"
REPORT = {
    "service_code": "waiting",
    "lat": "-8.6543",
    "long": "115.2123",
    "description": "Sudah dua jam menunggu dan nomor saya dilewati",
    "first_name": "Ni Luh",
    "last_name": "Peraga",
    "phone": "0812 7700 4411",
    "email": "niluh@peraga.example",
    "attribute[ticket]": "B014",
}


@dataclass(frozen=True, slots=True)
class Brought:
    """A report that a program posted: its id, and the reference and secret that came along for the citizen."""

    id: str
    reference: str
    secret: str


@pytest.fixture(scope="module")
def brought(running: Running) -> Brought:
    """One report, posted in XML's way over the site's own address, and verified by an officer with a title."""
    form = urlencode({"api_key": a_key(running), **REPORT})
    heads = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    answer = requests.post(
        f"{running.site}/open311/v2/requests.json?language=en", data=form, headers=heads, timeout=60
    )
    assert answer.status_code == 201, answer.text
    (told,) = answer.json()
    words = told["service_notice"]
    reference = words.partition("Reference ")[2].partition(",")[0].replace(" ", "")
    found = Brought(told["service_request_id"], reference, words.partition("secret ")[2].partition(".")[0])
    officer = Officers(running).signed_in("admin@kota.example")
    path = f"/v1/desk/offices/{OFFICE}/complaints/{reference}"
    seen = Citizen(running.api).get(path, authorization=officer.authorization).ok()
    Citizen(running.api).post(
        f"{path}/verify", {"version": seen["version"], "title": TITLE}, authorization=officer.authorization
    ).ok()
    return found


@pytest.fixture(params=["json", "xml"])
def client(request: pytest.FixtureRequest, running: Running) -> GeoReport:
    """The client of others, in either format."""
    return GeoReport(
        f"{running.site}/open311/v2", jurisdiction="denpasar.example", output_format=request.param
    )


def codes(found: list[dict[str, Any]] | dict[str, Any]) -> list[str]:
    """The ids of a list of requests; its XML gives one alone where there is one."""
    return [one["service_request_id"] for one in (found if isinstance(found, list) else [found])]


def test_services_and_what_they_ask_are_read(client: GeoReport) -> None:
    services = {one["service_code"]: one for one in client.get_service_list()}
    assert services["road"]["type"] == "realtime"
    definition = client.get_service_definition("road")
    assert definition["service_code"] == "road"
    attributes = definition["attributes"]
    asked = attributes if isinstance(attributes, list) else attributes["attribute"]
    assert [one["code"] for one in asked] == ["danger", "identity"]


def test_a_report_is_read_by_its_id_and_in_the_list_of_its_service(
    client: GeoReport, brought: Brought
) -> None:
    one = client.get_service_request(brought.id)
    assert (one["service_request_id"], one["status"], one["description"]) == (brought.id, "open", TITLE)
    assert one["service_code"] == "waiting"
    start = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = client.get_service_requests(service_code="waiting,road", start_date=start, status="open")
    assert brought.id in codes(found)
    assert codes(client.get_service_requests(service_request_id=brought.id)) == [brought.id]


def test_what_does_not_exist_is_an_error_for_the_client(client: GeoReport) -> None:
    with pytest.raises(requests.HTTPError, match="404"):
        client.get_service_request("22222222")


def test_the_citizen_follows_it_with_what_the_program_was_told(running: Running, brought: Brought) -> None:
    page = Citizen(running.api).get(f"/v1/complaints/{brought.reference}", x_proof=brought.secret).ok()
    assert (page["public"], page["identity"]) == (brought.id, "hidden")


def test_nobody_learns_who_it_was(running: Running, brought: Brought) -> None:
    citizen = Citizen(running.api)
    told = "".join(
        citizen.get(f"/open311/v2/{path}").text
        for way in ("json", "xml")
        for path in (f"requests.{way}", f"requests/{brought.id}.{way}", f"tokens/{brought.id}.{way}")
    )
    assert brought.id in told
    for secret in (
        "Luh",
        "Peraga",
        "77004411",
        "niluh@",
        "dua jam",
        "B014",
        brought.reference,
        brought.secret,
    ):
        assert secret not in told


def test_without_a_key_nothing_is_taken(running: Running) -> None:
    heads = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = requests.post(
        f"{running.api}/open311/v2/requests.xml", data=urlencode(REPORT), headers=heads, timeout=60
    )
    assert answer.status_code == 403
    assert "<code>403</code>" in answer.text
