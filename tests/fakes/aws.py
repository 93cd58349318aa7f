"""The other clients of AWS, in memory: keys, the secret, the queue."""

from __future__ import annotations

import json
from typing import Any


class KmsInMemory:
    """Data keys that only this client can open, in the context they were made for; counts what it was asked."""

    def __init__(self) -> None:
        self.made = 0
        self.opened = 0
        self._clear: dict[tuple[bytes, str], bytes] = {}

    def generate_data_key(self, **request: Any) -> dict[str, bytes]:
        self.made += 1
        clear, wrapped = bytes([self.made]) * 32, b"wrapped %d" % self.made
        self._clear[wrapped, json.dumps(request["EncryptionContext"])] = clear
        return {"Plaintext": clear, "CiphertextBlob": wrapped}

    def decrypt(self, **request: Any) -> dict[str, bytes]:
        self.opened += 1
        place = request["CiphertextBlob"], json.dumps(request["EncryptionContext"])
        return {"Plaintext": self._clear[place]}


class SecretsInMemory:
    """One secret, as the deployment makes it."""

    def get_secret_value(self, **request: Any) -> dict[str, str]:
        return {"SecretString": json.dumps({"current": "k1", "k1": "a secret of the deployment"})}


class SqsInMemory:
    """A queue that keeps what it is sent; ``refuses`` makes it fail the next batch."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.refuses = False

    @property
    def messages(self) -> list[str]:
        return [message for batch in self.batches for message in batch]

    def send_message_batch(self, **request: Any) -> dict[str, Any]:
        if self.refuses:
            return {"Failed": [{"Id": "0"}]}
        self.batches.append([entry["MessageBody"] for entry in request["Entries"]])
        return {"Successful": []}
