"""Build what is deployed: `python -m infra.package --stage local` fills build/local.

Chalice packages a copy of the application in build/<stage>/project, so that the stage's architecture and the
finished libraries can be given to it without touching the working tree.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from infra import bundle, commands, documents, vendor

ROOT = Path(__file__).resolve().parent.parent
# Packaging asks botocore for names of AWS hosts, which needs some region; templates name none.
REGION = "ap-southeast-3"
LOCAL = "local"
# What of this folder decides about the result.
TOOLS = ("package.py", "documents.py", "vendor.py", "bundle.py", "functions.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A finished build: where it lies, and a fingerprint of all it was made from."""

    stage: str
    folder: Path
    fingerprint: str

    @property
    def archive(self) -> Path:
        """The code of all functions, but for that of documents where it has its own."""
        return self.folder / "deployment.zip"

    @property
    def template(self) -> Path:
        """Chalice's template merged with infra/functions.yaml, as JSON."""
        return self.folder / "template.json"

    @property
    def unpacked(self) -> Path:
        """The package's files as Lambda lays them out."""
        return self.folder / "package"


def build(stage: str, *, root: Path = ROOT, output: Path | None = None) -> Package:
    """The package of this stage, built only if something it is made from changed since the last time."""
    target = output or ROOT / "build" / stage
    target.mkdir(parents=True, exist_ok=True)
    with (target / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a test run may build while `make run` does
        return _built(stage, root, target)


def _built(stage: str, root: Path, target: Path) -> Package:
    package = Package(stage=stage, folder=target, fingerprint=_fingerprint(root, stage))
    stamp = target / "fingerprint"
    if stamp.is_file() and stamp.read_text() == package.fingerprint and package.archive.is_file():
        return package
    stamp.unlink(missing_ok=True)
    project = _project_copy(root, stage, target)
    _chalice(project, stage, target / "chalice")
    bundle.unpack(target / "chalice" / "deployment.zip", package.unpacked)
    bundle.pack(package.unpacked, package.archive)
    reader = documents.place(architecture(stage, root), here=stage == LOCAL)
    documents.build(root, target, reader)
    template = _template(target / "chalice")
    documents.settle(template, reader)
    package.template.write_text(json.dumps(template, indent=1), "utf-8")
    stamp.write_text(package.fingerprint)
    return package


def architecture(stage: str, root: Path = ROOT) -> str:
    """What the stage's functions run on: this computer for the local cloud, else what is configured."""
    if stage == LOCAL:
        return vendor.machine()
    config = _config(root)
    return str(config["stages"].get(stage, {}).get("lambda_architecture", config["lambda_architecture"]))


def _config(root: Path) -> dict[str, Any]:
    config: dict[str, Any] = json.loads((root / ".chalice" / "config.json").read_text("utf-8"))
    return config


def _inputs(root: Path) -> list[Path]:
    own = [
        path
        for path in (root / "chalicelib").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    required = [root / name for name in ("requirements.txt", *documents.REQUIREMENTS)]
    settings = [*(root / ".chalice").glob("*.json"), *required]
    tools = [ROOT / "infra" / name for name in TOOLS]
    return [root / "app.py", *sorted(own), *sorted(settings), *tools]


def _fingerprint(root: Path, stage: str) -> str:
    facts = hashlib.sha256(f"{stage} {architecture(stage, root)} {sys.version} {sys.platform}".encode())
    for path in _inputs(root):
        facts.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        facts.update(path.read_bytes())
    return facts.hexdigest()


def _project_copy(root: Path, stage: str, target: Path) -> Path:
    project = target / "project"
    shutil.rmtree(project, ignore_errors=True)
    (project / ".chalice").mkdir(parents=True)
    shutil.copy(root / "app.py", project)
    shutil.copytree(root / "chalicelib", project / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
    for policy in (root / ".chalice").glob("policy-*.json"):
        shutil.copy(policy, project / ".chalice")
    config = _config(root)
    config["stages"].setdefault(stage, {})["lambda_architecture"] = architecture(stage, root)
    (project / ".chalice" / "config.json").write_text(json.dumps(config), "utf-8")
    # Empty: the libraries come verified from `vendor`, and Chalice shall download nothing.
    (project / "requirements.txt").touch()
    place = vendor.Place(architecture=architecture(stage, root), here=stage == LOCAL)
    libraries = vendor.folder(vendor.shipped(root / "requirements.txt"), target / "vendor", place)
    (project / "vendor").symlink_to(libraries, target_is_directory=True)
    return project


def _chalice(project: Path, stage: str, output: Path) -> None:
    shutil.rmtree(output, ignore_errors=True)
    merged = ROOT / "infra" / "functions.yaml"
    program = "import sys; from chalice.cli import main; sys.exit(main())"
    arguments = [sys.executable, "-c", program, "package", "--stage", stage, "--merge-template", str(merged)]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "AWS_DEFAULT_REGION": REGION,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    commands.run("Packaging with Chalice", [*arguments, str(output)], folder=project, environment=environment)


def _template(folder: Path) -> dict[str, Any]:
    """The merged template. Kept as JSON: YAML would come with aliases, which CloudFormation refuses."""
    template: dict[str, Any] = yaml.safe_load((folder / "sam.yaml").read_text("utf-8"))
    return template


def main() -> int:
    """Build from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.package", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--stage", default=LOCAL, help="a stage of .chalice/config.json (default: local)")
    package = build(parser.parse_args().stage)
    size = package.archive.stat().st_size / 1_000_000
    print(f"{package.archive.relative_to(ROOT)}: {size:.1f} MB for {architecture(package.stage)}")
    return 0


if __name__ == "__main__":
    sys.exit(commands.ended(main))
