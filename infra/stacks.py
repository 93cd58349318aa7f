"""One CloudFormation stack: made when it is missing, updated when something changed, left alone otherwise."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from infra.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Mapping

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
# The tag that says what a stack was made from.
FINGERPRINT = "tanpa-antre:fingerprint"
WAIT_AT_MOST = 45 * 60  # a distribution takes long
SETTLED = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")
DONE = SETTLED[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What a stack shall be. The template is its text, or its address where the text is too long to send."""

    name: str
    template: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    address: str | None = None
    protected: bool = False

    @property
    def fingerprint(self) -> str:
        """Changes when the template or a parameter does."""
        facts = json.dumps([self.template, dict(sorted(self.parameters.items()))])
        return hashlib.sha256(facts.encode()).hexdigest()[:40]


def put(cloudformation: Any, stack: Stack, *, pause: float = 2.0) -> str:  # noqa: ANN401 - boto3's client
    """Bring the stack to what it shall be. Returns "created", "updated" or "unchanged"; raises `Stopped`."""
    found = _found(cloudformation, stack.name)
    if found and found["StackStatus"] == "ROLLBACK_COMPLETE":
        # A first creation that failed leaves an empty stack, which can only be deleted.
        cloudformation.delete_stack(StackName=stack.name)
        _wait(cloudformation, stack.name, pause)
        found = None
    if found is None:
        cloudformation.create_stack(**_request(stack))
        outcome = "created"
    elif _is_right(found, stack) or not _update(cloudformation, stack):
        return "unchanged"
    else:
        outcome = "updated"
    status = _wait(cloudformation, stack.name, pause)
    if status not in DONE:
        raise Stopped(f"The stack {stack.name} ended as {status}: {_reason(cloudformation, stack.name)}")
    if stack.protected:
        cloudformation.update_termination_protection(StackName=stack.name, EnableTerminationProtection=True)
    return outcome


def outputs(cloudformation: Any, name: str) -> dict[str, str]:  # noqa: ANN401 - boto3's client
    """What the stack says about itself."""
    found = _found(cloudformation, name)
    return {item["OutputKey"]: item["OutputValue"] for item in (found or {}).get("Outputs", [])}


def _request(stack: Stack) -> dict[str, Any]:
    where = {"TemplateURL": stack.address} if stack.address else {"TemplateBody": stack.template}
    return {
        "StackName": stack.name,
        "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in stack.parameters.items()],
        "Capabilities": CAPABILITIES,
        "Tags": [{"Key": FINGERPRINT, "Value": stack.fingerprint}],
        **where,
    }


def _update(cloudformation: Any, stack: Stack) -> bool:  # noqa: ANN401 - boto3's client
    try:
        cloudformation.update_stack(**_request(stack))
    except ClientError as error:
        if "No updates are to be performed" in str(error):
            return False
        raise Stopped(
            f"The stack {stack.name} cannot be updated: {error.response['Error']['Message']}"
        ) from error
    return True


def _found(cloudformation: Any, name: str) -> dict[str, Any] | None:  # noqa: ANN401 - boto3's client
    try:
        stacks = cloudformation.describe_stacks(StackName=name)["Stacks"]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return stacks[0] if stacks and stacks[0]["StackStatus"] != "DELETE_COMPLETE" else None


def _is_right(found: dict[str, Any], stack: Stack) -> bool:
    return found["StackStatus"] in DONE and _tag(found) == stack.fingerprint


def _tag(found: dict[str, Any]) -> str | None:
    return next((tag["Value"] for tag in found.get("Tags", []) if tag["Key"] == FINGERPRINT), None)


def _wait(cloudformation: Any, name: str, pause: float) -> str:  # noqa: ANN401 - boto3's client
    deadline = time.monotonic() + WAIT_AT_MOST
    while time.monotonic() < deadline:
        found = _found(cloudformation, name)
        if found is None:
            return "DELETE_COMPLETE"
        status = str(found["StackStatus"])
        if not status.endswith("_IN_PROGRESS"):
            return status
        time.sleep(pause)
    raise Stopped(f"The stack {name} was still not settled after {WAIT_AT_MOST // 60} minutes.")


def _reason(cloudformation: Any, name: str) -> str:  # noqa: ANN401 - boto3's client
    """The first thing that went wrong; what follows it is only the clearing up."""
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    for event in reversed(events):
        if event["ResourceStatus"].endswith("FAILED"):
            return f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}"
    return "no reason given"
