"""Names, phones and words planted in complaints, named, hidden and anonymous, and looked for in all that leaves."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from tests.cloud import raw
from tests.cloud.citizen import Citizen
from tests.cloud.disguises import disguises, everything
from tests.cloud.open_office import OpenOffice, open_office
from tests.cloud.partners import a_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cloud.citizen import Answer
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

NAMES = {
    "named": "Ketut Terbukawati",
    "hidden": "Komang Tersembunyiwati",
    "anonymous": "Gede Takbernamawati",
}
PHONES = {"named": "081239991101", "hidden": "081239992202", "anonymous": "081239993303"}
#: Words that stand in no catalogue; the citizen's own, an answer, a place, a message of theirs, a note of an officer.
TEXT, PLACE, MESSAGE, NOTE = "zamrudkelabu", "gangbelimbing", "pisangraja", "catatanrahasia"
WORDS = {"text": TEXT, "place": PLACE, "message": MESSAGE, "note": NOTE}
EXACT = {"lat": -8.6537123, "long": 115.2191234}
TITLE = "Antrean panjang"
FUNCTIONS = ("ApiHandler", "Officer", "Tick", "Work")


def found_in(text: str, planted: Mapping[str, str]) -> set[str]:
    """Which of the planted words lie in a text, however disguised."""
    return {kind for kind, word in planted.items() if any(form in text for form in disguises(word))}


@dataclass
class Seen:
    """Every answer, by who got it: the citizens themselves, everybody, officers, a supervisor who opened a name."""

    citizens: list[Answer] = field(default_factory=list)
    statuses: list[Answer] = field(default_factory=list)
    everybody: list[Answer] = field(default_factory=list)
    desk: dict[str, list[Answer]] = field(default_factory=dict)
    lists: list[Answer] = field(default_factory=list)
    opened: list[Answer] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)


class Town:
    """Everything that happens to the three complaints, through every door."""

    def __init__(self, opened: OpenOffice) -> None:
        self.seen = Seen()
        self.office = opened.id
        self.api = Citizen(opened.running.api)
        self.officer, self.head = opened.token(), opened.token("manager")
        self.filed = {identity: self._bring(identity) for identity in NAMES}
        for identity, filed in self.filed.items():
            self.seen.references[identity] = filed["reference"]
            self.seen.desk[identity] = []
            self._works(identity, filed)
        self._opens()
        self._looks_around(opened.running)

    def _bring(self, identity: str) -> dict[str, Any]:
        form = {
            "office": self.office,
            "text": f"Loket tiga {TEXT} antre lama sekali {identity}",
            "identity": identity,
            "category": "waiting",
            "place": {"words": PLACE, **EXACT},
            "contact": {"name": NAMES[identity], "phone": PHONES[identity]},
            "language": "id",
        }
        key = uuid.uuid4().hex
        sent = [self.api.post("/v1/complaints", form, idempotency_key=key) for _ in range(2)]
        wrong = {**form, "text": NAMES[identity], NAMES[identity]: PHONES[identity]}
        sent.append(self.api.post("/v1/complaints", wrong, idempotency_key=key))
        self.seen.citizens += sent
        filed: dict[str, Any] = sent[0].ok(201)
        return filed

    def _works(self, identity: str, filed: dict[str, Any]) -> None:
        one, proof = f"/v1/complaints/{filed['reference']}", {"x_proof": filed["secret"]}
        self.seen.lists.append(self._officers(""))
        self._acts(identity, "verify", title=TITLE)
        self._acts(identity, "note", text=NOTE)
        self._acts(identity, "ask", text="Jam berapa?")
        self.seen.citizens += [
            self.api.post(f"{one}/messages", {"text": f"Jam 9 {MESSAGE}"}, **proof),
            self.api.get(one, **proof),
            self.api.get(one, x_proof=PHONES[identity][-4:]),
        ]
        self.seen.statuses.append(self.api.get(f"/v1/status/{filed['reference']}", **proof))
        self._acts(identity, "propose", text="Loket dibuka.", without_photo="Tidak perlu.")
        self.seen.citizens.append(self.api.post(f"{one}/confirm", {}, **proof))

    def _acts(self, identity: str, act: str, **body: str) -> None:
        reference = self.filed[identity]["reference"]
        page = self._officers(f"/{reference}")
        done = self._officers(f"/{reference}/{act}", {"version": page.ok()["version"], **body})
        done.ok()
        self.seen.desk[identity] += [page, done]

    def _opens(self) -> None:
        """A supervisor has a reason for the hidden one; for the others there is nothing to open."""
        for identity in ("named", "anonymous", "hidden"):
            path = f"/{self.filed[identity]['reference']}"
            body = {"version": self._officers(path).ok()["version"], "reason": "danger"}
            self.seen.desk[identity].append(self._officers(f"{path}/identity", body))
            answer = self._officers(f"{path}/identity", body, token=self.head)
            (self.seen.opened if identity == "hidden" else self.seen.desk[identity]).append(answer)
            self.seen.desk[identity].append(self._officers(path, token=self.head))

    def _looks_around(self, running: Running) -> None:
        public, posted = self.filed["hidden"]["public"], self._posts_by_program(running)
        self.seen.lists += [
            self._officers("?state=confirmed"),
            self._officers("/figures", token=self.head),
            self._officers("/export", {"format": "csv"}, token=self.head),
        ]
        text = f"Loket tiga {TEXT} antre lama sekali"
        self.seen.everybody += [
            self.api.get(path)
            for path in (
                "/v1/public/complaints",
                f"/v1/public/complaints?office={self.office}&state=confirmed",
                f"/v1/public/complaints/{public}",
                "/open311/v2/services.json",
                "/open311/v2/requests.json",
                "/open311/v2/requests.xml",
                f"/open311/v2/requests/{public}.json",
                f"/open311/v2/requests/{posted}.json",
                f"/open311/v2/requests/{posted}.xml",
                f"/open311/v2/tokens/{posted}.json",
                f"/v1/complaints/{public}",
                "/v1/health",
            )
        ]
        self.seen.everybody.append(
            self.api.post("/v1/complaints/suggest", {"text": text, "office": self.office, "place": EXACT})
        )

    def _posts_by_program(self, running: Running) -> str:
        """The same by a program, in the standard's words; the id that everybody may ask by."""
        first, last = NAMES["hidden"].split()
        form = {
            "api_key": a_key(running),
            "service_code": "waiting",
            "description": f"Loket tiga {TEXT}",
            "address_string": PLACE,
            **{name: str(degrees) for name, degrees in EXACT.items()},
            "first_name": first,
            "last_name": last,
            "phone": PHONES["hidden"],
        }
        heads = {"Content-Type": "application/x-www-form-urlencoded"}
        address = "/open311/v2/requests.json"
        answer = self.api.ask("POST", address, urlencode(form).encode(), heads)
        self.seen.citizens.append(answer)
        return str(answer.ok(201)[0]["service_request_id"])

    def _officers(self, path: str, body: Mapping[str, Any] | None = None, token: str = "") -> Answer:
        head = {"authorization": f"Bearer {token or self.officer}", "idempotency_key": uuid.uuid4().hex}
        address = f"/v1/desk/offices/{self.office}/complaints{path}"
        return self.api.get(address, **head) if body is None else self.api.post(address, body, **head)


