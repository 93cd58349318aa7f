from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest

from chalicelib.people.vault import KmsVault
from tests.fakes.aws import KmsInMemory
from tests.fakes.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

LIFETIME = timedelta(hours=1)


@pytest.fixture
def kms() -> KmsInMemory:
    return KmsInMemory()


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, tzinfo=UTC))


def a_vault(kms: KmsInMemory, clock: Clock, stage: str = "test") -> KmsVault:
    client = cast("KMSClient", kms)
    return KmsVault(lambda: client, "key", context={"stage": stage}, lifetime=LIFETIME, now=clock)


def test_a_warm_function_asks_for_one_data_key_until_its_time_is_over(kms: KmsInMemory, clock: Clock) -> None:
    vault = a_vault(kms, clock)
    first = vault.data_key()
    clock.passes(hours=1)
    assert vault.data_key() == first
    assert kms.made == 1
    clock.passes(seconds=1)
    assert vault.data_key() != first
    assert kms.made == 2


def test_nothing_is_asked_before_the_first_use(kms: KmsInMemory, clock: Clock) -> None:
    a_vault(kms, clock)
    assert kms.made == kms.opened == 0


def test_a_wrapped_key_is_opened_by_kms_once(kms: KmsInMemory, clock: Clock) -> None:
    key = a_vault(kms, clock).data_key()
    other = a_vault(kms, clock)
    assert [other.open(key.wrapped), other.open(key.wrapped)] == [key.clear, key.clear]
    assert kms.opened == 1


def test_a_key_opens_only_in_the_context_it_was_made_for(kms: KmsInMemory, clock: Clock) -> None:
    key = a_vault(kms, clock).data_key()
    with pytest.raises(KeyError):
        a_vault(kms, clock, stage="prod").open(key.wrapped)
