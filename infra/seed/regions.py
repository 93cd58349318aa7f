"""``python -m infra.seed.regions <folder>``: make the list of region codes that a NIK can begin with.

The folder holds the CSV files provinsi, kabupaten_kota, kecamatan (codes in force) and kode_lama (retired
ones: a NIK keeps the code of the day it was issued), each with a column ``kode``. The result is one code per
line: two digits for a province, four for a regency or city, six for a district.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

SOURCES = ("provinsi", "kabupaten_kota", "kecamatan", "kode_lama")
TARGET = Path(__file__).parents[2] / "chalicelib" / "people" / "regions.txt"


def codes(folder: Path) -> list[str]:
    """Every code of the four files once, sorted; SystemExit when one is no region code."""
    found: set[str] = set()
    for source in SOURCES:
        with (folder / f"{source}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row["kode"] for row in csv.DictReader(file)}
    wrong = sorted(code for code in found if len(code) not in {2, 4, 6} or not code.isdecimal())
    if wrong:
        sys.exit(f"no region codes: {', '.join(wrong)}")
    return sorted(found)


def main() -> None:
    """Write the list and say how long it is."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and its one argument
        sys.exit("usage: python -m infra.seed.regions <folder of the CSV files>")
    listed = codes(Path(sys.argv[1]))
    TARGET.write_text("\n".join(listed) + "\n", encoding="ascii")
    print(f"{len(listed)} codes in {TARGET}")


if __name__ == "__main__":
    main()