@pytest.fixture(scope="module")
def seen(running: Running) -> Seen:
    """What everybody got."""
    return Town(open_office(running, "uji-rahasia")).seen


def everything_said(answer: Answer) -> str:
    return answer.text + json.dumps(answer.headers.items())


def test_nobody_is_told_a_phone_and_a_citizen_not_even_their_own_name(seen: Seen) -> None:
    everybody = [
        *seen.citizens,
        *seen.statuses,
        *seen.everybody,
        *seen.lists,
        *seen.opened,
        *chain(*seen.desk.values()),
    ]
    assert len(everybody) > 40
    for answer in everybody:
        assert answer.status < 500, answer.text
        assert not found_in(everything_said(answer), PHONES), answer.text
    for answer in [*seen.citizens, *seen.statuses, *seen.everybody, *seen.lists]:
        assert not found_in(everything_said(answer), NAMES), answer.text


def test_an_officer_is_told_the_name_of_who_is_named_and_of_nobody_else(seen: Seen) -> None:
    assert any(NAMES["named"] in answer.text for answer in seen.desk["named"])
    for identity, answers in seen.desk.items():
        names = {kind: name for kind, name in NAMES.items() if (kind, identity) != ("named", "named")}
        for answer in answers:
            assert not found_in(everything_said(answer), names), (identity, answer.text)
    (opened,) = seen.opened
    assert opened.ok()["name"] == NAMES["hidden"], "with a reason, and told to the citizen"


def test_everybody_is_told_no_word_of_a_citizen_and_no_exact_place(seen: Seen) -> None:
    for answer in [*seen.everybody, *seen.lists[-2:], *seen.statuses]:
        assert not found_in(everything_said(answer), WORDS), answer.text
    for answer in [*seen.everybody, *seen.lists[-2:]]:
        assert "8.6537" not in answer.text
        assert not set(seen.references.values()) & set(re.findall(r"A[0-9A-Z]{9}", answer.text))
    # By its office: the list of offices is remembered for a minute, and this one is new.
    assert TITLE in seen.everybody[1].text


def test_the_citizens_own_words_are_told_back_to_who_proves_that_they_are_theirs(seen: Seen) -> None:
    pages = [one for one in seen.citizens if one.status == 200 and "messages" in one.ok()]
    assert len(pages) > len(NAMES)
    assert all(TEXT in page.ok()["text"] for page in pages)


def test_no_table_tells_any_of_it_and_of_who_is_anonymous_nothing_is_there_at_all(
    running: Running, seen: Seen
) -> None:
    identities = 0
    for table in raw.table_names(running.environment).values():
        for item in raw.items(running.cloud, table):
            told = everything(item)
            identities += item["pk"].startswith("IDENTITY#") and "sealed" in item
            for planted in (NAMES, PHONES, WORDS):
                assert not found_in(told, planted), (table, item["pk"])
            if item["pk"].startswith("IDENTITY#"):
                assert not [one for one in seen.references.values() if one in told]
    assert identities >= len(NAMES) - 1


def test_no_log_tells_any_of_it(running: Running, seen: Seen) -> None:
    lines = [line for function in FUNCTIONS for line in running.cloud.function_log(function)]
    lines.append(running.cloud.log.read_text("utf-8", "replace"))
    for line in lines:
        for planted in (NAMES, PHONES, WORDS):
            assert not found_in(line, planted), line
