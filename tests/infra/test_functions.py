"""What Chalice and we together say about the functions: names, limits, environment, logs and the API before them."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import Any

import pytest
from chalice.utils import to_cfn_resource_name

from chalicelib.core.settings import Settings
from infra.package import ROOT

CONFIG = json.loads((ROOT / ".chalice" / "config.json").read_text("utf-8"))
# Given by Lambda itself.
FROM_LAMBDA = {"AWS_REGION"}
API_HANDLER = "APIHandler"


def in_template(function: str) -> str:
    return API_HANDLER if function == "api_handler" else to_cfn_resource_name(function)


def test_every_handler_is_declared_in_app(functions: dict[str, Any]) -> None:
    assert {name: function["Handler"] for name, function in functions.items()} == {
        API_HANDLER: "app.app",
        "Tick": "app.tick",
        "Work": "app.work",
        "Documents": "app.documents",
        "Officer": "app.officer",
    }


def test_no_configured_function_is_without_its_handler(functions: dict[str, Any]) -> None:
    assert {in_template(name) for name in CONFIG["lambda_functions"]} == set(functions)


@pytest.mark.parametrize("name", sorted(CONFIG["lambda_functions"]))
def test_memory_and_time_limit_reach_the_template(name: str, functions: dict[str, Any]) -> None:
    wanted, got = CONFIG["lambda_functions"][name], functions[in_template(name)]
    assert (got["MemorySize"], got["Timeout"]) == (wanted["lambda_memory_size"], wanted["lambda_timeout"])


def test_the_environment_holds_every_setting(template: dict[str, Any]) -> None:
    given = set(template["Globals"]["Function"]["Environment"]["Variables"])
    wanted = {field.name.upper() for field in fields(Settings)}
    needed = {field.name.upper() for field in fields(Settings) if field.default is MISSING}
    assert needed - FROM_LAMBDA <= given
    of_libraries = {"LOG_LEVEL", "POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"}
    assert given - wanted == of_libraries


def test_every_function_has_a_log_that_is_forgotten_in_time(
    functions: dict[str, Any], resources: dict[str, Any]
) -> None:
    groups = [r["Properties"] for r in resources.values() if r["Type"] == "AWS::Logs::LogGroup"]
    assert {group["LogGroupName"]["Fn::Sub"] for group in groups} == {
        f"/aws/lambda/${{{name}}}" for name in functions
    }
    assert {group["RetentionInDays"] for group in groups} == {CONFIG["log_retention_in_days"]}


TAKERS = {"Work": "jobs", "Documents": "documents"}


@pytest.mark.parametrize(("function", "queue"), TAKERS.items())
def test_a_failed_message_alone_comes_again(function: str, queue: str, functions: dict[str, Any]) -> None:
    (event,) = functions[function]["Events"].values()
    assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert event["Properties"]["Queue"]["Fn::Sub"].endswith(f":tanpa-antre-${{Stage}}-{queue}")
    assert event["Properties"]["ScalingConfig"]["MaximumConcurrency"]


@pytest.mark.parametrize(("function", "queue"), TAKERS.items())
def test_a_function_may_run_as_long_as_its_message_is_hidden(
    function: str, queue: str, functions: dict[str, Any], data: dict[str, Any]
) -> None:
    declared = data["Resources"][f"Queue{queue.capitalize()}"]["Properties"]
    assert declared["VisibilityTimeout"] == 6 * functions[function]["Timeout"]


def test_the_tick_comes_every_fifteen_minutes(functions: dict[str, Any]) -> None:
    (event,) = functions["Tick"]["Events"].values()
    assert event["Properties"]["Schedule"] == "rate(15 minutes)"


def test_the_api_is_throttled_and_compresses(resources: dict[str, Any]) -> None:
    api = resources["RestAPI"]["Properties"]
    (every,) = api["MethodSettings"]
    assert (every["ResourcePath"], every["HttpMethod"]) == ("/*", "*")
    assert every["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}
    assert every["ThrottlingBurstLimit"] == {"Ref": "RequestsAtOnce"}
    assert api["MinimumCompressionSize"] == CONFIG["minimum_compression_size"]


def test_the_gateway_answers_with_problem_documents(resources: dict[str, Any]) -> None:
    answers = resources["RestAPI"]["Properties"]["DefinitionBody"]["x-amazon-apigateway-gateway-responses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "MISSING_AUTHENTICATION_TOKEN", "THROTTLED"} <= set(answers)
    for kind, answer in answers.items():
        headers = {name.rsplit(".", 1)[1]: value for name, value in answer["responseParameters"].items()}
        problem = json.loads(answer["responseTemplates"]["application/json"])
        assert headers["Content-Type"] == "'application/problem+json'", kind
        assert headers["Access-Control-Allow-Origin"] == "'*'", kind
        assert str(problem["status"]) == answer["statusCode"], kind
        assert set(problem) == {"type", "title", "status", "detail", "request_id"}, kind
        assert problem["type"].startswith("/problems/"), kind


def test_who_is_throttled_is_told_when_to_come_back(resources: dict[str, Any]) -> None:
    answers = resources["RestAPI"]["Properties"]["DefinitionBody"]["x-amazon-apigateway-gateway-responses"]
    assert "gatewayresponse.header.Retry-After" in answers["THROTTLED"]["responseParameters"]


def test_the_routes_of_the_desk_are_behind_the_authorizer_and_no_others(resources: dict[str, Any]) -> None:
    from app import BLUEPRINTS  # noqa: PLC0415 - only this test asks for the routes

    described = resources["RestAPI"]["Properties"]["DefinitionBody"]
    guarded = {
        (path, method.upper())
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        if operation.get("security") == [{"officer": []}]
    }
    declared = {(route.path, route.method) for web in BLUEPRINTS for route in web.declared if route.officers}
    assert guarded == declared != set()
    (scheme,) = described["securityDefinitions"].values()
    assert (scheme["in"], scheme["name"]) == ("header", "Authorization")
    assert scheme["x-amazon-apigateway-authorizer"]["type"] == "token"


def test_a_token_is_checked_with_the_keys_of_the_same_pool(template: dict[str, Any]) -> None:
    told = template["Globals"]["Function"]["Environment"]["Variables"]
    issuer, keys = (told[name]["Fn::Sub"] for name in ("POOL_ISSUER", "POOL_KEYS"))
    assert issuer[0] == "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Pool}"
    assert keys[0] == "${Host}/${Pool}/.well-known/jwks.json"
    assert keys[1]["Pool"] == issuer[1]["Pool"]
    assert keys[1]["Host"]["Fn::If"][2] == {"Fn::Sub": issuer[0].removesuffix("/${Pool}")}


def test_who_cannot_be_checked_is_asked_to_come_again(resources: dict[str, Any]) -> None:
    answers = resources["RestAPI"]["Properties"]["DefinitionBody"]["x-amazon-apigateway-gateway-responses"]
    assert answers["AUTHORIZER_FAILURE"]["statusCode"] == "503"
    assert "gatewayresponse.header.Retry-After" in answers["AUTHORIZER_FAILURE"]["responseParameters"]


def test_the_package_runs_on_this_machine_and_on_arm_in_aws(functions: dict[str, Any]) -> None:
    from infra import package, vendor  # noqa: PLC0415 - only this test asks them

    assert {tuple(function["Architectures"]) for function in functions.values()} == {(vendor.machine(),)}
    assert package.architecture("prod") == "arm64"
