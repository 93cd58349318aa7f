"""Specimen identity cards, drawn after the layout of the real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageDraw

from benchmarks.specimens.drawing import RED, number, paper, portrait, write

if TYPE_CHECKING:
    import random

    from PIL.Image import Image

    from benchmarks.specimens.holders import Holder

SIZE = (1000, 630)
BLUE = (172, 208, 232)
_MARGIN, _INDENT, _COLON, _VALUES = 35, 65, 258, 273
_FIRST_ROW, _PITCH, _LETTER = 189, 35.5, 24.5


def identity_card(holder: Holder, chance: random.Random) -> Image:
    """The card of an invented person."""
    picture = paper(SIZE, BLUE, chance)
    draw = ImageDraw.Draw(picture)
    write(draw, (500, 44), f"PROVINSI {holder.province}", 33, bold=True, anchor="ms")
    write(draw, (500, 85), holder.regency, 33, bold=True, anchor="ms")
    write(draw, (_MARGIN, 145), "NIK", 36, bold=True)
    write(draw, (195, 145), ":", 36, bold=True)
    number(draw, (222, 150), holder.nik, 30)
    rows = (
        ("Nama", holder.name),
        ("Tempat/Tgl Lahir", f"{holder.birth_place}, {holder.birth_date:%d-%m-%Y}"),
        ("Jenis kelamin", {"M": "LAKI-LAKI", "F": "PEREMPUAN"}[holder.sex]),
        ("Alamat", holder.address),
        (" RT/RW", holder.rt_rw),
        (" Kel/Desa", holder.village),
        (" Kecamatan", holder.district),
        ("Agama", holder.religion),
        ("Status Perkawinan", holder.marital_status),
        ("Pekerjaan", holder.occupation),
        ("Kewarganegaraan", "WNI"),
        ("Berlaku Hingga", holder.valid_until),
    )
    for row, (label, value) in enumerate(rows):
        at = _FIRST_ROW + row * _PITCH
        write(draw, (_INDENT if label[0] == " " else _MARGIN, at), label.strip(), _LETTER)
        write(draw, (_COLON, at), ":", _LETTER)
        write(draw, (_VALUES, at), value, _LETTER)
    write(draw, (545, _FIRST_ROW + 2 * _PITCH), f"Gol. Darah :  {holder.blood_type}", _LETTER)
    portrait(draw, (753, 146, 958, 408), chance)
    town = holder.regency.split(" ", 1)[1]
    write(draw, (855, 440), town, 20, anchor="ms")
    write(draw, (855, 470), "17-08-2019", 20, anchor="ms")
    write(draw, (855, 545), "SPESIMEN", 28, bold=True, colour=RED, anchor="ms")
    return picture
