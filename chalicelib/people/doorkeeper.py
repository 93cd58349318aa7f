"""Who may see a record: reference and proof together, with a limited number of wrong tries.

An unknown reference and a wrong proof are the same to the one who asks: the same answer, by the same calls in the
same order. The counts of wrong tries are read together with the record; a right proof is only believed if, at the
moment of a second and conditional request, fewer wrong ones than the limit have been counted, so that a burst of
parallel guesses gains nothing over guessing one after another.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.core.errors import NotFound, TooManyTries
from chalicelib.core.table import ConditionFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.core.table import Item, Key, Tables, Write
    from chalicelib.people.keyring import Keyring
    from chalicelib.people.store import Tries

NOBODYS_PROOF = bytes(16)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks for a record: its reference (normalised), the proof they show, and their address."""

    reference: str
    proof: str
    address: str


@dataclass(frozen=True, slots=True)
class Admission:
    """A record that was proven; ``check`` belongs into the transaction that then changes it."""

    item: Item
    check: Write


class Doorkeeper:
    """Admits citizens to their records."""

    def __init__(
        self,
        tables: Tables,
        tries: Tries,
        keyring: Callable[[], Keyring],
        *,
        per_reference: int,
        per_address: int,
        now: Callable[[], datetime],
    ) -> None:
        """Take the limits of wrong tries per hour and what is needed to count them."""
        self._tables = tables
        self._tries = tries
        self._keyring = keyring
        self._per_reference = per_reference
        self._per_address = per_address
        self._now = now

    def admit(self, asker: Asker, where: Key) -> Admission:
        """One read: the record with its counts; raises NotFound (one write: counted) or TooManyTries (none).

        The caller must carry out ``check``, in its transaction or by ``confirm``, before it tells anything.
        """
        now = self._now()
        keyring = self._keyring()
        by_reference = keyring.short("tries-reference", asker.reference)
        by_address = keyring.short("tries-address", subscriber(asker.address))
        counts = (self._tries.key(by_reference, now), self._tries.key(by_address, now))
        found = self._tables.get_many([where, *counts])
        wrong = [found.get(key, {}).get("wrong", 0) for key in counts]
        if wrong[0] >= self._per_reference or wrong[1] >= self._per_address:
            raise TooManyTries
        item = found.get(where)
        expected = item["proof"] if item else NOBODYS_PROOF
        # A record may be proven in two ways: by its secret, and by the digits of a phone.
        also = (item or {}).get("proof_too") or NOBODYS_PROOF
        shown = keyring.proof(asker.reference, asker.proof, person=item["person"] if item else None)
        if not (hmac.compare_digest(expected, shown) | hmac.compare_digest(also, shown)):
            self._tables.transact(
                [self._tries.counting(by_reference, now), self._tries.counting(by_address, now)]
            )
            raise NotFound
        return Admission(item or {}, self._tries.under(by_reference, now, self._per_reference))

    def confirm(self, admission: Admission) -> Item:
        """The record, once the check has held; for those who only look."""
        try:
            self._tables.transact([admission.check])
        except ConditionFailed:
            raise TooManyTries from None
        return admission.item


def subscriber(address: str) -> str:
    """Who an address belongs to: itself, or for IPv6 its first 64 bits, of which a subscriber has all the rest."""
    from ipaddress import IPv6Address, ip_address  # noqa: PLC0415 - only for those who show a proof

    try:
        read = ip_address(address)
    except ValueError:
        return address
    if not isinstance(read, IPv6Address):
        return address
    return str(read.ipv4_mapped or IPv6Address(int(read) >> 64 << 64))
