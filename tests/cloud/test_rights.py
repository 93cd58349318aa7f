"""What each function was seen to ask of AWS lies within its policy, and the policy grants nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import app
from chalicelib.booking.service import Affected
from chalicelib.booking.step import Outcome
from chalicelib.cases.errors import LetterNotSent
from chalicelib.cases.service import CaseRequest, Handling, Letters, Reason
from chalicelib.complaints.service import Counting, Photos
from chalicelib.core.officer import Officer, Role
from chalicelib.core.table import Key, Tables, Write
from chalicelib.core.text import Text
from chalicelib.demand.service import Demand
from chalicelib.documents.judging import Verdict
from chalicelib.offices.service import Decision, Kind
from chalicelib.people.service import Asker, Citizen, People
from chalicelib.visits.service import Arrivals, Counters, Room, StepKind, Wish
from infra.package import ROOT
from tests.builders.letters import a_pdf
from tests.cloud.citizen import a_citizen, a_form, a_nik, a_phone
from tests.cloud.complainants import InTown
from tests.cloud.officers import Officers
from tests.cloud.papers import Sender, bucket_of_its_own, leave_papers_to_forget
from tests.cloud.test_calls import open_case
from tests.cloud.town import AGENCY, ANYWHERE, OFFICE, QUICK, TUESDAY, a_request, at, proof_of

if TYPE_CHECKING:
    from tests.cloud.insider import Insider
    from tests.cloud.recording import Call
    from tests.cloud.running import Running
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud

Rights = set[tuple[str, str]]

# Granted though no line of ours asks for it.
ASKED_BY_LAMBDA_ITSELF = {
    "logs:CreateLogStream": "Lambda writes what the function prints",
    "logs:PutLogEvents": "Lambda writes what the function prints",
    "xray:PutTelemetryRecords": "Lambda traces the function (Chalice's xray switch)",
    "xray:PutTraceSegments": "Lambda traces the function (Chalice's xray switch)",
    "sqs:ReceiveMessage": "Lambda's event source takes messages in the function's name",
    "sqs:DeleteMessage": "Lambda's event source takes messages in the function's name",
    "sqs:GetQueueAttributes": "Lambda's event source takes messages in the function's name",
    "s3:ListBucket": "without it, S3 answers for what is gone as it does for what is forbidden",
}
# Used by whoever holds a form or a link that the function signed.
SIGNED_FOR_OTHERS = {
    ("s3:PutObject", "ObjectsQuarantineArn"),
    ("s3:GetObject", "ObjectsKeptArn"),
    ("s3:PutObject", "ObjectsDraftsArn"),
    ("s3:GetObject", "ObjectsLettersArn"),
    ("s3:GetObject", "ObjectsExportsArn"),
}
NINE, TEN, ELEVEN = (at(TUESDAY, hour).isoformat() for hour in ("09:00", "10:00", "11:00"))


HEAD = Officer(id="manager-1", role=Role.MANAGER, office=OFFICE, agency=AGENCY)
STAFF = Officer(id="officer-1", role=Role.OFFICER, office=OFFICE, agency=AGENCY)


def granted(function: str) -> Rights:
    """The policy file's actions by the export of the data stack they are about."""
    policy = json.loads((ROOT / ".chalice" / f"policy-{function}.json").read_text("utf-8"))
    return {
        (action, _export(statement["Resource"]))
        for statement in policy["Statement"]
        for action in statement["Action"]
        if action not in ASKED_BY_LAMBDA_ITSELF
    }


def _export(resource: Any) -> str:
    """``tanpa-antre-${Stage}-TableDiaryArn`` without what is the same for all."""
    name: str = resource["Fn::ImportValue"]["Fn::Sub"]
    return name.rpartition("-")[2]


def seen(calls: list[Call]) -> Rights:
    """The rights that AWS would have checked for these calls."""
    return set().union(*(call.rights for call in calls))


def test_the_api_asks_for_what_its_policy_grants(town: Town) -> None:
    bucket_of_its_own(town)
    citizen = town.citizen()
    everything_a_citizen_can_do(town, citizen)
    everything_an_officer_can_do(town)
    everything_an_officer_can_do_with_files(town)
    everything_a_manager_can_change(town)
    everything_about_documents(town)
    everything_about_complaints(town)
    assert seen(town.calls.taken()) | SIGNED_FOR_OTHERS == granted("api")


