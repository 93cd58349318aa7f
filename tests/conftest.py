"""What cloud and browser tests share: one running system, started when the first of them asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cloud.running import Running
    from tests.cloud.town import Town


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The deployed and seeded system on a private local cloud; with pytest-xdist, one for each worker."""
    from tests.cloud.running import running_in  # noqa: PLC0415 - unit tests need none of it

    with running_in(tmp_path_factory.mktemp("cloud")) as system:
        yield system


@pytest.fixture
def town(running: Running) -> Iterator[Town]:
    """An office of its own in the running cloud, with services in this process, a clock to move and calls to count."""
    from chalicelib import wiring  # noqa: PLC0415 - unit tests need none of it
    from tests.cloud.town import fresh_town  # noqa: PLC0415 - as above

    yield fresh_town(running)
    wiring.wire()
