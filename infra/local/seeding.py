"""Fill a fresh local cloud with the demonstration offices, once, and remember what to try there."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING, Any

from infra import accounts, commands
from infra.package import LOCAL, ROOT
from infra.seed import load_seed

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud

# Remembered in the cloud itself, so that it is lost or kept together with the data.
MARK = "/tanpa-antre/local/seeded"
HINTS = "what-to-try.txt"
# Made once for a folder of state, so that it is in no repository and the same after a restart.
PASSWORD = "password-of-officers.txt"  # noqa: S105 - a file's name


def seed(cloud: LocalCloud, *, fresh: bool) -> str:
    """Publish the seed if the cloud has not got this version of it. Returns what to try.

    What was planted is told once: only references and proofs are true on a later day too.
    """
    parameters = cloud.client("ssm")
    wanted, hints = _fingerprint(), cloud.folder / HINTS
    if not fresh and _mark(parameters) == wanted and hints.is_file():
        return hints.read_text("utf-8")
    # First, for the demonstration's complaints are in the hands of some of them.
    officers = _officers(cloud)
    planted: list[str] = []
    told = commands.run(
        "Publishing the offices",
        [sys.executable, "-m", "infra.seed", "publish"],
        folder=ROOT,
        environment={**os.environ, **cloud.function_environment(), "LOG_LEVEL": "WARNING"},
        remark=planted.append,
    )
    told += officers
    hints.write_text(told, "utf-8")
    parameters.put_parameter(Name=MARK, Value=wanted, Type="String", Overwrite=True)
    return "".join(planted) + told


def password(cloud: LocalCloud) -> str:
    """What all demonstration officers of this cloud sign in with."""
    kept = cloud.folder / PASSWORD
    if not kept.is_file():
        kept.touch(mode=0o600)
        kept.write_text(accounts.new_password(), "utf-8")
    return kept.read_text("utf-8")


def _officers(cloud: LocalCloud) -> str:
    """Make the demonstration's officers; how to sign in as each."""
    pool = accounts.Accounts(cloud.client("cognito-idp"), cloud.export(f"tanpa-antre-{LOCAL}-UserPoolId"))
    secret = password(cloud)
    lines = [f"Officers to sign in as, all with the password {secret}"]
    for one in load_seed().officers:
        pool.settle(one, secret)
        lines.append(f"  {one.email:<30} {' '.join(filter(None, (one.role, one.office, one.agency)))}")
    return "\n".join(lines) + "\n"


def _mark(parameters: Any) -> str | None:  # noqa: ANN401 - boto3's client
    try:
        return str(parameters.get_parameter(Name=MARK)["Parameter"]["Value"])
    except parameters.exceptions.ParameterNotFound:
        return None


def _fingerprint() -> str:
    facts = hashlib.sha256()
    for path in sorted((ROOT / "infra" / "seed").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            facts.update(path.relative_to(ROOT).as_posix().encode())
            facts.update(path.read_bytes())
    return facts.hexdigest()
