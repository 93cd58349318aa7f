"""The local site: pages as browsers want them, and everything under /v1 handed to the API."""

from __future__ import annotations

import gzip
import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from infra.local.front import LARGEST_BODY, FrontServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<!doctype html><title>Tanpa Antre</title>" + "<p>antre</p>" * 100


class Echo(BaseHTTPRequestHandler):
    """An API that says what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        told = {
            "path": self.path,
            "method": self.command,
            "headers": dict(self.headers),
            "body": body.decode(),
        }
        answer = json.dumps(told).encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Language", "id")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST  # noqa: N815 - the name http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("frontend")
    (folder / "index.html").write_text(PAGE)
    (folder / "scripts").mkdir()
    (folder / "scripts" / "main.js").write_text("export const x = 1;\n")
    (folder / ".hidden").write_text("secret")
    (folder.parent / "outside.txt").write_text("outside")
    api = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=api.serve_forever, daemon=True).start()
    with FrontServer(folder, f"http://127.0.0.1:{api.server_address[1]}/live") as front:
        yield front.address.removeprefix("http://")
    api.shutdown()
    api.server_close()


def ask(site: str, path: str, method: str = "GET", **options: Any) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(site, timeout=10)
    try:
        connection.request(method, path, **options)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_the_first_page_comes_packed_typed_and_guarded(site: str) -> None:
    status, headers, body = ask(site, "/", headers={"Accept-Encoding": "gzip, br"})
    assert (status, gzip.decompress(body).decode()) == (200, PAGE)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_who_cannot_unpack_gets_it_plain(site: str) -> None:
    status, headers, body = ask(site, "/index.html")
    assert (status, body.decode()) == (200, PAGE)
    assert "Content-Encoding" not in headers


def test_modules_are_javascript(site: str) -> None:
    _, headers, _ = ask(site, "/scripts/main.js")
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_an_unchanged_page_is_not_sent_again(site: str) -> None:
    _, headers, _ = ask(site, "/")
    status, _, body = ask(site, "/", headers={"If-None-Match": headers["ETag"]})
    assert (status, body) == (304, b"")


def test_head_has_the_length_but_no_body(site: str) -> None:
    status, headers, body = ask(site, "/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(PAGE)), b"")


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/.hidden", "/../outside.txt", "/%2e%2e/outside.txt", "/scripts/..%2f..%2foutside.txt"],
)
def test_nothing_outside_the_site_is_shown(site: str, path: str) -> None:
    assert ask(site, path)[0] == 404


def test_a_request_for_the_api_is_handed_on_whole(site: str) -> None:
    status, headers, body = ask(
        site, "/v1/bookings?language=en", "POST", body='{"a":1}', headers={"X-Proof": "1234"}
    )
    told = json.loads(body)
    assert (status, headers["Content-Language"]) == (201, "id")
    assert (told["method"], told["path"], told["body"]) == (
        "POST",
        "/live/v1/bookings?language=en",
        '{"a":1}',
    )
    assert told["headers"]["X-Proof"] == "1234"
    assert told["headers"]["X-Forwarded-For"] == "127.0.0.1"


def test_what_programs_of_others_ask_goes_to_the_api_too(site: str) -> None:
    status, _, body = ask(site, "/open311/v2/requests.json", "POST", body="api_key=a&service_code=road")
    told = json.loads(body)
    assert (status, told["path"]) == (201, "/live/open311/v2/requests.json")
    assert told["body"] == "api_key=a&service_code=road"


def test_one_connection_serves_many_requests(site: str) -> None:
    connection = http.client.HTTPConnection(site, timeout=10)
    for _ in range(3):
        connection.request("GET", "/v1/health")
        assert json.loads(connection.getresponse().read())["path"] == "/live/v1/health"
    connection.close()


def test_a_body_beyond_all_measure_is_refused_unread(site: str) -> None:
    headers = {"Content-Length": str(LARGEST_BODY + 1)}
    connection = http.client.HTTPConnection(site, timeout=10)
    connection.putrequest("POST", "/v1/bookings")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_an_api_that_is_gone_is_a_problem_document(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    with FrontServer(tmp_path, "http://127.0.0.1:9/live") as front:
        status, headers, body = ask(front.address.removeprefix("http://"), "/v1/health")
    assert (status, headers["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(body)["type"] == "/problems/busy"
