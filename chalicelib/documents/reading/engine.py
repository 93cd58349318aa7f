"""Finding and reading lines of text on a picture with two neural networks, without knowing what the picture is.

An own small runner of rapidocr's models: docs/decisions/text-recognition.md says why.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from chalicelib.documents.reading import models
from chalicelib.documents.reading.boxes import boxes
from chalicelib.documents.reading.straight import cut, sides_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What the networks were made for: sides of the page in multiples of 32 pixels, lines 48 pixels high.
MULTIPLE = 32
LINE_HEIGHT = 48
#: Pixels of a line to each position where the recogniser sees a character.
STEP = 8
NARROWEST, WIDEST = 48, 2400
# The recogniser knows the characters of many scripts; the documents here are written with these.
WRITTEN = string.ascii_letters + string.digits + ".,:;-/()'&+<#*\"@%"
BLANK, SPACE = "", " "
#: The sum of a space's probabilities between two characters from which it is there; inside words there is hardly any.
TRACE = 0.08


@dataclass(frozen=True, slots=True)
class Reading:
    """A line of text as it was recognised: its text, and the probability of each of its characters."""

    text: str
    sure: tuple[float, ...]

    @property
    def score(self) -> float:
        """The mean over its characters, 0 without any."""
        return sum(self.sure) / len(self.sure) if self.sure else 0.0


class Engine:
    """The two networks, started when they are first used, each on this many threads."""

    def __init__(self, *, threads: int = 1) -> None:
        self.threads = threads
        self._alphabets: dict[str, _Written] = {}

    def find(self, picture: Image.Image, *, longest: int) -> NDArray[Any]:
        """Boxes of lines of text, (n, 4, 2) corners in the picture's pixels.

        ``longest`` is to how many pixels its longer side is brought for this.
        """
        scale = longest / max(picture.size)
        width, height = (max(MULTIPLE, round(side * scale / MULTIPLE) * MULTIPLE) for side in picture.size)
        page = picture.resize((width, height), Image.Resampling.BILINEAR)
        likely = self._detector.run(_normal(page)[None])[0, 0]
        return boxes(likely) * (picture.width / width, picture.height / height)

    def read(self, picture: Image.Image, box: NDArray[Any], *, among: str = WRITTEN) -> Reading:
        """The line of text in a box of a picture, which can hold only these characters and spaces."""
        width, height = sides_of(box)
        whole = cut(picture, box, (max(1, round(width)), max(1, round(height))))
        return self.recognise(whole, among=among)

    def recognise(self, line: Image.Image, *, among: str = WRITTEN) -> Reading:
        """The text of a picture of one line."""
        written = self._written(among)
        width = min(WIDEST, max(1, round(LINE_HEIGHT * line.width / line.height)))
        shrunk = _normal(line.resize((width, LINE_HEIGHT), Image.Resampling.BILINEAR))
        padded = np.zeros((3, LINE_HEIGHT, max(NARROWEST, -(-width // STEP) * STEP)), dtype=np.float32)
        padded[:, :, :width] = shrunk
        return _decoded(self._recogniser.run(padded[None])[0][:, written.numbers], written.characters)

    @cached_property
    def _detector(self) -> models.Network:
        return models.started(models.DETECTOR, threads=self.threads)

    @cached_property
    def _recogniser(self) -> models.Network:
        return models.started(models.RECOGNISER, threads=self.threads)

    def _written(self, among: str) -> _Written:
        if among not in self._alphabets:
            known = (BLANK, *self._recogniser.characters(), SPACE)
            numbers = [at for at, one in enumerate(known) if one in {BLANK, SPACE} or one in among]
            self._alphabets[among] = _Written(np.array(numbers), tuple(known[at] for at in numbers))
        return self._alphabets[among]


@dataclass(frozen=True, slots=True)
class _Written:
    """The characters that are looked for: their numbers in the recogniser's answer, and themselves; the blank first."""

    numbers: NDArray[Any]
    characters: tuple[str, ...]


def _decoded(likely: NDArray[Any], characters: tuple[str, ...]) -> Reading:
    """The text in the probabilities (positions, characters) of the recogniser, the blank first.

    The same character at neighbouring positions is one; a blank between parts two equal ones. The space of blurred
    text loses against the blank everywhere, but shows in no word: a trace of it between two characters is enough.
    """
    best = likely.argmax(axis=1)
    kept = np.flatnonzero((best != np.concatenate([[-1], best[:-1]])) & (best != 0))
    spaces = likely[:, characters.index(SPACE)]
    text, sure, before = "", list[float](), -1
    for at in kept:
        trace = float(spaces[before + 1 : at].sum())
        if trace > TRACE and text[-1:].strip() and characters[best[at]] != SPACE:
            text, sure = text + SPACE, [*sure, min(trace, 1.0)]
        text, sure = text + characters[best[at]], [*sure, float(likely[at, best[at]])]
        before = int(at)
    return _trimmed(text, sure)


def _trimmed(text: str, sure: list[float]) -> Reading:
    before = len(text) - len(text.lstrip())
    inner = text.strip()
    return Reading(inner, tuple(sure[before : before + len(inner)]))


def _normal(picture: Image.Image) -> NDArray[Any]:
    """A picture as the networks want it: (3, height, width), blue first, -1 to 1."""
    pixels = np.asarray(picture.convert("RGB"), dtype=np.float32)[:, :, ::-1]
    return np.ascontiguousarray(pixels.transpose(2, 0, 1) / np.float32(127.5) - np.float32(1))
