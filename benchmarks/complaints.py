"""`make bench-complaints [TRAIN=file.jsonl TEST=file.jsonl]`: how well a complaint's category is suggested.

Files hold {"text", "category"} a line, oldest first. TRAIN alone is split: its first 80 % is learned from, its last
20 % judges. Without files, real complaints to a city are taken from the data beside this project, where they are.
ALTERNATIVES=1 also compares other ways of learning, on the learned part alone.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import figures
from benchmarks.measuring.agencies import CATEGORIES, shipped_by_agency
from benchmarks.measuring.complaint_models import (
    Judged,
    keyword_list,
    most_frequent,
    ranked,
    suggested,
)
from chalicelib.complaints.model.suggestion import SHIPPED
from chalicelib.core.textmodel.artefact import packed
from infra import commands
from infra.errors import Stopped
from infra.training.complaints import WISH
from infra.training.doubting import Wish, doubting, found, held_out, interleaved, later
from infra.training.history import history, written
from infra.training.learning import CUT, Examples, Way, learned
from infra.training.spelling import also_as_typed, as_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
#: Complaints to 12 agencies of a city, which may be read here but not copied.
BESIDE = ROOT.parent / "shared" / "data" / "complaints" / "train.jsonl"
#: What is learned from, of a file that is split.
LEARNED = 0.8
LEAST_TEXTS = 100
#: Other ways, with what is different in them.
WAYS = {
    "as it is": Way(),
    "words alone": Way(cut=replace(CUT, shortest=1, longest=0)),
    "no pairs of words": Way(cut=replace(CUT, pairs=False)),
    "two to five letters": Way(cut=replace(CUT, shortest=2)),
    "three to six letters": Way(cut=replace(CUT, longest=6)),
    "2**13 buckets": Way(cut=replace(CUT, bits=13)),
    "2**14 buckets": Way(cut=replace(CUT, bits=14)),
    "2**17 buckets": Way(cut=replace(CUT, bits=17)),
    "errors cost a third": Way(cost=0.1),
    "errors cost thrice": Way(cost=0.9),
    "rare categories cost the same": Way(evenness=0.0),
    "rare categories cost in full": Way(evenness=1.0),
    "five rounds": Way(rounds=5),
    "forty rounds": Way(rounds=40),
}


def main() -> int:
    """Measure and print."""
    began = time.monotonic()
    try:
        learned_from, judging = _texts()
    except FileNotFoundError:
        print(f"Skipped: no TRAIN=file.jsonl is given, and {BESIDE} is not there.")
        return 0
    model, told = doubting(learned_from, Way(), later(len(learned_from)), Wish())
    judged = suggested(model, judging)
    size = len(packed(model, {})) / 1024
    _print_beside(learned_from, judging, judged)
    _print_categories(judged)
    _print_shipped()
    _print_shipped_by_agency(judging)
    if os.environ.get("ALTERNATIVES"):
        _print_ways(learned_from)
    figures.notes(
        f"Learned from {len(learned_from)} texts, judged by {len(judging)} others that came later.",
        f"What is unsure was found on the last two fifths of what was learned: {told.deferred:.1%} of them sent to "
        f"a person, {told.top1_kept:.1%} of the rest right. The judging texts decide nothing.",
        f"The shipped model is another one, of this project's examples, {SHIPPED.stat().st_size / 1024:.0f} KB.",
        "ms: of the processor, on one core.",
        f"Measured in {time.monotonic() - began:.0f} s.",
    )
    figures.last_line(
        {
            **_shares(judged),
            "ms": round(sum(each.ms for each in judged) / len(judged), 2),
            "model_kb": round(size),
        }
    )
    return 0


def _texts() -> tuple[Examples, Examples]:
    """What is learned from and what judges. Raises FileNotFoundError when none is given and none lies beside."""
    train, test = os.environ.get("TRAIN"), os.environ.get("TEST")
    if not train and not BESIDE.is_file():
        raise FileNotFoundError
    known = _read(Path(train) if train else BESIDE)
    if test:
        return known, _read(Path(test))
    edge = int(len(known) * LEARNED)
    return known.at(range(edge)), known.at(range(edge, len(known)))


def _read(path: Path) -> Examples:
    read = history(path, shortest=0)
    for sentence in read.report():
        print(f"{path.name}: {sentence}")
    if len(read.examples) < LEAST_TEXTS:
        raise Stopped(
            f"{path} has {len(read.examples)} texts; {LEAST_TEXTS} are the least that show anything."
        )
    return read.examples


def _shares(judged: Sequence[Judged]) -> dict[str, float]:
    kept = [each for each in judged if each.sure]
    return {
        "top1": round(sum(each.at_once for each in judged) / len(judged), 4),
        "top3": round(sum(each.among for each in judged) / len(judged), 4),
        "deferred": round(1 - len(kept) / len(judged), 4),
        "top1_kept": round(sum(each.at_once for each in kept) / len(kept), 4) if kept else 0.0,
    }


def _print_beside(learned_from: Examples, judging: Examples, judged: Sequence[Judged]) -> None:
    rows = [
        ("the model", judged),
        ("a plain keyword list", ranked(keyword_list(learned_from), judging)),
        ("the most frequent category", ranked(most_frequent(learned_from), judging)),
    ]
    figures.table(
        "Right, of all texts; sent to a person; right, of the rest",
        ("", "at first", "among three", "to a person", "of the rest"),
        [(name, *_cells(each, doubts=name == "the model")) for name, each in rows],
    )


def _print_categories(judged: Sequence[Judged]) -> None:
    categories = sorted({each.category for each in judged})
    by_category = {name: [each for each in judged if each.category == name] for name in categories}
    figures.table(
        "By category",
        ("", "of", "at first", "among three", "to a person", "of the rest"),
        [(name, len(some), *_cells(some)) for name, some in by_category.items()],
    )


def _print_shipped() -> None:
    """The shipped model's examples, each fifth told by the other four."""
    examples = written()
    splits = interleaved(len(examples))
    plain = held_out(examples, Way(), splits, also_as_typed)
    hurried = held_out(examples, Way(), splits, also_as_typed, read_as=as_typed)
    doubt = found(plain, WISH)
    figures.table(
        f"The shipped model: its {len(examples)} examples, each fifth told by the others",
        ("", "at first", "among three", "to a person", "of the rest", "kept of what is no complaint"),
        [
            (name, *map(_percent, (told.top1, told.top3, told.deferred, told.top1_kept, told.strange)))
            for name, told in (("as written", plain.told(doubt)), ("typed in a hurry", hurried.told(doubt)))
        ],
    )


