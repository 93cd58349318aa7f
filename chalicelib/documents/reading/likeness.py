"""What kind of document a page looks like, by words that only that kind has."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Words by kind, without spaces and signs, and what finding one says. OTHER is a card that cannot be sent at all.
OTHER = "other"
WORDS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "ktp": {
            "provinsi": 1,
            "tempattgllahir": 2,
            "jeniskelamin": 1,
            "goldarah": 1,
            "rtrw": 1,
            "keldesa": 2,
            "kecamatan": 1,
            "statusperkawinan": 1,
            "kewarganegaraan": 1,
            "berlakuhingga": 2,
            "seumurhidup": 2,
            "nik": 1,
        },
        "kk": {
            "kartukeluarga": 6,
            "namakepalakeluarga": 3,
            "namalengkap": 1,
            "statushubungan": 2,
            "hubungandalamkeluarga": 2,
            "jenispekerjaan": 2,
            "kodepos": 1,
            "dokumenimigrasi": 3,
            "namaorangtua": 2,
            "pendidikan": 1,
        },
        "npwp": {
            "npwp": 3,
            "direktoratjenderalpajak": 4,
            "kementeriankeuangan": 2,
            "kpppratama": 3,
            "tanggalterdaftar": 2,
            "nomorpokokwajibpajak": 4,
        },
        "nib": {
            "nomorindukberusaha": 6,
            "perizinanberusahaberbasisrisiko": 4,
            "namapelakuusaha": 3,
            "lembagaoss": 2,
            "kbli": 2,
            "skalausaha": 2,
            "kementerianinvestasi": 2,
        },
        "passport": {
            "passport": 3,
            "paspor": 3,
            "countrycode": 2,
            "dateofbirth": 1,
            "dateofexpiry": 2,
            "placeofbirth": 1,
            "nationality": 1,
        },
        OTHER: {
            "suratizinmengemudi": 8,
            "drivinglicense": 4,
            "kartuidentitasanak": 8,
            "kartuindonesiasehat": 8,
            "bpjskesehatan": 6,
            "kartupelajar": 8,
            "kartutandamahasiswa": 8,
            "kartumahasiswa": 8,
            "kartupegawai": 8,
            "kartuanggota": 8,
            "suratnikah": 8,
            "stnk": 4,
            "suratketerangan": 4,
            "memberid": 4,
            "debit": 4,
        },
    }
)
#: From what sum of its words on a page looks like a kind, and by how much more than like the next.
ENOUGH, AHEAD = 4, 2
# A word that was read with errors counts if it is this alike, 0 to 100; short ones must be exact.
ALIKE, EXACT_UP_TO = 84.0, 6
_ZONE = re.compile(r"^P[A-Z<][A-Z]{3}[A-Z<]{20,}|[A-Z0-9<]{25,}<<")
_ZONE_WEIGHT = 6


def likeness(lines: Iterable[str]) -> str | None:
    """The kind that a page looks like, OTHER for a card that is none of them, None when it says too little."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - heavy: only the document function loads it

    texts = [re.sub(r"[^a-z]", "", line.lower()) for line in lines]
    sums = dict.fromkeys(WORDS, 0)
    for kind, words in WORDS.items():
        for word, weight in words.items():
            if len(word) <= EXACT_UP_TO:
                there = any(text.startswith(word) for text in texts)
            else:
                there = any(
                    fuzz.partial_ratio(word, text, score_cutoff=ALIKE)
                    for text in texts
                    if len(text) >= len(word) - 2
                )
            sums[kind] += weight * there
    if any(_ZONE.search(line.replace(" ", "")) for line in lines):
        sums["passport"] += _ZONE_WEIGHT
    (first, most), (_, next_most) = sorted(sums.items(), key=lambda one: -one[1])[:2]
    return first if most >= ENOUGH and most >= next_most + AHEAD else None
