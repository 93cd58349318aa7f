"""What DynamoDB answers to the first search for slots: recorded once, told again without a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import botocore.session

from benchmarks.measuring.city import city
from benchmarks.measuring.counting import CLIENT
from chalicelib import wiring
from chalicelib.booking.offers import Offers
from chalicelib.core.registry import get
from chalicelib.offices.service import Offices

if TYPE_CHECKING:
    from pathlib import Path

DAYS = 7


@dataclass(frozen=True, slots=True)
class Recording:
    """A search and the bodies DynamoDB answered it with, by operation."""

    office: str
    service: str
    pool: str
    answers: dict[str, str]

    def keep(self, folder: Path) -> None:
        """Write the answers where a fresh process finds them."""
        folder.mkdir()
        for operation, answer in self.answers.items():
            (folder / operation).write_text(answer, "utf-8")


def recorded() -> Recording:
    """The office's profile and its slots up to the horizon, as seeded, from a local cloud of its own."""
    answers: dict[str, str] = {}

    def keep(http_response: Any, model: Any, **_: object) -> None:  # noqa: ANN401 - botocore's own types
        answers[model.name] = http_response.content.decode()

    with city():
        session = botocore.session.get_session()
        client = session.create_client("dynamodb", config=CLIENT)
        wiring.wire(clients=lambda _: client)
        brief = get(Offices).all()[0]
        offered = get(Offices).office(brief.id).services[0]
        wiring.wire(clients=lambda _: client)  # forgets the office again
        client.meta.events.register("after-call.dynamodb", keep)
        get(Offers).search(brief.id, offered.id, None, DAYS, None)
    return Recording(brief.id, offered.id, offered.pool, answers)
