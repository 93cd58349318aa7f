"""Those who have a complaint and those who work on it: at the running system, and in a town whose clock moves."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chalicelib.core.officer import Officer, Role
from chalicelib.people.service import Asker
from tests.cloud.citizen import Answer, Citizen, a_phone
from tests.cloud.insider import Insider
from tests.cloud.open_office import STRANGERS
from tests.cloud.town import AGENCY, ANYWHERE, OFFICE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cloud.open_office import OpenOffice
    from tests.cloud.town import Town

NAME = "Ni Luh Ayu Contoh"
TEXT = "Sudah dua jam antre di loket tiga, padahal nomor saya sudah dipanggil."
OFFICER = Officer(id="officer-1", role=Role.OFFICER, office=OFFICE, agency=AGENCY)
HEAD = replace(OFFICER, id="manager-1", role=Role.MANAGER)


class Desk:
    """An officer's hand on complaints."""

    def __init__(self, opened: OpenOffice, **who: Any) -> None:
        """Sign in."""
        self._api = Citizen(opened.running.api)
        self._all = f"/v1/desk/offices/{opened.id}/complaints"
        self._head = {"authorization": f"Bearer {opened.token(**who)}"}

    def get(self, path: str = "") -> Answer:
        return self._api.get(self._all + path, **self._head)

    def post(self, path: str, body: Mapping[str, Any]) -> Answer:
        return self._api.post(self._all + path, body, **self._head)

    def does(self, reference: str, act: str, **body: Any) -> Any:
        """An act on the version as it is now; the page after it."""
        version = self.get(f"/{reference}").ok()["version"]
        return self.post(f"/{reference}/{act}", {"version": version, **body}).ok()

    def listed(self, query: str = "") -> list[str]:
        return [one["reference"] for one in self.get(query).ok()["complaints"]]


class Complainant:
    """Somebody with a complaint, and the proof that it is theirs."""

    def __init__(self, opened: OpenOffice, **form: Any) -> None:
        """Bring it."""
        self._api = Citizen(opened.running.api)
        phone = a_phone(secrets.choice(STRANGERS))
        body = {
            "office": opened.id,
            "text": TEXT,
            "identity": "named",
            "category": "waiting",
            "contact": {"name": NAME, "phone": phone},
            "language": "id",
            **form,
        }
        self.filed = self._api.post("/v1/complaints", body, idempotency_key=uuid.uuid4().hex).ok(201)
        self.reference: str = self.filed["reference"]
        self._proof = self.filed["secret"]

    def looks(self) -> Any:
        return self._api.get(f"/v1/complaints/{self.reference}", x_proof=self._proof).ok()

    def says(self, what: str, **body: str) -> Answer:
        return self._api.post(f"/v1/complaints/{self.reference}/{what}", body, x_proof=self._proof)


class InTown:
    """A complaint in a town whose clock moves, brought on Monday morning; its citizen and its officers."""

    def __init__(self, town: Town, **form: Any) -> None:
        """Bring it."""
        self._citizen = town.citizen()
        body = {"office": OFFICE, "text": TEXT, "identity": "anonymous", "category": "waiting", **form}
        filed = self._citizen.post("/v1/complaints", body).ok(201)
        self.reference: str = filed["reference"]
        self._proof = filed["secret"]

    @property
    def asker(self) -> Asker:
        """Its citizen, with the proof."""
        return Asker(self.reference, self._proof, ANYWHERE)

    def looks(self) -> Any:
        return self._citizen.get(f"/v1/complaints/{self.reference}", x_proof=self._proof).ok()

    def says(self, what: str, **body: str) -> Answer:
        return self._citizen.post(f"/v1/complaints/{self.reference}/{what}", body, x_proof=self._proof)

    def does(self, act: str, *, by: Officer = OFFICER, **body: Any) -> Answer:
        asker, path = Insider(base="", officer=by), f"/v1/desk/offices/{OFFICE}/complaints/{self.reference}"
        version = asker.get(path).ok()["version"]
        return asker.post(f"{path}/{act}", {"version": version, **body})

    def steps(self) -> list[str]:
        path = f"/v1/desk/offices/{OFFICE}/complaints/{self.reference}"
        return [step["act"] for step in Insider(base="", officer=OFFICER).get(path).ok()["steps"]]

    def listed(self, query: str = "") -> list[str]:
        """The references that an officer sees in the list."""
        path = f"/v1/desk/offices/{OFFICE}/complaints{query}"
        return [one["reference"] for one in Insider(base="", officer=OFFICER).get(path).ok()["complaints"]]
