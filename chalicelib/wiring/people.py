"""How people's services are put together: secrets, sealing, proofs and their limits."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.people.doorkeeper import Doorkeeper
from chalicelib.people.keyring import Keyring
from chalicelib.people.sealing import Sealer
from chalicelib.people.service import People
from chalicelib.people.store import AccessRecord, RecordKeys, Tries
from chalicelib.people.vault import KmsVault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

DATA_KEY_LIFETIME = timedelta(hours=1)
# A count of wrong proofs is of its hour; it may be swept any time after the next.
TRIES_KEPT = timedelta(hours=2)


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:
    """Propose the room's services."""
    propose(Keyring, lambda: _keyring(client("secretsmanager"), get(Settings).secret_keys))
    propose(Sealer, lambda: Sealer(_vault(client, now)))
    propose(People, lambda: _people(now))


def _keyring(secrets: Any, secret: str) -> Keyring:  # noqa: ANN401
    held: dict[str, str] = json.loads(secrets.get_secret_value(SecretId=secret)["SecretString"])
    current = held.pop("current")
    return Keyring(current, held)


def _vault(client: Callable[[str], Any], now: Callable[[], datetime]) -> KmsVault:
    settings = get(Settings)
    context = {"purpose": "people", "stage": settings.stage}
    return KmsVault(
        lambda: client("kms"), settings.kms_key, context=context, lifetime=DATA_KEY_LIFETIME, now=now
    )


def _people(now: Callable[[], datetime]) -> People:
    settings, tables = get(Settings), get(Tables)
    door = Doorkeeper(
        tables,
        Tries(tables, settings.table_idempotency, kept=TRIES_KEPT),
        lambda: get(Keyring),
        per_reference=settings.proof_tries,
        per_address=settings.proof_tries_address,
        now=lambda: now().astimezone(UTC),
    )
    keys, record = RecordKeys(tables, settings.table_people), AccessRecord(tables, settings.table_people)
    return People(lambda: get(Keyring), lambda: get(Sealer), keys, door, record)
