"""The templates are what CloudFormation accepts, and fit together."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.cases.service.letters import DRAFTS
from chalicelib.complaints.service.figures import EXPORTS
from chalicelib.documents.kinds import KINDS
from chalicelib.documents.storage import KEPT, LETTERS, QUARANTINE
from chalicelib.offices.forms import SHORTEST_NEW_PASSWORD
from infra.lint import problems
from infra.local.front import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from infra.package import ROOT
from infra.redrive import DEAD

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
    assert len(tables) == 9
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


def test_documents_are_private_encrypted_versioned_and_forgotten(data: dict[str, Any]) -> None:
    bucket = data["Resources"]["BucketDocuments"]
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    declared = bucket["Properties"]
    assert set(declared["PublicAccessBlockConfiguration"].values()) == {True}
    assert declared["VersioningConfiguration"] == {"Status": "Enabled"}
    (rule,) = declared["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] == {"Fn::GetAtt": ["KmsKey", "Arn"]}
    (refusal,) = data["Resources"]["BucketDocumentsPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert refusal["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert data["Conditions"]["OnAWS"] == {"Fn::Not": [{"Fn::Equals": [{"Ref": "Stage"}, "local"]}]}
    rules = {one["Prefix"]: one for one in declared["LifecycleConfiguration"]["Rules"] if "Prefix" in one}
    assert set(rules) == {QUARANTINE, DRAFTS, EXPORTS, KEPT, LETTERS}
    for prefix, rule in rules.items():
        assert rule["Status"] == "Enabled"
        assert rule["ExpirationInDays"]["Ref"] in data["Parameters"], prefix
        # What was deleted or replaced is only another version until then.
        assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
    assert data["Parameters"]["QuarantineDays"]["Default"] == 1


def test_pictures_may_be_kept_as_long_as_any_kind_needs_them(data: dict[str, Any]) -> None:
    longest = max(kind.kept + kind.serves for kind in KINDS.values())
    assert data["Parameters"]["KeptDays"]["Default"] >= longest.days


def test_only_uploads_are_told_and_only_the_bucket_tells(data: dict[str, Any]) -> None:
    resources = data["Resources"]
    bucket = resources["BucketDocuments"]["Properties"]
    (told,) = bucket["NotificationConfiguration"]["QueueConfigurations"]
    assert told["Queue"] == {"Fn::GetAtt": ["QueueDocuments", "Arn"]}
    assert told["Filter"]["S3Key"]["Rules"] == [{"Name": "prefix", "Value": QUARANTINE}]
    (allowed,) = resources["QueueDocumentsPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert allowed["Principal"] == {"Service": "s3.amazonaws.com"}
    assert allowed["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    arn = allowed["Condition"]["ArnEquals"]["aws:SourceArn"]["Fn::Sub"]
    assert arn.endswith(f":::{bucket['BucketName']['Fn::Sub']}")
    # S3 tries the queue when the bucket is made.
    assert resources["BucketDocuments"]["DependsOn"] == "QueueDocumentsPolicy"


def test_an_upload_that_nobody_took_outlives_its_object_in_the_queue(data: dict[str, Any]) -> None:
    queue = data["Resources"]["QueueDocuments"]["Properties"]
    days = data["Parameters"]["QuarantineDays"]["Default"]
    # Gone by the second midnight after its days.
    assert queue["MessageRetentionPeriod"] > (days + 2) * 86_400
    assert queue["RedrivePolicy"]["maxReceiveCount"] == 5
    dead = data["Resources"]["QueueDocumentsDead"]["Properties"]
    assert dead["MessageRetentionPeriod"] > queue["MessageRetentionPeriod"]


def test_somebody_is_told_of_dead_letters_and_of_waiting_in_every_queue(data: dict[str, Any]) -> None:
    queues = {n: r["Properties"] for n, r in data["Resources"].items() if r["Type"] == "AWS::SQS::Queue"}
    taken = {name for name, queue in queues.items() if "RedrivePolicy" in queue}
    dead = {queues[name]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0] for name in taken}
    assert taken | dead == set(queues)
    alarms = text("alarms.yaml")
    for name in sorted(dead):
        told = alarms.split(f"${{Stage}}-{name}Name")[0].rpartition("AlarmName")[2]
        assert "ApproximateNumberOfMessagesVisible" in told, name
    assert alarms.count("ApproximateAgeOfOldestMessage") == len(taken)
    # The command that sends them back knows them by these names.
    of = {queues[name]["QueueName"]["Fn::Sub"]: name for name in queues}
    for alive, buried in DEAD.items():
        policy = queues[of[f"tanpa-antre-${{Stage}}-{alive}"]]["RedrivePolicy"]
        assert policy["deadLetterTargetArn"]["Fn::GetAtt"][0] == of[f"tanpa-antre-${{Stage}}-{buried}"]


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


def test_programs_of_others_reach_the_api_as_our_own_pages_do() -> None:
    site = text("site.yaml")
    ours = site.split("PathPattern: /v1/*")[1].split("          - PathPattern")[0]
    others = site.split("PathPattern: /open311/*")[1].split("\nOutputs:")[0]
    assert others.strip() == ours.strip()


def test_the_local_pages_carry_the_headers_of_the_distribution() -> None:
    site = text("site.yaml")
    assert CONTENT_SECURITY_POLICY.format(documents="https://${Documents}") in site
    assert '- Documents: {"Fn::ImportValue": !Sub "tanpa-antre-${Stage}-BucketDocumentsDomain"}' in site
    assert SECURITY_HEADERS["Permissions-Policy"] in site
    assert "ContentTypeOptions: {Override: true}" in site
    assert f"FrameOption: {SECURITY_HEADERS['X-Frame-Options']}" in site
    assert f"ReferrerPolicy: {SECURITY_HEADERS['Referrer-Policy']}" in site
    assert f"Cross-Origin-Opener-Policy, Value: {SECURITY_HEADERS['Cross-Origin-Opener-Policy']}" in site
