"""Each function may do what its policy names, on what it names, and nothing more."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infra.package import ROOT

POLICIES = {
    path.stem.removeprefix("policy-"): json.loads(path.read_text("utf-8"))
    for path in sorted((ROOT / ".chalice").glob("policy-*.json"))
}
DATA = (ROOT / "infra" / "data.yaml").read_text("utf-8")
# Lambda writes these itself, for every function; resources cannot be named for traces.
BY_LAMBDA = {"OwnLogs", "TracesWrittenByLambdaItself"}


def statements(function: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = POLICIES[function]["Statement"]
    return found


def test_there_is_one_policy_for_each_function() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text("utf-8"))
    files = {function["iam_policy_file"] for function in config["lambda_functions"].values()}
    assert files == {f"policy-{name}.json" for name in POLICIES}
    assert config["autogen_policy"] is False


@pytest.mark.parametrize("function", POLICIES)
def test_no_action_is_a_pattern(function: str) -> None:
    assert not [action for s in statements(function) for action in s["Action"] if "*" in action]


@pytest.mark.parametrize("function", POLICIES)
def test_every_resource_is_an_export_of_the_data_stack(function: str) -> None:
    for statement in statements(function):
        if statement["Sid"] in BY_LAMBDA:
            continue
        name = statement["Resource"]["Fn::ImportValue"]["Fn::Sub"]
        assert f'"{name}"' in DATA, statement["Sid"]
        assert name.endswith("Arn")


@pytest.mark.parametrize("function", POLICIES)
def test_no_resource_is_granted_twice(function: str) -> None:
    granted = [json.dumps(statement["Resource"]) for statement in statements(function)]
    assert len(set(granted)) == len(granted)


def test_the_api_can_neither_read_people_nor_unwrap_keys() -> None:
    granted = {action for statement in statements("api") for action in statement["Action"]}
    people = next(s for s in statements("api") if s["Sid"] == "TablePeople")
    assert people["Action"] == ["dynamodb:PutItem"]
    assert "kms:Decrypt" not in granted
    assert not granted & {"dynamodb:Scan", "dynamodb:DeleteItem"}


def test_the_authorizer_may_do_nothing_but_write_its_log() -> None:
    assert {statement["Sid"] for statement in statements("officer")} == BY_LAMBDA


def test_each_role_carries_its_policy(resources: dict[str, Any]) -> None:
    roles = {"api": "ApiHandlerRole", "tick": "TickRole", "work": "WorkRole", "officer": "OfficerRole"}
    for function, role in roles.items():
        (policy,) = resources[role]["Properties"]["Policies"]
        assert policy["PolicyDocument"]["Statement"] == statements(function)
