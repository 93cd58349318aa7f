"""The printed labels of an identity card, found in text that lost or changed some letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.documents.reading.texts import Text

#: Labels from top to bottom; the row is the printed line where a label stands. Blood type shares the line of sex.
LABELS: tuple[tuple[str, str, int], ...] = (
    ("nik", "nik", 0),
    ("name", "nama", 1),
    ("birth", "tempattgllahir", 2),
    ("sex", "jeniskelamin", 3),
    ("blood_type", "goldarah", 3),
    ("address", "alamat", 4),
    ("rt_rw", "rtrw", 5),
    ("village", "keldesa", 6),
    ("district", "kecamatan", 7),
    ("religion", "agama", 8),
    ("marital_status", "statusperkawinan", 9),
    ("occupation", "pekerjaan", 10),
    ("nationality", "kewarganegaraan", 11),
    ("valid_until", "berlakuhingga", 12),
)
ROW_OF = {name: row for name, _, row in LABELS}
IN_CAPITALS = {"nik", "rt_rw"}
# How alike a piece of text and a label must be, 0 to 100; short labels leave no room for a wrong letter.
ALIKE = 74.0
SHORT, ALIKE_IF_SHORT = 5, 80.0
# A label in front of its value may have gained or lost this many letters.
STRETCH = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A label that was found: the line it stands in, and what of that line follows it, with its probabilities."""

    name: str
    alike: float
    on: Text
    rest: str
    sure: tuple[float, ...]


def label_of(one: Text) -> Label | None:
    """The label that a line is or begins with."""
    best: Label | None = None
    for cut in _cuts(one.text):
        head = one.text[:cut]
        for name, label, _ in LABELS:
            # Values are printed in capitals, labels are not: a place named AGAM is no label.
            if name not in IN_CAPITALS and not re.search(r"[a-z]", head):
                continue
            alike = _alike(_letters(head), label)
            if alike and (best is None or alike > best.alike):
                best = Label(name, alike, one, one.text[cut:], one.sure[cut:])
    return best


def _cuts(text: str) -> list[int]:
    """Where a label could end: before a colon, where small letters turn into capitals or digits, or at the end."""
    cuts = {len(text)}
    cuts.update(found.start() for found in re.finditer(r":", text))
    cuts.update(found.start() + 1 for found in re.finditer(r"[a-z][\s.:;]*(?=[A-Z0-9])", text))
    # Two labels are printed in capitals only.
    cuts.update(found.end() for found in re.finditer(r"^\W*(NIK|N1K|NlK|RT\W?RW)(?=[\s\d:])", text))
    return sorted(cuts)


def _alike(head: str, label: str) -> float:
    """How alike they are, or 0 when not enough."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - heavy: only the document function loads it

    if abs(len(head) - len(label)) > max(STRETCH, len(label) // 3):
        return 0.0
    alike = fuzz.ratio(head, label.replace("l", "i"))
    return alike if alike >= (ALIKE_IF_SHORT if len(label) <= SHORT else ALIKE) else 0.0


def _letters(text: str) -> str:
    """Its letters alone; i, l and 1 are not told apart."""
    return re.sub(r"[^a-z]", "", re.sub(r"[l1|]", "i", text.lower()).replace("0", "o"))
