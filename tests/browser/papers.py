"""Documents of invented people: photographed as a phone does, sent for a booking of theirs, and how it is doing."""

from __future__ import annotations

import http.client
import secrets
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from benchmarks.specimens.camera import laid
from benchmarks.specimens.cards import identity_card
from benchmarks.specimens.holders import holder
from tests.cloud.citizen import Citizen

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.specimens.holders import Holder
    from tests.browser.visitor import Visitor
    from tests.cloud.open_office import OpenOffice

ASKING = "d000"
#: A kind that no machine reads: it waits for an officer at once.
BY_OFFICER = "marriage-certificate"
# Pixels, which the page has to make fewer.
PHOTO = (4000, 3000)
# Seconds: the first document of a machine starts a process and two networks.
PATIENCE = 90.0
ON_ITS_WAY = frozenset({"waiting", "checking"})


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking that asks for documents; ``holder`` is whose it is, ``nik`` what they typed."""

    opened: OpenOffice
    reference: str
    proof: str
    holder: Holder
    nik: str

    def begin(self, kind: str, body: bytes, content_type: str = "image/jpeg") -> dict[str, Any]:
        """The form to send a document with."""
        wanted = {"for": self.reference, "kind": kind, "content_type": content_type, "size": len(body)}
        form: dict[str, Any] = self._citizen.post("/v1/uploads", wanted, x_proof=self.proof).ok(201)
        return form

    def send(self, kind: str, photo: Path) -> str:
        """Send a document without a browser and wait until it is decided; its reference."""
        body = photo.read_bytes()
        form = self.begin(kind, body)
        _post(form, body)
        deadline = time.monotonic() + PATIENCE
        while self.document(form["reference"])["state"] in ON_ITS_WAY:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        return str(form["reference"])

    def document(self, reference: str) -> dict[str, Any]:
        """A document as its citizen sees it."""
        found: dict[str, Any] = self._citizen.get(
            f"/v1/documents/{quote(reference)}", x_proof=self.proof
        ).ok()
        return found

    def show(self, visitor: Visitor) -> None:
        """Open the booking's page."""
        visitor.page.goto(f"{visitor.home}#/status/{self.reference}")
        visitor.page.fill("#proof", self.proof)
        visitor.press("form button[type=submit]")
        visitor.find(".docs").wait_for()

    @property
    def _citizen(self) -> Citizen:
        return Citizen(self.opened.running.api)


def booked(opened: OpenOffice, *, service: str = ASKING, digits_off: int = 0) -> Booked:
    """Somebody new books; with so many of the last digits of their NIK typed wrong."""
    owner = holder(secrets.SystemRandom())
    nik = owner.nik
    for place in range(-2, -2 - digits_off, -1):
        nik = f"{nik[:place]}{(int(nik[place]) + 1) % 10}{nik[place + 1 :]}"
    reference, proof = opened.booking(service, nik=nik, name=owner.name.title())
    return Booked(opened, reference, proof, owner, nik)


def photographed(owner: Holder, folder: Path, *, large: bool = False) -> Path:
    """A photo of somebody's card on a table; ``large`` as phones of today take them."""
    chance = secrets.SystemRandom()
    scene = laid(identity_card(owner, chance), chance, degrees=1.5, tilt=0.02, part=0.85)
    path = folder / f"{uuid.uuid4().hex}.jpg"
    (scene.resize(PHOTO) if large else scene).save(path, quality=92)
    return path


def _post(form: dict[str, Any], body: bytes) -> None:
    border = uuid.uuid4().hex
    head = "".join(
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form["fields"].items()
    )
    file = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="document"\r\n\r\n'
    where = urlsplit(form["url"])
    connection = http.client.HTTPConnection(where.netloc, timeout=30)
    sent = (head + file).encode() + body + f"\r\n--{border}--\r\n".encode()
    connection.request("POST", where.path, sent, {"Content-Type": f"multipart/form-data; boundary={border}"})
    assert connection.getresponse().status < http.client.BAD_REQUEST
    connection.close()
