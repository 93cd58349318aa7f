"""A folder's worth of drawn specimens with their labels, the same again for the same seed."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

from benchmarks.specimens.camera import LOST, READABLE
from benchmarks.specimens.cards import identity_card
from benchmarks.specimens.holders import holder
from benchmarks.specimens.other_papers import NOTHING, PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

#: The kind of a picture of nothing that can be sent.
NONE = "none"


def drawn(each: int, *, seed: int = 1) -> Iterator[tuple[Image, dict[str, object]]]:
    """Pictures with their labels, ``each`` of every condition and of every other paper; those of readable cards first.

    A label of a card that has lost something says so: ``readable`` is False, ``advice`` is what should be told.
    """
    for number in range(each):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - specimens are no secrets
        whose = holder(chance)
        card = identity_card(whose, chance)
        for variant, condition in READABLE.items():
            yield condition(card, chance), {**whose.labels(), "variant": variant}
        for variant, (condition, advice) in LOST.items():
            yield (
                condition(card, chance),
                {**whose.labels(), "variant": variant, "readable": False, "advice": advice},
            )
        for kind, paper in PAPERS.items():
            known = kind if kind != "driving-licence" else NONE
            yield paper(whose, chance), {"kind": known, "variant": kind}
        for variant, picture in NOTHING.items():
            yield picture(chance), {"kind": NONE, "variant": variant}


def write(folder: Path, each: int, *, seed: int = 1) -> None:
    """Write them into a folder as JPEG, with labels.json beside them."""
    labels: dict[str, dict[str, object]] = {}
    for number, (picture, of) in enumerate(drawn(each, seed=seed)):
        name = f"{of['variant']}_{number:03}.jpg"
        picture.save(folder / name, quality=92)
        labels[name] = of
    (folder / "labels.json").write_text(json.dumps(labels, indent=1), "utf-8")
