"""What a picture says about itself: which side is up, when it was taken, what it was edited with; none is kept."""

from __future__ import annotations

import re
import struct
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from PIL.Image import Transpose

from chalicelib.documents.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

# EXIF 2.32: tags and the directory of the picture's own data.
ORIENTATION, SOFTWARE, EXIF_DIRECTORY, ORIGINAL, OFFSET = 0x0112, 0x0131, 0x8769, 0x9003, 0x9011
CLOCK = "%Y:%m:%d %H:%M:%S"
CLOCK_CHARACTERS = 19
# How far the camera's clock was from UTC; older cameras do not say.
_OFFSET = re.compile(r"([+-])([01][0-9]):([0-5][0-9])")
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
# What Pillow's readers of metadata throw at data that is none.
BROKEN = (
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    OSError,
    struct.error,
    RecursionError,
    ArithmeticError,
)

# Programs that change what a picture shows. A camera's own software, and what scans or sends a picture, is not among
# them. The name that is told is this table's, never the file's own text.
_EDITORS = (
    "Photoshop", "Lightroom", "Illustrator", "Adobe Express", "GIMP", "Inkscape", "Krita", "Affinity", "Pixelmator",
    "Paint.NET", "CorelDRAW", "PaintShop", "PhotoScape", "Photopea", "Pixlr", "Fotor", "Canva", "PicsArt", "Snapseed",
    "PixelLab", "Meitu", "BeautyPlus", "Facetune", "FaceApp", "YouCam", "Remini", "VSCO", "InShot", "PhotoRoom",
    "Midjourney", "DALL-E", "Stable Diffusion", "Firefly",
)  # fmt: skip
_EDITOR = re.compile("|".join(re.escape(name) for name in _EDITORS), re.IGNORECASE)
_NAMES = {name.lower(): name for name in _EDITORS}
# Where XMP names programs: what made the file, and each step that was taken with it.
_XMP_AGENT = re.compile(rb"(?:CreatorTool|softwareAgent|Software)(?:=\"|='|>)([^<\"']{1,200})", re.IGNORECASE)
# How much of a text is looked at, in characters or bytes.
ENOUGH = 200
ENOUGH_XMP = 1_000_000
# Photoshop's own segment, which it writes into every JPEG that it saves, names it.
_PHOTOSHOP = "photoshop"
# Keys of a PNG's text that name a program.
_TEXTS = ("Software", "software", "Creator", "Comment", "comment", "parameters")


def turn_upright(image: Image) -> Transpose | None:
    """What makes the picture stand as the camera was held; None when nothing needs to be done."""
    with suppress(*BROKEN):
        return UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
    return None


def taken(image: Image) -> datetime | None:
    """When the picture was taken, by the clock of the camera; None where it says nothing or nonsense.

    With an offset where the camera says it, naive where it does not.
    """
    with suppress(*BROKEN):
        said = image.getexif().get_ifd(EXIF_DIRECTORY)
        moment = datetime.strptime(str(said.get(ORIGINAL))[:CLOCK_CHARACTERS], CLOCK)  # noqa: DTZ007 - see above
        return moment.replace(tzinfo=_offset(str(said.get(OFFSET, ""))))
    return None


def _offset(said: str) -> timezone | None:
    found = _OFFSET.match(said)
    if found is None:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(ahead if found[1] == "+" else -ahead)


def edited(image: Image) -> Iterator[Finding]:
    """The program that it was edited with, if it says so itself. Whoever wants to hide it can: a hint, no more."""
    name = next(filter(None, map(editor, _texts(image))), None)
    if name is None and _PHOTOSHOP in image.info:
        name = "Photoshop"
    if name is not None:
        yield Finding("edited", {"with": name})


def editor(text: str) -> str | None:
    """The editor that a text names, if it names one."""
    found = _EDITOR.search(text[:ENOUGH])
    return None if found is None else _NAMES[found.group().lower()]


def _texts(image: Image) -> Iterator[str]:
    with suppress(*BROKEN):
        yield str(image.getexif().get(SOFTWARE, ""))
    for key in _TEXTS:
        yield _text(image.info.get(key, ""))
    xmp = image.info.get("xmp", image.info.get("XML:com.adobe.xmp", b""))
    raw = xmp.encode("utf-8", "replace") if isinstance(xmp, str) else xmp
    if isinstance(raw, bytes):
        for agent in _XMP_AGENT.finditer(raw[:ENOUGH_XMP]):
            yield _text(agent.group(1))


def _text(said: Any) -> str:  # noqa: ANN401 - whatever the file holds
    return said[:ENOUGH].decode("utf-8", "replace") if isinstance(said, bytes) else str(said)[:ENOUGH]
