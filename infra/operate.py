"""``make advance REF=… TO=…``: an operator notes that a case has reached a milestone, on the running local cloud.

On an AWS account the same command runs with the functions' settings in the environment.
"""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib import wiring
from chalicelib.cases.service import Cases
from chalicelib.core import catalogue, clock
from chalicelib.core.errors import Refusal
from chalicelib.core.references import grouped, normalised
from chalicelib.core.registry import get
from infra import commands
from infra.errors import Stopped
from infra.local.cloud import LocalCloud
from infra.local.run import ADDRESSES, LOCAL

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.cases.service import Case

USAGE = (
    "Say which file has reached which milestone, with the reference in quotes: "
    'make advance REF="K7QG 2XRT 9M" TO=verified'
)


def main() -> int:
    """Advance a case and say where it stands."""
    parser = argparse.ArgumentParser(prog="python -m infra.operate", description=__doc__)
    parser.add_argument(
        "reference", nargs="?", default="", help="the case's reference, with or without spaces"
    )
    parser.add_argument(
        "milestone",
        nargs="?",
        default="",
        help="the key of the milestone, such as received, verified or ready",
    )
    asked = parser.parse_args()
    if not asked.reference.strip() or not asked.milestone.strip():
        raise Stopped(USAGE)
    if "TABLE_CASES" not in os.environ:
        os.environ.update(_local())
    wiring.wire()
    began = clock.now()
    try:
        case = get(Cases).advance(normalised(asked.reference), asked.milestone)
    except Refusal as refusal:
        raise Stopped(catalogue.say("en", f"problem.{refusal.code}", **refusal.facts)) from refusal
    print(told(case, asked.milestone, began))
    return 0


def told(case: Case, milestone: str, began: datetime) -> str:
    """What became of a case that was to reach a milestone, asked for at `began`."""
    name, promised = grouped(case.reference), f"promised by {case.due or 'no day'}"
    reached = case.reached(milestone)
    if reached is not None and reached < began:
        return f"{name} had already reached {milestone}; it stands at {case.status}; {promised}."
    return f"{name} has reached {case.status}; {promised}."


def _local() -> dict[str, str]:
    """The settings of the functions on the local cloud that `make run` started."""
    if not ADDRESSES.is_file():
        raise Stopped("Nothing is running here; start it with `make run` in another terminal.")
    port = urlsplit(json.loads(ADDRESSES.read_text("utf-8"))["api"]).port or 0
    return LocalCloud(LOCAL / "state", port=port).function_environment()


if __name__ == "__main__":
    raise SystemExit(commands.ended(main))
