"""Which of the shipped categories a city's agencies answer for, to judge the shipped model by real complaints.

Only roughly: an agency does more than one thing, and what it was given says which agency answered, no more.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from chalicelib.complaints.model.suggestion import SHIPPED
from chalicelib.core.textmodel.artefact import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.training.learning import Examples

PAPERS = ("late-case", "data-error", "lost-document", "requirements", "online-service", "waiting")
#: By the agencies' published names; an agency that answers for none of the shipped categories has an empty list.
CATEGORIES = {
    "Bagian Perekonomian dan Sumber Daya Alam": ("water",),
    "Dinas Kependudukan dan Pencatatan Sipil": PAPERS,
    "Dinas Lingkungan Hidup": ("waste", "trees"),
    "Dinas Perhubungan": ("street-light", "road", "safety"),
    "Dinas Sumber Daya Air dan Bina Marga": ("road", "flooding"),
    "Satuan Polisi Pamong Praja": ("safety",),
    "Dinas Kesehatan": (),
    "Dinas Pendidikan": (),
    "Dinas Perindustrian dan Tenaga Kerja": (),
    "Dinas Sosial": (),
}


def shipped_by_agency(judging: Examples) -> Iterator[tuple[str, int, int, int, int]]:
    """Agency, its texts; of how many it was sure; how many suggestions fit the agency, and how many sure ones."""
    model = unpacked(SHIPPED.read_bytes())
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for text, agency in zip(judging.texts, judging.labels, strict=True):
        if agency in CATEGORIES:
            told = model.ranked(text)
            found[agency].append((told.sure, bool(told.labels) and told.labels[0][0] in CATEGORIES[agency]))
    for agency in CATEGORIES:
        some = found[agency]
        yield (
            agency,
            len(some),
            sum(sure for sure, _ in some),
            sum(right for _, right in some),
            sum(sure and right for sure, right in some),
        )
