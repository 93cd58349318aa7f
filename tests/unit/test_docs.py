"""The documents name only what exists: files, commands, routes, settings, links."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from app import BLUEPRINTS
from chalicelib.core.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "infra").rglob("README.md")])
QUOTED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)")
FOLDERS = ("chalicelib", "infra", "frontend", "benchmarks", "tests", "docs", "core", "booking")
# Made when something runs, or named as an example of what a city may add.
MADE = re.compile(r"^(\.local|\.venv|build|\.chalice/deployments)/")


def quoted(doc: Path) -> list[str]:
    return QUOTED.findall(doc.read_text("utf-8"))


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.relative_to(ROOT).as_posix())
def test_files_and_folders_that_a_document_names_exist(doc: Path) -> None:
    missing = [
        name
        for name in quoted(doc)
        if re.fullmatch(r"[\w.\-/*]+", name)
        and "/" in name
        and name.split("/")[0] in FOLDERS
        and not MADE.match(name)
        and not any(list(base.glob(name)) for base in (ROOT, ROOT / "chalicelib", doc.parent))
        and not list((ROOT / "chalicelib").glob(f"{name}.py"))
    ]
    assert missing == []


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(doc: Path) -> None:
    broken = [link for link in LINK.findall(doc.read_text("utf-8")) if not (doc.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.relative_to(ROOT).as_posix())
def test_commands_that_a_document_names_are_targets_of_make(doc: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    benches = {f"bench-{file.stem.replace('_', '-')}" for file in (ROOT / "benchmarks").glob("[a-z]*.py")}
    named = {found for quote in quoted(doc) for found in re.findall(r"^make ([a-z][a-z-]+)", quote)}
    assert named - targets - benches == set()


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.relative_to(ROOT).as_posix())
def test_routes_that_a_document_names_are_served(doc: Path) -> None:
    served = {(route.method, route.path) for room in BLUEPRINTS for route in room.declared}
    shapes = {(method, re.sub(r"{\w+}", "{}", path)) for method, path in served}
    named = re.findall(r"(GET|POST) (/v1/[\w/{}.-]*)", doc.read_text("utf-8"))
    unknown = {
        (method, path) for method, path in named if (method, re.sub(r"{\w+}", "{}", path)) not in shapes
    }
    assert unknown == set()


def test_every_setting_is_documented_for_operators() -> None:
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert [field.name.upper() for field in fields(Settings) if f"`{field.name.upper()}`" not in told] == []


def test_every_access_pattern_of_a_store_is_in_the_data_model() -> None:
    """A store lists its patterns in a table at its head; the key's fixed part stands in the document too."""
    model = (ROOT / "docs" / "data-model.md").read_text("utf-8")
    missing = []
    for store in (ROOT / "chalicelib").rglob("*.py"):
        head = store.read_text("utf-8").split('"""')[1] if "store" in store.as_posix() else ""
        rows = [
            row.split("|")[2] for row in head.splitlines() if row.startswith("| ") and "access" not in row
        ]
        keys = {part for row in rows for part in re.findall(r"\b[A-Z]{3,}\b", row)}
        missing += [
            f"{store.parent.name}: {key}" for key in sorted(keys) if key not in model and key != "YYYY"
        ]
    assert missing == []
