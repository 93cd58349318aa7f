"""Who works in an office: what the user pool says of them, and whom they may serve."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chalicelib.core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime


class Role(StrEnum):
    """What somebody is in the city."""

    OFFICER = "officer"
    MANAGER = "manager"
    #: The city's administrator: every office and every agency.
    ADMIN = "admin"
    #: A device at the door of an office; it hands out tickets and checks in, and nothing else.
    KIOSK = "kiosk"


#: Who stands behind a counter, and who looks after them.
STAFF = (Role.OFFICER, Role.MANAGER, Role.ADMIN)
#: Who decides about an office's day.
HEADS = (Role.MANAGER, Role.ADMIN)
EVERYBODY = tuple(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody who has signed in. ``office`` and ``agency`` are ids; an administrator's, and a kiosk's agency, are "".

    ``id`` is the pool's own for the account: never reused, and says nothing about the person.
    """

    id: str
    role: Role
    office: str
    agency: str

    @classmethod
    def known(cls, *, id: str, role: str, office: str, agency: str) -> Officer | None:  # noqa: A002 - the field's name
        """The officer that an account's words make, or None where they make none (no role, no office, no agency)."""
        needs_office = role != Role.ADMIN
        needs_agency = role in {Role.OFFICER, Role.MANAGER}
        if role not in set(Role) or not id or (needs_office and not office) or (needs_agency and not agency):
            return None
        return cls(
            id=id,
            role=Role(role),
            office=office if needs_office else "",
            agency=agency if needs_agency else "",
        )

    @classmethod
    def claimed(cls, claims: Mapping[str, Any]) -> Officer | None:
        """The officer that an id token of the pool is about; None when the account was given no role or place."""
        words = [
            str(claims.get(name, "")) for name in ("sub", "custom:role", "custom:office", "custom:agency")
        ]
        return cls.known(id=words[0], role=words[1], office=words[2], agency=words[3])

    @classmethod
    def admitted(cls, context: Mapping[str, Any], now: datetime) -> Officer | None:
        """Who the authorizer let through, by what it told; None for nobody, or when the token has ended.

        The gateway keeps the authorizer's answer for some minutes, which may be longer than the token is good.
        """
        ends = str(context.get("ends", ""))
        if not ends.isdecimal() or int(ends) < now.timestamp():
            return None
        words = {name: str(context.get(name, "")) for name in ("id", "role", "office", "agency")}
        return cls.known(**words)

    def context(self, ends: int) -> dict[str, str]:
        """What the authorizer tells the routes about the officer of a token that ends then (seconds since 1970)."""
        return {
            "id": self.id,
            "role": self.role.value,
            "office": self.office,
            "agency": self.agency,
            "ends": str(ends),
        }

    def works_in(self, office: str) -> bool:
        """Whether this office is theirs."""
        return self.role is Role.ADMIN or self.office == office

    def may_serve(self, office: str, agencies: Collection[str]) -> bool:
        """Whether they may serve what these agencies do in this office; a kiosk stands there for all agencies."""
        if not self.works_in(office):
            return False
        return self.role in {Role.ADMIN, Role.KIOSK} or self.agency in agencies

    def must_serve(self, office: str, agencies: Collection[str]) -> None:
        """NotAllowed unless they may serve it."""
        if not self.may_serve(office, agencies):
            raise NotAllowed
