"""Officers at the running system: they sign in as people do, and ask with the token that they got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.local import seeding
from tests.cloud.citizen import Answer, Citizen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cloud.running import Running


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Citizen):
    """Somebody with a token; ``id`` is the account's."""

    id: str
    token: str
    refresh: str

    @property
    def authorization(self) -> str:
        """The header that shows the token."""
        return f"Bearer {self.token}"

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        return Citizen.ask(self, method, path, body, {"Authorization": self.authorization, **(headers or {})})


class Officers:
    """The demonstration's officers (infra/seed/officers.yaml) of a running system."""

    def __init__(self, running: Running, base: str = "") -> None:
        """``base`` is the API's where nothing else is said."""
        self.password = seeding.password(running.cloud)
        self._base = base or running.api

    def signed_in(self, email: str) -> SignedIn:
        """That officer, with a token of their own."""
        form = {"email": email, "password": self.password}
        session = Citizen(self._base).post("/v1/desk/session", form).ok(201)
        return SignedIn(
            base=self._base,
            id=session["officer"]["id"],
            token=session["token"],
            refresh=session["refresh"],
        )
