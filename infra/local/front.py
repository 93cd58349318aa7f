"""Serves the pages of frontend/ on one machine and passes /v1 on to the API, as in AWS the distribution."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import threading
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar, Self
from urllib.parse import unquote, urlsplit

from infra import pages

if TYPE_CHECKING:
    from pathlib import Path

# The same as in infra/site.yaml; a test compares them.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: {documents}; "
    "font-src 'self'; connect-src 'self' {documents}; frame-src {documents}; manifest-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
API = ("/v1/", "/open311/")
# Larger bodies are refused here with the status that the gateway would give.
LARGEST_BODY = 10 * 1024 * 1024
# Below this a packed file is no smaller.
SMALLEST_PACKED = 256
# As minimum_compression_size in .chalice/config.json.
SMALLEST_SQUEEZED = 1024
PACKED_TYPES = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
# Headers that belong to one connection and are never passed on (RFC 9110, 7.6.1).
OF_THE_CONNECTION = frozenset(
    {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
     "transfer-encoding", "upgrade", "host", "content-length", "date", "server"}
)  # fmt: skip
API_TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class File:
    """A file ready to be sent, as it is and packed."""

    kind: str
    body: bytes
    packed: bytes | None
    etag: str


@lru_cache(maxsize=512)
def _prepared(path: Path, _changed: int) -> File:
    body = path.read_bytes()
    kind = pages.content_type(path)
    packed = None
    if kind.startswith(PACKED_TYPES) and len(body) >= SMALLEST_PACKED:
        packed = gzip.compress(body, 9, mtime=0)
    return File(kind=kind, body=body, packed=packed, etag=hashlib.sha256(body).hexdigest()[:16])


def found(folder: Path, address: str) -> File | None:
    """The file behind this address; `None` for one that does not exist or is not part of the site."""
    relative = unquote(address).lstrip("/")
    if relative.endswith("/") or not relative:
        relative += "index.html"
    parts = relative.split("/")
    if any(part.startswith((".", "_")) or "\\" in part or "\0" in part for part in parts):
        return None
    path = folder.joinpath(*parts)
    return _prepared(path, path.stat().st_mtime_ns) if path.is_file() else None


class Front(BaseHTTPRequestHandler):
    """One connection. Kept open between requests, written in one piece per answer."""

    protocol_version = "HTTP/1.1"
    server_version = "TanpaAntre"
    sys_version = ""
    wbufsize = -1
    timeout = 75
    folder: ClassVar[Path]
    upstream: ClassVar[str]
    policy: ClassVar[str]
    connections: ClassVar[threading.local] = threading.local()

    def do_GET(self) -> None:
        """A page, or the API's answer."""
        if self.path.startswith(API):
            self._pass_on()
        else:
            self._page()

    do_HEAD = do_GET  # noqa: N815 - the names http.server looks for

    def do_POST(self) -> None:
        """Only the API takes anything in."""
        if self.path.startswith(API):
            self._pass_on()
        else:
            self.close_connection = True  # its body has not been read
            self._problem(HTTPStatus.METHOD_NOT_ALLOWED, "method-not-allowed")

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST  # noqa: N815 - as above

    def _page(self) -> None:
        address = urlsplit(self.path).path
        file = found(self.folder, address)
        status = HTTPStatus.OK
        if file is None:
            if found(self.folder, address + "/") and not address.endswith("/"):
                self._answer(HTTPStatus.PERMANENT_REDIRECT, {"Location": address + "/"}, b"")
                return
            file, status = found(self.folder, "/404.html"), HTTPStatus.NOT_FOUND
        if file is None:
            self._answer(
                HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain; charset=utf-8"}, b"Tidak ada. Not here.\n"
            )
        else:
            self._send_file(file, status)

    def _send_file(self, file: File, status: HTTPStatus) -> None:
        packed = file.packed if "gzip" in self.headers.get("Accept-Encoding", "") else None
        etag = f'"{file.etag}-gzip"' if packed else f'"{file.etag}"'
        headers = {
            "Content-Type": file.kind,
            "ETag": etag,
            "Cache-Control": pages.CACHE,
            "Vary": "Accept-Encoding",
        }
        if status == HTTPStatus.OK and etag in self.headers.get("If-None-Match", ""):
            self._answer(HTTPStatus.NOT_MODIFIED, headers, b"")
            return
        if packed:
            headers["Content-Encoding"] = "gzip"
        self._answer(status, headers, packed or file.body)

    def _pass_on(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if self.headers.get("Transfer-Encoding") or not length.isdecimal():
            self.close_connection = True
            self._problem(HTTPStatus.LENGTH_REQUIRED, "length-required")
            return
        if int(length) > LARGEST_BODY:
            self.close_connection = True
            self._problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large")
            return
        body = self.rfile.read(int(length))
        try:
            answer = self._asked(body)
        except (OSError, http.client.HTTPException):
            self._problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy")
            return
        self._answer(*self._squeezed(*answer), secure=False)

    def _squeezed(
        self, status: int, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        """The API's answer packed, where the browser takes it, as the gateway does above the same size."""
        by_name = {name.lower(): name for name in headers}
        kind = headers.get(by_name.get("content-type", ""), "")
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not takes or "content-encoding" in by_name or len(body) < SMALLEST_SQUEEZED or "json" not in kind:
            return status, headers, body
        vary = headers.get(by_name.get("vary", ""), "")
        kept = {name: value for name, value in headers.items() if name.lower() != "vary"}
        squeezed = {
            "Content-Encoding": "gzip",
            "Vary": f"{vary}, Accept-Encoding" if vary else "Accept-Encoding",
        }
        return status, {**kept, **squeezed}, gzip.compress(body, 6, mtime=0)

    def _asked(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Ask the API over this thread's open connection, once more over a fresh one when that was closed."""
        target = urlsplit(self.upstream)
        for fresh in (False, True):
            connection = getattr(self.connections, "open", None)
            if connection is None or fresh:
                connection = http.client.HTTPConnection(target.netloc, timeout=API_TIMEOUT)
                self.connections.open = connection
            try:
                connection.request(self.command, target.path + self.path, body or None, self._forwarded())
                answer = connection.getresponse()
                return answer.status, _kept(answer.getheaders()), answer.read()
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                connection.close()
                if fresh:
                    raise
        raise AssertionError  # the second turn returns or raises

    def _forwarded(self) -> dict[str, str]:
        headers = _kept(self.headers.items())
        before = headers.get("X-Forwarded-For")
        headers["X-Forwarded-For"] = (
            f"{before}, {self.client_address[0]}" if before else self.client_address[0]
        )
        return headers

    def _problem(self, status: HTTPStatus, code: str) -> None:
        body = {
            "type": f"/problems/{code}",
            "title": status.phrase,
            "status": int(status),
            "request_id": "local",
        }
        headers = {"Content-Type": "application/problem+json", "Cache-Control": "no-store"}
        self._answer(status, headers, json.dumps(body).encode())

    def _answer(self, status: int, headers: dict[str, str], body: bytes, *, secure: bool = True) -> None:
        self.send_response(status)
        protecting = {**SECURITY_HEADERS, "Content-Security-Policy": self.policy} if secure else {}
        for name, value in {**headers, **protecting}.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: addresses hold references."""


def _kept(headers: object) -> dict[str, str]:
    pairs: list[tuple[str, str]] = list(headers)  # type: ignore[call-overload]
    return {name: value for name, value in pairs if name.lower() not in OF_THE_CONNECTION}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a browser that closes its connection is no error."""


class FrontServer:
    """The running site: `with FrontServer(folder, api) as front: front.address`. Port 0 takes a free one."""

    def __init__(self, folder: Path, api: str, *, host: str = "127.0.0.1", port: int = 0) -> None:
        # The local cloud is one address: what answers for the API is also where the bucket of documents lies.
        policy = CONTENT_SECURITY_POLICY.format(documents="{0.scheme}://{0.netloc}".format(urlsplit(api)))
        here = {"folder": folder, "upstream": api, "policy": policy, "connections": threading.local()}
        handler = type("FrontHere", (Front,), here)
        self._server = _Server((host, port), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True, name="front")
        self._thread.start()

    @property
    def address(self) -> str:
        """Where the site is."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def stop(self) -> None:
        """Take no more requests."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        """It serves already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()
