"""Invented people's documents as they are read, for the tests of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.documents.files.opened import Opened
from chalicelib.documents.judging import Asked
from chalicelib.documents.reading.seen import Field, Line, Seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.Image import Image

    from chalicelib.documents.finding import Finding

TODAY = date(2026, 11, 24)
VISIT = date(2026, 12, 1)
NIK = "5171014107900001"
NAME = "NI LUH AYU LESTARI"
NPWP = "093126787901000"

KTP = {
    "nik": NIK,
    "name": NAME,
    "birth_date": "1990-07-01",
    "sex": "F",
    "nationality": "WNI",
    "valid_until": "SEUMUR HIDUP",
}

PASSPORT = """
REPUBLIK INDONESIA
PASPOR
P<IDNLESTARI<<NI<LUH<AYU<<<<<<<<<<<<<<<<<<<<
X1234567<7IDN9007013F2905202<<<<<<<<<<<<<<06
"""

FAMILY = f"""
REPUBLIK INDONESIA
KARTU KELUARGA
No. 5171011203150007
Nama Kepala Keluarga : I MADE ARTANA
Alamat : JL. MELATI NO. 3
No Nama Lengkap NIK Jenis Kelamin Tempat Lahir Tanggal Lahir Agama
1 I MADE ARTANA 5171010203880002 LAKI-LAKI DENPASAR 02-03-1988 HINDU
2 {NAME} {NIK} PEREMPUAN DENPASAR 01-07-1990 HINDU
3 PUTU SURYA ARTANA 5171011505150001 LAKI-LAKI DENPASAR 15-05-2015 HINDU
No Status Perkawinan Tanggal Perkawinan Status Hubungan Dalam Keluarga Kewarganegaraan Nama Orang Tua
1 KAWIN TERCATAT 10-10-2014 KEPALA KELUARGA WNI I KETUT ARTANA
"""

BUSINESS = """
PEMERINTAH REPUBLIK INDONESIA
PERIZINAN BERUSAHA BERBASIS RISIKO
NOMOR INDUK BERUSAHA: 1203000123456
Pemerintah Republik Indonesia menerbitkan Nomor Induk Berusaha (NIB) kepada:
1. Nama Pelaku Usaha : NI LUH AYU LESTARI
2. Alamat Kantor : JL. MELATI NO. 3, Kode Pos: 80114
3. Status Penanaman Modal : PMDN
4. Kode Klasifikasi Baku Lapangan Usaha Indonesia (KBLI) : Lihat Lampiran
LAMPIRAN
No. Kode KBLI Judul KBLI Lokasi Usaha Klasifikasi Risiko
1 56103 Kedai Makanan JL. MELATI NO. 3 Rendah
2 10710 Industri Produk Roti dan Kue JL. MELATI NO. 3 Menengah Rendah
"""

TAX_CARD = f"""
KEMENTERIAN KEUANGAN REPUBLIK INDONESIA
DIREKTORAT JENDERAL PAJAK
NPWP : 09.312.678.7-901.000
{NAME}
NIK : {NIK}
JL. MELATI NO. 3
KPP PRATAMA DENPASAR TIMUR
"""


def asked(kind: str = "ktp", *, nik: str | None = NIK, name: str | None = NAME) -> Asked:
    """What the booking says."""
    return Asked(kind=kind, content_type="image/jpeg", name=name, nik=nik, today=TODAY, needed_on=VISIT)


def fields(score: float = 0.98, **said: str | None) -> dict[str, Field]:
    """A KTP's fields, some of them said otherwise or, as None, not read."""
    return {name: Field(text, score) for name, text in {**KTP, **said}.items() if text is not None}


def lines(text: str, score: float = 0.97) -> tuple[Line, ...]:
    """A page's lines below each other."""
    return tuple(
        Line(said, score, ((0, top), (500, top), (500, top + 20), (0, top + 20)))
        for top, said in zip(range(0, 10_000, 40), text.strip().splitlines(), strict=False)
    )


@dataclass
class Read:
    """A reader that saw these pages, one after another."""

    pages: list[Seen] = field(default_factory=list)
    asked_for: list[str] = field(default_factory=list)

    def read(self, page: Image, kind: str) -> Seen:
        """The next of the pages."""
        self.asked_for.append(kind)
        return self.pages[len(self.asked_for) - 1]


def ktp(*findings: Finding, score: float = 0.98, **said: str | None) -> Read:
    """A reader that saw a KTP."""
    return Read([Seen(kind="ktp", fields=fields(score, **said), findings=findings)])


def page(text: str, *findings: Finding, kind: str | None = None, score: float = 0.97) -> Read:
    """A reader that saw a page of text."""
    return Read([Seen(kind=kind, fields={}, lines=lines(text, score), findings=findings)])


def photo(*findings: Finding, pages: int = 1) -> Opened:
    """A picture that was opened, of this many pages."""
    from PIL import Image  # noqa: PLC0415 - only where a page is needed

    return Opened(
        content_type="image/jpeg",
        sha256="0" * 64,
        pixels="1" * 64,
        pages=tuple(Image.new("RGB", (8, 8)) for _ in range(pages)),
        findings=findings,
    )


def pdf(*text: str) -> Opened:
    """A born-digital PDF that was opened."""
    return replace(photo(), content_type="application/pdf", pixels=None, text=text)


def codes(findings: Iterable[Finding]) -> list[str]:
    """What was found, in order."""
    return [finding.code for finding in findings]
