"""The templates are what CloudFormation accepts, and fit together."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from chalicelib.offices.forms import SHORTEST_NEW_PASSWORD
from infra.lint import problems
from infra.local.front import SECURITY_HEADERS
from infra.package import ROOT

if TYPE_CHECKING:
    from infra.package import Package

ALONE = ("data.yaml", "site.yaml", "alarms.yaml")
EXPORTED = re.compile(r'(?:Name: !Sub|"Fn::Sub":) "(tanpa-antre-\$\{Stage\}-\w+)"')


def text(name: str) -> str:
    return (ROOT / "infra" / name).read_text("utf-8")


@pytest.mark.parametrize("name", ALONE)
def test_cfn_lint_finds_nothing(name: str) -> None:
    assert problems(text(name)) == []


def test_cfn_lint_finds_nothing_in_the_merged_template(local_package: Package) -> None:
    assert problems(local_package.template.read_text("utf-8")) == []


def test_what_is_imported_was_exported_by_a_stack_before(local_package: Package) -> None:
    exports = set(re.findall(r'Export: \{Name: !Sub "([^"]+)"', text("data.yaml")))
    assert imports(local_package.template.read_text("utf-8")) <= exports
    merged = json.loads(local_package.template.read_text("utf-8"))
    exports |= {o["Export"]["Name"]["Fn::Sub"] for o in merged["Outputs"].values() if "Export" in o}
    assert imports(text("site.yaml")) <= exports
    assert imports(text("alarms.yaml")) <= exports


def imports(template: str) -> set[str]:
    return set(re.findall(r'"Fn::ImportValue": (?:!Sub |\{\s*"Fn::Sub": )"([^"]+)"', template))


def test_erasing_a_person_is_complete_after_days_not_weeks() -> None:
    defaults = dict(
        re.findall(r"  (RecoveryDays|PeopleRecoveryDays):.*?Default: (\d+)", text("data.yaml"), re.DOTALL)
    )
    assert int(defaults["PeopleRecoveryDays"]) <= 7 < int(defaults["RecoveryDays"])


def test_every_table_is_encrypted_recoverable_and_protected() -> None:
    tables = text("data.yaml").split("Type: AWS::DynamoDB::Table\n")[1:]
    assert len(tables) == 8
    for table in tables:
        for line in (
            "SSEEnabled: true",
            # What is only kept for hours shall not come back from a backup.
            f"PointInTimeRecoveryEnabled: {'false' if '-idempotency' in table.split('BillingMode')[0] else 'true'}",
            "DeletionProtectionEnabled: !Ref",
            "AttributeName: expires, Enabled: true",
            "BillingMode: PAY_PER_REQUEST",
            "DeletionPolicy" if table is not tables[-1] else "Properties",
        ):
            assert line in table


def test_nobody_makes_an_account_or_a_role_for_themselves() -> None:
    pool, client = (
        text("data.yaml").split(f"  {name}:\n")[1].split("\n\n")[0] for name in ("UserPool", "UserPoolClient")
    )
    assert "AllowAdminCreateUserOnly: true" in pool
    assert "DeletionProtection: !If [Protected, ACTIVE, INACTIVE]" in pool
    assert "WriteAttributes: [email]" in client
    assert "PreventUserExistenceErrors: ENABLED" in client
    assert "GenerateSecret: false" in client
    assert "ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH, ALLOW_REFRESH_TOKEN_AUTH]" in client
    for attribute in ("role", "office", "agency"):
        assert f"Name: {attribute}," in pool
        assert f'"custom:{attribute}"' in client


def test_a_new_password_is_judged_as_the_pool_judges_it() -> None:
    assert f"MinimumLength: {SHORTEST_NEW_PASSWORD}" in text("data.yaml")
    for sort in ("Lowercase", "Uppercase", "Numbers", "Symbols"):
        assert f"Require{sort}: true" in text("data.yaml")


def test_the_board_is_kept_for_all_viewers_no_longer_than_it_is_fresh_and_under_its_language_alone() -> None:
    site = text("site.yaml")
    policy = site.split("SharedAnswers:")[1].split("  Distribution:")[0]
    assert "DefaultTTL: 0" in policy, "only what the API calls fresh is kept"
    assert "QueryStrings: [language]" in policy
    assert "HeaderBehavior: none" in policy
    assert "CookieBehavior: none" in policy
    board = site.split("PathPattern: /v1/offices/*/board")[1].split("PathPattern: /v1/*")[0]
    assert "CachePolicyId: !Ref SharedAnswers" in board, (
        "before the rule for the rest of the API, which keeps nothing"
    )
    assert "OriginRequestPolicyId" not in board, "what is not part of the key is not passed on"


def test_the_local_pages_carry_the_headers_of_the_distribution() -> None:
    site = text("site.yaml")
    bucket = "https://${Documents}.s3.${AWS::Region}.${AWS::URLSuffix}"
    assert SECURITY_HEADERS["Content-Security-Policy"].format(bucket=bucket) in site
    assert 'Documents: {"Fn::ImportValue": !Sub "tanpa-antre-${Stage}-BucketDocuments"}' in site
    assert SECURITY_HEADERS["Permissions-Policy"] in site
    assert "ContentTypeOptions: {Override: true}" in site
    assert f"FrameOption: {SECURITY_HEADERS['X-Frame-Options']}" in site
    assert f"ReferrerPolicy: {SECURITY_HEADERS['Referrer-Policy']}" in site
    assert f"Cross-Origin-Opener-Policy, Value: {SECURITY_HEADERS['Cross-Origin-Opener-Policy']}" in site
