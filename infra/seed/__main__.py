"""``python -m infra.seed check [folder]``: whether the files of the seed can be used; ``publish`` puts them to use.

``categories`` writes the categories of complaints into the package: they are released with it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.complaints.categories import FILE, body_of
from infra.errors import Stopped
from infra.seed.categories import CATEGORIES
from infra.seed.loading import HERE, Seed, load_seed
from infra.seed.reading import WHOLE_FILE, Problem, SeedError

if TYPE_CHECKING:
    from chalicelib.core.officer import Officer
    from infra.seed.models import OfficerEntry

# The stage of `make run`.
LOCAL = "local"


def main(arguments: list[str] | None = None) -> int:
    """Check the seed; 0 when it can be used, 1 with one line per problem when not."""
    parser = argparse.ArgumentParser(prog="python -m infra.seed", description="The city's data.")
    commands = (
        "check: read every file and say what is wrong; publish: check, then write to the deployment's tables; "
        "categories: check, then write the categories of complaints into the package"
    )
    parser.add_argument("command", choices=["check", "publish", "categories"], help=commands)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE, help="where the files are")
    asked = parser.parse_args(arguments)
    folder: Path = asked.folder
    try:
        seed = load_seed(folder)
        if asked.command == "publish":
            _publish(seed)
        elif asked.command == "categories":
            _insist_on_categories(seed)
            FILE.write_text(body_of(seed.categories), encoding="utf-8")
        else:
            _packaged(seed)
            print(summary(seed))
    except (SeedError, Stopped) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _insist_on_categories(seed: Seed) -> None:
    """SeedError when the folder has none: the package must not be left without."""
    if not seed.categories:
        raise SeedError([Problem(CATEGORIES, WHOLE_FILE, "there is no such file")])


def _packaged(seed: Seed) -> None:
    """SeedError when the package holds other categories than the files."""
    if seed.categories and body_of(seed.categories) != FILE.read_text("utf-8"):
        wrong = f"{FILE.name} of the package says otherwise; write it with python -m infra.seed categories"
        raise SeedError([Problem(CATEGORIES, WHOLE_FILE, wrong)])


def _publish(seed: Seed) -> None:
    """Publish to the deployment that the environment names; demonstration cases are for the local stage alone."""
    from chalicelib import wiring  # noqa: PLC0415 - loaded only where it is used
    from chalicelib.core.registry import get  # noqa: PLC0415 - loaded only where it is used
    from chalicelib.core.settings import Settings  # noqa: PLC0415 - loaded only where it is used
    from infra.seed import planting, publishing  # noqa: PLC0415 - loaded only where it is used

    played = planting.Played()
    wiring.wire(now=played)
    publishing.publish(seed, lambda line: print(line, file=sys.stderr))
    if get(Settings).stage == LOCAL:
        print("Files (berkas) to look up under Status, with the last four digits of the phone as proof:")
        publishing.open_cases(seed, lambda line: print(f"  {line}"))
        print(
            "Complaints (pengaduan), with those digits or the secret; officers find them at /complaints.html:"
        )
        planting.open_complaints(seed, played, _account, lambda line: print(f"  {line}"))


def _account(entry: OfficerEntry) -> Officer:
    """The officer that an account of the deployment's pool is; `Stopped` when there is no such account."""
    import boto3  # noqa: PLC0415 - loaded only where it is used

    from chalicelib.core.officer import Officer  # noqa: PLC0415 - loaded only where it is used
    from chalicelib.core.registry import get  # noqa: PLC0415 - loaded only where it is used
    from chalicelib.core.settings import Settings  # noqa: PLC0415 - loaded only where it is used
    from infra.accounts import Accounts  # noqa: PLC0415 - loaded only where it is used

    settings = get(Settings)
    client = boto3.client("cognito-idp", region_name=settings.aws_region)
    account = Accounts(client, settings.pool_issuer.rpartition("/")[2]).id_of(entry.email)
    return Officer(id=account, role=entry.role, office=entry.office, agency=entry.agency)


def summary(seed: Seed) -> str:
    """What the seed holds, in a few lines."""
    agencies = len({standard.agency for standard in seed.standards})
    offered = [set(office.brief.services) for office in seed.offices]
    shared = len(set.intersection(*offered)) if len(offered) > 1 else 0
    services = f"{len(seed.standards)} services of {agencies} agencies, {shared} in every office"
    others = f"{len(seed.officers)} officers, {len(seed.categories)} categories of complaints"
    lines = [f"{services}, {len(seed.cases)} cases, {len(seed.complaints)} complaints, {others}"]
    lines += [
        f"{office.id}: {len(office.services)} services, {len(office.pools)} pools, "
        f"{sum(pool.counters for pool in office.pools)} counters, {len(office.closures)} closed days"
        for office in seed.offices
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
