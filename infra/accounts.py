"""Accounts of officers in a user pool: made by an invitation, or on the local cloud with a password for good."""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING, Any

from infra.errors import Stopped

if TYPE_CHECKING:
    from infra.seed.models import OfficerEntry

PASSWORD_LENGTH = 16
#: One of each sort that the pool demands; the rest is chance.
SORTS = (string.ascii_lowercase, string.ascii_uppercase, string.digits, "-_.+")


class Accounts:
    """The accounts of a user pool."""

    def __init__(self, pools: Any, pool: str) -> None:  # noqa: ANN401 - boto3's client
        """Take a client of Cognito and the pool's id."""
        self._pools = pools
        self._pool = pool

    def invite(self, officer: OfficerEntry, *, temporary: str | None = None) -> str:
        """Make an account, by e-mail or with a ``temporary`` password and no e-mail; or change what one is.

        Returns "invited", or "changed" where the account exists; who never came in is then sent a new invitation.
        """
        quietly: dict[str, Any] = (
            {"TemporaryPassword": temporary, "MessageAction": "SUPPRESS"}
            if temporary
            else {"DesiredDeliveryMediums": ["EMAIL"]}
        )
        try:
            self._create(officer, **quietly)
        except self._pools.exceptions.UsernameExistsException:
            self._pools.admin_update_user_attributes(
                UserPoolId=self._pool, Username=officer.email, UserAttributes=_attributes(officer)
            )
            if not temporary and self._waits(officer.email):
                self._create(officer, MessageAction="RESEND", **quietly)
            return "changed"
        return "invited"

    def settle(self, officer: OfficerEntry, password: str) -> None:
        """Make an account with a password for good, or give it one; nobody is written to."""
        self.invite(officer, temporary=password)
        self._pools.admin_set_user_password(
            UserPoolId=self._pool, Username=officer.email, Password=password, Permanent=True
        )

    def id_of(self, email: str) -> str:
        """The pool's own id of an account, by which records name who did something. `Stopped` without one."""
        try:
            found = self._pools.admin_get_user(UserPoolId=self._pool, Username=email)
        except self._pools.exceptions.UserNotFoundException:
            raise Stopped(f"{email} has no account in the pool {self._pool} yet.") from None
        return next(str(one["Value"]) for one in found["UserAttributes"] if one["Name"] == "sub")

    def _create(self, officer: OfficerEntry, **how: Any) -> None:  # noqa: ANN401 - boto3's own
        self._pools.admin_create_user(
            UserPoolId=self._pool,
            Username=officer.email,
            UserAttributes=[one for one in _attributes(officer) if one["Value"]],
            **how,
        )

    def _waits(self, email: str) -> bool:
        found = self._pools.admin_get_user(UserPoolId=self._pool, Username=email)
        return bool(found["UserStatus"] == "FORCE_CHANGE_PASSWORD")


def _attributes(officer: OfficerEntry) -> list[dict[str, str]]:
    """What the pool keeps of somebody; an empty value takes away what a change leaves out."""
    told = {
        "email": officer.email,
        # The city's own people give the address; recovery goes there.
        "email_verified": "true",
        "custom:role": officer.role.value,
        "custom:office": officer.office,
        "custom:agency": officer.agency,
    }
    return [{"Name": name, "Value": value} for name, value in told.items()]


def new_password() -> str:
    """A password by chance that the pool takes."""
    signs = [secrets.choice(sort) for sort in SORTS]
    signs += [secrets.choice("".join(SORTS[:3])) for _ in range(PASSWORD_LENGTH - len(signs))]
    secrets.SystemRandom().shuffle(signs)
    return "".join(signs)
