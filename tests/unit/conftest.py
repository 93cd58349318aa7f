"""What the tests of all rooms share."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import settings

from chalicelib.core import telemetry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A law is tried on enough examples to be believed, and never fails because the machine was slow.
settings.register_profile("unit", max_examples=50, deadline=None)
settings.load_profile("unit")

LogLines: TypeAlias = "Callable[[], list[dict[str, Any]]]"


@pytest.fixture
def log_lines() -> Iterator[LogLines]:
    """Every line logged so far, as CloudWatch would get it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger = telemetry.logger()
    handler.setFormatter(logger.registered_formatter)
    logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger._logger.removeHandler(handler)
