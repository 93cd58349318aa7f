"""Complaints as they are kept, in a city of a test's own: with words that are sealed, and somebody behind them."""

from __future__ import annotations

from typing import Any

from chalicelib.complaints.service import Complaint, Contact, Identities, Identity
from chalicelib.complaints.service.words import fields_of
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core.registry import get
from chalicelib.people.service import People
from tests.builders.complaints import a_complaint

TEXT = "Sudah dua jam antre di loket tiga."
SOMEBODY = Contact("Ni Luh Contoh", "+6281234500001")


def kept(number: int = 1, text: str = TEXT, contact: Contact = SOMEBODY, **changes: Any) -> Complaint:
    """A complaint as somebody brought it; each number has a reference and a public id of its own."""
    people, store = get(People), get(ComplaintStore)
    reference = f"A{number:09}"
    person = people.keyring.record(reference)
    fields = fields_of(text, {}, None)
    sealed, key = people.seal_fields(fields, table=store.table, reference=reference, person=person)
    complaint = a_complaint(
        **{
            "reference": reference,
            "public": f"P{number:07}",
            "person": person,
            "sealed": sealed,
            "identity": Identity.NAMED,
            **changes,
        }
    )
    behind = (
        []
        if complaint.identity is Identity.ANONYMOUS
        else get(Identities).keeping(reference, person, contact)
    )
    assert store.add(complaint, key, *behind)
    return complaint
