"""The libraries that are shipped: installed by hash for the stage's machine, trimmed, compiled.

Chalice would download wheels for another architecture without looking at hashes, so it is given a finished
`vendor` folder instead, which it packs as it is (docs/decisions/packaging.md).
"""

from __future__ import annotations

import compileall
import gzip
import hashlib
import json
import os
import platform
import py_compile
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra import commands
from infra.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# AWS services whose descriptions the functions read. A call to any other fails with UnknownServiceError in
# the local-cloud tests, which run this very package.
SERVICES = frozenset({"cognito-idp", "dynamodb", "kms", "s3", "secretsmanager", "sqs"})

# Time zones of the offices, and UTC. A city elsewhere adds its own.
ZONES = frozenset({"Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura", "Etc/UTC", "UTC"})

# Needed to build or to type-check, never to run.
UNUSED_PACKAGES = ("pycparser", "bin", "share")
# (Powertools carries a page of its own for interfaces, with its scripts.)
UNUSED_SUFFIXES = (".pyi", ".pxd", ".pyx", ".c", ".h", ".rst", ".md", ".typed", ".js", ".css")
UNUSED_FOLDERS = frozenset({"tests", "examples", "__pycache__"})

# glibc of the Lambda image of each Python, newest wheel tag it can load.
GLIBC_OF_AL2 = 26
GLIBC_OF_AL2023 = 34
OLDEST_GLIBC = 17
FIRST_PYTHON_ON_AL2023 = (3, 12)
# Where Lambda unpacks a package, and the libraries of a layer; tracebacks name files there.
TASK_FOLDER = "/var/task"
LAYER_FOLDER = "/opt/python"
#: The Python that builds, whose bytecode no other can use.
PYTHON = (sys.version_info[0], sys.version_info[1])

# Everything is pinned with its hash, dependencies too; nothing is built from source.
PIP_INSTALL = (
    *("pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"),
    *("--require-hashes", "--no-deps", "--only-binary", ":all:"),
)

WHEEL_MACHINE = {"arm64": "aarch64", "x86_64": "x86_64"}


def machine() -> str:
    """This computer's architecture as Lambda names it."""
    return "arm64" if platform.machine().lower() in {"arm64", "aarch64"} else "x86_64"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where libraries will run.

    `here` is this very computer (the local cloud runs functions as its own processes); otherwise it is Lambda's
    Linux, with a Python (major, minor) that may be another than ours.
    """

    architecture: str
    here: bool
    python: tuple[int, int] = PYTHON

    @property
    def runtime(self) -> str:
        """The Python as Lambda names it."""
        return f"python{self.python[0]}.{self.python[1]}"

    @property
    def wheels(self) -> list[str]:
        """What pip must be told to install for it."""
        if self.here:
            return []
        newest = GLIBC_OF_AL2023 if self.python >= FIRST_PYTHON_ON_AL2023 else GLIBC_OF_AL2
        name = WHEEL_MACHINE[self.architecture]
        tags = [f"manylinux_2_{minor}_{name}" for minor in range(newest, OLDEST_GLIBC - 1, -1)]
        python = f"{self.python[0]}.{self.python[1]}"
        chosen = ["--implementation", "cp", "--python-version", python]
        return [*chosen, *(part for tag in (*tags, f"manylinux2014_{name}") for part in ("--platform", tag))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Libraries:
    """What is installed together: from which files, trimmed how, and where Lambda will unpack it.

    `made_by` are the source files that decide about the result, besides the requirements.
    """

    requirements: Sequence[Path]
    trim: Callable[[Path], None]
    unpacked_at: str
    made_by: Sequence[Path]


def shipped(requirements: Path) -> Libraries:
    """The libraries of all functions."""
    return Libraries(
        requirements=[requirements], trim=_trim, unpacked_at=TASK_FOLDER, made_by=[Path(__file__)]
    )


def folder(libraries: Libraries, into: Path, place: Place) -> Path:
    """The trimmed and compiled libraries, made anew only when a requirement, their makers or Python changed.

    For another Python than ours they stay sources.
    """
    ready = into / _fingerprint(libraries, place)
    if ready.is_dir():
        return ready
    work = into / "unfinished"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    _install(libraries.requirements, work, place)
    libraries.trim(work)
    remove_empty(work)
    if place.python == PYTHON:
        compile_sourceless(work, libraries.unpacked_at)
    for old in into.iterdir():
        if old != work:
            shutil.rmtree(old)
    work.rename(ready)
    return ready


def _fingerprint(libraries: Libraries, place: Place) -> str:
    facts = hashlib.sha256(f"{place} {PYTHON} {sys.platform} {libraries.unpacked_at}".encode())
    for path in (*libraries.requirements, *libraries.made_by):
        facts.update(path.read_bytes())
    return facts.hexdigest()[:16]


def _install(requirements: Sequence[Path], target: Path, place: Place) -> None:
    chosen = [part for path in requirements for part in ("--requirement", str(path))]
    commands.run(
        "Installing the libraries that are shipped",
        [sys.executable, "-m", *PIP_INSTALL, "--target", str(target), *place.wheels, *chosen],
        folder=target,
        environment=os.environ,
    )


def _trim(target: Path) -> None:
    trim_packaging(target)
    _trim_descriptions(target / "botocore" / "data")
    _trim_zones(target / "tzdata")


def trim_packaging(target: Path, *, licences: bool = False) -> None:
    """Take away what no program reads: tests, sources in C, records of packaging, and `licences` unless kept."""
    for name in UNUSED_PACKAGES:
        for found in (target / name, *target.glob(f"{name}-*.dist-info")):
            shutil.rmtree(found, ignore_errors=True)
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir():
            if path.name in UNUSED_FOLDERS:
                shutil.rmtree(path)
        elif licences and "licenses" in path.parts[-3:]:
            continue
        elif path.suffix in UNUSED_SUFFIXES or _is_metadata(path):
            path.unlink()


def _is_metadata(path: Path) -> bool:
    """Whether this is packaging's own record. METADATA stays: libraries ask it for their version."""
    return any(part.endswith(".dist-info") for part in path.parts[-4:]) and path.name != "METADATA"


