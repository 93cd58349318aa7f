"""A file is looked into by a process of its own, whose end is the file's end and not ours."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from time import monotonic
from typing import IO, TYPE_CHECKING, Self
from zlib import compressobj

import pytest

from chalicelib.documents.files import apart, child
from chalicelib.documents.files.apart import CannotLook, look_apart
from chalicelib.documents.files.opened import Opened
from chalicelib.documents.files.opening import open_file
from chalicelib.documents.kinds import KINDS
from tests.builders import files
from tests.builders.opening import opened

if TYPE_CHECKING:
    from collections.abc import Callable

UNSEEN = Opened(content_type="image/jpeg", sha256="0" * 64)


class Process:
    """A child that says what it is told to say."""

    def __init__(self, said: bytes) -> None:
        self.stdin = io.BytesIO()
        self.stdout: IO[bytes] = io.BytesIO(said)
        self.killed = False

    def kill(self) -> None:
        self.killed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.stdin.close()


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Opened]:
    """What is made of a process that says this."""

    def answer(said: bytes) -> Opened:
        monkeypatch.setattr(apart, "_started", lambda *_: Process(said))
        return look_apart(b"", UNSEEN, name="JPEG", most_pages=1)

    return answer


def a_program(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Another program in the place of the child, which waits for the file and says that it is ready."""
    ready = "import sys; sys.stdin.buffer.read(); sys.stdout.write('ready\\n'); sys.stdout.flush()\n"
    monkeypatch.setattr(
        apart,
        "_started",
        lambda *_: subprocess.Popen(
            [sys.executable, "-I", "-c", ready + program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ),
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(files.a_jpeg(), "image/jpeg"), (files.a_webp(), "image/webp"), (files.a_pdf(), "application/pdf")],
    ids=["JPEG", "WebP", "PDF"],
)
def test_what_is_seen_apart_is_what_is_seen_here(body: bytes, content_type: str) -> None:
    there = open_file(body, declared=content_type, kind=KINDS["paper"])
    here = opened(body)
    assert there.pages
    assert [page.tobytes() for page in there.pages] == [page.tobytes() for page in here.pages]
    assert (there.findings, there.text, there.kept) == (here.findings, here.text, here.kept)


def test_a_process_that_dies_of_a_file_says_that_the_file_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    a_program(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    seen = look_apart(files.a_jpeg(), UNSEEN, name="JPEG", most_pages=1)
    assert [finding.code for finding in seen.findings] == ["damaged"]


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    inward, outward = os.pipe()
    os.write(outward, child.READY)

    class Endless(Process):
        """Says nothing more until it is killed."""

        def __init__(self) -> None:
            super().__init__(b"")
            self.stdout: IO[bytes] = os.fdopen(inward, "rb")

        def kill(self) -> None:
            before, self.killed = self.killed, True
            if not before:
                os.close(outward)

        def __exit__(self, *failure: object) -> None:
            self.stdout.close()

    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(apart, "_started", lambda *_: Endless())
    seen = look_apart(files.a_jpeg(), UNSEEN, name="JPEG", most_pages=1)
    assert [finding.code for finding in seen.findings] == ["damaged"]


def test_a_process_that_says_more_and_more_is_not_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_TOLD", 1000)
    a_program(monkeypatch, "while True: sys.stdout.write('x' * 10_000)")
    seen = look_apart(files.a_jpeg(), UNSEEN, name="JPEG", most_pages=1)
    assert [finding.code for finding in seen.findings] == ["damaged"]


def test_a_process_that_does_not_stand_is_our_fault_and_not_the_files(
    says: Callable[[bytes], Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CannotLook):
        says(b"")
    monkeypatch.undo()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(CannotLook):
        open_file(files.a_jpeg(), declared="image/jpeg", kind=KINDS["ktp"])


WELL = b'{"sizes": [[2, 1]], "text": null, "taken": null, "findings": []}\n' + bytes(6)


def test_what_a_process_says_is_taken_when_it_is_well_said(says: Callable[[bytes], Opened]) -> None:
    seen = says(child.READY + WELL)
    assert [page.size for page in seen.pages] == [(2, 1)]
    assert (seen.content_type, seen.sha256, seen.findings) == ("image/jpeg", "0" * 64, ())


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"no JSON\n",
        b"[]\n",
        b"{}\n",
        WELL[:-1],
        WELL.replace(b"[2, 1]", b"[20000, 20000]"),
        WELL.replace(b"[2, 1]", b"[-2, -1]"),
        WELL.replace(b"[2, 1]", b"[1e999, 1]"),
        WELL.replace(b"[2, 1]", b'["x", 1]'),
        WELL.replace(b'"findings": []', b'"findings": [["approved", {}]]'),
        WELL.replace(b'"findings": []', b'"findings": [["damaged", 5]]'),
        WELL.replace(b'"taken": null', b'"taken": "soon"'),
        WELL.replace(b'"text": null', b'"text": 5'),
        b"[" * 100_000 + b"\n",
    ],
    ids=range(14),
)
def test_what_is_not_well_said_is_of_a_damaged_file(says: Callable[[bytes], Opened], said: bytes) -> None:
    seen = says(child.READY + said)
    assert [finding.code for finding in seen.findings] == ["damaged"]
    assert (seen.pages, seen.text) == ((), None)


