"""What other rooms may ask about people."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING

from chalicelib.core.errors import Fault, InvalidFields
from chalicelib.people import nik
from chalicelib.people.access import Access
from chalicelib.people.doorkeeper import Admission, Asker, Doorkeeper, subscriber
from chalicelib.people.nik import Nik, Sex, districts
from chalicelib.people.nik import read as nik_of
from chalicelib.people.sealing import Sealed, Sealer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from chalicelib.core.table import Item, Key, Write
    from chalicelib.people.forms import CitizenForm
    from chalicelib.people.keyring import Keyring
    from chalicelib.people.store import AccessRecord, RecordKeys

__all__ = [
    "Access",
    "Admission",
    "Asker",
    "Citizen",
    "Nik",
    "People",
    "Sex",
    "citizen_of",
    "districts",
    "nik_of",
    "subscriber",
]

#: What is sealed of a citizen in any record; a record may hold more that is sealed.
CITIZEN = ("name", "nik", "phone")


@dataclass(frozen=True, slots=True, repr=False)
class Citizen:
    """Somebody as they gave themselves, checked: digits of the NIK, E.164 of the phone. Never logged.

    ``doubts`` are told to the citizen and refuse nothing.
    """

    name: str
    nik: str
    phone: str | None
    doubts: tuple[Fault, ...] = ()

    def __repr__(self) -> str:
        """Nothing personal, wherever it ends up printed."""
        return "Citizen(…)"


def citizen_of(form: CitizenForm, *, today: date, at: str) -> Citizen:
    """The citizen in a filled-in form; InvalidFields when the NIK disagrees with the day or with what else was given.

    ``today`` is the office's day, ``at`` the field of the form that holds the citizen.
    """
    if form.birth_date is not None and form.birth_date > today:
        raise InvalidFields(Fault(f"{at}.birth_date", "nik-future"))
    number = nik.read(form.nik, today=today, birth_date=form.birth_date, sex=form.sex, field=f"{at}.nik")
    if isinstance(number, Fault):
        raise InvalidFields(number)
    doubts = () if number.region_known else (Fault(f"{at}.nik", "nik-region"),)
    return Citizen(form.name, number.digits, form.phone, doubts)


class People:
    """Keyed identities, sealing, and admission by proof."""

    def __init__(
        self,
        keyring: Callable[[], Keyring],
        sealer: Callable[[], Sealer],
        keys: RecordKeys,
        door: Doorkeeper,
        record: AccessRecord,
    ) -> None:
        """Take lazy makers of what needs a secret, the stores of record keys and of accesses, and the doorkeeper."""
        self._keyring = keyring
        self._sealer = sealer
        self._keys = keys
        self._door = door
        self._record = record

    @property
    def keyring(self) -> Keyring:
        """The deployment's keyed hashes."""
        return self._keyring()

    def seal(
        self, citizen: Citizen, *, table: str, reference: str, person: str
    ) -> tuple[dict[str, bytes], Write]:
        """The citizen's sealed fields for a record, and the write that adds the record's key to the person."""
        clear = {"name": citizen.name, "nik": citizen.nik, "phone": citizen.phone}
        fields = {field: text for field, text in clear.items() if text is not None}
        return self.seal_fields(fields, table=table, reference=reference, person=person)

    def open(self, fields: dict[str, bytes], *, table: str, reference: str, person: str) -> Citizen | None:
        """The citizen in a record; None once they were erased. For officers' work, never for logs."""
        of_citizen = {field: fields[field] for field in CITIZEN if field in fields}
        clear = self.open_fields(of_citizen, table=table, reference=reference, person=person)
        return Citizen(clear["name"], clear["nik"], clear.get("phone")) if clear else None

    def seal_more(
        self, fields: Mapping[str, str], *, table: str, reference: str, person: str
    ) -> dict[str, bytes]:
        """More about a person, sealed under the key of a record they have; nothing once they were erased."""
        keys = self._keys.read(person, reference)
        if keys is None:
            return {}
        return self._sealer().add(fields, Sealed({}, *keys), table=table, record=reference, person=person)

    def seal_fields(
        self, fields: Mapping[str, str], *, table: str, reference: str, person: str
    ) -> tuple[dict[str, bytes], Write]:
        """Named fields sealed under a fresh key of that record, and the write that keeps the key with the person."""
        sealed = self._sealer().seal(fields, table=table, record=reference, person=person)
        return sealed.fields, self._keys.adding(person, reference, sealed)

    def open_fields(
        self, fields: Mapping[str, bytes], *, table: str, reference: str, person: str
    ) -> dict[str, str] | None:
        """Sealed fields in the clear; None once the person was erased."""
        keys = self._keys.read(person, reference)
        if keys is None:
            return None
        return self._sealer().open(Sealed(dict(fields), *keys), table=table, record=reference, person=person)

    def references(self, person: str) -> list[str]:
        """The references of everything that is kept about a person; one Query."""
        return self._keys.references(person)

    def admit(self, asker: Asker, where: Key) -> Admission:
        """Let somebody at a record if reference and proof fit; see Doorkeeper."""
        return self._door.admit(asker, where)

    def confirm(self, admission: Admission) -> Item:
        """The record of an admission, for those who only look."""
        return self._door.confirm(admission)

    def noting(self, access: Access) -> Write:
        """The write that adds to the access record, for the transaction of what is noted."""
        return self._record.noting(access, token_hex(4))

    def note(self, access: Access) -> None:
        """Add a look, which changes nothing else, to the access record."""
        self._record.note(access, token_hex(4))

    def accesses(self, office: str, day: date) -> list[Access]:
        """The access record of an office on one of its days."""
        return self._record.of_day(office, day)
