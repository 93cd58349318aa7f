"""Schemathesis asks what the served OpenAPI document allows and much that it forbids: all as documented, no 5xx."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from infra.package import ROOT
from tests.cloud import raw
from tests.cloud.citizen import Citizen, a_citizen, a_form, a_nik
from tests.cloud.fairness import consistent
from tests.cloud.officers import Officers
from tests.cloud.open_office import open_office
from tests.cloud.partners import a_key

if TYPE_CHECKING:
    from tests.cloud.open_office import OpenOffice
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

OFFICE, SERVICE = "dukcapil", "d001"
# May ask everything, everywhere; that others may not is tested at every door (tests/unit/test_desk_doors.py).
ANYBODY = "admin@kota.example"
EXAMPLES = 25
# Bookings to look up, move, cancel and check in, all with the same last digits of their phones.
BOOKINGS, PROOF = 12, "4444"
ALWAYS_OPEN = "uji-skema"
FORBIDDEN = 403
OPEN311, WAYS = "/open311/v2", (".json", ".xml")
# These succeed only with a file in the bucket, a document that was checked, a case that stands so: tried with real ones
# in test_documents_way.py, test_cases.py, tests/unit/documents and tests/unit/cases.
MADE_BEFORE = {
    "GET /v1/documents/{reference}",
    "POST /v1/documents/{reference}/officer",
    *(
        f"POST /v1/desk/offices/{{office}}/documents/{{reference}}/{act}"
        for act in ("accept", "correct", "reject")
    ),
    "GET /v1/desk/offices/{office}/documents/{reference}",
    *(
        f"POST /v1/desk/offices/{{office}}/cases/{{reference}}/{step}"
        for step in ("advance", "pause", "resume", "refuse", "letter", "letter/issue", "letter/revoke")
    ),
    "GET /v1/desk/offices/{office}/cases/{reference}/letter",
    "GET /v1/cases/{reference}/letter",
    # What may be answered hangs on the reference: tried with a visit that was served in test_ratings.py.
    "POST /v1/ratings",
    # A complaint that stands so: test_complaints_privacy.py, tests/unit/complaints.
    *(f"POST /v1/complaints/{{reference}}/{act}" for act in ("confirm", "dispute", "reopen")),
    *(
        f"POST /v1/desk/offices/{{office}}/complaints/{{reference}}/{act}"
        for act in (
            *("verify", "reclassify", "assign", "start", "ask", "answer", "reply", "note", "propose"),
            *("pass-on", "dismiss", "merge", "close", "identity", "proof"),
        )
    ),
    "GET /v1/public/complaints/{public}",
}
# Every check is on but these, and these are told what they cannot know.
CHECKS = {
    # The local gateway refuses an undeclared method itself, with 403 and before any code runs. What the gateway in AWS
    # says is asserted on the template.
    "unsupported_method": {"enabled": False},
    # What days, hours and identity numbers can be used is beyond a schema: such a form is refused by 422.
    "positive_data_acceptance": {"expected-statuses": ["2xx", 401, 404, 409, 422, 429]},
    # A form that is longer than any may be is refused as too large before it is read; otherwise as by default.
    "negative_data_rejection": {
        "expected-statuses": [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429]
    },
}


@dataclass(slots=True)
class Heard:
    """What a run of Schemathesis found: failures in words, and the statuses that each operation answered."""

    failures: list[str] = field(default_factory=list)
    statuses: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


@pytest.fixture(scope="module")
def heard(running: Running) -> Heard:
    """Ask every operation: all the cases that its schema names, and some that chance does (the same in every run)."""
    import schemathesis  # noqa: PLC0415 - slow to load, and only needed here
    from schemathesis import engine  # noqa: PLC0415 - as above
    from schemathesis.engine.events import NonFatalError, ScenarioFinished  # noqa: PLC0415

    config = schemathesis.Config.from_dict(configuration(running))
    schema = schemathesis.openapi.from_url(f"{running.api}/v1/openapi.json", config=config)
    schema.config.update(base_url=running.api)
    heard = Heard()
    for event in engine.from_schema(schema).execute():
        if isinstance(event, ScenarioFinished):
            note(event.recorder, heard)
        elif isinstance(event, NonFatalError):
            heard.failures.append(f"{event.label}: {event.value!r}")
    return heard


def tolerated(case: Any, failure: Any, status: int | None) -> bool:
    """An unknown language is not refused, against the schema's letter: a link shared with one still opens.

    And the local gateway itself answers 403 to an officer's address with a line break in it, and to no other.
    """
    strange = (case.query or {}).get("language", "id") not in {"id", "en"}
    broken = status == FORBIDDEN and "/desk/" in case.path and "%0A" in case.formatted_path
    return (strange and failure.title == "Schema-violating request accepted") or (
        broken and failure.title == "Schema-valid request rejected"
    )


def note(recorder: Any, heard: Heard) -> None:
    """Keep what a scenario told."""
    for interaction in recorder.interactions.values():
        if interaction.response is not None:
            heard.statuses[recorder.label].add(interaction.response.status_code)
    for case_id, checks in recorder.checks.items():
        case = recorder.cases[case_id].value
        told = recorder.interactions[case_id].response if case_id in recorder.interactions else None
        for check in checks:
            failure = check.failure_info.failure if check.failure_info else None
            if failure is not None and not tolerated(case, failure, told.status_code if told else None):
                heard.failures.append(
                    f"{case.method} {case.formatted_path}: {failure.title}\n{failure.message}\n"
                    f"{told.status_code if told else 'no answer'} {case.body!r} {told.text if told else ''}"
                )


def configuration(running: Running) -> dict[str, Any]:
    """How to ask: with real offices, times, references and proofs now and then, so that real answers are seen."""
    citizen = Citizen(running.api)
    slots = citizen.free(OFFICE, SERVICE, places=2)
    forms = [
        a_form(OFFICE, SERVICE, slot["starts"], citizen=a_citizen(phone=f"0812{at:04d}{PROOF}"))
        for at, slot in enumerate(slots[:BOOKINGS], 4000)
    ]
    opened = open_office(running, ALWAYS_OPEN)
    now = citizen.slots(opened.id, SERVICE, days=1)["slots"][0]["starts"]
    forms += [
        a_form(opened.id, SERVICE, now, citizen=a_citizen(phone=f"0813{at:04d}{PROOF}"))
        for at in range(BOOKINGS // 4)
    ]
    references = [citizen.book(form).ok(201)["reference"] for form in forms]
    officers = Officers(running)
    officer = officers.signed_in(ANYBODY)
    tickets = [opened.walk_in(officer.token, SERVICE) for _ in range(5)]
    # Somebody who has arrived already: checking in again finds their ticket, and nobody can cancel it meanwhile.
    citizen.post(f"/v1/bookings/{references[-1]}/check-in", {}, x_proof=PROOF).ok()
    references += [references[-1]] * (BOOKINGS // 2)
    words = {
        "path.office": [OFFICE, opened.id, opened.id],
        "path.counter": ["A1", "A2"],
        "path.number": [ticket["number"] for ticket in tickets],
        "path.service": [SERVICE, "d000"],
        "path.reference": references,
        "header.X-Proof": [PROOF],
        "body.counter": ["A1", "A3"],
        "body.reference": references,
        "body.office": [OFFICE],
        "body.service": [SERVICE],
        "body.starts": [slot["starts"] for slot in slots[:20]],
        "body.citizen.nik": [a_nik() for _ in range(50)],
        "body.citizen.name": ["Ni Luh Uji", "Bapak Contoh"],
        "body.email": [ANYBODY],
        "body.password": [officers.password],
        "body.refresh": [officer.refresh],
    }
    # What was confirmed once is told again, whatever is looked at meanwhile.
    tomorrow = (datetime.fromisoformat(now) + timedelta(days=1)).date().isoformat()
    looked = opened.ask(officer.token, "/changes/preview", {"kind": "as-is", "first": tomorrow})
    opened.ask(officer.token, "/changes/confirm", {"token": looked["token"]})
    change = {
        "path.office": [opened.id],
        "body.token": [looked["token"]],
        "body.kind": ["as-is", "usual"],
        "body.first": [tomorrow],
        "body.last": [tomorrow],
    }
    upload = {
        "body.for": references[:3],
        "body.kind": ["ktp", "kk"],
        "body.content_type": ["image/jpeg"],
        "body.size": [1000],
        "header.X-Proof": [PROOF],
    }
    case = {"path.office": [opened.id], "path.reference": [_case(running, officer.token, opened.id)]}
    filed = _complaint(running, opened.id)
    complaint = {"path.reference": [filed["reference"]], "header.X-Proof": [filed["secret"]]}
    desk_complaint = {"path.office": [opened.id], "path.reference": [filed["reference"]]}
    bringing = {"body.office": [opened.id], "body.category": ["waiting", "other"]}
    # Wrong proofs are counted per reference, so the ticket's is offered only where it can be right.
    ticket = {"path.reference": [tickets[0]["reference"]], "header.X-Proof": [tickets[0]["secret"]]}
    counter = {"path.office": [opened.id], "path.counter": ["A1", "A2"], "body.step": ["open"]}
    reports = open311(running)
    rating = _rating(citizen, opened, officer.token)
    return {
        "operations": [
            *(
                {
                    "include-path": path,
                    "parameters": _offering(words, f"open311-{number}-", probability=0.95),
                    # The standard's own statuses stand for what our routes say with 422.
                    "checks": {
                        "positive_data_acceptance": {"expected-statuses": ["2xx", 400, 403, 404, 429]}
                    },
                }
                for number, (path, words) in enumerate(reports.items())
            ),
            # The offices of the seed give no tickets out of hours.
            {
                "include-path": "/v1/desk/{office}/tickets",
                "parameters": {"path.office": {"dictionary": "change-path-office", "probability": 0.95}},
            },
            {"include-path": "/v1/tickets/{reference}", "parameters": _offering(ticket, "ticket-")},
            {
                "include-path": "/v1/desk/{office}/counters/{counter}/steps",
                "parameters": _offering(counter, "counter-", probability=0.9),
            },
            *(
                {"include-path": path, "parameters": _offering(rating, "rating-", probability=0.95)}
                for path in ("/v1/ratings", "/v1/ratings/{reference}")
            ),
            {"include-path": "/v1/uploads", "parameters": _offering(upload, "upload-", probability=0.95)},
            *(
                {
                    "include-path": f"/v1/complaints/{{reference}}{act}",
                    "parameters": _offering(complaint, "complaint-"),
                }
                for act in ("", "/messages")
            ),
            *(
                {"include-path": path, "parameters": _offering(bringing, "bringing-", probability=0.95)}
                for path in ("/v1/complaints", "/v1/complaints/suggest")
            ),
            {
                "include-path": "/v1/desk/offices/{office}/complaints/{reference}",
                "parameters": _offering(desk_complaint, "desk-complaint-"),
            },
            {
                "include-path": "/v1/desk/offices/{office}/cases/{reference}",
                "parameters": _offering(case, "case-"),
            },
            *(
                {
                    "include-path": f"/v1/desk/{{office}}/changes/{step}",
                    "parameters": _offering(change, "change-"),
                }
                for step in ("preview", "confirm")
            ),
        ],
        "checks": CHECKS,
        "headers": {"Authorization": officer.authorization},
        "phases": {"stateful": {"enabled": False}},
        "generation": {"deterministic": True, "max-examples": EXAMPLES},
        "dictionaries": {
            **_dictionaries(words),
            **_dictionaries(ticket, "ticket-"),
            **_dictionaries(rating, "rating-"),
            **_dictionaries(change, "change-"),
            **_dictionaries(upload, "upload-"),
            **_dictionaries(case, "case-"),
            **_dictionaries(counter, "counter-"),
            **_dictionaries(complaint, "complaint-"),
            **_dictionaries(bringing, "bringing-"),
            **_dictionaries(desk_complaint, "desk-complaint-"),
            **{
                name: values
                for number, words in enumerate(reports.values())
                for name, values in _dictionaries(words, f"open311-{number}-").items()
            },
        },
        "parameters": _offering(words),
    }


def _dictionaries(words: dict[str, list[Any]], prefix: str = "") -> dict[str, Any]:
    return {_name(place, prefix): {"values": values} for place, values in words.items()}


def _offering(words: dict[str, list[Any]], prefix: str = "", *, probability: float = 0.7) -> dict[str, Any]:
    return {place: {"dictionary": _name(place, prefix), "probability": probability} for place in words}


def open311(running: Running) -> dict[str, dict[str, list[Any]]]:
    """By path, words with which Open311 gives real answers: a program's key, a report, and both ways to ask for it."""
    form = {
        "api_key": a_key(running),
        "service_code": "waiting",
        "address_string": "Loket A3",
        "description": "Antrean tidak bergerak",
    }
    body = urlencode(form).encode()
    heads = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = Citizen(running.api).ask("POST", f"{OPEN311}/requests.json", body, heads).ok(201)
    report = answer[0]["service_request_id"]
    asked: dict[str, list[Any]] = {f"body.{name}": [value] for name, value in form.items()}
    asked |= {"body.lat": [-8.65], "body.long": [115.21], "body.phone": ["081277004422"]}
    asked |= {"body.first_name": ["Ni Luh"], "body.last_name": ["Uji"]}
    return {
        **{f"{OPEN311}/requests{way}": {**asked, "query.status": ["open", "closed"]} for way in WAYS},
        f"{OPEN311}/services/{{service}}": {"path.service": [f"road{way}" for way in WAYS]},
        f"{OPEN311}/requests/{{public}}": {"path.public": [f"{report}{way}" for way in WAYS]},
        f"{OPEN311}/tokens/{{token}}": {"path.token": [f"{report}{way}" for way in WAYS]},
    }


