"""Labelled pictures of documents, read and judged as they would be when a citizen sends them."""

from __future__ import annotations

import json
import mimetypes
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.documents.judging import Asked, Verdict, judge
from chalicelib.documents.kinds import KINDS
from chalicelib.documents.reading.reader import ModelReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PIL.Image import Image

    from chalicelib.documents.reading.seen import Seen

KTP = "ktp"
#: Who sends what is no identity card.
SOMEBODY = ("5171010101900001", "I MADE RAI")


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A labelled picture."""

    path: Path
    labels: Mapping[str, Any]

    @property
    def variant(self) -> str:
        """The condition in which it was taken."""
        return str(self.labels.get("variant", "-"))

    @property
    def card(self) -> bool:
        """Whether it is of an identity card."""
        return self.labels.get("kind") == KTP

    @property
    def readable(self) -> bool:
        """Whether a person can read what counts on it."""
        return bool(self.labels.get("readable", True))


@dataclass(frozen=True, slots=True)
class Judged:
    """A picture as it was read and judged; ``seconds`` of the processor and on the clock for reading it."""

    paper: Paper
    seen: Seen | None
    verdict: Verdict
    told: tuple[str, ...]
    wrongly: bool
    seconds: float
    clock: float

    def exact(self, field: str) -> bool:
        """Whether a field was read as its label says."""
        read = self.seen.fields.get(field) if self.seen else None
        return read is not None and read.text == self.paper.labels.get(field)

    @property
    def right_kind(self) -> bool:
        """Whether it was seen to be of the kind that it is; nothing that can be sent is no kind."""
        kind = self.paper.labels.get("kind")
        return (self.seen.kind if self.seen else None) == (kind if kind in KINDS else None)


def papers(folder: Path) -> list[Paper]:
    """The pictures of a folder with their labels."""
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    return [Paper(folder / name, of) for name, of in sorted(labels.items()) if (folder / name).is_file()]


def judged(found: Sequence[Paper], *, threads: int) -> list[Judged]:
    """Read and judge each."""
    reader = _Watched(ModelReader(threads=threads))
    return [_judged(one, reader) for one in found]


class _Watched:
    """A reader that remembers what it last saw and how long that took; asked again for the same page, it repeats it."""

    def __init__(self, reader: ModelReader) -> None:
        self._reader = reader
        self.again = False
        self.seen: Seen | None = None
        self.seconds = self.clock = 0.0

    def read(self, page: Image, kind: str) -> Seen:
        """Read a page, or give what was seen before."""
        if self.again and self.seen is not None:
            return self.seen
        began, clock = time.process_time(), time.perf_counter()
        self.seen = self._reader.read(page, kind)
        self.seconds, self.clock = time.process_time() - began, time.perf_counter() - clock
        return self.seen


def _judged(paper: Paper, reader: _Watched) -> Judged:
    reader.seen, reader.seconds, reader.clock, reader.again = None, 0.0, 0.0, False
    body = paper.path.read_bytes()
    nik, name = (paper.labels["nik"], paper.labels["name"]) if paper.card else SOMEBODY
    first = judge(body, _asked(paper, nik, name), reader=reader)
    read = first.fields.get("nik")
    wrongly = first.verdict is Verdict.ACCEPTED and not (paper.card and read is not None and read.text == nik)
    reader.again = True
    near = nik[:-1] + str((int(nik[-1]) + 1) % 10)
    wrongly |= judge(body, _asked(paper, near, name), reader=reader).verdict is Verdict.ACCEPTED
    return Judged(
        paper=paper,
        seen=reader.seen,
        verdict=first.verdict,
        told=tuple(finding.code for finding in first.findings),
        wrongly=wrongly,
        seconds=reader.seconds,
        clock=reader.clock,
    )


def _asked(paper: Paper, nik: str, name: str) -> Asked:
    today = date.today()  # noqa: DTZ011 - only whether a card has expired depends on it
    return Asked(
        kind=KTP,
        content_type=mimetypes.guess_type(paper.path.name)[0] or "image/jpeg",
        name=name,
        nik=nik,
        today=today,
        needed_on=today,
    )