def test_the_tick_asks_for_what_its_policy_grants(town: Town) -> None:
    town.wire()
    town.calls.taken()
    assert town.tick()
    assert seen(town.calls.taken()) == granted("tick")


def test_the_worker_asks_for_what_its_policy_grants(town: Town) -> None:
    bucket_of_its_own(town)
    leave_something_for_every_job(town)
    town.tick()
    town.wire()
    town.calls.taken()
    assert not town.work(*town.messages())
    assert seen(town.calls.taken()) == granted("work")


def test_the_check_of_documents_asks_for_what_its_policy_grants(town: Town) -> None:
    bucket_of_its_own(town)
    asked = a_request("five")
    booked = Sender(town, proof_of(asked, town.book(asked)))
    of_a_case = Sender(town, Asker(open_case(town), "0101", ANYWHERE))
    begun = booked.begin()
    uploads = [booked.post(begun, body) for body in (b"first", b"second")]
    other = of_a_case.post(of_a_case.begin("kk"), b"third")
    asked_about = waiting_for_its_citizen(town, days=4)
    of_a_complaint = Sender(town, asked_about.asker)
    photo = of_a_complaint.post(of_a_complaint.begin("photo"), b"a place")
    attached = town.get(Photos).attach(
        STAFF,
        OFFICE,
        asked_about.reference,
        content_type="image/jpeg",
        size=1000,
        key="a-photo-of-what-was-done",
    )
    proof = of_a_complaint.post(attached, b"the place, mended")
    town.wire()
    town.calls.taken()
    for uploaded, verdict in zip(uploads, (Verdict.REJECTED, Verdict.ACCEPTED), strict=True):
        booked.check(uploaded, verdict)
    # An event of a bucket need not name a version.
    of_a_case.check(replace(other, version=None), Verdict.NEEDS_OFFICER)
    for picture in (photo, proof):
        of_a_complaint.check(picture, Verdict.ACCEPTED)
    assert seen(town.calls.taken()) == granted("documents")


def test_the_authorizer_asks_for_what_its_policy_grants(town: Town, running: Running) -> None:
    town.wire()
    officer = Officers(running).signed_in("petugas@dukcapil.example")
    town.calls.taken()
    event = {
        "type": "TOKEN",
        "authorizationToken": officer.authorization,
        "methodArn": "arn:::::api/live/GET/v1",
    }
    assert app.officer(event, None)["context"]["role"] == "officer"
    assert seen(town.calls.taken()) == granted("officer") == set()


def test_signing_in_asks_for_no_right(town: Town, running: Running) -> None:
    town.wire()
    form = {"email": "petugas@dukcapil.example", "password": Officers(running).password}
    town.calls.taken()
    session = town.citizen().post("/v1/desk/session", form).ok(201)
    town.citizen().post("/v1/desk/session/refresh", {"refresh": session["refresh"]}).ok(201)
    assert {call.operation for call in town.calls.taken()} == {"InitiateAuth"}
    # An operation that its description sends unsigned is checked against no policy.
    description = town.client("cognito-idp").meta.service_model
    for operation in ("InitiateAuth", "RespondToAuthChallenge"):
        assert description.operation_model(operation).auth_type == "none"


