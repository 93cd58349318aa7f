"""What was built, unpacked, and run on a Python that sees nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from infra.package import Package

# A Python that sees the package and nothing else: no site-packages, no environment, no current folder.
BARE = (getattr(sys, "_base_executable", sys.executable), "-I", "-S", "-B", "-c")


def alone(unpacked: Path, program: str) -> str:
    """What the program prints when only the package is on its path."""
    lines = f"import sys\nsys.path.insert(0, {str(unpacked)!r})\n{program}"
    done = subprocess.run([*BARE, lines], capture_output=True, text=True, check=False, env={})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def layer(built: Package) -> Path:
    """The unpacked libraries of the document function's layer."""
    (libraries,) = (built.folder / "documents-libraries").iterdir()
    return libraries
