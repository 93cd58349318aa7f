"""Accounts of officers: invited by e-mail, changed, settled; and a mistake is told before anything is asked of AWS."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from infra import officers
from infra.accounts import Accounts, new_password
from infra.errors import Stopped
from infra.seed.models import OfficerEntry

EMAIL = "wayan@example.go.id"
ENTRY = OfficerEntry.model_validate(
    {"email": EMAIL, "role": "officer", "office": "mpp", "agency": "dukcapil"}
)


class KnownAlreadyError(Exception):
    """botocore makes such a class when its client is made."""


class NobodyError(Exception):
    """Another such class."""


class Pools:
    """The user pool's own operations, as far as accounts use them."""

    exceptions = SimpleNamespace(UsernameExistsException=KnownAlreadyError, UserNotFoundException=NobodyError)

    def __init__(self, **accounts: str) -> None:
        self.accounts = accounts
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def admin_create_user(self, **request: Any) -> None:
        self.calls.append(("create", request))
        if "known" in self.accounts and request.get("MessageAction") != "RESEND":
            raise KnownAlreadyError

    def admin_update_user_attributes(self, **request: Any) -> None:
        self.calls.append(("update", request))

    def admin_set_user_password(self, **request: Any) -> None:
        self.calls.append(("password", request))

    def admin_get_user(self, **request: Any) -> dict[str, Any]:
        if "known" not in self.accounts:
            raise NobodyError
        own = [{"Name": "email", "Value": EMAIL}, {"Name": "sub", "Value": "id-of-wayan"}]
        return {"UserStatus": self.accounts["known"], "UserAttributes": own}


def attributes(request: dict[str, Any]) -> dict[str, str]:
    return {one["Name"]: one["Value"] for one in request["UserAttributes"]}


def test_somebody_new_is_invited_by_e_mail() -> None:
    pools = Pools()
    assert Accounts(pools, "pool").invite(ENTRY) == "invited"
    ((_, request),) = pools.calls
    assert (request["UserPoolId"], request["Username"]) == ("pool", EMAIL)
    assert request["DesiredDeliveryMediums"] == ["EMAIL"]
    assert "TemporaryPassword" not in request
    assert attributes(request) == {
        "email": EMAIL,
        "email_verified": "true",
        "custom:role": "officer",
        "custom:office": "mpp",
        "custom:agency": "dukcapil",
    }


def test_somebody_who_has_come_in_is_changed_and_not_written_to() -> None:
    pools = Pools(known="CONFIRMED")
    admin = OfficerEntry.model_validate({"email": EMAIL, "role": "admin"})
    assert Accounts(pools, "pool").invite(admin) == "changed"
    assert [call for call, _ in pools.calls] == ["create", "update"]
    # A blank takes away what they had.
    assert attributes(pools.calls[1][1])["custom:office"] == ""


def test_somebody_who_never_came_in_is_invited_again() -> None:
    pools = Pools(known="FORCE_CHANGE_PASSWORD")
    assert Accounts(pools, "pool").invite(ENTRY) == "changed"
    assert pools.calls[-1][1]["MessageAction"] == "RESEND"


def test_demonstration_accounts_get_their_password_and_no_e_mail() -> None:
    pools = Pools()
    Accounts(pools, "pool").settle(ENTRY, "Rahasia-Lokal-1")
    (_, made), (_, settled) = pools.calls
    assert made["MessageAction"] == "SUPPRESS"
    assert (settled["Password"], settled["Permanent"]) == ("Rahasia-Lokal-1", True)


def test_a_password_by_chance_has_every_sort_of_sign() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        assert len(password) == 16
        assert any(map(str.islower, password))
        assert any(map(str.isupper, password))
        assert any(map(str.isdigit, password))
        assert set(password) & set("-_.+")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--role", "officer", "--office", "mpp"], "officer needs an agency"),
        (["--role", "manager", "--agency", "dukcapil"], "manager needs an office"),
        (["--role", "kiosk", "--office", "mpp", "--agency", "dukcapil"], "kiosk with an agency"),
        (["--role", "admin", "--office", "mpp"], "admin with an office"),
        (["--role", "boss", "--office", "mpp"], "role"),
        (["--role", "officer", "--office", "../mpp", "--agency", "x"], "office"),
    ],
)
def test_a_mistake_is_told_before_anybody_is_asked(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["officers", "--email", EMAIL, *arguments])
    with pytest.raises(Stopped, match=told):
        officers.main()


def test_an_address_is_one() -> None:
    for wrong in ("wayan", "Wayan@example.go.id", "a b@c.example"):
        with pytest.raises(ValueError, match="email"):
            OfficerEntry.model_validate({"email": wrong, "role": "admin"})


def test_an_account_is_known_by_the_pools_own_id() -> None:
    assert Accounts(Pools(known="CONFIRMED"), "pool").id_of(EMAIL) == "id-of-wayan"
    with pytest.raises(Stopped, match="has no account"):
        Accounts(Pools(), "pool").id_of(EMAIL)
