"""``make advance REF=… TO=…``: an operator notes that a case has reached a milestone, on the running local cloud.

On an AWS account the same command runs with the functions' settings in the environment.
"""

from __future__ import annotations

import argparse
import json
import os
from urllib.parse import urlsplit

from chalicelib import wiring
from chalicelib.cases.service import Cases
from chalicelib.core import catalogue
from chalicelib.core.errors import Refusal
from chalicelib.core.references import grouped, normalised
from chalicelib.core.registry import get
from infra import commands
from infra.errors import Stopped
from infra.local.cloud import LocalCloud
from infra.local.run import ADDRESSES, LOCAL


def main() -> int:
    """Advance a case and say where it stands."""
    parser = argparse.ArgumentParser(prog="python -m infra.operate", description=__doc__)
    parser.add_argument("reference", help="the case's reference, with or without spaces")
    parser.add_argument("milestone", help="the key of the milestone, such as received, verified or ready")
    asked = parser.parse_args()
    if "TABLE_CASES" not in os.environ:
        os.environ.update(_local())
    wiring.wire()
    try:
        case = get(Cases).advance(normalised(asked.reference), asked.milestone)
    except Refusal as refusal:
        raise Stopped(catalogue.say("en", f"problem.{refusal.code}", **refusal.facts)) from refusal
    print(f"{grouped(case.reference)} has reached {case.status}; promised by {case.due or 'no day'}.")
    return 0


def _local() -> dict[str, str]:
    """The settings of the functions on the local cloud that `make run` started."""
    if not ADDRESSES.is_file():
        raise Stopped("Nothing is running here; start it with `make run` in another terminal.")
    port = urlsplit(json.loads(ADDRESSES.read_text("utf-8"))["api"]).port or 0
    return LocalCloud(LOCAL / "state", port=port).function_environment()


if __name__ == "__main__":
    raise SystemExit(commands.ended(main))
