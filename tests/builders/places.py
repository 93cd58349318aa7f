"""Pictures of places for tests: invented ones, with the shading of outdoor photographs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE, HIGH = 320, 240
# Amplitudes in photographs fall with about the frequency to this power (D. J. Field, 1987).
FALL = 1.2
SPREAD, MIDDLE = 50.0, 120.0


def a_place(number: int = 1, *, wide: int = WIDE, high: int = HIGH) -> Image.Image:
    """A place as it looks in a photo; another number is another place."""
    random = np.random.default_rng(number)
    # Twice as large as is shown, so that what is on the left does not go on at the right.
    rows, columns = np.fft.fftfreq(high * 2)[:, None], np.fft.fftfreq(wide * 2)[None, :]
    frequency = np.hypot(rows, columns)
    frequency[0, 0] = np.inf
    waves = random.normal(size=(2, high * 2, wide * 2))
    field: NDArray[np.float64] = np.fft.ifft2((waves[0] + 1j * waves[1]) / frequency**FALL).real
    shown = field[:high, :wide] / field.std() * SPREAD + MIDDLE
    return Image.fromarray(np.clip(shown, 0, 255).astype(np.uint8)).convert("RGB")


def as_file(
    image: Image.Image, *, quality: int = 85, taken: str | None = None, offset: str | None = None
) -> bytes:
    """The picture as a camera writes it; ``taken`` is its clock, ``YYYY:MM:DD HH:MM:SS``, ``offset`` ``+HH:MM``."""
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if offset:
        exif.get_ifd(0x8769)[0x9011] = offset
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()
