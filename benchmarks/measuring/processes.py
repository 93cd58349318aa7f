"""Fresh processes: how long they take, how many instructions they run, what they import."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra.errors import Stopped
from infra.package import REGION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measuring.packages import Unpacked
    from benchmarks.measuring.recording import Recording

PROBE = Path(__file__).with_name("probe.py")
# As isolated as Lambda's: nothing of this environment on the path, nothing written beside the package. Not -I, which
# would ignore PYTHONHASHSEED, and with it the instruction counts would not repeat.
PYTHON = (sys.executable, "-S", "-s", "-P", "-B")
CALLGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
PERF = ("perf", "stat", "-x", ",", "-e", "instructions:u")
ARN = f"arn:aws:{{}}:{REGION}:000000000000:bench"


@dataclass(frozen=True, slots=True)
class Weight:
    """What importing one module cost, without what it imported itself."""

    module: str
    milliseconds: float


class Starts:
    """Cold starts that all answer the same search."""

    def __init__(self, recording: Recording, answers: Path) -> None:
        self._recording = recording
        self._answers = answers
        self._empty = 0

    @cached_property
    def counter(self) -> tuple[str, ...] | None:
        """What counts instructions here, if anything does."""
        return next((way for way in (CALLGRIND, PERF) if _counts(way)), None)

    def once(self, package: Unpacked, *flags: str) -> dict[str, Any]:
        """Start, answer, and say how it went; Stopped when the answer is not right."""
        done = _run([*PYTHON, *self._arguments(package), *flags], self.environment())
        told: dict[str, Any] = json.loads(done.stdout)
        if told["status"] != 200 or "Query" not in told["calls"]:
            raise Stopped(f"The package {package.name} did not answer a search for slots: {told}")
        return told

    def instructions(self, package: Unpacked) -> int:
        """Millions of user-space instructions of the whole process, less those of an empty one."""
        self._empty = self._empty or self._counted("-c", "pass")
        return self._counted(*self._arguments(package)) - self._empty

    def weights(self, package: Unpacked) -> list[Weight]:
        """Every module that is imported, the heaviest first."""
        done = _run([*PYTHON, "-X", "importtime", *self._arguments(package)], self.environment())
        lines = re.findall(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)$", done.stderr, re.MULTILINE)
        found = [Weight(name, int(microseconds) / 1000) for microseconds, name in lines]
        return sorted(found, key=lambda weight: -weight.milliseconds)

    def _counted(self, *arguments: str) -> int:
        if self.counter is None:
            raise Stopped("Neither valgrind nor perf can count instructions here.")
        done = _run([*self.counter, *PYTHON, *arguments], self.environment())
        return round(_number(done.stderr) / 1_000_000)

    def _arguments(self, package: Unpacked) -> list[str]:
        asked = self._recording
        return [str(PROBE), str(package.folder), str(self._answers), asked.office, asked.service]

    def environment(self) -> dict[str, str]:
        """All that a fresh process knows; nothing of this one's."""
        tables = (
            "OFFICES",
            "DIARY",
            "VISITS",
            "CASES",
            "COMPLAINTS",
            "DEMAND",
            "JOBS",
            "PEOPLE",
            "IDEMPOTENCY",
        )
        return {
            **{f"TABLE_{table}": f"bench-{table.lower()}" for table in tables},
            "STAGE": "bench",
            "CITY": "bench",
            "QUEUE_JOBS": "https://sqs.invalid/bench",
            "BUCKET_DOCUMENTS": "bench-documents",
            "KMS_KEY": ARN.format("kms"),
            "SECRET_KEYS": ARN.format("secretsmanager"),
            **dict.fromkeys(("POOL_ISSUER", "POOL_KEYS", "POOL_CLIENT"), "bench"),
            "POOL": self._recording.pool,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "bench",
            "AWS_SECRET_ACCESS_KEY": "bench",
            "PYTHONHASHSEED": "0",
            "LANG": "C.UTF-8",
        }


def by_library(weights: Sequence[Weight]) -> list[tuple[str, float]]:
    """Milliseconds by top-level package, the standard library together; the heaviest first."""
    found: Counter[str] = Counter()
    for weight in weights:
        top = weight.module.partition(".")[0]
        found["standard library" if top in sys.stdlib_module_names else top] += weight.milliseconds  # type: ignore[assignment] # milliseconds
    return [(name, float(milliseconds)) for name, milliseconds in found.most_common()]


def _counts(way: Sequence[str]) -> bool:
    """Whether this tool is here and can count."""
    if not shutil.which(way[0]):
        return False
    done = subprocess.run([*way, "true"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and _number(done.stderr) > 0


def _number(told: str) -> int:
    """The count in what callgrind or perf printed; 0 when there is none."""
    found = re.search(r"Collected : (\d+)|^(\d+),.*instructions", told, re.MULTILINE)
    return int(found[1] or found[2]) if found else 0


def _run(arguments: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(list(arguments), capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise Stopped(f"A fresh process failed. It said:\n{done.stderr[-2000:]}")
    return done
