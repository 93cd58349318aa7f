"""rapidocr as a whole, with OpenCV, in an environment of its own: what its lines hold of the same pictures."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.measuring.papers import Paper

#: As it comes, and without its line-angle classifier, which turns the typeface of the number upside down.
SETTINGS = {"as it comes": True, "without its classifier": False}
_PROGRAM = """
import json, sys, time
from rapidocr import RapidOCR
asked = json.load(sys.stdin)
engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": asked["turn"],
                          "EngineConfig.onnxruntime.intra_op_num_threads": 1})
engine(asked["files"][0])
began, lines = time.process_time(), {}
for file in asked["files"]:
    lines[file] = list(engine(file).txts or ())
print(json.dumps({"lines": lines, "seconds": (time.process_time() - began) / len(lines)}))
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """What it read of each file, and its seconds of processor a page."""

    lines: Mapping[str, Sequence[str]]
    seconds: float

    def has(self, paper: Paper, text: str) -> bool:
        """Whether one of its lines holds this text; spaces do not count."""
        wanted = re.sub(r"\s", "", text)
        return any(wanted in re.sub(r"\s", "", line) for line in self.lines[str(paper.path)])


def reference(python: str, sample: Sequence[Paper]) -> Mapping[str, Reference]:
    """Read them all with each setting."""
    found = {}
    for name, turn in SETTINGS.items():
        asked = json.dumps({"turn": turn, "files": [str(one.path) for one in sample]})
        answer = subprocess.run(
            [python, "-c", _PROGRAM], input=asked, capture_output=True, text=True, check=True
        )
        found[name] = Reference(**json.loads(answer.stdout.splitlines()[-1]))
    return found
