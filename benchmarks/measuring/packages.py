"""The packages whose cold starts are compared, each laid out as Lambda unpacks it."""

from __future__ import annotations

import compileall
import json
import os
import py_compile
import shutil
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

from infra import commands, package, vendor

# What a bare application brings along: boto3 and what it needs, which no other library of ours shares.
BARE_LIBRARIES = ("boto3", "botocore", "s3transfer", "jmespath", "urllib3", "dateutil", "six.py")
LIBRARIES = Path(sysconfig.get_paths()["purelib"])
BARE_APP = Path(__file__).with_name("bare_app.py")
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A package as Lambda sees it; ``zipped`` is the size of what was uploaded, where there is such a thing."""

    name: str
    folder: Path
    zipped: int = 0

    @property
    def megabytes(self) -> float:
        """Size of its files."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file()) / MEGABYTE


def ours(into: Path) -> Unpacked:
    """What is deployed: the zip of the local stage, unpacked."""
    archive = package.build(package.LOCAL).archive
    return _unzipped("ours, as shipped", archive, into / "ours")


def ours_from_source(shipped: Unpacked, into: Path) -> Unpacked:
    """The same files with every module as source: what shipping bytecode saves."""
    folder = into / "ours-from-source"
    shutil.copytree(shipped.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for bytecode in folder.rglob("*.pyc"):
        source = bytecode.with_suffix(".py").relative_to(folder)
        shutil.copy(LIBRARIES / source, folder / source)
        bytecode.unlink()
    return Unpacked("ours, sources only", folder)


def bare(into: Path) -> Unpacked:
    """The bare application as Chalice packages it: sources, and everything botocore knows."""
    project = into / "bare-project"
    (project / ".chalice").mkdir(parents=True)
    settings = {"version": "2.0", "app_name": "bare", "stages": {"dev": {}}}
    (project / ".chalice" / "config.json").write_text(json.dumps(settings), "utf-8")
    (project / "requirements.txt").touch()
    shutil.copy(BARE_APP, project / "app.py")
    for name in BARE_LIBRARIES:
        _copy(LIBRARIES / name, project / "vendor" / name)
    program = "import sys; from chalice.cli import main; sys.exit(main())"
    commands.run(
        "Packaging the bare application",
        [sys.executable, "-c", program, "package", str(into / "bare-zip")],
        folder=project,
        environment={**os.environ, "AWS_DEFAULT_REGION": package.REGION},
    )
    return _unzipped("bare, as Chalice ships it", into / "bare-zip" / "deployment.zip", into / "bare")


def bare_with_bytecode(plain: Unpacked, into: Path) -> Unpacked:
    """Chalice's package with bytecode beside every source."""
    folder = into / "bare-with-bytecode"
    shutil.copytree(plain.folder, folder)
    _compile(folder)
    return Unpacked("bare, with bytecode", folder)


def bare_packaged_as_ours(plain: Unpacked, shipped: Unpacked, into: Path) -> Unpacked:
    """The bare application packaged as ours is: the very same trimmed and compiled library files."""
    folder = into / "bare-as-ours"
    folder.mkdir()
    for name in (*BARE_LIBRARIES, "chalice"):
        source = shipped.folder / name
        source = source.with_suffix(".pyc") if name.endswith(".py") else source
        if source.exists():
            _copy(source, folder / source.name)
        else:  # boto3 and s3transfer, which ours does without
            _copy(plain.folder / name, folder / name)
            vendor.compile_sourceless(folder / name)
    shutil.copy(plain.folder / "app.py", folder)
    _compile(folder)
    return Unpacked("bare, packaged as ours", folder)


def _unzipped(name: str, archive: Path, folder: Path) -> Unpacked:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return Unpacked(name, folder, archive.stat().st_size)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def _compile(folder: Path) -> None:
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(str(folder), quiet=2, invalidation_mode=unchecked)
