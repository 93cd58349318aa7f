"""The fields of an identity card from its lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from chalicelib.documents.reading.labels import Label, label_of
from chalicelib.documents.reading.rows import values
from chalicelib.documents.reading.values import NIK_DIGITS, PARSED, Piece, together, words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from chalicelib.documents.reading.seen import Field
    from chalicelib.documents.reading.texts import Text

#: What a card shows, as far as everybody's does: with few of these it was not read.
EXPECTED = (
    "nik",
    "name",
    "birth_place",
    "birth_date",
    "sex",
    "address",
    "rt_rw",
    "village",
    "district",
    "religion",
    "marital_status",
    "occupation",
    "nationality",
    "valid_until",
)
# A label whose line begins further right than this many heights from the others' margin is a value that looks like one.
MARGIN = 4.0
_PROVINCE = re.compile(r"^\W*PR[O0]V[A-Z1I]{0,5}\b")
_REGENCY = re.compile(r"^\W*(KAB[A-Z]{0,6}|K[O0]TA|JAKARTA)\b")


@dataclass(frozen=True, slots=True)
class Card:
    """What was read of a card: its fields, the rows of the labels found, and the line of the number."""

    fields: Mapping[str, Field]
    rows: Mapping[str, float]
    number: Text | None

    @property
    def complete(self) -> int:
        """How many of the expected fields are there."""
        return sum(name in self.fields for name in EXPECTED)


def card(texts: Sequence[Text]) -> Card:
    """Read lines, in any order, as an identity card."""
    labels = _labels(texts)
    fields: dict[str, Field] = {}
    for name, pieces in values(texts, labels).items():
        for field, value in PARSED[name](together(pieces)).items():
            fields.setdefault(field or name, value)
    number = _number(texts)
    fields |= _heading(
        texts, min([one.on.row for one in labels] + ([number.row] if number else []), default=0.0)
    )
    return Card(fields, {one.name: one.on.row for one in labels}, number)


def _labels(texts: Sequence[Text]) -> Collection[Label]:
    """The most alike line for each label, of those that stand at the margin."""
    best: dict[str, Label] = {}
    for one in texts:
        found = label_of(one)
        if found and (found.name not in best or found.alike > best[found.name].alike):
            best[found.name] = found
    margin = median([one.on.left for one in best.values()]) if best else 0.0
    return [
        one
        for one in best.values()
        if one.name == "blood_type" or abs(one.on.left - margin) < MARGIN * one.on.height
    ]


def _number(texts: Sequence[Text]) -> Text | None:
    """The line with most digits, if it has about as many as the number."""
    most = max(texts, key=lambda one: sum(char.isdigit() for char in one.text), default=None)
    if most and sum(char.isdigit() for char in most.text) >= NIK_DIGITS // 2:
        return most
    return None


def _heading(texts: Sequence[Text], above: float) -> Mapping[str, Field]:
    """Province and regency, printed above the first label."""
    heading = [one for one in texts if one.row < above]
    fields = {}
    at = next((at for at, one in enumerate(heading) if _PROVINCE.match(one.text)), None)
    if at is not None:
        fields["province"] = words(Piece(heading[at].text, heading[at].sure))[""]
        heading = heading[at + 1 :]
    regency = next(
        (one for one in heading if _REGENCY.match(one.text)),
        heading[0] if at is not None and heading else None,
    )
    if regency:
        fields["regency"] = words(Piece(regency.text, regency.sure))[""]
    return fields
