"""The gateway to KMS: data keys for wrapping, cached in the warm function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.people.sealing import DataKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from mypy_boto3_kms import KMSClient


class KmsVault:
    """KMS behind the Vault protocol; a data key serves a warm function for ``lifetime``, then is forgotten."""

    def __init__(
        self,
        client: Callable[[], KMSClient],
        key: str,
        *,
        context: dict[str, str],
        lifetime: timedelta,
        now: Callable[[], datetime],
    ) -> None:
        """Take a lazy client, the key's ARN and the encryption context that KMS enforces."""
        self._client = client
        self._key = key
        self._context = context
        self._lifetime = lifetime
        self._now = now
        self._held: tuple[datetime, DataKey] | None = None
        self._opened: dict[bytes, bytes] = {}

    def data_key(self) -> DataKey:
        """The data key in hand, or a new one from KMS."""
        if self._held is None or self._now() - self._held[0] > self._lifetime:
            answer = self._client().generate_data_key(
                KeyId=self._key, KeySpec="AES_256", EncryptionContext=self._context
            )
            self._held = (self._now(), DataKey(answer["Plaintext"], answer["CiphertextBlob"]))
        return self._held[1]

    def open(self, wrapped: bytes) -> bytes:
        """A wrapped data key in the clear; asked of KMS once per process."""
        if wrapped not in self._opened:
            answer = self._client().decrypt(
                CiphertextBlob=wrapped, KeyId=self._key, EncryptionContext=self._context
            )
            self._opened[wrapped] = answer["Plaintext"]
        return self._opened[wrapped]
