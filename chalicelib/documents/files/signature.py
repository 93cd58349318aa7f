"""What a file is by its first bytes, whatever it is called and whatever it was sent as."""

from __future__ import annotations

import re
from types import MappingProxyType

#: What is taken, by the name that people know; the name is what findings tell.
CONTENT_TYPES = MappingProxyType(
    {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "PDF": "application/pdf"}
)
UNKNOWN = "?"

# Readers of PDF accept its header anywhere in the first kilobyte.
PDF_HEADER = re.compile(rb"%PDF-\d")
PDF_REACH = 1024
# What a writer of PDF may leave before the header without meaning anything by it.
BLANK = b"\xef\xbb\xbf\x00\t\n\x0c\r "

_STARTS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"8BPS", "PSD"),
    (b"%!PS", "PostScript"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\xca\xfe\xba\xbe", "CLASS"),
    (b"\xcf\xfa\xed\xfe", "MACH-O"),
    (b"\xfe\xed\xfa\xcf", "MACH-O"),
    (b"dex\n", "DEX"),
    (b"\x00asm", "WASM"),
    (b"#!", "SCRIPT"),
    (b"\x1aE\xdf\xa3", "MKV"),
    (b"ID3", "MP3"),
    (b"OggS", "OGG"),
    (b"SQLite format 3\x00", "SQLITE"),
)
_BRANDS = MappingProxyType(
    dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "HEIC")
    | dict.fromkeys((b"avif", b"avis"), "AVIF")
)
# What is inside of a zip tells what it is; the first names lie in its first bytes.
_ZIPPED = ((b"word/", "DOCX"), (b"xl/", "XLSX"), (b"ppt/", "PPTX"), (b"AndroidManifest.xml", "APK"))
_MARKUP = (
    (re.compile(rb"<svg[\s>]", re.IGNORECASE), "SVG"),
    (re.compile(rb"<(?:!doctype html|html|head|body|script|iframe)[\s>]", re.IGNORECASE), "HTML"),
    (re.compile(rb"<\?php\s", re.IGNORECASE), "PHP"),
    (re.compile(rb"\A<\?xml\s", re.IGNORECASE), "XML"),
)
# How far into a file its kind is looked for, in bytes.
HEAD = 4096


def signature(body: bytes) -> str:
    """The name of what a file is: one of CONTENT_TYPES, another that is known, or UNKNOWN."""
    head = body[:HEAD]
    for start, name in _STARTS:
        if head.startswith(start):
            return next((it for mark, it in _ZIPPED if mark in head), name) if name == "ZIP" else name
    if head.startswith(b"RIFF"):
        return {b"WEBP": "WEBP", b"AVI ": "AVI", b"WAVE": "WAV"}.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "MP4")
    if PDF_HEADER.search(head[:PDF_REACH]):
        return "PDF"
    return markup(head.lstrip(BLANK)) or UNKNOWN


def markup(text: bytes) -> str | None:
    """The markup or script that some bytes hold: SVG, HTML, PHP or XML; None when they hold none."""
    return next((name for pattern, name in _MARKUP if pattern.search(text)), None)
