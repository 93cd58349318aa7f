"""Running other programs, quietly unless they fail."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from infra.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

# As much of a failed program's output as helps and still fits a screen.
LAST_LINES = 25


def run(
    step: str,
    arguments: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    remark: Callable[[str], object] | None = None,
) -> str:
    """What the program printed; what it said on its error output goes to `remark`, where one is given.

    Raises `Stopped`, naming the step, with the program's last lines when it fails.
    """
    done = subprocess.run(
        list(arguments),
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if remark else subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        told = "\n".join((done.stdout + (done.stderr or "")).strip().splitlines()[-LAST_LINES:])
        raise Stopped(f"{step} failed ({arguments[0]} ended with {done.returncode}). It said:\n{told}")
    if remark:
        remark(done.stderr)
    return done.stdout


def ended(command: Callable[[], int]) -> int:
    """The command's exit code; a step that could not be done is told in its sentence, without a traceback."""
    try:
        return command()
    except Stopped as stopped:
        print(f"\n{stopped}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
