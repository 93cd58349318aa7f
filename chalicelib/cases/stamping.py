"""A finished letter as it came, looked at and given its QR code: pure Python, nothing is rendered.

Only the pages' descriptions are read, never their contents: the stamp is a content stream of its own behind them.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from chalicelib.cases.errors import LetterSigned, LetterUnusable
from chalicelib.core.catalogue import say
from chalicelib.core.references import grouped
from chalicelib.core.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader, PdfWriter

MOST_PAGES = 60
#: More objects than a letter of that many pages has; a walk through them stays short.
MOST_OBJECTS = 50_000
#: What makes a file do something, or carry other files, when it is opened.
ACTIVE = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/AA", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA"}
    | {"/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Movie", "/Sound"}
)
# Points, 72 to the inch. A module of 0.7 mm is read by any phone, also after a copying machine.
MODULE, QUIET_MODULES = 2.0, 4
MARGIN, LINE = 24.0, 8.0
# The code is typed by hand where no camera helps: larger than the words.
WORDS_SIZE, CODE_SIZE = 6.5, 9.0


def stamped(body: bytes, address: str, code: str) -> bytes:
    """The letter with the QR code of ``address`` and the readable code on its last page; LetterUnusable, LetterSigned.

    The same letter, address and code give the same bytes.
    """
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - heavy: only for letters

    # Whatever a library for broken files stumbles on, the officer is told the same: this is no letter.
    try:
        reader = PdfReader(BytesIO(body))
        _examine(body, reader)
        writer = PdfWriter(clone_from=reader)
        _stamp(writer, writer.pages[-1], address, code)
        written = BytesIO()
        writer.write(written)
    except (LetterUnusable, LetterSigned):
        raise
    except Exception:  # noqa: BLE001 - as above
        raise LetterUnusable(field="letter") from None
    return written.getvalue()


def _examine(body: bytes, reader: PdfReader) -> None:
    if not body.startswith(b"%PDF-") or reader.is_encrypted:
        raise LetterUnusable(field="letter")
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise LetterUnusable(field="letter")
    for names, values in _walk(reader):
        if "/ByteRange" in names or "/Sig" in values:
            raise LetterSigned(field="letter")
        if ACTIVE & (names | values):
            raise LetterUnusable(field="letter")


def _walk(reader: PdfReader) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The names and the name values of every dictionary that can be reached, direct ones too."""
    from pypdf.generic import (  # noqa: PLC0415 - heavy: as above
        ArrayObject,
        DictionaryObject,
        IndirectObject,
        NameObject,
    )

    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    looked_at = 0
    while waiting:
        thing = waiting.pop()
        looked_at += 1
        if looked_at > MOST_OBJECTS:
            raise LetterUnusable(field="letter")
        if isinstance(thing, IndirectObject):
            place = thing.idnum, thing.generation
            if place not in seen:
                seen.add(place)
                waiting.append(thing.get_object())
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)
        elif isinstance(thing, DictionaryObject):
            inner = list(dict.values(thing))
            waiting.extend(inner)
            named = frozenset(str(one) for one in inner if isinstance(one, NameObject))
            yield frozenset(map(str, dict.keys(thing))), named


def _stamp(writer: PdfWriter, page: PageObject, address: str, code: str) -> None:
    from pypdf.generic import ArrayObject, NameObject, StreamObject  # noqa: PLC0415 - heavy: as above

    def stream(drawing: str) -> Any:  # noqa: ANN401 - the library's reference
        found = StreamObject()
        found.set_data(drawing.encode("ascii"))
        return writer._add_object(found)  # noqa: SLF001 - the library has no other way to add one

    old = page.get("/Contents")
    there = page.raw_get("/Contents") if old is not None else None
    contents = list(old) if isinstance(old, ArrayObject) else [there] if there is not None else []
    drawing = f"Q q {_placing(page)} cm {_drawing(address, code)} Q"
    # What the page draws may leave its state changed: it is put between q and Q, the stamp behind it.
    page[NameObject("/Contents")] = ArrayObject([stream("q"), *contents, stream(drawing)])
    _give_font(page)


def _placing(page: PageObject) -> str:
    """What turns points from the page's lower left corner, as it is seen, into points of the file."""
    box = page.cropbox
    left, bottom, right, top = (float(edge) for edge in (box.left, box.bottom, box.right, box.top))
    return {
        0: f"1 0 0 1 {left:.2f} {bottom:.2f}",
        90: f"0 1 -1 0 {right:.2f} {bottom:.2f}",
        180: f"-1 0 0 -1 {right:.2f} {top:.2f}",
        270: f"0 -1 1 0 {left:.2f} {top:.2f}",
    }[page.rotation % 360]


def _drawing(address: str, code: str) -> str:
    """The stamp: a white ground, the QR code, and below it what the code is for, in both languages."""
    import segno  # noqa: PLC0415 - heavy: only for letters

    matrix = segno.make(address, error="m", micro=False).matrix
    modules = len(matrix)
    side = (modules + 2 * QUIET_MODULES) * MODULE
    lines = [*(say(language, "letter.stamp") for language in LANGUAGES), grouped(code)]
    width, height = side + 40, side + len(lines) * LINE + 4
    base = MARGIN + len(lines) * LINE + 4
    parts = [f"1 g {MARGIN:.2f} {MARGIN:.2f} {width:.2f} {height:.2f} re f 0 g"]
    for row, line in enumerate(matrix):
        y = base + (modules + QUIET_MODULES - 1 - row) * MODULE
        parts += [
            f"{MARGIN + (QUIET_MODULES + place) * MODULE:.2f} {y:.2f} {MODULE:.2f} {MODULE:.2f} re"
            for place, dark in enumerate(line)
            if dark
        ]
    parts.append("f")
    for place, words in enumerate(lines, start=1):
        x, y = MARGIN + QUIET_MODULES * MODULE, base - place * LINE
        size = CODE_SIZE if place == len(lines) else WORDS_SIZE
        parts.append(f"BT /TanpaAntre {size} Tf {x:.2f} {y:.2f} Td ({_escaped(words)}) Tj ET")
    return "\n".join(parts)


def _escaped(words: str) -> str:
    """Words as a string of a content stream; every reader has the font's ASCII letters."""
    plain = words.encode("ascii", "replace").decode()
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _give_font(page: PageObject) -> None:
    """The stamp's font among the page's resources, which other pages may share: this page gets its own."""
    from pypdf.generic import DictionaryObject, NameObject  # noqa: PLC0415 - heavy: as above

    font = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica",
        "/Encoding": "/WinAnsiEncoding",
    }
    resources = DictionaryObject(dict.items(_resources(page)))
    fonts = resources.get("/Font")
    own = DictionaryObject(dict.items(fonts.get_object()) if fonts is not None else ())
    own[NameObject("/TanpaAntre")] = DictionaryObject(
        {NameObject(name): NameObject(value) for name, value in font.items()}
    )
    resources[NameObject("/Font")] = own
    page[NameObject("/Resources")] = resources


def _resources(page: PageObject) -> Any:  # noqa: ANN401 - the library's dictionary
    """The page's resources, its own or those of the pages above it."""
    from pypdf.generic import DictionaryObject  # noqa: PLC0415 - heavy: as above

    above: Any = page
    while above is not None:
        if "/Resources" in above:
            return above["/Resources"].get_object()
        parent = above.get("/Parent")
        above = parent.get_object() if parent is not None else None
    return DictionaryObject()
