"""From Chalice's zip to ours: with bytecode, with fixed times, the same bytes for the same input."""

from __future__ import annotations

import hashlib
import py_compile
import shutil
import zipfile
from typing import TYPE_CHECKING

from infra.errors import Stopped
from infra.vendor import TASK_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

# The oldest moment a zip can hold. Real times would make every build differ.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
# Chalice's runtime and our own code keep their sources, so that a traceback shows the line.
WITH_SOURCE = ("app.py", "chalice", "chalicelib")


def unpack(archive: Path, target: Path) -> None:
    """Lay the package out as Lambda does, and compile what still has its source."""
    shutil.rmtree(target, ignore_errors=True)
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(target)
    for name in WITH_SOURCE:
        _compile(target / name, target)


def _compile(path: Path, root: Path) -> None:
    # Unchecked: Python trusts the bytecode without looking at the source, whose time in a zip means nothing.
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    sources = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    for source in sources:
        shown = f"{TASK_FOLDER}/{source.relative_to(root).as_posix()}"
        try:
            py_compile.compile(str(source), dfile=shown, doraise=True, invalidation_mode=mode)
        except py_compile.PyCompileError as error:
            raise Stopped(f"{source.relative_to(root)} does not compile: {error.msg.strip()}") from error


def pack(source: Path, archive: Path, *, below: str = "", level: int = 9) -> str:
    """Write the folder as a zip whose bytes depend on its content alone. Returns their SHA-256.

    Names begin with `below`; `level` is how hard to press, 1 to 9.
    """
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
        for path in sorted(source.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(below + path.relative_to(source).as_posix(), FIXED_TIME)
                entry.external_attr = READABLE
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes(), compresslevel=level)
    return hashed(archive)


def hashed(file: Path) -> str:
    """The SHA-256 of a file's bytes, hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