def _rating(citizen: Citizen, opened: OpenOffice, token: str) -> dict[str, list[Any]]:
    """A visit that was served and rated, for who looks at its questions and who rates it again."""
    ticket = opened.walk_in(token, SERVICE)
    opened.step(token, "open", "A2")
    for step, more in (("call", {"number": ticket["number"]}), ("start", {}), ("finish", {}), ("close", {})):
        opened.step(token, step, "A2", **more)
    reference, proof = ticket["reference"], ticket["secret"]
    asked = citizen.get(f"/v1/ratings/{reference}", x_proof=proof).ok()["questions"]
    answers = {question["element"]: 4 for question in asked}
    citizen.post("/v1/ratings", {"for": reference, "answers": answers}, x_proof=proof).ok(201)
    return {"path.reference": [reference], "header.X-Proof": [proof], "body.for": [reference]}


def _case(running: Running, token: str, office: str) -> str:
    """The reference of a file that was handed in at this office."""
    path = f"/v1/desk/offices/{office}/cases"
    form = {"service": SERVICE, "citizen": a_citizen(phone=f"08145555{PROOF}")}
    made = Citizen(running.api).post(path, form, authorization=f"Bearer {token}").ok(201)
    return str(made["reference"])


def _complaint(running: Running, office: str) -> dict[str, Any]:
    """A complaint that was brought to this office, with its secret."""
    form = {
        "office": office,
        "text": "Antrean di loket lama sekali",
        "identity": "anonymous",
        "category": "waiting",
    }
    filed: dict[str, Any] = Citizen(running.api).post("/v1/complaints", form).ok(201)
    return filed


