"""Invented people for specimen documents. Nobody here exists; the regions do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

EARLIEST, DAYS = date(1950, 1, 1), 20_000
WOMANS_DAY = 40

# Province, regency, district of registration with its code, village.
_PLACES = (
    ("BALI", "KOTA DENPASAR", "DENPASAR SELATAN", "517101", "SANUR"),
    ("BALI", "KABUPATEN BADUNG", "KUTA UTARA", "510306", "KEROBOKAN KELOD"),
    ("JAWA BARAT", "KOTA BANDUNG", "SUKASARI", "327301", "GEGERKALONG"),
    ("JAWA TIMUR", "KOTA SURABAYA", "KARANGPILANG", "357801", "KEBRAON"),
    ("SUMATERA UTARA", "KABUPATEN TAPANULI TENGAH", "BARUS", "120101", "PASAR BATU GERIGIS"),
    ("SULAWESI SELATAN", "KOTA MAKASSAR", "MARISO", "737101", "BONTORANNU"),
    ("NUSA TENGGARA BARAT", "KABUPATEN LOMBOK BARAT", "GERUNG", "520101", "DASAN GERES"),
    ("KALIMANTAN TIMUR", "KOTA BALIKPAPAN", "BALIKPAPAN TIMUR", "647101", "MANGGAR BARU"),
)
_FIRST_MEN = (
    "BUDI",
    "I MADE RAI",
    "AGUS",
    "MUHAMMAD RIZAL",
    "YOHANES",
    "I GUSTI NGURAH ALIT",
    "TEGUH",
    "FAJAR",
)
_FIRST_WOMEN = ("SITI", "NI WAYAN SARI", "DEWI", "MARIA", "RATNA", "NI LUH PUTU AYU", "FATIMAH", "WULAN")
_LAST = (
    "SANTOSO",
    "WIJAYA",
    "PRATAMA",
    "SIHOMBING",
    "LESTARI",
    "HIDAYAT",
    "KUSUMA WARDHANA",
    "NASUTION",
    "OKA",
)
_TOWNS = (
    "DENPASAR",
    "BANDUNG",
    "SURABAYA",
    "BARUS",
    "MAKASSAR",
    "MATARAM",
    "BALIKPAPAN",
    "BANYUWANGI",
    "SOLOK",
)
_STREETS = (
    "JL. GATOT SUBROTO",
    "JL. HANG TUAH",
    "DUSUN KRAJAN",
    "JL. RAYA SESETAN",
    "BR. TENGAH",
    "PERUM GRIYA ASRI BLOK C",
)
_RELIGIONS = ("ISLAM", "HINDU", "KRISTEN", "KATHOLIK", "BUDHA")
_MARITAL = ("BELUM KAWIN", "KAWIN", "CERAI HIDUP", "CERAI MATI")
_OCCUPATIONS = (
    "WIRASWASTA",
    "KARYAWAN SWASTA",
    "PELAJAR/MAHASISWA",
    "MENGURUS RUMAH TANGGA",
    "PETANI/PEKEBUN",
    "BURUH HARIAN LEPAS",
    "GURU",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An invented person with what an identity card says of them, as it is printed."""

    nik: str
    name: str
    birth_place: str
    birth_date: date
    sex: str
    blood_type: str
    address: str
    rt_rw: str
    village: str
    district: str
    regency: str
    province: str
    religion: str
    marital_status: str
    occupation: str
    valid_until: str

    def labels(self) -> dict[str, str]:
        """What must be read from their card, in the form of labels.json."""
        names = self.__slots__
        return {
            **{name: str(getattr(self, name)) for name in names if name != "blood_type"},
            "province": f"PROVINSI {self.province}",
            "kind": "ktp",
        }


def holder(chance: random.Random) -> Holder:
    """Somebody."""
    sex = chance.choice("FM")
    born = EARLIEST + timedelta(days=chance.randrange(DAYS))
    province, regency, district, code, village = chance.choice(_PLACES)
    day = born.day + (WOMANS_DAY if sex == "F" else 0)
    return Holder(
        nik=f"{code}{day:02}{born:%m%y}{chance.randrange(1, 9999):04}",
        name=f"{chance.choice(_FIRST_WOMEN if sex == 'F' else _FIRST_MEN)} {chance.choice(_LAST)}",
        birth_place=chance.choice(_TOWNS),
        birth_date=born,
        sex=sex,
        blood_type=chance.choice(("A", "B", "AB", "O", "-")),
        address=f"{chance.choice(_STREETS)} NO. {chance.randrange(1, 200)}",
        rt_rw=f"{chance.randrange(1, 20):03}/{chance.randrange(1, 20):03}",
        village=village,
        district=district,
        regency=regency,
        province=province,
        religion=chance.choice(_RELIGIONS),
        marital_status=chance.choice(_MARITAL),
        occupation=chance.choice(_OCCUPATIONS),
        valid_until="SEUMUR HIDUP",
    )
