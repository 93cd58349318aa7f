"""Deploy a stage: `python -m infra.deploy --stage prod [--dry-run]`, or `make deploy STAGE=prod`.

With an AWS account it takes credentials and region as the AWS command line does. A dry run needs neither: it
builds the package, checks every template and says what would be done.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra import commands, pages, release
from infra.errors import Stopped
from infra.package import LOCAL, REGION, ROOT, build

if TYPE_CHECKING:
    from infra.stacks import Stack

PAUSE_ON_AWS = 5.0


def version() -> str:
    """What the health page will say is running: the project's version and the commit."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    commit = asked.stdout.strip()
    return f"{project}+{commit}" if commit else str(project)


def main() -> int:
    """Deploy from the command line."""
    arguments = _arguments()
    if arguments.stage == LOCAL and not arguments.dry_run:
        raise Stopped(
            "The stage local is deployed by `make run`; choose another, as in `make deploy STAGE=prod`."
        )
    print(f"Building the package for {arguments.stage} …", flush=True)
    wanted = release.Release(
        package=build(arguments.stage), version=version(), parameters=_parameters(arguments.set)
    )
    if arguments.dry_run:
        return _dry_run(wanted)
    session = boto3.session.Session(region_name=arguments.region)

    def client(service: str) -> Any:  # noqa: ANN401 - boto3's clients are made at run time
        return session.client(service)  # type: ignore[call-overload]

    try:
        release.deploy(wanted, client, _tell, pause=PAUSE_ON_AWS)
        pages.publish(client, wanted.stage, _tell)
    except (BotoCoreError, ClientError) as error:
        raise Stopped(f"AWS refused: {error}") from error
    return 0


def _tell(line: str) -> None:
    print(line, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m infra.deploy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stage", default="prod", help="name of the deployment (default: prod)")
    parser.add_argument("--region", default=os.environ.get("AWS_REGION", REGION), help=f"default: {REGION}")
    parser.add_argument("--dry-run", action="store_true", help="check everything, touch nothing")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of a template, repeatable",
    )
    return parser.parse_args()


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise Stopped(f"--set takes NAME=VALUE; {wrong[0]!r} has no value.")
    return {name: value for name, _, value in pairs}


def _dry_run(wanted: release.Release) -> int:
    stacks = [wanted.data(), wanted.functions("the-artifacts-bucket"), wanted.site(), wanted.alarms()]
    for number, stack in enumerate(stacks, 1):
        _describe(number, stack)
    problems = [problem for stack in stacks for problem in _lint(stack)]
    for problem in problems:
        print(problem, file=sys.stderr)
    for name, key in wanted.keys().items():
        print(f"{key}: {name}, {(wanted.package.folder / name).stat().st_size / 1_000_000:.1f} MB")
    print(f"Version {wanted.version}. Nothing was touched.")
    return 1 if problems else 0


def _describe(number: int, stack: Stack) -> None:
    parameters = ", ".join(f"{name}={value}" for name, value in stack.parameters.items())
    print(f"{number}. {stack.name} ({parameters}): {len(stack.template) / 1000:.0f} kB of template")


def _lint(stack: Stack) -> list[str]:
    """What cfn-lint has to say, where it is installed (`make check` installs it)."""
    try:
        from infra.lint import problems  # noqa: PLC0415 - a tool for developers, absent after a mere `make run`
    except ImportError:
        return []
    return [f"{stack.name}: {problem}" for problem in problems(stack.template)]


if __name__ == "__main__":
    sys.exit(commands.ended(main))
