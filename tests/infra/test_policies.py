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


def test_only_the_api_and_the_check_of_documents_open_records_and_neither_can_erase_people() -> None:
    """An officer opens the record of the citizen at the desk, the check compares a card with it; nothing else can."""
    people = next(s for s in statements("api") if s["Sid"] == "TablePeople")
    assert people["Action"] == ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
    for function in ("tick", "work", "officer"):
        assert "TablePeople" not in {statement["Sid"] for statement in statements(function)}
        granted = {action for statement in statements(function) for action in statement["Action"]}
        assert not {action for action in granted if action.startswith("kms:")}
    check = next(s for s in statements("documents") if s["Sid"] == "TablePeople")
    assert check["Action"] == ["dynamodb:GetItem", "dynamodb:PutItem"]
    deleting = {s["Sid"] for s in statements("api") if "dynamodb:DeleteItem" in s["Action"]}
    # A ticket that ends goes over to the ended ones; cases and complaints are listed among the open ones by their time.
    assert deleting == {"TableVisits", "TableCases", "TableComplaints"}
    assert not any("dynamodb:Scan" in s["Action"] for s in statements("api"))


def test_only_the_reader_of_documents_sees_uploads_and_only_the_api_gives_out_pictures() -> None:
    granted = {
        (function, action.removeprefix("s3:"), statement["Sid"])
        for function in POLICIES
        for statement in statements(function)
        for action in statement["Action"]
        if action.startswith("s3:") and "List" not in action
    }
    of_objects = {(function, action, sid) for function, action, sid in granted if action.startswith("Get")}
    assert of_objects == {
        ("documents", "GetObject", "ObjectsQuarantine"),
        ("documents", "GetObjectVersion", "ObjectsQuarantine"),
        ("api", "GetObject", "ObjectsKept"),
        ("api", "GetObject", "ObjectsLetters"),
        ("api", "GetObject", "ObjectsDrafts"),
        ("api", "GetObject", "ObjectsExports"),
    }
    # The API's right is what a citizen's or an officer's form is signed with; letters and exports it writes itself.
    assert {(function, sid) for function, action, sid in granted if action == "PutObject"} == {
        ("api", "ObjectsQuarantine"),
        ("api", "ObjectsDrafts"),
        ("api", "ObjectsExports"),
        ("api", "ObjectsLetters"),
        ("documents", "ObjectsKept"),
    }


def test_the_authorizer_may_do_nothing_but_write_its_log() -> None:
    assert {statement["Sid"] for statement in statements("officer")} == BY_LAMBDA


def test_each_role_carries_its_policy(resources: dict[str, Any]) -> None:
    roles = {"api": "ApiHandlerRole"} | {
        name: f"{name.capitalize()}Role" for name in POLICIES if name != "api"
    }
    for function, role in roles.items():
        (policy,) = resources[role]["Properties"]["Policies"]
        assert policy["PolicyDocument"]["Statement"] == statements(function)
