"""Posting a file by a form of the bucket's, and waiting for what becomes of it."""

from __future__ import annotations

import http.client
import time
import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE_NAME = "KTP Rizky Setiawan 5305041810849776.jpg"
# Of a busy machine: the first document starts a process and two networks.
PATIENCE = 40.0


def posted(form: Mapping[str, Any], body: bytes, **changes: str) -> int:
    """What the bucket answers to a form with a file; ``changes`` are fields that somebody tampered with."""
    border = uuid.uuid4().hex
    fields = {**form["fields"], **{name.replace("_", "-"): value for name, value in changes.items()}}
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{FILE_NAME}"\r\n\r\n'
    sent = ("".join(parts) + head).encode() + body + f"\r\n--{border}--\r\n".encode()
    where = urlsplit(form["url"])
    connection = http.client.HTTPConnection(where.netloc, timeout=30)
    try:
        connection.request(
            "POST", where.path, sent, {"Content-Type": f"multipart/form-data; boundary={border}"}
        )
        return connection.getresponse().status
    finally:
        connection.close()


def comes_true(what: Callable[[], bool]) -> None:
    """Wait for something, as long as a slow machine may take."""
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.2)