def _print_shipped_by_agency(judging: Examples) -> None:
    """The shipped model, judged by real complaints, as far as agencies tell categories."""
    if not set(judging.labels) & set(CATEGORIES):
        return
    figures.table(
        "The shipped model on the judging texts: of an agency that answers for that, or for none of its categories",
        ("", "of", "to a person", "fits the agency", "kept", "of them fits"),
        [
            (
                agency,
                of,
                of - sure,
                right if CATEGORIES[agency] else "-",
                sure,
                kept if CATEGORIES[agency] else "-",
            )
            for agency, of, sure, right, kept in shipped_by_agency(judging)
        ],
    )


def _print_ways(learned_from: Examples) -> None:
    """Each by its last fifth, learned from the rest; what judges the model is not looked at."""
    edge = int(len(learned_from) * LEARNED)
    first, last = learned_from.at(range(edge)), learned_from.at(range(edge, len(learned_from)))
    rows = []
    for name, way in WAYS.items():
        model = learned(first, way)
        judged = suggested(model, last)
        size = len(packed(model, {})) / 1024
        rows.append((name, *_cells(judged, doubts=False)[:2], f"{size:.0f}"))
    figures.table(
        f"Other ways, learned from {len(first)} and judged by the next {len(last)}",
        ("", "at first", "among three", "KB"),
        rows,
    )


def _cells(judged: Sequence[Judged], *, doubts: bool = True) -> tuple[str, ...]:
    shares = _shares(judged)
    told = [shares["top1"], shares["top3"], *((shares["deferred"], shares["top1_kept"]) if doubts else ())]
    return (*map(_percent, told), *(() if doubts else ("-", "-")))


def _percent(share: float) -> str:
    return f"{share:.1%}"


if __name__ == "__main__":
    sys.exit(commands.ended(main))
