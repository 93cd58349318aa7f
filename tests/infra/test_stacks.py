"""A stack is made, updated or left alone; and a failure is told by its first cause."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.errors import Stopped
from infra.stacks import FINGERPRINT, Stack, put

STACK = Stack(name="tanpa-antre-test-data", template="{}", parameters={"Stage": "test"})


class Formation:
    """CloudFormation, as far as `put` uses it."""

    def __init__(
        self, status: str | None = None, fingerprint: str = "", *, after: str = "CREATE_COMPLETE"
    ) -> None:
        self.status, self.fingerprint, self.after = status, fingerprint, after
        self.calls: list[str] = []

    def describe_stacks(self, **_: Any) -> dict[str, Any]:
        if self.status is None:
            raise ClientError(
                {"Error": {"Code": "ValidationError", "Message": "Stack does not exist"}}, "DescribeStacks"
            )
        tags = [{"Key": FINGERPRINT, "Value": self.fingerprint}]
        return {"Stacks": [{"StackStatus": self.status, "Tags": tags}]}

    def create_stack(self, **request: Any) -> None:
        self.calls.append("create")
        self.status = self.after

    def update_stack(self, **request: Any) -> None:
        self.calls.append("update")
        if self.after == "same":
            raise ClientError(
                {"Error": {"Code": "ValidationError", "Message": "No updates are to be performed."}},
                "UpdateStack",
            )
        self.status = self.after

    def delete_stack(self, **_: Any) -> None:
        self.calls.append("delete")
        self.status = None

    def describe_stack_events(self, **_: Any) -> dict[str, Any]:
        return {
            "StackEvents": [
                {
                    "ResourceStatus": "DELETE_FAILED",
                    "LogicalResourceId": "B",
                    "ResourceStatusReason": "later",
                },
                {
                    "ResourceStatus": "CREATE_FAILED",
                    "LogicalResourceId": "A",
                    "ResourceStatusReason": "the cause",
                },
            ]
        }


def test_a_missing_stack_is_created() -> None:
    formation = Formation()
    assert put(formation, STACK, pause=0) == "created"
    assert formation.calls == ["create"]


def test_an_equal_stack_is_left_alone() -> None:
    formation = Formation("CREATE_COMPLETE", STACK.fingerprint)
    assert put(formation, STACK, pause=0) == "unchanged"
    assert formation.calls == []


def test_a_different_stack_is_updated() -> None:
    formation = Formation("CREATE_COMPLETE", "old", after="UPDATE_COMPLETE")
    assert put(formation, STACK, pause=0) == "updated"


def test_nothing_to_update_is_fine() -> None:
    assert put(Formation("UPDATE_COMPLETE", "old", after="same"), STACK, pause=0) == "unchanged"


def test_the_remains_of_a_failed_creation_are_removed_first() -> None:
    formation = Formation("ROLLBACK_COMPLETE")
    assert put(formation, STACK, pause=0) == "created"
    assert formation.calls == ["delete", "create"]


def test_a_failure_is_told_by_its_first_cause() -> None:
    with pytest.raises(Stopped, match="A: the cause"):
        put(Formation(after="ROLLBACK_COMPLETE"), STACK, pause=0)


def test_a_changed_parameter_changes_the_fingerprint() -> None:
    other = Stack(name=STACK.name, template="{}", parameters={"Stage": "other"})
    assert other.fingerprint != STACK.fingerprint
