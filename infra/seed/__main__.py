"""``python -m infra.seed check [folder]``: whether the files of the seed can be used."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from infra.seed.loading import HERE, Seed, load_seed
from infra.seed.reading import SeedError


def main(arguments: list[str] | None = None) -> int:
    """Check the seed; 0 when it can be used, 1 with one line per problem when not."""
    parser = argparse.ArgumentParser(prog="python -m infra.seed", description="The city's data.")
    parser.add_argument("command", choices=["check"], help="check: read every file and say what is wrong")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE, help="where the files are")
    folder: Path = parser.parse_args(arguments).folder
    try:
        print(summary(load_seed(folder)))
    except SeedError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def summary(seed: Seed) -> str:
    """What the seed holds, in a few lines."""
    agencies = len({standard.agency for standard in seed.standards})
    offered = [set(office.brief.services) for office in seed.offices]
    shared = len(set.intersection(*offered)) if len(offered) > 1 else 0
    services = f"{len(seed.standards)} services of {agencies} agencies, {shared} in every office"
    lines = [f"{services}, {len(seed.cases)} cases"]
    lines += [
        f"{office.id}: {len(office.services)} services, {len(office.pools)} pools, "
        f"{sum(pool.counters for pool in office.pools)} counters, {len(office.closures)} closed days"
        for office in seed.offices
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
