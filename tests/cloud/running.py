"""The whole system on a private local cloud: deployed from the same templates and package as anywhere else."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra import package, release
from infra.local import seeding
from infra.local.cloud import LocalCloud
from infra.local.front import FrontServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAUSE = 0.05
# Every test comes from one address; the limit of wrong proofs from one address is tested where it is set low.
PARAMETERS = {"ProofTriesAddress": "1000000", "ComplaintsAddress": "1000000"}


@dataclass(frozen=True, slots=True)
class Running:
    """A deployed, seeded system; ``api`` is the API's base before ``/v1``, ``site`` that of the pages.

    ``environment`` holds the settings of the deployed API function and the way to this cloud, for services that run
    in the test's own process.
    """

    cloud: LocalCloud
    api: str
    site: str
    environment: dict[str, str]


def deployed(cloud: LocalCloud) -> str:
    """Bring the package onto a started cloud, and its offices; what to try there, as `make run` tells it."""
    built = package.build(package.LOCAL)
    wanted = release.Release(package=built, version="test", parameters=PARAMETERS)
    outcomes = release.deploy(wanted, cloud.client, lambda _: None, pause=PAUSE)
    return seeding.seed(cloud, fresh=outcomes[wanted.stack("data")] == "created")


@contextmanager
def running_in(folder: Path) -> Iterator[Running]:
    """A system of one's own in this folder, on free ports, until the end of the block."""
    with ExitStack() as stack:
        cloud = stack.enter_context(LocalCloud(folder))
        deployed(cloud)
        front = stack.enter_context(FrontServer(package.ROOT / "frontend", cloud.api()))
        yield Running(cloud, cloud.api(), front.address, cloud.function_environment())
