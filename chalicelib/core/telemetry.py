"""Logs and metrics by Powertools, loaded at the first use so that importing the app stays free.

A log line is a constant message with fields. ``FORBIDDEN`` fields are refused at the call, so that a name, a
number or a message body cannot slip into a log by mistake.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.core.settings import metrics_namespace

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools import Logger

SERVICE = "tanpa-antre"
FORBIDDEN = frozenset(
    {"name", "nik", "phone", "text", "body", "message_body", "proof", "secret", "citizen"}
    | {"email", "password", "token", "refresh"}
)


@cache
def logger() -> Logger:
    """The structured logger of this process (JSON lines on standard output)."""
    from aws_lambda_powertools import Logger  # noqa: PLC0415 - heavy: not at import

    return Logger(service=SERVICE, utc=True, use_rfc3339=True)


#: The request or event being handled; a function handles one at a time.
_current: dict[str, str] = {}


def traced(event: Any, respond: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - Chalice's own types, one per event
    """App middleware: every log line carries the id of the request, or of the run, that it was written in."""
    context = event.context
    gateways = context.get("requestId") if isinstance(context, dict) else None
    _current["request_id"] = str(gateways or getattr(context, "aws_request_id", ""))
    return respond(event)


def event(message: str, **fields: object) -> None:
    """Log something worth knowing; ValueError when a field could carry personal data."""
    _permitted(fields)
    logger().info(message, extra={**_current, **fields})


def trouble(message: str, *, error: BaseException | None = None, **fields: object) -> None:
    """Log a fault of ours: the error's class and stack by file and line, never its text (it may quote input)."""
    _permitted(fields)
    if error is not None:
        fields = {**fields, "error": type(error).__name__, "stack": _stack(error)}
    logger().error(message, extra={**_current, **fields})


def count(name: str, value: int = 1) -> None:
    """Add to a metric (CloudWatch embedded metric format, one line, no dimension that names anybody)."""
    from aws_lambda_powertools.metrics import MetricUnit, single_metric  # noqa: PLC0415 - heavy: not at import

    with single_metric(
        name=name,
        unit=MetricUnit.Count,
        value=value,
        namespace=metrics_namespace(),
        default_dimensions={"service": SERVICE},  # as the alarms ask for it
    ):
        pass


def _permitted(fields: dict[str, object]) -> None:
    if leaking := FORBIDDEN & fields.keys():
        message = f"not for a log: {', '.join(sorted(leaking))}"
        raise ValueError(message)


def _stack(error: BaseException) -> list[str]:
    import traceback  # noqa: PLC0415 - only when something broke

    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
