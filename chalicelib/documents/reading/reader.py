"""The reader of documents: a picture of a page in, its kind, fields and legibility out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.documents.reading.engine import Engine
from chalicelib.documents.reading.ktp import card
from chalicelib.documents.reading.seen import Seen
from chalicelib.documents.reading.texts import placed, slant
from chalicelib.documents.reading.upright import runs_down, turned, upside_down

if TYPE_CHECKING:
    from PIL.Image import Image

#: To how many pixels the longer side of a page is brought to find its lines.
LONGEST = 960
FEWEST = 6


class ModelReader:
    """Reads pages with the two networks of Engine; built once, its networks started at the first page."""

    def __init__(self, *, threads: int = 1) -> None:
        self._engine = Engine(threads=threads)

    def read(self, page: Image, kind: str) -> Seen:
        """Read one page, which is said to be of this kind; raises ReaderMissing."""
        degrees = 0
        boxes = self._engine.find(page, longest=LONGEST)
        if runs_down(boxes):
            degrees = 90
            page = turned(page, 90)
            boxes = self._engine.find(page, longest=LONGEST)
        if upside_down(self._engine, page, boxes):
            degrees += 180
            page = turned(page, 180)
            boxes = self._engine.find(page, longest=LONGEST)
        read = ((box, self._engine.read(page, box)) for box in boxes)
        texts = placed(((box, one.text, one.sure) for box, one in read if one.text), slant(boxes))
        fields = card(texts).fields
        return Seen(
            kind="ktp" if kind == "ktp" and len(fields) > FEWEST else None,
            fields=fields,
            lines=tuple(one.line() for one in texts),
            turned=degrees,
        )