def test_the_process_knows_no_key_and_can_open_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    process = apart._started("JPEG", "1")
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        with open(f"/proc/{process.pid}/environ", "rb") as environ:  # noqa: PTH123 - as the process would
            assert b"AWS" not in environ.read()
        process.kill()
    probe = """if True:
        import resource, socket
        from chalicelib.documents.files.child import FENCES
        for what, most in FENCES:
            resource.setrlimit(what, (most, most))
        for attempt in (lambda: open("/proc/self/environ"), socket.socket, lambda: bytearray(2_000_000_000)):
            try:
                attempt()
            except (OSError, MemoryError):
                print("could not")
    """
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, env={"PYTHONPATH": "."}
    )
    assert done.stdout.splitlines() == ["could not"] * 3


def a_bomb_of_forms() -> bytes:
    """Thirty forms, each of which draws the next ten times."""
    frame = b"/Type /XObject /Subtype /Form /BBox [0 0 216 288]"
    to_next = frame + b" /Resources << /XObject << /A %d 0 R >> >>"
    forms = [files.a_stream(b"/A Do " * 10, to_next % number) for number in range(5, 34)]
    return files.a_pdf(
        [b"/A Do"],
        extra=[*forms, files.a_stream(b"0 0 9 9 re f", frame)],
        page=b"/Resources << /XObject << /A 4 0 R >> >>",
    )


def a_bomb_of_a_picture(side: int = 30_000) -> bytes:
    """A page with a grey picture of that side, of which a megabyte of zeros is a kilobyte."""
    packer = compressobj(9)
    packed = b"".join(packer.compress(bytes(side)) for _ in range(side)) + packer.flush()
    keys = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
    return files.a_pdf(
        [b"q 200 0 0 200 0 0 cm /I Do Q"],
        extra=[files.a_stream(packed, keys % (side, side) + b"/Filter /FlateDecode")],
        page=b"/Resources << /XObject << /I 4 0 R >> >>",
    )


@pytest.mark.slow
@pytest.mark.parametrize("bomb", [a_bomb_of_forms, a_bomb_of_a_picture])
def test_a_bomb_goes_off_where_it_does_no_harm(bomb: Callable[[], bytes]) -> None:
    body = bomb()
    assert len(body) < KINDS["paper"].most_bytes
    started = monotonic()
    seen = open_file(body, declared="application/pdf", kind=KINDS["paper"])
    assert monotonic() - started < apart.PATIENCE_SECONDS + 5
    assert {finding.code for finding in seen.findings} <= {"damaged"}
