"""The built package and the templates, as the tests of this folder read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from infra import package

if TYPE_CHECKING:
    from infra.package import Package


@pytest.fixture(scope="session")
def local_package() -> Package:
    """The package for this machine, built if it is not there yet."""
    return package.build(package.LOCAL)


@pytest.fixture(scope="session")
def template(local_package: Package) -> dict[str, Any]:
    """Chalice's template merged with ours."""
    merged: dict[str, Any] = json.loads(local_package.template.read_text("utf-8"))
    return merged


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, Any]:
    """What the merged template declares."""
    declared: dict[str, Any] = template["Resources"]
    return declared


@pytest.fixture(scope="session")
def functions(resources: dict[str, Any]) -> dict[str, Any]:
    """The properties of each function, by its name in the template."""
    return {n: r["Properties"] for n, r in resources.items() if r["Type"] == "AWS::Serverless::Function"}
