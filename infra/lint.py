"""What cfn-lint has against a template. Its advice without consequence (codes beginning with I) is left out."""

from __future__ import annotations

from cfnlint.api import lint
from cfnlint.config import ManualArgs

from infra.package import REGION


def problems(template: str) -> list[str]:
    """Errors and warnings, one line each; none for a template that CloudFormation will take."""
    found = lint(template, config=ManualArgs(regions=[REGION]))
    return [f"{each.rule.id} {each.message}" for each in found if not each.rule.id.startswith("I")]
