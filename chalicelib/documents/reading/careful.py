"""Reading an identity card with care: once, the number twice, and all of it closer where something is in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.documents.reading.ktp import Card, card
from chalicelib.documents.reading.looking import FEWEST_LINES, Look, back, closer
from chalicelib.documents.reading.second_look import DISAGREED, number_again
from chalicelib.documents.reading.seen import Field
from chalicelib.documents.reading.values import NIK_DIGITS

if TYPE_CHECKING:
    from chalicelib.documents.reading.engine import Engine
    from chalicelib.documents.reading.texts import Text

#: What decides whether a person is who the booking says; unsure of one of these, the reader looks closer.
DECIDING = ("nik", "name", "birth_date", "sex")
SURE = 0.80
NEARLY_ALL = 12


def read_with_care(engine: Engine, first: Look, *, dim: bool) -> tuple[Card, tuple[Text, ...]]:
    """The card on a page that was seen once, and the page's lines, of the look that saw more.

    A page without lines is looked at again only when it is ``dim``: light may bring them out.
    """
    kept = _number_checked(engine, first)
    if _certain(kept) or (len(first.texts) < FEWEST_LINES and not dim):
        return kept, first.texts
    near, through = closer(engine, first)
    other = _number_checked(engine, near)
    if _worth(other) > _worth(kept):
        return _agreed(other, kept), back(near.texts, through, first.leaning)
    return _agreed(kept, other), first.texts


def _number_checked(engine: Engine, one: Look) -> Card:
    """The card in a look, its number looked at twice."""
    found = card(one.texts)
    if found.number is None:
        return found
    number = number_again(engine, one.picture, found.number, found.fields.get("nik"))
    return replace(found, fields={**found.fields, "nik": number}) if number else found


def _certain(found: Card) -> bool:
    return found.complete >= NEARLY_ALL and all(
        name in found.fields and found.fields[name].score >= SURE for name in DECIDING
    )


def _worth(found: Card) -> tuple[float, int]:
    """How surely the deciding fields were read, then how many of all."""
    number = found.fields.get("nik")
    whole = number is not None and _whole(number)
    sure = sum(found.fields[name].score for name in DECIDING if name in found.fields)
    return sure + whole, found.complete


def _agreed(better: Card, other: Card) -> Card:
    """Of each field the surer reading; a number that both looks read whole but differently is unsure."""
    fields = {**other.fields, **better.fields}
    fields |= {name: one for name, one in other.fields.items() if one.score > fields[name].score}
    ours, theirs = better.fields.get("nik"), other.fields.get("nik")
    if ours and theirs and _whole(ours) and _whole(theirs) and ours.text != theirs.text:
        fields["nik"] = Field(ours.text, min(ours.score, DISAGREED))
    elif ours and _whole(ours):
        fields["nik"] = ours
    return replace(better, fields=fields)


def _whole(number: Field) -> bool:
    return len(number.text) == NIK_DIGITS
