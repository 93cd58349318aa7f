"""`make bench-documents [IMAGES=folder]`: how well documents are read, what is accepted or rejected, how long it takes.

The folder holds pictures and labels.json: {"file": {"kind", "nik", "name", "birth_date", …, "variant"}}. Without it
the benchmark draws cards, papers and pictures.
RAPIDOCR=path of a Python in which rapidocr is installed with all it needs compares with it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import figures
from benchmarks.measuring.papers import Judged, Paper, judged, papers
from benchmarks.measuring.reading_package import cold_import, package_mb
from benchmarks.measuring.reference import reference
from benchmarks.specimens.drawn import write
from infra import commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parents[1]
#: Of each drawn condition.
SOME = 3
#: Pages read again on two cores, and by the reference.
AGAIN = 14
FIELDS = ("nik", "name", "birth_date")


def main() -> int:
    """Measure and print."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tanpa-antre-bench-") as name:
        title, found = _measured(Path(name))
        results = judged(found, threads=1)
        _print_variants(title, results)
        sample = found[:: max(1, len(found) // AGAIN)]
        _print_times(results, judged(sample, threads=2), sample)
        _print_reference(sample, results)
        summary = _summary(results)
    size, imported = package_mb(), cold_import()
    figures.notes(
        f"The document function gets {size:.0f} MB unpacked: its code, onnxruntime, numpy, Pillow and the models.",
        f"Importing the reader and starting its networks takes {imported:.2f} s in a fresh process.",
        "Readable are the cards whose label does not say `readable: false`; each is judged with its own NIK and name, "
        "then with a NIK that differs in one digit. Whatever else lies in the folder is sent as an identity card.",
        "Accepted wrongly: with a NIK that is not the one on the card, or something that is no identity card.",
        "A page's seconds are those of the process on one core, from the picture to its fields; on a busy machine the "
        "clock shows more.",
        f"Measured in {time.monotonic() - began:.0f} s.",
    )
    figures.last_line({**summary, "package_mb": round(size, 1), "cold_import_s": round(imported, 2)})
    return 0


def _measured(folder: Path) -> tuple[str, list[Paper]]:
    """What is measured, and its title."""
    given = os.environ.get("IMAGES")
    if given:
        return "The given pictures", papers(Path(given))
    write(folder, SOME)
    return "Drawn cards, papers and pictures", papers(folder)


def _print_variants(title: str, results: Iterable[Judged]) -> None:
    by_variant: dict[str, list[Judged]] = defaultdict(list)
    for one in results:
        by_variant[one.paper.variant].append(one)
    figures.table(
        f"{title}: read exactly, by condition; verdicts; what was told",
        ("", "of", "kind", *FIELDS, "accepted", "officer", "rejected", "wrongly", "seconds", "told"),
        [
            (
                variant,
                len(some),
                sum(one.right_kind for one in some),
                *(sum(one.exact(field) for one in some) if some[0].paper.card else "-" for field in FIELDS),
                *(
                    sum(one.verdict == verdict for one in some)
                    for verdict in ("accepted", "needs-officer", "rejected")
                ),
                sum(one.wrongly for one in some),
                f"{sum(one.seconds for one in some) / len(some):.2f}",
                ", ".join(sorted({code for one in some for code in one.told})),
            )
            for variant, some in sorted(by_variant.items())
        ],
    )


def _print_times(one_core: Sequence[Judged], two_cores: Sequence[Judged], sample: Sequence[Paper]) -> None:
    alike = [one for one in one_core if one.paper in sample]
    figures.table(
        f"Seconds a page, {len(sample)} of them",
        ("", "processor", "clock"),
        [
            (
                name,
                *(
                    f"{sum(times) / len(sample):.2f}"
                    for times in zip(*((r.seconds, r.clock) for r in some), strict=True)
                ),
            )
            for name, some in (("one core", alike), ("two cores", two_cores))
        ],
    )


def _print_reference(sample: Sequence[Paper], results: Sequence[Judged]) -> None:
    """Beside rapidocr as a whole: its own preparation, with OpenCV."""
    python = os.environ.get("RAPIDOCR")
    if not python:
        return
    ours = {one.paper.path: one for one in results}
    for name, whole in reference(python, sample).items():
        cards = [one for one in sample if one.card and one.readable]
        figures.table(
            f"Beside rapidocr {name}, {len(cards)} readable cards of them",
            ("", "rapidocr", "ours"),
            [
                (
                    "NIK among the lines",
                    sum(whole.has(one, one.labels["nik"]) for one in cards),
                    sum(ours[one.path].exact("nik") for one in cards),
                ),
                (
                    "name among the lines",
                    sum(whole.has(one, one.labels["name"]) for one in cards),
                    sum(ours[one.path].exact("name") for one in cards),
                ),
                (
                    "seconds of processor a page",
                    f"{whole.seconds:.2f}",
                    f"{sum(ours[one.path].seconds for one in sample) / len(sample):.2f}",
                ),
            ],
        )


def _summary(results: Sequence[Judged]) -> dict[str, object]:
    cards = [one for one in results if one.paper.card and one.paper.readable]
    count = max(1, len(cards))
    return {
        "nik_exact": round(sum(one.exact("nik") for one in cards) / count, 4),
        "name_exact": round(sum(one.exact("name") for one in cards) / count, 4),
        "birth_date_exact": round(sum(one.exact("birth_date") for one in cards) / count, 4),
        "kind_exact": round(sum(one.right_kind for one in results) / len(results), 4),
        "wrong_accepted": sum(one.wrongly for one in results),
        "false_rejected": sum(one.verdict == "rejected" for one in cards),
        "accepted": sum(one.verdict == "accepted" for one in cards),
        "cards": len(cards),
        "seconds_per_page": round(sum(one.seconds for one in results) / len(results), 2),
        "most_seconds": round(max(one.seconds for one in results), 2),
    }


if __name__ == "__main__":
    sys.exit(commands.ended(main))
