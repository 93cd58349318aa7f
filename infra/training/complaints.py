"""`make train-complaints [FILE=history.jsonl]`: the model that suggests a complaint's category.

Without a file it is made from the examples of this project and shipped; with one it is made from an office's own
history too, oldest complaint first, and takes the shipped one's place wherever it lies in the package.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.complaints.categories import OTHER
from chalicelib.complaints.model.suggestion import OWN, SHIPPED
from chalicelib.core.textmodel.artefact import packed
from infra import commands
from infra.errors import Stopped
from infra.training.doubting import Told, Wish, doubting, interleaved, later
from infra.training.history import history, written
from infra.training.learning import NONE, Examples, Way
from infra.training.spelling import also_as_typed

if TYPE_CHECKING:
    from chalicelib.core.textmodel.linear import Linear

#: Examples are plainer than what people write, and a short history shows little: better to ask than to be wrong.
WISH = Wish(right=0.95, sent=0.4)
#: Complaints of an own history below which its last two fifths show nothing.
LEAST_HISTORY = 200


def main() -> int:
    """Train, report, write."""
    parser = argparse.ArgumentParser(prog="make train-complaints", description=__doc__)
    parser.add_argument("file", nargs="?", help='JSON lines {"text", "category"}, oldest first')
    file = parser.parse_args().file
    return _own(Path(file)) if file else _shipped()


def shipped(way: Way) -> tuple[Linear, Told]:
    """The model of this project's examples, each learned also as people type it."""
    examples = written()
    return doubting(examples, way, interleaved(len(examples)), WISH, also_as_typed)


def made_of(examples: Examples, way: Way) -> dict[str, object]:
    """What a model was made from, as it is kept in its file: the same here means the same model."""
    facts = hashlib.sha256(repr((way, examples)).encode()).hexdigest()
    return {"examples": len(examples), "from": facts}


def _shipped() -> int:
    model, told = shipped(Way())
    _say(told, "examples, each fifth by a model of the others")
    _write(SHIPPED, model, written(), Way())
    return 0


def _own(path: Path) -> int:
    examples = written()
    read = history(path, {*examples.labels, OTHER} - {NONE})
    for sentence in read.report():
        print(sentence)
    own = read.examples
    own = Examples(texts=own.texts, labels=tuple(NONE if label == OTHER else label for label in own.labels))
    if len(own) < LEAST_HISTORY:
        raise Stopped(
            f"{len(own)} complaints can be learned from; {LEAST_HISTORY} are the least. Nothing was written."
        )
    both = Examples(texts=examples.texts + own.texts, labels=examples.labels + own.labels)
    model, told = doubting(both, Way(), later(len(own), first=len(examples)), WISH)
    _say(told, "the newest two fifths, by what came before them")
    _write(OWN, model, both, Way())
    print("The next `make run` or `make deploy` takes it. Remove the file to go back to the shipped one.")
    return 0


def _say(told: Told, of: str) -> None:
    print(
        f"Held out ({of}): {told.top1:.1%} right at first, {told.top3:.1%} among three; "
        f"{told.deferred:.1%} sent to a person, {told.top1_kept:.1%} of the rest right."
    )


def _write(path: Path, model: Linear, examples: Examples, way: Way) -> None:
    path.write_bytes(packed(model, made_of(examples, way)))
    print(
        f"{path} ({path.stat().st_size // 1024} KB) from {len(examples)} texts in {len(model.labels)} categories."
    )


if __name__ == "__main__":
    raise SystemExit(commands.ended(main))
