"""`python -m infra.local` is `make run`."""

from __future__ import annotations

import sys

from infra import commands
from infra.local import run

if __name__ == "__main__":
    sys.exit(commands.ended(run.main))
