"""A deployment says what it would do, and refuses what it cannot, without touching anything."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from infra import deploy, release
from infra.errors import Stopped
from infra.package import ROOT

if TYPE_CHECKING:
    from infra.package import Package


@pytest.mark.slow
def test_a_dry_run_builds_for_arm_checks_all_stacks_and_touches_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "infra.deploy", "--stage", "prod", "--dry-run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    parts = ["data", "functions", "site", "alarms"]
    places = [done.stdout.index(f"tanpa-antre-prod-{part}") for part in parts]
    assert places == sorted(places)
    assert done.stdout.rstrip().endswith("Nothing was touched.")
    template = json.loads((ROOT / "build" / "prod" / "template.json").read_text("utf-8"))
    made = [
        r["Properties"] for r in template["Resources"].values() if r["Type"] == "AWS::Serverless::Function"
    ]
    assert {tuple(function["Architectures"]) for function in made} == {("arm64",)}
    assert {function["Tracing"] for function in made} == {"Active"}
    compiled = [path.name for path in (ROOT / "build" / "prod" / "package").rglob("*.so")]
    assert not [name for name in compiled if "x86_64" in name]


def test_code_comes_from_the_artifacts_bucket(template: dict[str, Any]) -> None:
    keys = {"./deployment.zip": "packages/1.zip", "./documents-layer.zip": "packages/2.zip"}
    changed = release.with_archives(template, "bucket", keys)
    for name in ("APIHandler", "Tick", "Work", "Officer", "Documents"):
        code = changed["Resources"][name]["Properties"]["CodeUri"]
        assert code == {"Bucket": "bucket", "Key": "packages/1.zip"}
    layer = changed["Resources"]["DocumentLibraries"]["Properties"]["ContentUri"]
    assert layer == {"Bucket": "bucket", "Key": "packages/2.zip"}
    assert template["Resources"]["Tick"]["Properties"]["CodeUri"] == "./deployment.zip"


def test_only_the_local_tables_may_be_deleted(local_package: Package) -> None:
    local = release.Release(package=local_package, version="1", parameters={})
    assert local.data().parameters["DeletionProtection"] == "false"
    assert not local.data().protected


def test_only_the_local_pool_publishes_its_keys_elsewhere(local_package: Package) -> None:
    local = release.Release(package=local_package, version="1", parameters={})
    assert local.functions("b", "http://127.0.0.1:1").parameters["PoolKeysHost"] == "http://127.0.0.1:1"
    prod = release.Release(package=replace(local_package, stage="prod"), version="1", parameters={})
    assert "PoolKeysHost" not in prod.functions("b", "https://cloudformation.example").parameters


def test_a_parameter_without_value_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["deploy", "--stage", "prod", "--set", "Email"])
    monkeypatch.setattr(deploy, "build", lambda _stage: None)
    with pytest.raises(Stopped, match="'Email' has no value"):
        deploy.main()


def test_local_is_deployed_by_make_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["deploy", "--stage", "local"])
    with pytest.raises(Stopped, match="make run"):
        deploy.main()
