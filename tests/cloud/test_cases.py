"""A file from the counter to a verified letter, on the running system: form, bucket, stamp, link, verification."""

from __future__ import annotations

import json
import secrets
import urllib.request
import uuid
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from tests.builders.letters import a_pdf
from tests.cloud.citizen import Citizen, a_nik, a_phone
from tests.cloud.open_office import STRANGERS, OpenOffice, open_office

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-surat")


class Desk:
    """An officer's hand on files."""

    def __init__(self, opened: OpenOffice, **who: Any) -> None:
        """Sign in."""
        self._api = Citizen(opened.running.api)
        self._all = f"/v1/desk/offices/{opened.id}/cases"
        self._token = opened.token(**who)

    def get(self, path: str = "") -> Any:
        return self._api.get(self._all + path, authorization=f"Bearer {self._token}")

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._api.post(
            self._all + path, body, authorization=f"Bearer {self._token}", idempotency_key=uuid.uuid4().hex
        )

    def opens(self) -> tuple[str, str]:
        """Somebody hands in a file; reference and proof."""
        number = secrets.choice(STRANGERS)
        citizen = {"name": "Ni Luh Ayu Contoh", "nik": a_nik(number), "phone": a_phone(number)}
        made = self.post("", {"service": "d000", "citizen": citizen}).ok(201)
        return made["reference"], a_phone(number)[-4:]


@pytest.fixture
def desk(opened: OpenOffice) -> Desk:
    return Desk(opened)


def uploaded(form: Mapping[str, Any], body: bytes) -> int:
    """Post a file to where the form says, as a browser does."""
    border = uuid.uuid4().hex
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form["fields"].items()
    ]
    head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="surat.pdf"\r\n\r\n'
    sent = ("".join(parts) + head).encode() + body + f"\r\n--{border}--\r\n".encode()
    request = urllib.request.Request(  # noqa: S310 - loopback
        form["url"], sent, {"Content-Type": f"multipart/form-data; boundary={border}"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
        return int(answer.status)


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - loopback
        body: bytes = answer.read()
    return body


def test_a_letter_is_uploaded_stamped_downloaded_verified_and_revoked(
    running: Running, desk: Desk, opened: OpenOffice
) -> None:
    reference, proof = desk.opens()
    form = desk.post(f"/{reference}/letter", {"version": 1}).ok(201)
    assert uploaded(form, a_pdf()) == 204
    page = desk.post(f"/{reference}/letter/issue", {"version": 1}).ok()
    assert (page["status"], page["ready"]) == ("ready", True)
    code, anybody = page["letter"]["code"], Citizen(running.api)
    found = anybody.get(f"/v1/letters/{code}").ok()
    assert (found["valid"], found["office"], found["service"]) == (True, opened.id, "d000")
    assert anybody.get(f"/v1/cases/{reference}/letter", x_proof="0000").status == 404
    body = fetched(anybody.get(f"/v1/cases/{reference}/letter", x_proof=proof).ok()["url"])
    assert sha256(body).hexdigest() == found["sha256"]
    assert code[:4] in PdfReader(BytesIO(body)).pages[-1].extract_text()
    assert sha256(fetched(desk.get(f"/{reference}/letter").ok()["url"])).hexdigest() == found["sha256"]
    desk.post(f"/{reference}/letter/revoke", {"version": 2}).ok()
    again = anybody.get(f"/v1/letters/{code}").ok()
    assert (again["valid"], bool(again["revoked"])) == (False, True)
    assert anybody.get(f"/v1/cases/{reference}/letter", x_proof=proof).status == 404


def test_a_file_that_is_no_letter_is_told_and_forgotten(desk: Desk) -> None:
    reference, _ = desk.opens()
    assert desk.post(f"/{reference}/letter/issue", {"version": 1}).status == 409, "nothing has arrived"
    form = desk.post(f"/{reference}/letter", {"version": 1}).ok(201)
    uploaded(form, b"GIF89a")
    assert desk.post(f"/{reference}/letter/issue", {"version": 1}).status == 422


def test_a_wait_and_its_reason_reach_the_citizen_and_nobody_of_another_agency(
    running: Running, desk: Desk, opened: OpenOffice
) -> None:
    reference, proof = desk.opens()
    words = {"id": "Bawa KK asli."}
    desk.post(f"/{reference}/pause", {"version": 1, "reason": "visit", "words": words}).ok()
    told = Citizen(running.api).get(f"/v1/status/{reference}", x_proof=proof).ok()
    assert (told["status"], told["due"]) == ("paused", None)
    assert "Bawa KK asli." in told["summary"]
    other = Desk(opened, agency="pajak")
    assert other.get(f"/{reference}").status == 403
    assert reference not in [one["reference"] for one in other.get().ok()["cases"]]
    assert desk.post(f"/{reference}/resume", {"version": 1}).status == 409, "somebody looked too early"
    desk.post(f"/{reference}/resume", {"version": 2}).ok()
    assert desk.post(f"/{reference}/refuse", {"version": 3, "reason": "withdrawn"}).ok()["open"] is False


def test_the_night_looks_at_files_and_letters(running: Running, opened: OpenOffice) -> None:
    for job in ("watch-cases", "forget-letters"):
        message = {"job": job, "office": opened.id, "due": "2026-01-01T00:00:00+00:00"}
        record = {
            "messageId": "1",
            "body": json.dumps(message),
            "receiptHandle": "1",
            "eventSource": "aws:sqs",
        }
        assert running.cloud.invoke("Work", {"Records": [record]}) == {"batchItemFailures": []}
