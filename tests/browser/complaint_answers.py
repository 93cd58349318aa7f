"""What the API says of complaints, said by the test itself: for what the running system cannot be brought to do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from chalicelib.core.references import checked

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Route

REFERENCE = checked("A23456789")
SECRET = "K7QG2MXR"
CATEGORIES: list[dict[str, Any]] = [
    {
        "id": "extra-fees",
        "name": "Pungutan liar",
        "group": "service",
        "group_name": "Petugas dan pelayanan",
        "notice": "Bila Anda sedang diancam, hubungi 112.",
        "days": 5,
        "questions": [
            {"id": "amount", "name": "Berapa yang diminta?", "required": True, "choices": []},
            {
                "id": "paid",
                "name": "Sudah dibayar?",
                "required": False,
                "choices": [{"id": "yes", "name": "Sudah"}, {"id": "no", "name": "Belum"}],
            },
        ],
        "sorts": ["complaint"],
    },
    {
        "id": "waiting",
        "name": "Antrean",
        "group": "service",
        "group_name": "Petugas dan pelayanan",
        "notice": None,
        "days": 5,
        "questions": [],
        "sorts": ["complaint"],
    },
]
ALIKE = {
    "id": "P7KQ2M",
    "title": "Diminta uang di loket 3",
    "category": "extra-fees",
    "category_name": "Pungutan liar",
    "state": "in-work",
    "received": "2025-11-18T09:00:00+08:00",
    "followers": 4,
    "metres": None,
}
MADE: dict[str, Any] = {
    "reference": REFERENCE,
    "secret": SECRET,
    "public": "P9XYZ2",
    "category": "extra-fees",
    "category_name": "Pungutan liar",
    "state": "received",
    "due": "2025-11-28T15:00:00+08:00",
    "verify_by": "2025-11-26T15:00:00+08:00",
    "notice": None,
    "flags_told": [],
}
#: What :data:`MADE` has become for its citizen; tests say the rest.
FOLLOWED: dict[str, Any] = {
    **{name: MADE[name] for name in ("reference", "public", "category", "category_name", "due")},
    "sort": "complaint",
    "identity": "anonymous",
    "office": "mpp",
    "agency": "dukcapil",
    "text": None,
    "received": "2025-11-21T09:00:00+08:00",
    "verify_by": None,
    "clock": {"level": "fine", "paused": False, "left_days": 3, "explained": []},
    "steps": [],
    "messages": [],
    "proposal": None,
    "may": ["message"],
    "photos": [],
    "joined_to": None,
    "version": 1,
    "identity_opened": [],
}


@dataclass
class Answers:
    """Stands between the page and the API; ``sent`` are the complaints that arrived, as body and key.

    ``made`` and ``followed`` are what they are told of it then and later.
    ``reachable`` is whether anything gets through, ``answers`` whether what arrived is answered.
    """

    page: Page
    reachable: bool = True
    answers: bool = True
    made: dict[str, Any] = field(default_factory=lambda: MADE)
    followed: dict[str, Any] | None = None
    sent: list[tuple[dict[str, Any], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take over every request for complaints."""
        self.page.route("**/v1/complaints**", self._take)
        self.page.route("**/v1/complaints/*", self._take)

    def _take(self, route: Route, request: Request) -> None:
        path = urlsplit(request.url).path.removeprefix("/v1/complaints")
        if not self.reachable:
            route.abort("internetdisconnected")
        elif path == "/categories":
            _say(route, {"categories": CATEGORIES})
        elif path == "/suggest":
            guesses = [{"id": one["id"], "name": one["name"]} for one in CATEGORIES]
            _say(route, {"categories": guesses, "sure": True, "alike": [ALIKE]})
        elif path == "":
            self.sent.append((json.loads(request.post_data or ""), request.headers["idempotency-key"]))
            if self.answers:
                _say(route, self.made, status=201)
            else:
                route.abort("connectionreset")
        elif path == f"/{REFERENCE}" and self.followed:
            _say(route, self.followed)
        else:
            _say(route, {"type": "about:blank/not-found", "title": "-", "detail": "-"}, status=404)


def _say(route: Route, body: dict[str, Any], status: int = 200) -> None:
    route.fulfill(status=status, content_type="application/json", body=json.dumps(body))
