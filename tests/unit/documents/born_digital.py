"""PDFs that say what they are by themselves, drawn a piece of text at a time as the offices' programs do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

A4 = (842, 595)
SIZE = 9
FONT = "<< /Font << /F1 5 0 R >> >>"


def pdf_of(pieces: Iterable[tuple[float, float, str]], *, page: tuple[int, int] = A4) -> bytes:
    """One page with these pieces of text (x, y from the top, text), in points."""
    drawn = "\n".join(
        f"BT /F1 {SIZE} Tf 1 0 0 1 {x} {page[1] - y} Tm ({_escaped(text)}) Tj ET" for x, y, text in pieces
    )
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page[0]} {page[1]}] /Contents 4 0 R /Resources {FONT} >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    start = body.index("xref\n")
    return f"{body}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode(
        "latin-1"
    )


def family_card(members: Iterable[tuple[str, ...]], *, number: str, head: str) -> bytes:
    """A family card: heading, head of family, and its table, cell by cell."""
    columns = (30, 60, 230, 340, 430, 520, 600)
    titles = ("No", "Nama Lengkap", "NIK", "Jenis Kelamin", "Tempat Lahir", "Tanggal Lahir", "Agama")
    pieces: list[tuple[float, float, str]] = [
        (350, 40, "KARTU KELUARGA"),
        (350, 55, f"No. {number}"),
        (30, 80, "Nama Kepala Keluarga"),
        (150, 80, f": {head}"),
        (450, 80, "Desa/Kelurahan"),
        (560, 80, ": SANUR"),
        (30, 95, "Alamat"),
        (150, 95, ": JL. MELATI NO. 3"),
        (450, 95, "Kode Pos"),
        (560, 95, ": 80228"),
    ]
    rows = [titles, *((str(place), *member) for place, member in enumerate(members, start=1))]
    for line, cells in enumerate(rows):
        pieces += [(x, 130 + 15 * line, cell) for x, cell in zip(columns, cells, strict=True)]
    return pdf_of(pieces)


def lines_down(text: str) -> bytes:
    """A page of lines below each other; what stands behind a colon is drawn by itself, as forms do it."""
    pieces: list[tuple[float, float, str]] = []
    for line, said in enumerate(text.strip().splitlines()):
        label, colon, value = said.partition(" : ")
        pieces.append((40, 60 + 18 * line, label))
        if colon:
            pieces.append((240, 60 + 18 * line, f": {value}"))
    return pdf_of(pieces, page=(595, 842))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
