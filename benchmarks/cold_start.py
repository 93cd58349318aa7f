"""`make bench-cold-start`: the first answer of a fresh process, against the barest application that could give it.

Import `app`, make the client, answer the first GET of slots, with DynamoDB's answers recorded before.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import figures, packages
from benchmarks.measuring.processes import Starts, by_library
from benchmarks.measuring.recording import recorded
from infra import commands

if TYPE_CHECKING:
    from benchmarks.measuring.packages import Unpacked

# The two that are compared have many rounds, of which a busy machine spoils some; the others are for orientation.
ROUNDS = 30
ROUNDS_OF_OTHERS = 6
COUNTS = 2
HEAVIEST = 10
LIBRARIES_SHOWN = 6
LIBRARIES_WEIGHED = 12


def main() -> int:
    """Measure and print."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tanpa-antre-bench-") as name:
        folder = Path(name)
        recording = recorded()
        recording.keep(folder / "answers")
        starts = Starts(recording, folder / "answers")
        shipped = packages.ours(folder)
        plain = packages.bare(folder)
        alike = packages.bare_packaged_as_ours(plain, shipped, folder)
        compared = [
            shipped,
            alike,
            packages.bare_with_bytecode(plain, folder),
            plain,
            packages.ours_from_source(shipped, folder),
        ]
        timed = _timed(starts, compared)
        counted = _counted(starts, compared[:2])
        _print_times(alike, timed, counted)
        _print_sizes(compared)
        _print_libraries(shipped)
        _print_proof(starts, compared)
        _print_imports(starts, shipped)
        least = {package: min(one["all"] for one in rounds) for package, rounds in timed.items()}
        summary = _summary(shipped, alike, plain, least, counted)
    figures.notes(
        "Instructions are those of the process less those of an empty one, counted by "
        + (
            f"{starts.counter[0]}."
            if starts.counter
            else "nothing: neither valgrind nor a perf that counts is here."
        ),
        "Time is inside the process, from before `import app` to the answer; the start of Python itself is left out.",
        "The files are in the machine's cache, as they are not on a function's very first start.",
        "The bare application makes one call, a Query of the same slots, and returns the items as they are; "
        "ours makes two, GetItem of the office and the Query, and works out places, lead time and days.",
        "Packaged as ours: the very same trimmed and compiled library files. Nothing of the gain of trimming counts.",
        f"Python {sys.version.split()[0]}. Measured in {time.monotonic() - began:.0f} s.",
    )
    figures.last_line(summary)
    return 0


def _timed(starts: Starts, compared: list[Unpacked]) -> dict[Unpacked, list[dict[str, Any]]]:
    """Round after round, each package once in a round, the first two in every one; who begins changes each time.

    One round beforehand fills the machine's cache.
    """
    for package in compared:
        starts.once(package)
    rounds: dict[Unpacked, list[dict[str, Any]]] = {package: [] for package in compared}
    for number in range(ROUNDS):
        turn = compared if number < ROUNDS_OF_OTHERS else compared[:2]
        for package in turn[:: -1 if number % 2 else 1]:
            rounds[package].append(starts.once(package))
    return rounds


def _counted(starts: Starts, compared: list[Unpacked]) -> dict[Unpacked, list[int]]:
    """Millions of instructions, counted more than once to see whether they repeat."""
    if starts.counter is None:
        return {}
    return {package: [starts.instructions(package) for _ in range(COUNTS)] for package in compared}


def _print_times(
    alike: Unpacked, timed: dict[Unpacked, list[dict[str, Any]]], counted: dict[Unpacked, list[int]]
) -> None:
    def row(package: Unpacked) -> tuple[object, ...]:
        whole, imported = ([one[part] * 1000 for one in timed[package]] for part in ("all", "import"))
        ratios = [one["all"] / base["all"] for one, base in zip(timed[package], timed[alike], strict=False)]
        return (
            package.name,
            f"{min(imported):.0f}",
            f"{min(whole):.0f}",
            f"{statistics.median(whole):.0f}",
            f"{min(one['all'] for one in timed[package]) / min(one['all'] for one in timed[alike]):.2f}",
            figures.spread(ratios, 2),
            ", ".join(map(str, counted.get(package, []))),
        )

    figures.table(
        f"The first answer of {ROUNDS} fresh processes each (of the last three {ROUNDS_OF_OTHERS}), in turns:\n"
        f"milliseconds, ratio to '{alike.name}', and millions of instructions",
        ("", "import", "answer, least", "median", "ratio of least", "by round", "instructions"),
        list(map(row, timed)),
    )


def _print_sizes(compared: list[Unpacked]) -> None:
    figures.table(
        "Megabytes",
        ("", "zip", "unpacked"),
        [
            (one.name, f"{one.zipped / packages.MEGABYTE:.1f}" if one.zipped else "-", f"{one.megabytes:.1f}")
            for one in compared
        ],
    )


def _print_libraries(shipped: Unpacked) -> None:
    sizes: Counter[str] = Counter()
    for file in shipped.folder.rglob("*"):
        if file.is_file():
            sizes[file.relative_to(shipped.folder).parts[0]] += file.stat().st_size
    figures.table(
        "Megabytes unpacked of what is shipped, by folder",
        ("", "MB"),
        [(name, f"{size / packages.MEGABYTE:.1f}") for name, size in sizes.most_common(LIBRARIES_WEIGHED)],
    )


def _print_proof(starts: Starts, compared: list[Unpacked]) -> None:
    told = [(package, starts.once(package, "--watch")) for package in compared]
    figures.table(
        "How the packages' modules came to be, and how many sources Python had to compile",
        ("", "compiled", "modules"),
        [
            (package.name, one["compiled"], "; ".join(f"{n} {form}" for form, n in one["forms"].items()))
            for package, one in told
        ],
    )


def _print_imports(starts: Starts, shipped: Unpacked) -> None:
    weights = starts.weights(shipped)
    figures.table(
        "Where the import of ours goes, by library (milliseconds, with Python's own bookkeeping of them)",
        ("", "ms"),
        [(name, f"{ms:.0f}") for name, ms in by_library(weights)[:LIBRARIES_SHOWN]],
    )
    figures.table(
        f"Its {HEAVIEST} heaviest modules, each without what it imports",
        ("", "ms"),
        [(weight.module, f"{weight.milliseconds:.1f}") for weight in weights[:HEAVIEST]],
    )


def _summary(
    shipped: Unpacked,
    alike: Unpacked,
    plain: Unpacked,
    least: dict[Unpacked, float],
    counted: dict[Unpacked, list[int]],
) -> dict[str, object]:
    instructions = min(counted[shipped]) / min(counted[alike]) if counted else None
    return {
        "import_per_bare": round(least[shipped] / least[alike], 3),
        "package_mb": round(shipped.zipped / packages.MEGABYTE, 1),
        "instructions_per_bare": round(instructions, 3) if instructions else None,
        "import_per_bare_as_chalice_ships": round(least[shipped] / least[plain], 3),
        "unpacked_mb": round(shipped.megabytes, 1),
        "first_answer_ms": round(least[shipped] * 1000),
    }


if __name__ == "__main__":
    sys.exit(commands.ended(main))