def _trim_descriptions(data: Path) -> None:
    """Keep the used services, unpacked and without their manuals, most of what a client has to parse."""
    for entry in sorted(data.iterdir()):
        if entry.is_dir() and entry.name not in SERVICES:
            shutil.rmtree(entry)
    for packed in sorted(data.rglob("*.json.gz")):
        packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
        packed.unlink()
    for description in sorted(data.rglob("*.json")):
        if description.name.startswith(("examples", "completions")):
            description.unlink()
            continue
        facts = json.loads(description.read_text("utf-8"))
        if description.name == "endpoints.json":
            _keep_used_endpoints(facts)
        described = without_manual(facts)
        _keep_what_is_looked_up(described)
        description.write_text(json.dumps(described, separators=(",", ":")), "utf-8")


def _keep_what_is_looked_up(facts: dict[str, Any]) -> None:
    """A client that signs by itself (S3's forms) reads these words, whatever they say."""
    for parameter in facts.get("clientContextParams", {}).values():
        parameter["documentation"] = ""


def _keep_used_endpoints(facts: dict[str, Any]) -> None:
    for partition in facts["partitions"]:
        partition["services"] = {name: s for name, s in partition["services"].items() if name in SERVICES}


def without_manual(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The same description without its `documentation` strings; a member of that name is no string."""
    if isinstance(value, dict):
        return {
            key: without_manual(inner)
            for key, inner in value.items()
            if not (key == "documentation" and isinstance(inner, str))
        }
    if isinstance(value, list):
        return [without_manual(inner) for inner in value]
    return value


def _trim_zones(package: Path) -> None:
    files = package / "zoneinfo"
    if missing := [zone for zone in ZONES if not (files / zone).is_file()]:
        raise Stopped(f"The package tzdata has no time zone {missing[0]}.")
    for path in sorted(files.rglob("*")):
        if path.is_file() and path.suffix != ".py" and path.relative_to(files).as_posix() not in ZONES:
            path.unlink()


def remove_empty(target: Path) -> None:
    """Take away folders without files."""
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def compile_sourceless(target: Path, unpacked_at: str = TASK_FOLDER) -> None:
    """Replace every library module by its bytecode: half the size, and nothing to compile in a cold start."""
    compiled = compileall.compile_dir(
        str(target),
        quiet=1,
        force=True,
        legacy=True,
        workers=0,
        stripdir=str(target),
        prependdir=unpacked_at,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    if not compiled:
        raise Stopped("A library that is shipped does not compile with this Python; see the lines above.")
    for source in target.rglob("*.py"):
        source.unlink()
