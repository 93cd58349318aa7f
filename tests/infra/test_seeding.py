"""What `make run` says to try: once what was planted, and ever after only what stays true."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from infra import commands
from infra.local import seeding

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from infra.local.cloud import LocalCloud

COUNTS, HINTS = "2 offices are new or changed.\n", "  KABC DEFG HJ  proof 1234  d001 at mpp\n"
PUBLISH = f"import sys; sys.stdout.write({HINTS!r}); sys.stderr.write({COUNTS!r})"


class Parameters:
    """A parameter store that remembers one mark."""

    exceptions = SimpleNamespace(ParameterNotFound=KeyError)

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_parameter(self, Name: str) -> dict[str, Any]:  # noqa: N803 - as boto3 spells it
        return {"Parameter": {"Value": self.kept[Name]}}

    def put_parameter(self, Name: str, Value: str, **_: object) -> None:  # noqa: N803 - as boto3 spells it
        self.kept[Name] = Value


def test_counts_are_told_when_they_were_planted_and_not_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = commands.run

    def publish(step: str, _arguments: object, **options: Any) -> str:
        return run(step, [sys.executable, "-c", PUBLISH], **options)

    monkeypatch.setattr(commands, "run", publish)
    monkeypatch.setattr(
        seeding, "_officers", lambda _: ""
    )  # accounts are made in a real pool, in the cloud's tests
    parameters = Parameters()
    cloud = cast(
        "LocalCloud",
        SimpleNamespace(folder=tmp_path, client=lambda _: parameters, function_environment=dict),
    )
    assert seeding.seed(cloud, fresh=True) == COUNTS + HINTS
    assert (tmp_path / seeding.HINTS).read_text("utf-8") == HINTS
    assert seeding.seed(cloud, fresh=False) == HINTS
