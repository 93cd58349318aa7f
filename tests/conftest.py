"""What cloud and browser tests share: one running system, started when the first of them asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cloud.running import Running


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The deployed and seeded system on a private local cloud; with pytest-xdist, one for each worker."""
    from tests.cloud.running import running_in  # noqa: PLC0415 - unit tests need none of it

    with running_in(tmp_path_factory.mktemp("cloud")) as system:
        yield system