def everything_a_citizen_can_do(town: Town, citizen: Insider) -> None:
    """Every route, every outcome that takes another way through the stores."""
    file = open_case(town)
    town.wire()
    town.calls.taken()
    citizen.get("/v1/health").ok()
    citizen.get("/v1/offices").ok()
    citizen.get(f"/v1/offices/{OFFICE}").ok()
    citizen.get(f"/v1/offices/{OFFICE}/services/one").ok()
    citizen.get("/v1/openapi.json").ok()
    citizen.slots(OFFICE, "one", days=7)
    wednesday = TUESDAY + timedelta(days=1)
    for slot in citizen.slots(OFFICE, "one", from_=wednesday, days=1)["slots"]:
        citizen.book(a_form(OFFICE, "one", slot["starts"])).ok(201)
    assert citizen.slots(OFFICE, "one", from_=wednesday, days=1)["days"][0]["state"] == "full"
    asked = a_form(OFFICE, "one", NINE)
    booked = citizen.book(asked, idempotency_key="asked-twice").ok(201)["reference"]
    proof = asked["citizen"]["phone"][-4:]
    citizen.book(a_form(OFFICE, "one", NINE, citizen=a_citizen(phone=False))).refuses(409, "slot-full")
    citizen.look_up(booked, proof).ok()
    citizen.look_up(booked, "0000").refuses(404, "not-found")
    citizen.move(booked, proof, TEN).ok()
    citizen.get(f"/v1/bookings/{booked}/calendar", x_proof=proof)
    citizen.status(booked, proof).ok()
    citizen.status(file, "0101").ok()
    citizen.cancel(booked, proof).ok()
    town.clock.passes(days=2)
    # Its window is over, and it is the same booking still.
    assert citizen.book(asked, idempotency_key="asked-twice").ok(201)["reference"] == booked


def everything_an_officer_can_do(town: Town) -> None:
    """A day at the desks, every step that takes a way of its own through the stores."""
    town.clock.time = at(TUESDAY, "07:00")
    asked = a_request("five", at(TUESDAY, "10:00"))
    made = town.book(asked)
    town.clock.time = at(TUESDAY, "09:45")
    issued = town.get(Arrivals).check_in(proof_of(asked, made))
    town.get(Room).ticket(Asker(issued.ticket.reference, issued.secret, ANYWHERE))
    town.get(Arrivals).walk_in(STAFF, OFFICE, [QUICK], None, language="id", key="walk-in-1")
    for number, (step, counter) in enumerate(
        [("open", "C1"), ("call", "C1"), ("start", "C1"), ("finish", "C1"), ("undo", "C1"), ("finish", "C1")]
    ):
        wish = Wish(step=StepKind(step), key=f"step-{number}")
        taken = town.get(Counters).step(STAFF, OFFICE, counter, wish)
        if step == "start" and taken.ticket:
            assert town.get(Room).visitor(STAFF, OFFICE, taken.ticket.number).citizen == asked.citizen
    room = town.get(Room)
    room.sound(STAFF, OFFICE, "C1")
    room.sound(STAFF, OFFICE, None)
    assert room.kept(OFFICE, TUESDAY, TUESDAY).called == 1
    room.bookings(STAFF, OFFICE, TUESDAY)
    assert town.get(People).accesses(OFFICE, TUESDAY)


def everything_about_documents(town: Town) -> None:
    """Documents sent, looked at and decided."""
    town.clock.time = at(TUESDAY, "07:00")
    asked = a_request("five", at(TUESDAY, "11:00"))
    Sender(town, proof_of(asked, town.book(asked))).does_everything(STAFF)


def everything_about_complaints(town: Town) -> None:
    """One is brought, asked about, answered, proposed and confirmed; one is merged; one is opened; all are exported."""
    kept, twin = InTown(town), InTown(town)
    hidden = InTown(town, identity="hidden", contact={"name": "Ni Luh Aduan", "phone": a_phone()})
    kept.does("verify", title="Antrean").ok()
    twin.does("merge", into=kept.reference, text="Sama.").ok()
    kept.does("ask", text="Di loket mana?").ok()
    kept.says("messages", text="Loket tiga.").ok()
    kept.does("propose", text="Sudah dibuka.", without_photo="Tidak ada.").ok()
    kept.says("confirm").ok()
    assert kept.looks()["state"] == "confirmed"
    assert hidden.does("identity", by=HEAD, reason="danger").ok()["name"] == "Ni Luh Aduan"
    assert kept.listed() == [hidden.reference]
    assert kept.listed("?state=confirmed") == [kept.reference]
    assert town.get(Counting).export(HEAD, OFFICE, None, None, form="csv", language="id")


