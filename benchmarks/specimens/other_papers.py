"""Specimens of other documents, and pictures of no document at all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.specimens.drawing import RED, paper, portrait, write

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from benchmarks.specimens.holders import Holder


def _rows(
    draw: ImageDraw.ImageDraw,
    rows: Sequence[tuple[str, str]],
    top: float,
    *,
    pitch: float,
    size: float,
    values: float,
) -> None:
    for row, (label, value) in enumerate(rows):
        write(draw, (50, top + row * pitch), label, size)
        write(draw, (values, top + row * pitch), f": {value}" if label else value, size)


def tax_card(holder: Holder, chance: random.Random) -> Image.Image:
    """An NPWP card."""
    picture = paper((1000, 630), (238, 214, 140), chance)
    draw = ImageDraw.Draw(picture)
    write(draw, (50, 70), "KEMENTERIAN KEUANGAN REPUBLIK INDONESIA", 30, bold=True)
    write(draw, (50, 110), "DIREKTORAT JENDERAL PAJAK", 30, bold=True)
    write(
        draw,
        (50, 210),
        f"NPWP : 09.{chance.randrange(1000):03}.{chance.randrange(1000):03}.4-901.000",
        38,
        bold=True,
    )
    _rows(
        draw,
        [("", holder.name), ("NIK", holder.nik), ("", holder.address), ("", holder.regency)],
        290,
        pitch=45,
        size=28,
        values=50,
    )
    write(draw, (50, 520), "KPP PRATAMA DENPASAR TIMUR", 26)
    write(draw, (50, 560), "Tanggal Terdaftar : 12-03-2015", 24)
    write(draw, (850, 590), "SPESIMEN", 28, bold=True, colour=RED, anchor="ms")
    return picture


def driving_licence(holder: Holder, chance: random.Random) -> Image.Image:
    """A driving licence, which is none of the kinds that can be sent."""
    picture = paper((1000, 630), (222, 226, 236), chance)
    draw = ImageDraw.Draw(picture)
    write(draw, (60, 60), "INDONESIA", 34, bold=True)
    write(draw, (60, 105), "SURAT IZIN MENGEMUDI", 34, bold=True)
    write(draw, (60, 145), "DRIVING LICENSE", 26)
    _rows(
        draw,
        [
            ("1.", holder.name),
            ("2.", f"{holder.birth_place}, {holder.birth_date:%d-%m-%Y}"),
            ("3.", f"{holder.blood_type} - {'PRIA' if holder.sex == 'M' else 'WANITA'}"),
            ("4.", holder.address),
            ("5.", holder.occupation),
            ("6.", "METRO JAYA"),
        ],
        240,
        pitch=50,
        size=28,
        values=100,
    )
    write(draw, (820, 110), "A", 80, bold=True)
    portrait(draw, (740, 200, 940, 460), chance)
    write(draw, (840, 590), "SPESIMEN", 28, bold=True, colour=RED, anchor="ms")
    return picture


def family_card(holder: Holder, chance: random.Random) -> Image.Image:
    """A family card: a table over a page on its long side."""
    picture = paper((2000, 1400), (226, 236, 244), chance)
    draw = ImageDraw.Draw(picture)
    write(draw, (1000, 110), "KARTU KELUARGA", 60, bold=True, anchor="ms")
    write(
        draw, (1000, 170), f"No. {holder.nik[:6]}0101{chance.randrange(10**6):06}", 40, bold=True, anchor="ms"
    )
    _rows(
        draw,
        [
            ("Nama Kepala Keluarga", holder.name),
            ("Alamat", holder.address),
            ("RT/RW", holder.rt_rw),
            ("Kode Pos", "80223"),
        ],
        250,
        pitch=36,
        size=26,
        values=380,
    )
    heads = (
        "No",
        "Nama Lengkap",
        "NIK",
        "Jenis Kelamin",
        "Tempat Lahir",
        "Tanggal Lahir",
        "Agama",
        "Pendidikan",
        "Jenis Pekerjaan",
    )
    lefts = (40, 90, 480, 760, 930, 1130, 1300, 1440, 1680)
    for left, head in zip(lefts, heads, strict=True):
        write(draw, (left, 460), head, 22, bold=True)
    for row in range(4):
        values = (
            str(row + 1),
            holder.name if not row else f"ANAK {('SATU', 'DUA', 'TIGA')[row - 1]}",
            f"{int(holder.nik) + row}",
            "LAKI-LAKI" if row % 2 else "PEREMPUAN",
            holder.birth_place,
            f"{holder.birth_date:%d-%m-%Y}",
            holder.religion,
            "SLTA/SEDERAJAT",
            holder.occupation,
        )
        for left, value in zip(lefts, values, strict=True):
            write(draw, (left, 510 + row * 42), value, 22)
    write(draw, (90, 760), "Status Hubungan Dalam Keluarga", 22, bold=True)
    write(draw, (600, 760), "Kewarganegaraan", 22, bold=True)
    write(draw, (1800, 1330), "SPESIMEN", 40, bold=True, colour=RED, anchor="ms")
    return picture


def business_number(holder: Holder, chance: random.Random) -> Image.Image:
    """A business licence number, as printed and photographed."""
    picture = paper((1240, 1754), (250, 250, 250), chance)
    draw = ImageDraw.Draw(picture)
    write(draw, (620, 150), "PEMERINTAH REPUBLIK INDONESIA", 34, bold=True, anchor="ms")
    write(draw, (620, 210), "PERIZINAN BERUSAHA BERBASIS RISIKO", 34, bold=True, anchor="ms")
    write(
        draw,
        (620, 260),
        f"NOMOR INDUK BERUSAHA: {chance.randrange(10**12, 9 * 10**12)}",
        30,
        bold=True,
        anchor="ms",
    )
    _rows(
        draw,
        [
            ("1. Nama Pelaku Usaha", holder.name),
            ("2. Alamat", holder.address),
            ("3. Nomor Telepon", "0361-000000"),
            ("4. Kode KBLI", "56102"),
            ("5. Skala Usaha", "Usaha Mikro"),
        ],
        380,
        pitch=60,
        size=26,
        values=420,
    )
    write(draw, (100, 1500), "Lembaga OSS, Kementerian Investasi/BKPM", 24)
    write(draw, (1050, 1680), "SPESIMEN", 36, bold=True, colour=RED, anchor="ms")
    return picture


def machine_zone(holder: Holder) -> tuple[str, str]:
    """The two lines of 44 characters at the foot of a passport, with their check digits (ICAO 9303-4)."""

    def digit(text: str) -> str:
        values = [0 if one == "<" else int(one, 36) for one in text]
        return str(sum(value * (7, 3, 1)[at % 3] for at, value in enumerate(values)) % 10)

    *given, last = holder.name.split()
    names = f"P<IDN{last}<<{'<'.join(given)}".ljust(44, "<")[:44]
    passport = f"X{holder.nik[-6:]}<<"
    born, until = f"{holder.birth_date:%y%m%d}", "310817"
    personal = holder.nik.ljust(14, "<")[:14]
    checked = (
        passport,
        digit(passport),
        "IDN",
        born,
        digit(born),
        holder.sex,
        until,
        digit(until),
        personal,
        digit(personal),
    )
    whole = (
        passport + digit(passport) + born + digit(born) + until + digit(until) + personal + digit(personal)
    )
    return names, "".join(checked) + digit(whole)


def passport(holder: Holder, chance: random.Random) -> Image.Image:
    """The page of a passport with the picture."""
    picture = paper((1250, 880), (214, 232, 226), chance)
    draw = ImageDraw.Draw(picture)
    write(draw, (60, 70), "REPUBLIK INDONESIA", 30, bold=True)
    write(draw, (480, 70), "PASPOR  PASSPORT", 30, bold=True)
    portrait(draw, (60, 130, 360, 520), chance)
    first, second = machine_zone(holder)
    rows = (
        ("JENIS/TYPE   KODE NEGARA/COUNTRY CODE   NO. PASPOR/PASSPORT NO.", f"P   IDN   {second[:7]}"),
        ("NAMA LENGKAP/FULL NAME", holder.name),
        ("KEWARGANEGARAAN/NATIONALITY", "INDONESIA"),
        (
            "TGL. LAHIR/DATE OF BIRTH   TEMPAT LAHIR/PLACE OF BIRTH",
            f"{holder.birth_date:%d %b %Y}   {holder.birth_place}".upper(),
        ),
        ("TGL. PENGELUARAN/DATE OF ISSUE   TGL. HABIS BERLAKU/DATE OF EXPIRY", "17 AUG 2021   17 AUG 2031"),
    )
    for row, (label, value) in enumerate(rows):
        write(draw, (400, 140 + row * 90), label, 18)
        write(draw, (400, 175 + row * 90), value, 28)
    write(draw, (1080, 620), "SPESIMEN", 34, bold=True, colour=RED, anchor="ms")
    for row, line in enumerate((first, second)):
        for place, letter in enumerate(line):
            write(draw, (60 + place * 25.9, 770 + row * 55), letter, 34, anchor="ms")
    return picture


def cat(chance: random.Random) -> Image.Image:
    """A cat on a sofa, as far as ellipses can be one."""
    width, height = 1200, 900
    page = np.random.default_rng(chance.randrange(2**32)).normal(0, 9, (height, width, 1)) + np.array(
        [120, 96, 84]
    )
    picture = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    fur = (chance.randrange(150, 220), chance.randrange(110, 160), chance.randrange(60, 110))
    draw.ellipse((350, 450, 900, 880), fur)
    draw.ellipse((480, 200, 780, 480), fur)
    for ear in ((490, 300, 530, 130, 610, 230), (650, 230, 730, 130, 770, 300)):
        draw.polygon(ear, fur)
    for eye in (560, 670):
        draw.ellipse((eye, 300, eye + 40, 350), (70, 140, 60))
        draw.ellipse((eye + 15, 302, eye + 25, 348), (10, 10, 10))
    for whisker in range(-2, 3):
        draw.line((600, 400, 430, 400 + whisker * 22), (240, 240, 240), 2)
        draw.line((660, 400, 830, 400 + whisker * 22), (240, 240, 240), 2)
    for stripe in range(8):
        draw.arc(
            (380 + stripe * 60, 500, 480 + stripe * 60, 860), 200, 320, tuple(one - 50 for one in fur), 8
        )
    return picture.filter(ImageFilter.GaussianBlur(1))


def landscape(chance: random.Random) -> Image.Image:
    """Hills under a sky."""
    width, height = 1600, 1000
    picture = Image.new("RGB", (width, height), (150, 190, 230))
    draw = ImageDraw.Draw(picture)
    for hill in range(4):
        phase = chance.random() * math.tau
        line = [
            (x, 450 + hill * 110 + 60 * math.sin(x / (180 + hill * 40) + phase))
            for x in range(0, width + 20, 20)
        ]
        draw.polygon([*line, (width, height), (0, height)], (60 + hill * 12, 120 - hill * 14, 60))
    draw.ellipse((1200, 100, 1320, 220), (250, 240, 190))
    grain = np.random.default_rng(chance.randrange(2**32)).normal(0, 6, (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


#: Documents of other kinds, by what they are; a driving licence is none that can be sent.
PAPERS: dict[str, Callable[[Holder, random.Random], Image.Image]] = {
    "npwp": tax_card,
    "kk": family_card,
    "nib": business_number,
    "passport": passport,
    "driving-licence": driving_licence,
}
NOTHING: dict[str, Callable[[random.Random], Image.Image]] = {"cat": cat, "landscape": landscape}
