"""Looking into a file in a process apart: whatever it does to its parser, here it is a damaged file.

The parsers are large programs in C that read what strangers wrote. The process that runs them holds no key of ours, is
bounded in memory and time, writes no file, and gives back nothing but pixels, texts and codes, which are checked here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from os import pathsep
from threading import Timer
from typing import IO, TYPE_CHECKING, Any

from chalicelib.core.settings import library_path
from chalicelib.documents.files.child import MOST_SECONDS, READY
from chalicelib.documents.files.pixels import MOST_PIXELS
from chalicelib.documents.finding import FINDINGS, Finding

if TYPE_CHECKING:
    from PIL.Image import Image

    from chalicelib.documents.files.opened import Opened

# By the clock; a process that is starved of processor time is not waited for much longer.
PATIENCE_SECONDS = MOST_SECONDS + 10
# What is told besides pixels, in bytes: the text of twenty full pages.
MOST_TOLD = 4_000_000
MOST_FACT = 40
CHANNELS = 3
DAMAGED = Finding("damaged")
# What reading an answer of the wrong form throws.
ILL_SAID = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)


class CannotLook(Exception):  # noqa: N818 - named for what happened
    """The process could not be started: our fault and not the file's, so the file is to be tried again."""


def look_apart(body: bytes, seen: Opened, *, name: str, most_pages: int) -> Opened:
    """What looking.look gives, from a process of its own; raise CannotLook when that process cannot be had."""
    with _started(name, str(most_pages)) as child:
        patience = Timer(PATIENCE_SECONDS, child.kill)
        patience.start()
        try:
            return _asked(child, body, seen)
        finally:
            patience.cancel()
            child.kill()


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - this very Python, with a name of ours and a number
            [sys.executable, "-s", "-P", "-m", "chalicelib.documents.files.child", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": pathsep.join(sys.path), "LD_LIBRARY_PATH": library_path()},
        )
    except OSError as refusal:
        raise CannotLook from refusal


def _asked(child: subprocess.Popen[bytes], body: bytes, seen: Opened) -> Opened:
    if child.stdin is None or child.stdout is None:
        raise CannotLook
    with suppress(BrokenPipeError):
        child.stdin.write(body)
    with suppress(BrokenPipeError):
        child.stdin.close()
    if child.stdout.readline(len(READY)) != READY:
        raise CannotLook
    try:
        return _told(child.stdout, seen)
    except ILL_SAID:
        return replace(seen, findings=(DAMAGED,))


def _told(answer: IO[bytes], seen: Opened) -> Opened:
    """What the process says, checked as a stranger's word; raise one of ILL_SAID where it is wrong."""
    told: dict[str, Any] = json.loads(answer.readline(MOST_TOLD))
    sizes = [(int(width), int(height)) for width, height in told["sizes"]]
    if any(min(size) < 1 for size in sizes) or sum(width * height for width, height in sizes) > MOST_PIXELS:
        raise ValueError
    text, taken = told["text"], told["taken"]
    return replace(
        seen,
        pages=tuple(_page(answer, size) for size in sizes),
        text=None if text is None else tuple(str(page) for page in text),
        taken=None if taken is None else datetime.fromisoformat(taken),
        findings=tuple(_finding(code, facts) for code, facts in told["findings"]),
    )


def _page(answer: IO[bytes], size: tuple[int, int]) -> Image:
    from PIL import Image  # noqa: PLC0415 - heavy: Pillow

    # Too few bytes are a ValueError of Pillow's.
    return Image.frombytes("RGB", size, answer.read(size[0] * size[1] * CHANNELS))


def _finding(code: str, facts: dict[str, str | int]) -> Finding:
    if code not in FINDINGS:
        raise ValueError
    return Finding(
        code, {key: fact if isinstance(fact, int) else str(fact)[:MOST_FACT] for key, fact in facts.items()}
    )
