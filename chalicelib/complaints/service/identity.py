"""Who is behind a complaint: kept apart, sealed, and found from the complaint by nobody without the secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.request import Contact
from chalicelib.complaints.store.identity import Kept

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.store import IdentityStore
    from chalicelib.core.table import Write
    from chalicelib.people.service import People

NAME, PHONE, REFERENCE = "name", "phone", "reference"


class Identities:
    """Keeps and opens identities."""

    def __init__(self, store: IdentityStore, people: People) -> None:
        """Take the store and the keyed hashes."""
        self._store = store
        self._people = people

    def keeping(self, reference: str, person: str, contact: Contact) -> list[Write]:
        """The writes that keep who brought a complaint; none for who gave nothing. ``person`` is the complaint's own.

        Their key lies with the keyed phone number, where there is one, so that all of a phone can be found and erased.
        """
        if not contact:
            return []
        keyring = self._people.keyring
        kept = keyring.apart(reference, person)
        whose = keyring.phone(contact.phone) if contact.phone else keyring.record(kept)
        clear = {NAME: contact.name, PHONE: contact.phone, REFERENCE: reference}
        fields = {name: text for name, text in clear.items() if text}
        sealed, key = self._people.seal_fields(fields, table=self._store.table, reference=kept, person=whose)
        return [self._store.keeping(Kept(id=kept, person=whose, sealed=sealed)), key]

    def open(self, complaint: Complaint) -> Contact | None:
        """Who brought a complaint; None where nothing was given, or it was erased. Who asks must be allowed to."""
        kept = self._store.get(self._people.keyring.apart(complaint.reference, complaint.person))
        if kept is None:
            return None
        clear = self._clear(kept)
        return Contact(clear.get(NAME), clear.get(PHONE)) if clear else None

    def of_phone(self, phone: str) -> list[str]:
        """The references of all complaints that somebody brought with a phone number, for export and erasure.

        One Query, and two reads for each. Who asks must have proven that the number is theirs.
        """
        whose = self._people.keyring.phone(phone)
        found = [self._store.get(kept) for kept in self._people.references(whose)]
        clear = [self._clear(kept) for kept in found if kept]
        return [fields[REFERENCE] for fields in clear if fields]

    def _clear(self, kept: Kept) -> dict[str, str] | None:
        return self._people.open_fields(
            kept.sealed, table=self._store.table, reference=kept.id, person=kept.person
        )
