from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.core import telemetry

if TYPE_CHECKING:
    from tests.unit.conftest import LogLines


def test_an_event_is_a_constant_message_with_fields(log_lines: LogLines) -> None:
    telemetry.event("tick", sent=3)
    (line,) = log_lines()
    assert (line["message"], line["sent"], line["level"]) == ("tick", 3, "INFO")


@pytest.mark.parametrize("field", sorted(telemetry.FORBIDDEN))
def test_a_field_that_could_carry_personal_data_is_refused(log_lines: LogLines, field: str) -> None:
    fields: dict[str, Any] = {field: "Budi"}
    with pytest.raises(ValueError, match=f"not for a log: {field}"):
        telemetry.event("booked", **fields)
    with pytest.raises(ValueError, match=f"not for a log: {field}"):
        telemetry.trouble("booked", **fields)
    assert log_lines() == []


def test_the_names_of_personal_fields_are_all_refused() -> None:
    assert {"name", "nik", "phone", "text", "body", "proof", "secret"} <= telemetry.FORBIDDEN


def test_trouble_tells_where_it_broke_and_never_what_the_error_says(log_lines: LogLines) -> None:
    try:
        int("5171010101900001?")
    except ValueError as error:
        telemetry.trouble("request failed", error=error, route="/v1/bookings")
    (line,) = log_lines()
    assert (line["error"], line["route"], line["level"]) == ("ValueError", "/v1/bookings", "ERROR")
    assert any("test_telemetry.py" in frame for frame in line["stack"])
    assert "5171010101900001" not in json.dumps(line)


def test_a_count_is_one_line_of_a_metric(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry.count("JobDone", 2)
    metric = json.loads(capsys.readouterr().out)
    assert metric["JobDone"] == [2.0]
    assert metric["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "TanpaAntre"


@pytest.mark.parametrize(
    ("context", "request_id"),
    [
        ({"requestId": "gateway-1"}, "gateway-1"),
        (SimpleNamespace(aws_request_id="run-1"), "run-1"),
        (None, ""),
    ],
)
def test_every_line_carries_the_request_or_run_it_was_written_in(
    log_lines: LogLines, context: object, request_id: str
) -> None:
    def respond(_: object) -> str:
        telemetry.event("tick")
        return "answer"

    assert telemetry.traced(SimpleNamespace(context=context), respond) == "answer"
    assert log_lines()[0]["request_id"] == request_id
