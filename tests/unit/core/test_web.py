"""What happens around every view: requests taken apart, answers and refusals put together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from chalice.app import Chalice

from chalicelib.core import answers, telemetry
from chalicelib.core.answers import File
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.officer import HEADS, STAFF, Role
from chalicelib.core.openapi import document
from chalicelib.core.text import Text
from chalicelib.core.web import LARGEST_BODY_BYTES, Web, named
from tests.builders.officers import a_kiosk, an_admin, an_officer
from tests.fakes.gateway import ADDRESS, REQUEST_ID, Gateway

if TYPE_CHECKING:
    from chalice.app import AuthRequest

    from chalicelib.core.forms import Form
    from chalicelib.core.officer import Officer
    from tests.unit.conftest import LogLines


@dataclass(frozen=True, slots=True)
class Page:
    told: Text
    seen: Any = None


@pytest.fixture
def web() -> Web:
    return Web(__name__)


@pytest.fixture
def gateway(web: Web) -> Gateway:
    """An app with one blueprint; a test adds its views before it asks."""
    app = Chalice("test")
    app.register_middleware(telemetry.traced, "all")
    app.register_middleware(answers.own_words, "http")
    asked = Gateway(app)
    send = asked.send

    def registered(method: str, target: str, body: str | None = None, **headers: str) -> Any:
        if not app.routes:
            app.register_blueprint(web)
        return send(method, target, body, **headers)

    asked.send = registered  # type: ignore[method-assign]  # registered late, so that a test can declare views
    return asked


def echo(web: Web, **seen: str) -> None:
    """A view that tells what it sees of the request through the properties named."""

    @web.serves("GET", "/echo", gives="core.answers:File")
    def see() -> Page:
        return Page(Text("ya", "yes"), {name: getattr(web, attribute) for name, attribute in seen.items()})


def test_a_page_goes_out_as_json_in_the_language_asked_for_and_is_kept_by_nobody(
    web: Web, gateway: Gateway
) -> None:
    echo(web)
    answer = gateway.get("/echo?language=en")
    assert (answer.status, answer.json["told"]) == (200, "yes")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Language"] == "en"
    assert answer.headers["Cache-Control"] == "no-store"
    assert gateway.get("/echo", **{"Accept-Language": "en"}).json["told"] == "yes"
    assert gateway.get("/echo").json["told"] == "ya"


def test_what_is_the_same_for_all_may_be_kept_for_a_while(web: Web, gateway: Gateway) -> None:
    @web.serves("GET", "/fresh", gives="core.answers:File", fresh_seconds=60)
    def fresh() -> Page:
        return Page(Text("ya", "yes"))

    answer = gateway.get("/fresh")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["Vary"] == "Accept-Language"


def test_who_polls_is_told_that_nothing_has_changed(web: Web, gateway: Gateway) -> None:
    told = ["ya"]

    @web.serves("GET", "/polled", gives="core.answers:File", fresh_seconds=3, tagged=True)
    def polled() -> Page:
        return Page(Text(told[0], "yes"))

    first = gateway.get("/polled")
    tag = first.headers["ETag"]
    same = gateway.get("/polled", **{"If-None-Match": f'"other", {tag}'})
    assert (same.status, same.body, same.headers["ETag"]) == (304, "", tag)
    assert same.headers["Cache-Control"] == "public, max-age=3"
    told[0] = "lain"
    changed = gateway.get("/polled", **{"If-None-Match": tag})
    assert (changed.status, changed.json["told"]) == (200, "lain")
    assert changed.headers["ETag"] != tag


def test_a_file_goes_out_as_it_is(web: Web, gateway: Gateway) -> None:
    @web.serves("GET", "/file", gives="core.answers:File", media_types=("text/calendar",))
    def file() -> File:
        return File("BEGIN:VCALENDAR", "text/calendar; charset=utf-8", "B.ics")

    answer = gateway.get("/file")
    assert answer.body == "BEGIN:VCALENDAR"
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="B.ics"'


def test_a_refusal_is_a_problem_document_with_the_requests_id(web: Web, gateway: Gateway) -> None:
    @web.serves("GET", "/no", gives="core.answers:File")
    def no() -> Page:
        raise NotFound

    answer = gateway.get("/no?language=en")
    assert (answer.status, answer.code) == (404, "not-found")
    assert answer.json["request_id"] == REQUEST_ID
    assert answer.headers["Content-Language"] == "en"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refusal_that_passes_says_when_to_ask_again(web: Web, gateway: Gateway) -> None:
    @web.serves("GET", "/no", gives="core.answers:File")
    def no() -> Page:
        raise Busy

    answer = gateway.get("/no")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "2")


def test_an_unexpected_error_is_told_and_logged_without_its_own_words(
    web: Web, gateway: Gateway, log_lines: LogLines
) -> None:
    @web.serves("GET", "/broken/{name}", gives="core.answers:File")
    def broken(name: str) -> Page:
        raise RuntimeError(f"no {name}")

    answer = gateway.get("/broken/5171010101900001")
    assert (answer.status, answer.code) == (500, "internal")
    (line,) = log_lines()
    assert (line["error"], line["route"], line["request_id"]) == (
        "RuntimeError",
        "/broken/{name}",
        REQUEST_ID,
    )
    assert "5171010101900001" not in answer.body + json.dumps(line)


def test_parts_of_the_path_arrive_as_they_were_typed(web: Web, gateway: Gateway) -> None:
    @web.serves("GET", "/parts/{one}/{two}", gives="core.answers:File")
    def parts(one: str, two: str) -> Page:
        return Page(Text("", ""), [one, two])

    assert gateway.get("/parts/B7KM%202QXR/%2F%23%F0%9F%99%82").json["seen"] == ["B7KM 2QXR", "/#🙂"]


def test_a_method_that_is_not_there_is_a_problem_that_names_those_that_are(
    web: Web, gateway: Gateway
) -> None:
    echo(web)
    answer = gateway.send("DELETE", "/echo")
    assert (answer.status, answer.code, answer.headers["Allow"]) == (405, "method-not-allowed", "GET")
    assert answer.json["request_id"] == REQUEST_ID


class TestBodies:
    @pytest.fixture(autouse=True)
    def taking(self, web: Web) -> None:
        @web.serves("POST", "/note", takes="core.forms:Form", gives="core.answers:File")
        def note(form: Form) -> Page:
            return Page(Text("ya", "yes"), form.model_dump())

    def test_a_body_of_another_type_is_a_problem(self, gateway: Gateway) -> None:
        answer = gateway.post("/note", "text=a", **{"Content-Type": "application/x-www-form-urlencoded"})
        assert (answer.status, answer.code) == (415, "unsupported-media-type")

    @pytest.mark.parametrize("body", [None, "", "  ", "{}"])
    def test_no_body_is_an_empty_form(self, gateway: Gateway, body: str | None) -> None:
        assert gateway.post("/note", body).json["seen"] == {}

    @pytest.mark.parametrize(
        "body",
        ["{", "[]", "null", '"text"', "1", "nul", "[" * 9_000, '{"a":' * 3_000, '{"a": ' + "9" * 5_000 + "}"],
        ids=lambda body: body[:8],
    )
    def test_what_is_no_json_object_is_refused(self, gateway: Gateway, body: str) -> None:
        answer = gateway.post("/note", body)
        assert (answer.status, answer.code) == (400, "invalid-json")

    def test_a_body_is_too_large_by_its_bytes(self, gateway: Gateway) -> None:
        largest = json.dumps({"more": ""})
        at_most = largest.replace('""', '"' + "x" * (LARGEST_BODY_BYTES - len(largest)) + '"')
        assert gateway.post("/note", at_most).code == "invalid-fields"
        assert gateway.post("/note", at_most.replace("x", "é", 1)).code == "body-too-large"
        assert gateway.post("/note", " " * 1_000_000).status == 413

    def test_a_problem_speaks_the_language_of_the_body(self, gateway: Gateway) -> None:
        answer = gateway.post("/note", {"language": "en"})
        assert answer.headers["Content-Language"] == "en"
        assert answer.json["title"] == "Some fields need mending"


class TestHeaders:
    def test_a_proof_is_read_without_the_spaces_around_it(self, web: Web, gateway: Gateway) -> None:
        echo(web, proof="proof")
        assert gateway.get("/echo", **{"X-Proof": " 7890 "}).json["seen"]["proof"] == "7890"

    @pytest.mark.parametrize("headers", [{}, {"X-Proof": ""}, {"X-Proof": "  "}])
    def test_without_a_proof_one_is_asked_for(
        self, web: Web, gateway: Gateway, headers: dict[str, str]
    ) -> None:
        echo(web, proof="proof")
        answer = gateway.get("/echo", **headers)
        assert (answer.status, answer.code, answer.json["field"]) == (401, "proof-missing", "X-Proof")

    @pytest.mark.parametrize("key", ["12345678", "a" * 64, "AZ-az_09"])
    def test_an_idempotency_key_is_taken_as_it_is(self, web: Web, gateway: Gateway, key: str) -> None:
        echo(web, key="idempotency_key")
        assert gateway.get("/echo", **{"Idempotency-Key": key}).json["seen"]["key"] == key

    @pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": ""}])
    def test_an_idempotency_key_may_be_left_out(
        self, web: Web, gateway: Gateway, headers: dict[str, str]
    ) -> None:
        echo(web, key="idempotency_key")
        assert gateway.get("/echo", **headers).json["seen"]["key"] is None

    @pytest.mark.parametrize(
        "key", ["1234567", "a" * 65, "spaces in it", "kunci-é-lain", "a/b/c/d/e", "\uff11" * 8]
    )
    def test_an_idempotency_key_of_another_form_is_a_fault(
        self, web: Web, gateway: Gateway, key: str
    ) -> None:
        echo(web, key="idempotency_key")
        answer = gateway.get("/echo", **{"Idempotency-Key": key})
        assert (answer.status, answer.json["field"]) == (422, "Idempotency-Key")

    @pytest.mark.parametrize(
        ("hops", "forwarded", "address"),
        [
            (0, "198.51.100.1", ADDRESS),
            (0, "", ADDRESS),
            (1, "198.51.100.1", "198.51.100.1"),
            (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
            (2, "6.6.6.6, 198.51.100.1, 192.0.2.1", "198.51.100.1"),
            (1, f"6.6.6.6, 198.51.100.1, {ADDRESS}", "198.51.100.1"),
            (2, "198.51.100.1", ADDRESS),
            (1, " , ", ADDRESS),
        ],
    )
    def test_an_address_is_believed_as_far_as_our_own_proxies_wrote_it(
        self, web: Web, gateway: Gateway, hops: int, forwarded: str, address: str
    ) -> None:
        @web.serves("GET", "/address", gives="core.answers:File")
        def tell() -> Page:
            return Page(Text("", ""), web.address(hops))

        assert gateway.get("/address", **{"X-Forwarded-For": forwarded}).json["seen"] == address

    @pytest.mark.parametrize(
        ("shown", "address"),
        [
            ({"X-Origin-Key": "the key"}, "198.51.100.1"),
            ({"X-Origin-Key": "another"}, ADDRESS),
            ({"X-Origin-Key": "kunci-é"}, ADDRESS),
            ({}, ADDRESS),
        ],
    )
    def test_where_our_proxies_have_a_key_a_call_without_it_came_around_them(
        self, web: Web, gateway: Gateway, shown: dict[str, str], address: str
    ) -> None:
        @web.serves("GET", "/address", gives="core.answers:File")
        def tell() -> Page:
            return Page(Text("", ""), web.address(1, "the key"))

        answer = gateway.get("/address", **{"X-Forwarded-For": "198.51.100.1", **shown})
        assert answer.json["seen"] == address


class TestOfficers:
    """Routes that declare who may ask."""

    @pytest.fixture(autouse=True)
    def desk(self, web: Web) -> None:
        @web.serves("GET", "/desk/{office}", gives="core.answers:File", officers=HEADS)
        def look(office: str) -> Page:
            return Page(Text("", ""), [office, web.officer.id])

        @web.serves(
            "POST", "/desk/{office}/note", takes="core.forms:Form", gives="core.answers:File", officers=STAFF
        )
        def note(office: str, form: Form) -> Page:
            return Page(Text("", ""), office)

    @staticmethod
    def gateway(web: Web, officer: Officer | None, **options: int) -> Gateway:
        app = Chalice("test")

        @app.authorizer()
        def guard(request: AuthRequest) -> None:
            """The gateway's; the fake one says itself who came through."""

        web.guarded_by(guard)
        app.register_blueprint(web)
        return Gateway(app, officer, **options)

    def test_are_not_served_without_an_authorizer(self, web: Web) -> None:
        app = Chalice("test")
        app.register_blueprint(web)
        assert not app.routes

    def test_are_registered_behind_it(self, web: Web) -> None:
        routes = self.gateway(web, None)._app.routes.values()
        guards = [method.authorizer for route in routes for method in route.values()]
        assert [getattr(guard, "name", None) for guard in guards] == ["guard", "guard"]

    @pytest.mark.parametrize("officer", [an_officer(role=Role.MANAGER), an_admin()], ids=lambda one: one.role)
    def test_serve_who_is_named(self, web: Web, officer: Officer) -> None:
        answer = self.gateway(web, officer).get("/desk/mpp")
        assert (answer.status, answer.json["seen"]) == (200, ["mpp", officer.id])

    @pytest.mark.parametrize(
        ("officer", "office"),
        [
            (an_officer(), "mpp"),
            (a_kiosk(), "mpp"),
            (an_officer(role=Role.MANAGER), "dukcapil"),
            (an_officer(role=Role.MANAGER), "MPP"),
            (an_officer(role=Role.MANAGER), "mpp%20"),
        ],
    )
    def test_refuse_another_role_and_another_office(self, web: Web, officer: Officer, office: str) -> None:
        answer = self.gateway(web, officer).get(f"/desk/{office}?language=en")
        assert (answer.status, answer.code) == (403, "forbidden")
        assert answer.headers["Content-Language"] == "en"

    def test_are_open_to_the_administrator_in_every_office(self, web: Web) -> None:
        assert self.gateway(web, an_admin()).get("/desk/dukcapil").status == 200

    def test_refuse_nobody_and_who_came_too_long_ago(self, web: Web) -> None:
        for answer in (
            self.gateway(web, None).get("/desk/mpp"),
            self.gateway(web, an_admin(), lasts=-1).get("/desk/mpp"),
        ):
            assert (answer.status, answer.code) == (401, "unauthorized")

    @pytest.mark.parametrize(("officer", "code"), [(a_kiosk(), "forbidden"), (an_officer(), "invalid-json")])
    def test_look_at_who_asks_before_what_they_ask(self, web: Web, officer: Officer, code: str) -> None:
        assert self.gateway(web, officer).post("/desk/mpp/note", "{").code == code

    def test_are_described_with_their_key_and_their_refusals(self, web: Web) -> None:
        described = document([route for route in web.declared if route.method == "GET"])
        operation = described["paths"]["/desk/{office}"]["get"]
        assert operation["security"] == [{"officer": []}]
        assert {"401", "403"} <= set(operation["responses"])
        assert described["components"]["securitySchemes"]["officer"]["scheme"] == "bearer"


def test_a_query_parameter_is_read_or_none(web: Web, gateway: Gateway) -> None:
    @web.serves("GET", "/asked", gives="core.answers:File")
    def asked() -> Page:
        return Page(Text("", ""), [web.asked("from"), web.asked("days")])

    assert gateway.get("/asked?from=2026-11-23").json["seen"] == ["2026-11-23", None]
    assert gateway.get("/asked").json["seen"] == [None, None]


def test_a_class_is_named_by_its_module_and_loaded_late() -> None:
    assert named("core.answers:File") is File
