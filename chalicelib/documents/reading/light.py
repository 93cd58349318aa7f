"""How a picture was taken: its light, its sharpness, its colour. Measures only; what they mean is said elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

#: Measured at this many pixels on the longer side, so that the measures mean the same for every camera.
MEASURED_AT = 1000
_SMALL = 96
_WHITE = 250
_SATURATED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """Measures of a picture.

    ``bright`` is the luminance that its lightest twentieth reaches, 0 to 255; ``washed`` the part of it that is pure
    white in patches, and ``paper`` its median luminance; ``sharp`` the steepest edge as part of the contrast per pixel,
    in the direction in which it is less steep; ``colour`` how much hues differ over it; ``bars`` the part of its rows
    that are of one colour from edge to edge.
    """

    bright: float
    washed: float
    paper: float
    sharp: float
    colour: float
    bars: float


def light(picture: Image.Image) -> Light:
    """Measure a picture."""
    scale = MEASURED_AT / max(picture.size)
    sized = picture.resize(
        (max(1, round(picture.width * scale)), max(1, round(picture.height * scale))), Image.Resampling.BOX
    )
    pixels = np.asarray(sized, dtype=np.float32)
    grey = pixels @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    small = np.asarray(picture.resize((_SMALL, _SMALL), Image.Resampling.BOX), dtype=np.float32)
    rows = pixels.max(axis=1) - pixels.min(axis=1)
    return Light(
        bright=float(np.percentile(grey, 95)),
        washed=float((small.min(axis=2) >= _WHITE).mean()),
        paper=float(np.median(grey)),
        sharp=_sharp(grey),
        colour=_colour(small),
        bars=float((rows.max(axis=1) < _SATURATED).mean()),
    )


def _sharp(grey: NDArray[Any]) -> float:
    contrast = float(np.percentile(grey, 99) - np.percentile(grey, 1))
    if not contrast:
        return 0.0
    across = np.percentile(np.abs(np.diff(grey, axis=1)), 99.9)
    down = np.percentile(np.abs(np.diff(grey, axis=0)), 99.9)
    return float(min(across, down)) / contrast


def _colour(small: NDArray[Any]) -> float:
    hues = (small - small.mean(axis=2, keepdims=True)) / (small.sum(axis=2, keepdims=True) + 30)
    return float(hues.reshape(-1, 3).std(axis=0).max())
