"""Personal data planted everywhere a citizen can put it, and looked for in everything the system wrote."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.cloud import raw
from tests.cloud.citizen import Citizen, a_form
from tests.cloud.disguises import disguises, everything
from tests.cloud.open_office import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cloud.citizen import Answer
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

OFFICE, SERVICE, ANOTHER = "dukcapil", "d000", "d007"
NAME, NIK, PHONE = "Ni Luh Ayu Rahasiawati", "5171014509870017", "081239998877"
PLANTED = {"name": NAME, "nik": NIK, "phone": PHONE}
# What was installed, not written: libraries, models, and the packed code of functions.
INSTALLED = (".py", ".pyc", ".so", ".onnx", ".zip")
FUNCTIONS = ("ApiHandler", "Officer", "Tick", "Work")


def found_in(text: str) -> set[str]:
    """Which of the planted words lie in a text, however disguised."""
    return {kind for kind, word in PLANTED.items() if any(form in text for form in disguises(word))}


@pytest.mark.parametrize(("kind", "word"), PLANTED.items())
def test_the_search_finds_what_it_is_made_to_find(kind: str, word: str) -> None:
    hidden = base64.b64encode(f'{{"x": "{word}", "y": 1}}'.encode()).decode()
    for text in (f"so {word}!", f"x{word[::-1]}", hidden, f"/v1/{quote(word)}?", word.encode().hex()):
        assert kind in found_in(text), text
    assert not found_in("nothing of the kind, 5171 or 0812")


@pytest.fixture(scope="module")
def answers(running: Running) -> list[Answer]:
    """Everything a citizen can do with their data, in the right places and in every wrong one; the answers."""
    citizen = Citizen(running.site)
    return [
        *in_the_right_places(citizen),
        *in_the_wrong_places(citizen),
        *on_the_visit_day(running),
        *timed_work(running),
    ]


def in_the_right_places(citizen: Citizen) -> Iterator[Answer]:
    slots = citizen.free(OFFICE, SERVICE, places=2)
    first, second = slots[0]["starts"], slots[1]["starts"]
    form = a_form(OFFICE, SERVICE, first, citizen=PLANTED)
    booked = citizen.book(form, idempotency_key="planted-data")
    yield booked
    reference, proof = booked.ok(201)["reference"], PHONE[-4:]
    yield citizen.book(form, idempotency_key="planted-data")
    yield citizen.book({**form, "starts": second}, idempotency_key="planted-data")
    yield citizen.book(form, idempotency_key="another-planted")
    yield citizen.look_up(reference, proof)
    yield citizen.look_up(reference, PHONE)
    yield citizen.look_up(reference, "0000")
    yield citizen.status(reference, proof)
    yield citizen.get(f"/v1/bookings/{reference}/calendar", x_proof=proof)
    yield citizen.move(reference, proof, second)
    yield citizen.cancel(reference, proof)
    secret = citizen.book(a_form(OFFICE, SERVICE, second, citizen={"name": NAME, "nik": NIK}))
    yield secret
    yield citizen.cancel(secret.ok(201)["reference"], secret.json["secret"])


def in_the_wrong_places(citizen: Citizen) -> Iterator[Answer]:
    starts = citizen.free(OFFICE, SERVICE)[0]["starts"]
    form = a_form(OFFICE, SERVICE, starts, citizen=PLANTED)
    for word in PLANTED.values():
        for field in ("office", "service", "starts", "language"):
            yield citizen.book({**form, field: word})
        yield citizen.book({**form, word: word, "note": word})
        for field in ("name", "nik", "phone", "birth_date", "sex"):
            yield citizen.book({**form, "citizen": {**PLANTED, "nik": "1", field: f"{word} 1", word: word}})
        yield citizen.book_raw(f'{{"name": "{word}"'.encode())
        yield citizen.book_raw(json.dumps(f"{word} {word}").encode())
        yield citizen.book_raw(word.encode(), content_type="text/plain")
        yield citizen.book(form, idempotency_key=word)
        yield citizen.book({**form, "citizen": {**PLANTED, "name": word * 50}})
        typed = quote(word)
        yield citizen.get(f"/v1/bookings/{typed}", x_proof=word)
        yield citizen.get(f"/v1/status/{typed}?nik={typed}&language={typed}", x_proof=word)
        yield citizen.get(f"/v1/offices/{typed}?name={typed}", user_agent=word, referer=word)
        slots = f"/v1/offices/{OFFICE}/services/{SERVICE}/slots"
        yield citizen.get(f"{slots}?from={typed}&days={typed}&near={typed}", cookie=f"who={typed}")
        yield citizen.get(f"/v1/{typed}/{typed}", x_forwarded_for=word, accept_language=word)
        yield citizen.post(f"/v1/bookings/{typed}/move", {"starts": word, word: word}, x_proof=word)
        yield citizen.post(f"/v1/bookings/{typed}/cancel", {"reason": word}, x_proof=word)


def on_the_visit_day(running: Running) -> Iterator[Answer]:
    """Checked in, called, opened by an officer and served; and planted wherever a desk's form has room for a word.

    The officer alone is told the name, which is not among these answers.
    """
    opened = open_office(running, "uji-privasi")
    citizen, officer = Citizen(running.site), opened.token()
    starts = citizen.slots(opened.id, ANOTHER, days=1)["slots"][0]["starts"]
    booked = citizen.book(a_form(opened.id, ANOTHER, starts, citizen=PLANTED))
    yield booked
    reference = booked.ok(201)["reference"]
    arrived = citizen.post(f"/v1/bookings/{reference}/check-in", {}, x_proof=PHONE[-4:])
    yield arrived
    ticket = arrived.ok()
    opened.step(officer, "open")
    opened.step(officer, "call")
    seen = opened.ask(officer, f"/tickets/{ticket['number']}")
    assert seen["name"] == NAME, "the officer sees who stands there"
    assert not {"nik", "phone"} & found_in(json.dumps(seen))
    for step in ("start", "finish", "undo", "finish"):
        opened.step(officer, step)
    yield citizen.get(f"/v1/tickets/{ticket['reference']}", x_proof=ticket["secret"])
    yield citizen.get(f"/v1/status/{ticket['reference']}", x_proof=ticket["secret"])
    yield citizen.get(f"/v1/offices/{opened.id}/board")
    yield from on_rating(citizen, ticket, opened.id)
    for word in PLANTED.values():
        for path, body in (
            ("counters/A1/steps", {"step": "call", "number": word, word: word}),
            (f"counters/{quote(word)}/steps", {"step": word}),
            ("tickets", {"services": [word], "priority": word}),
            ("check-in", {"reference": word}),
            ("alarm", {"counter": word}),
        ):
            yield citizen.post(f"/v1/desk/{opened.id}/{path}", body, authorization=f"Bearer {officer}")
        for path in (f"tickets/{quote(word)}", f"day?date={quote(word)}"):
            yield citizen.get(f"/v1/desk/{opened.id}/{path}", authorization=f"Bearer {officer}")
        yield citizen.post("/v1/desk/session", {"email": word, "password": word})
        yield citizen.get("/v1/desk/me", authorization=word)


def on_rating(citizen: Citizen, ticket: dict[str, Any], office: str) -> Iterator[Answer]:
    """In words to the office, which are sealed, and wherever else a rating has room."""
    proof, place = ticket["secret"], f"/v1/ratings/{ticket['reference']}"
    sheet = citizen.get(place, x_proof=proof)
    yield sheet
    answers = {question["element"]: 4 for question in sheet.ok()["questions"]}
    body = {"for": ticket["reference"], "answers": answers, "words": " ".join(PLANTED.values())}
    for word in PLANTED.values():
        yield citizen.post("/v1/ratings", {**body, "answers": {word: 4}}, x_proof=proof)
        yield citizen.post("/v1/ratings", {**body, "for": word, word: word}, x_proof=word)
        yield citizen.get(f"/v1/offices/{office}/satisfaction?service={quote(word)}&from={quote(word)}")
    rated = citizen.post("/v1/ratings", body, x_proof=proof)
    rated.ok(201)
    yield rated
    yield citizen.get(place, x_proof=proof)
    yield citizen.get(f"/v1/offices/{office}/satisfaction")


def timed_work(running: Running) -> Iterator[Answer]:
    """The tick and the worker, too, go over what was planted."""
    running.cloud.invoke("Tick")
    yield Citizen(running.site).get("/v1/health")


def test_no_answer_repeats_what_the_citizen_said_of_themselves(answers: list[Answer]) -> None:
    assert len(answers) > 60
    for answer in answers:
        shown = answer.text + json.dumps(answer.headers.items())
        assert not found_in(shown), answer.text
        assert answer.status < 500, answer.text


def test_no_table_holds_it_in_the_clear(running: Running, answers: list[Answer]) -> None:
    bookings = 0
    for table in raw.table_names(running.environment).values():
        for item in raw.items(running.cloud, table):
            bookings += item["pk"].startswith("BOOKING#")
            assert not found_in(everything(item)), (table, item["pk"])
    assert bookings


def test_no_log_and_no_metric_tells_it(running: Running, answers: list[Answer]) -> None:
    lines = [line for function in FUNCTIONS for line in running.cloud.function_log(function)]
    assert any('"_aws"' in line for line in lines), "metrics are among them"
    for line in lines:
        assert not found_in(line), line
    assert not found_in(running.cloud.log.read_text("utf-8", "replace"))


def test_no_object_no_message_and_no_file_holds_it(running: Running, answers: list[Answer]) -> None:
    storage, queues = running.cloud.client("s3"), running.cloud.client("sqs")
    for bucket in storage.list_buckets()["Buckets"]:
        for item in storage.list_objects_v2(Bucket=bucket["Name"]).get("Contents", []):
            assert not found_in(item["Key"])
            if item["Key"].endswith(INSTALLED):
                continue
            body = storage.get_object(Bucket=bucket["Name"], Key=item["Key"])["Body"].read()
            assert not found_in(body.decode("latin-1")), item["Key"]
    for url in queues.list_queues().get("QueueUrls", []):
        taken = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
        assert not found_in(json.dumps(taken.get("Messages", [])))
    written = [path for path in running.cloud.folder.rglob("*") if path.is_file()]
    for path in written:
        if path.suffix in INSTALLED:
            continue
        assert not found_in(path.read_bytes().decode("latin-1")), path
