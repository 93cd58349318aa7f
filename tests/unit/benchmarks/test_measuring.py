from __future__ import annotations

import json
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
import yaml

from benchmarks.measuring import figures
from benchmarks.measuring.citizens import citizens
from benchmarks.measuring.city import EXPORTED
from benchmarks.measuring.processes import Starts
from benchmarks.measuring.recording import Recording
from benchmarks.measuring.sizes import item_bytes
from chalicelib.core.settings import Settings
from chalicelib.people.service import citizen_of
from infra.package import ROOT


@pytest.mark.slow
def test_invented_citizens_could_be_real_and_are_all_different() -> None:
    found = [
        citizen_of(form, today=date(2026, 1, 1), at="citizen") for form in islice(citizens(), 0, 30_000, 97)
    ]
    assert len({one.nik for one in found}) == len({one.phone for one in found}) == len(found)


@pytest.mark.parametrize(
    ("item", "size"),
    [
        ({"pk": {"S": "a"}}, 3),
        ({"pk": {"S": "é"}}, 4),
        ({"n": {"N": "10"}}, 1 + 2),
        ({"n": {"N": "-123"}}, 1 + 3),
        ({"m": {"M": {"k": {"B": b"1234"}}}}, 1 + 3 + 1 + 1 + 4),
        ({"l": {"L": [{"BOOL": True}, {"NULL": True}]}}, 1 + 3 + 2 + 2),
    ],
)
def test_an_item_is_as_large_as_dynamodb_counts_it(item: dict[str, dict[str, object]], size: int) -> None:
    assert item_bytes(item) == size


def test_a_fresh_process_is_given_every_setting_that_the_app_insists_on() -> None:
    starts = Starts(Recording("mpp", "d000", "kependudukan", {}), Path("/nowhere"))
    assert Settings.from_environment(starts.environment()).stage == "bench"


def test_the_citys_settings_are_those_of_the_functions() -> None:
    template = yaml.safe_load((ROOT / "infra" / "functions.yaml").read_text("utf-8"))
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    imported = {
        name: value["Fn::ImportValue"]["Fn::Sub"].removeprefix("tanpa-antre-${Stage}-")
        for name, value in variables.items()
        if isinstance(value, dict) and "Fn::ImportValue" in value
    }
    assert imported == EXPORTED


def test_the_last_line_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    figures.table("Title", ("", "ms"), [("first", 1_234.5), ("second", "-")])
    figures.last_line({"figure": 1.5})
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"figure": 1.5}
