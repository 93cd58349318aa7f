"""What the document function weighs, and how long its reader takes to be there."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from infra import documents

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"
MEGABYTE = 1024 * 1024
LIBRARIES = (
    "onnxruntime",
    "numpy",
    "numpy.libs",
    "PIL",
    "pillow.libs",
    "pypdfium2",
    "pypdfium2_raw",
    "rapidfuzz",
)
ROUNDS = 3
_START = (
    "from PIL import Image; from chalicelib.documents.reading.reader import ModelReader; "
    "ModelReader(threads=1).read(Image.new('RGB', (64, 64)), 'photo')"
)


def package_mb() -> float:
    """Megabytes unpacked (of 1,048,576 bytes) of a finished build; else of the installed libraries and models."""
    built = [one.parent for one in BUILD.glob(f"*/{documents.LAYER_ARCHIVE}")]
    if built:
        return max(documents.unpacked_size(folder) for folder in built) / MEGABYTE
    spec = find_spec("numpy")
    site = Path(str(spec.origin)).parents[1] if spec else ROOT
    files = [
        file for name in LIBRARIES for file in (site / name).rglob("*") if "__pycache__" not in file.parts
    ]
    files += [site / documents.MODELS_FOLDER / name for name in documents.MODELS]
    files += list((ROOT / "chalicelib").rglob("*.py"))
    return sum(file.stat().st_size for file in files if file.is_file()) / MEGABYTE


def cold_import() -> float:
    """Seconds, the least of some, until a fresh process has read an empty page."""
    least = float("inf")
    for _ in range(ROUNDS):
        began = perf_counter()
        subprocess.run([sys.executable, "-c", _START], cwd=ROOT, check=True)
        least = min(least, perf_counter() - began)
    return least