def everything_an_officer_can_do_with_files(town: Town) -> None:
    """A file waits, goes on, gets a letter, and loses it again; another gets none."""
    desk, letters = town.get(Handling), town.get(Letters)
    person = Citizen("Ni Luh Surat", a_nik(), a_phone())
    opened = desk.open(STAFF, CaseRequest(OFFICE, "five", person, "id", "a-file-with-a-letter"))
    file = opened.case.reference
    words = Text("Bawa KK.", "Bring the KK.")
    desk.pause(STAFF, OFFICE, file, version=1, reason=Reason("documents", words))
    assert desk.look(STAFF, OFFICE, file).words
    desk.resume(STAFF, OFFICE, file, version=2)
    assert desk.listing(STAFF, OFFICE)
    with pytest.raises(LetterNotSent):
        letters.issue(STAFF, OFFICE, file, version=3)
    a_letter_of(town, file, version=3)
    letters.revoke(STAFF, OFFICE, file, version=4)


def a_letter_of(town: Town, file: str, *, version: int) -> str:
    """A finished letter is uploaded and issued; its code."""
    letters = town.get(Letters)
    form = letters.form(STAFF, OFFICE, file, version=version)
    # As whoever holds the form does.
    bucket = town.cloud.client("s3")
    bucket.put_object(Bucket=town.environment["BUCKET_DOCUMENTS"], Key=form.fields["key"], Body=a_pdf())
    letter = letters.issue(STAFF, OFFICE, file, version=version).letter
    assert letter
    assert letters.verify(letter.code)
    return letter.code


def everything_a_manager_can_change(town: Town) -> None:
    """A day is closed, and its booking moves."""
    town.book(a_request("five", at(TUESDAY + timedelta(days=2), "10:00")))
    day = TUESDAY + timedelta(days=2)
    decision = Decision(kind=Kind.CLOSE, first=day, last=day, reason=Text("Banjir.", "A flood."))
    affected = town.get(Affected)
    step = affected.preview(HEAD, OFFICE, decision)
    assert Outcome.MOVED in affected.confirm(HEAD, OFFICE, step.token, "change-of-a-day").outcomes.values()
    assert affected.decided(OFFICE)[0].closure(day)


def waiting_for_its_citizen(town: Town, *, days: int) -> InTown:
    """A complaint that was brought twice as many days ago, and asked about these days ago."""
    here = town.clock.time
    town.clock.time = here - timedelta(days=2 * days)
    complaint = InTown(town)
    town.clock.time = here - timedelta(days=days)
    complaint.does("ask", text="Di loket mana?").ok()
    town.clock.time = here
    return complaint


def leave_something_for_every_job(town: Town) -> None:
    """A day to add, a plan that changed, a visit nobody closed, what nobody stands for, what is over, what is late."""
    waiting_for_its_citizen(town, days=6)
    asked = a_request("five")
    made = town.book(asked)
    leave_papers_to_forget(town, Sender(town, proof_of(asked, made)), TUESDAY + timedelta(days=1))
    town.book(a_request("five"))
    town.clock.time = at(TUESDAY, "09:00")
    town.get(Arrivals).check_in(proof_of(asked, made))
    code = a_letter_of(town, open_case(town), version=1)
    open_case(town, key="a-file-that-is-watched")
    town.clock.time = at(TUESDAY + timedelta(days=1), "07:00")
    town.get(Demand).plan_day(OFFICE, "five", TUESDAY + timedelta(days=3), {time(9): 60})
    tables, diary = town.get(Tables), town.environment["TABLE_DIARY"]
    leaving = Key(town.environment["TABLE_CASES"], f"GONE#{OFFICE}", f"{TUESDAY}#{code}")
    tables.write(Write(key=leaving, item={"reference": open_case(town)}))
    slot = Key(diary, f"SLOTS#{OFFICE}#two", f"{TUESDAY + timedelta(days=2)}T09:00")
    names, values = {"#holder": "BNOBODY"}, {":minutes": 30}
    tables.write(Write(key=slot, change="SET holders.#holder = :minutes", names=names, values=values))
    held = {"reference": "BNOBODY", "day": "2026-11-26", "phone": None}
    for pk, item in {
        "PERSON#k1.nobody": {"service_two": held, "count": 1},
        "PHONE#k1.nobody": {"booking_BNOBODY": "2026-11-26", "count": 1},
    }.items():
        tables.write(Write(key=Key(diary, pk, "GUARD"), item=item))
