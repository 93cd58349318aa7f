"""A picture file decoded: upright, RGB, no larger than is good for reading, and nothing but pixels."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from chalicelib.documents.files import jpeg, metadata, png, webp
from chalicelib.documents.files.layout import Malformed
from chalicelib.documents.files.pixels import PAGE_PIXELS, fitting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PIL.ImageFile import ImageFile

    from chalicelib.documents.files.layout import Layout

LAYOUTS: Mapping[str, Callable[[bytes], Layout]] = {
    "JPEG": jpeg.layout,
    "PNG": png.layout,
    "WEBP": webp.layout,
}
# The decoders by themselves: Pillow's general door would try others, and make a collection out of a JPEG with
# attachments.
DECODERS: Mapping[str, Callable[[io.BytesIO], ImageFile]] = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
}
# What is behind what is see-through: paper.
PAPER = (255, 255, 255)
# The mode of greys of 16 bits, which Pillow would cut off at 255 instead of scaling; and how many of their steps are
# one of 8 bits.
DEEP = "I;16"
DEEP_STEP = 256


def decode(body: bytes, name: str, layout: Layout) -> ImageFile:
    """Decode the first frame of a picture whose layout was found sound and not too large.

    Raise what Pillow raises at a picture that is damaged or over before its end; a decoder that finds another size
    than the header gave is stopped before it decodes.
    """
    image = DECODERS[name](io.BytesIO(body[: layout.end]))
    if image.width * image.height > layout.width * layout.height:
        raise Malformed
    image.load()
    return image


def normalised(image: ImageFile) -> Image.Image:
    """The picture as it is judged: RGB, upright, at most PAGE_PIXELS, without anything that came along with it."""
    plain: Image.Image = image
    if plain.mode == DEEP:
        plain = plain.point(lambda value: value * (1 / DEEP_STEP)).convert("L")
    plain = plain.convert("RGBA" if _see_through(plain) else "RGB")
    if plain.size != (size := fitting(*plain.size, PAGE_PIXELS)):
        plain = plain.resize(size, Image.Resampling.BICUBIC)
    clean = Image.new("RGB", plain.size, PAPER)
    clean.paste(plain, mask=plain if plain.mode == "RGBA" else None)
    turn = metadata.turn_upright(image)
    return clean if turn is None else clean.transpose(turn)


def _see_through(image: Image.Image) -> bool:
    return "transparency" in image.info or image.mode in {"LA", "PA", "RGBA"}