def _name(place: str, prefix: str) -> str:
    return prefix + place.replace(".", "-").lower()


def test_everything_is_answered_as_documented(heard: Heard) -> None:
    assert not heard.failures, "\n\n".join(heard.failures)


def test_every_operation_was_seen_to_succeed_and_to_refuse(heard: Heard, running: Running) -> None:
    document = Citizen(running.api).get("/v1/openapi.json").ok()
    operations = {f"{method.upper()} {path}" for path, one in document["paths"].items() for method in one}
    assert set(heard.statuses) == operations - {"GET /v1/openapi.json"}
    lonely = {"GET /v1/health", "GET /v1/offices", *(f"GET {OPEN311}/services{way}" for way in WAYS)}
    failed = {one for one, statuses in heard.statuses.items() if not statuses & {200, 201}}
    assert failed <= MADE_BEFORE, "never succeeded"
    kind = {one for one, statuses in heard.statuses.items() if not statuses - {200, 201}}
    assert kind <= lonely, "never refused"
    assert max(max(statuses) for statuses in heard.statuses.values()) < 500


def test_no_place_was_lost_by_all_that(heard: Heard, running: Running) -> None:
    consistent(raw.items(running.cloud, running.environment["TABLE_DIARY"]))


def test_the_document_served_is_the_one_that_is_published(running: Running) -> None:
    served = Citizen(running.api).get("/v1/openapi.json").ok()
    published = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    assert served == published
