"""The built package and the templates, as the tests of this folder read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cfnlint.decode import decode_str

from infra import package

if TYPE_CHECKING:
    from infra.package import Package


@pytest.fixture(scope="session")
def local_package() -> Package:
    """The package for this machine, built if it is not there yet."""
    return package.build(package.LOCAL)


@pytest.fixture(scope="session")
def arm_package() -> Package:
    """The package for the functions on AWS, as `make deploy` builds it: slow the first time."""
    return package.build("prod")


@pytest.fixture(scope="session")
def data() -> dict[str, Any]:
    """The data stack's template, functions spelled out (``Fn::Sub`` for ``!Sub``)."""
    read, _ = decode_str((package.ROOT / "infra" / "data.yaml").read_text("utf-8"))
    plain: dict[str, Any] = json.loads(json.dumps(read))
    return plain


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
