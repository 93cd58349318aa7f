"""Fill a fresh local cloud with the demonstration offices, once, and remember what to try there."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING, Any

from infra import commands
from infra.package import ROOT

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud

# Remembered in the cloud itself, so that it is lost or kept together with the data.
MARK = "/tanpa-antre/local/seeded"
HINTS = "what-to-try.txt"


def seed(cloud: LocalCloud, *, fresh: bool) -> str:
    """Publish the seed if the cloud has not got this version of it. Returns what to try.

    What was planted is told once: only references and proofs are true on a later day too.
    """
    parameters = cloud.client("ssm")
    wanted, hints = _fingerprint(), cloud.folder / HINTS
    if not fresh and _mark(parameters) == wanted and hints.is_file():
        return hints.read_text("utf-8")
    planted: list[str] = []
    told = commands.run(
        "Publishing the offices",
        [sys.executable, "-m", "infra.seed", "publish"],
        folder=ROOT,
        environment={**os.environ, **cloud.function_environment(), "LOG_LEVEL": "WARNING"},
        remark=planted.append,
    )
    hints.write_text(told, "utf-8")
    parameters.put_parameter(Name=MARK, Value=wanted, Type="String", Overwrite=True)
    return "".join(planted) + told


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
