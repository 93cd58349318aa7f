"""The reader of documents: a picture of a page in, its kind, fields and legibility out."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PIL import Image

from chalicelib.documents.finding import Finding
from chalicelib.documents.reading import legible
from chalicelib.documents.reading.careful import read_with_care
from chalicelib.documents.reading.engine import Engine
from chalicelib.documents.reading.light import Light, light
from chalicelib.documents.reading.likeness import OTHER, likeness
from chalicelib.documents.reading.looking import Look, look
from chalicelib.documents.reading.second_look import zone_again
from chalicelib.documents.reading.seen import ReaderMissing, Seen
from chalicelib.documents.reading.upright import runs_down, turned, upside_down

if TYPE_CHECKING:
    from chalicelib.documents.reading.ktp import Card
    from chalicelib.documents.reading.texts import Text

#: To how many pixels the longer side of a page is brought to find its lines: cards, and pages of small print.
CARD, SMALL_PRINT = 960, 1600
LONGEST_BY_KIND = {"kk": SMALL_PRINT, "nib": SMALL_PRINT}
#: Larger pictures are brought to this size first: more pixels cost time and show no more of a card.
LARGEST = 2400


@dataclass(frozen=True, slots=True)
class _Page:
    """A page upright, as it was first seen; ``scale`` is how many of its pixels are one of the picture looked at."""

    look: Look
    light: Light
    turned: int
    scale: float


class ModelReader:
    """Reads pages with the two networks of Engine; built once, its networks started at the first page.

    ``threads`` are what each network may use; by default one for each core that the process may run on.
    """

    def __init__(self, *, threads: int | None = None) -> None:
        self._engine = Engine(threads=threads or os.cpu_count() or 1)

    def read(self, page: Image.Image, kind: str) -> Seen:
        """Read one page, which is said to be of this kind; raises ReaderMissing."""
        try:
            first = self._first_look(page, kind)
            likely = likeness(one.text for one in first.look.texts)
            if kind == "ktp" and likely in {"ktp", None}:
                return self._card(first)
            texts = zone_again(self._engine, first.look) if "passport" in {kind, likely} else first.look.texts
        except MemoryError as failure:
            raise ReaderMissing("too little memory") from failure
        return _seen(first, texts, likely, [] if likely == kind else _not_of_the_kind(first, texts, likely))

    def _first_look(self, page: Image.Image, kind: str) -> _Page:
        picture = page.convert("RGB")
        picture.thumbnail((LARGEST, LARGEST), Image.Resampling.BILINEAR)
        longest = LONGEST_BY_KIND.get(kind, CARD)
        degrees, boxes = 0, self._engine.find(picture, longest=longest)
        if runs_down(boxes):
            degrees, picture = 90, turned(picture, 90)
            boxes = self._engine.find(picture, longest=longest)
        if upside_down(self._engine, picture, boxes):
            degrees, picture = degrees + 180, turned(picture, 180)
            boxes = self._engine.find(picture, longest=longest)
        scale = max(page.size) / max(picture.size)
        return _Page(look(self._engine, picture, boxes), light(picture), degrees, scale)

    def _card(self, first: _Page) -> Seen:
        """A page that is said to be an identity card and looks like nothing else."""
        dim = first.light.bright < legible.DIM
        card, texts = read_with_care(self._engine, first.look, dim=dim)
        likely = "ktp" if legible.was_read(card) else likeness(one.text for one in texts)
        findings = _not_read(first, texts, card, likely) if not legible.was_read(card) else []
        return replace(_seen(first, texts, likely, findings), fields=card.fields if likely == "ktp" else {})


def _seen(first: _Page, texts: tuple[Text, ...], likely: str | None, findings: list[Finding]) -> Seen:
    hints = legible.hints(first.look.picture, first.light, coloured=likely == "ktp")
    return Seen(
        kind=None if likely == OTHER else likely,
        fields={},
        lines=tuple(one.line(first.scale) for one in texts),
        findings=(*findings, *hints),
        turned=first.turned % 360,
    )


def _not_read(first: _Page, texts: tuple[Text, ...], card: Card, likely: str | None) -> list[Finding]:
    """What to say of an identity card that was not read, or of what is none."""
    if likely != "ktp":
        return _not_of_the_kind(first, texts, likely)
    return legible.why_not_read(first.look.picture, texts, card, first.light) or [Finding("not-readable")]


def _not_of_the_kind(first: _Page, texts: tuple[Text, ...], likely: str | None) -> list[Finding]:
    """What to say of a page that is not, or not surely, of the kind that was asked for."""
    if likely is not None:
        return [Finding("other-kind", {"kind": likely})]
    causes = legible.why_not_read(first.look.picture, texts, None, first.light)
    if causes:
        return causes
    return [Finding("kind-unsure" if legible.bears_text(texts) else "not-a-document")]
