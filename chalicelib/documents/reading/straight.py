"""Cutting a slanted, turned or foreshortened piece out of a picture so that it lies straight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray


def corners_of(width: float, height: float) -> NDArray[Any]:
    """The corners (4, 2) of an upright rectangle at the origin, clockwise from the top left."""
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)


def sides_of(box: NDArray[Any]) -> tuple[float, float]:
    """Width and height of a box of four corners: the longer of the opposite sides."""
    top, right, bottom, left = (float(np.hypot(*side)) for side in np.roll(box, -1, axis=0) - box)
    return max(top, bottom), max(left, right)


def projection(given: NDArray[Any], wanted: NDArray[Any]) -> NDArray[Any]:
    """The projective map (3, 3) that takes points (n, 2) to others, n of 4 or more; in the least squares sense."""
    rows = []
    for (x, y), (u, v) in zip(given, wanted, strict=True):
        rows.append((x, y, 1, 0, 0, 0, -u * x, -u * y, -u))
        rows.append((0, 0, 0, x, y, 1, -v * x, -v * y, -v))
    matrix: NDArray[Any] = np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)
    matrix /= matrix[2, 2]
    return matrix


def moved(points: NDArray[Any], by: NDArray[Any]) -> NDArray[Any]:
    """Points (..., 2) through a projective map (3, 3)."""
    shape = points.shape
    flat = np.hstack([points.reshape(-1, 2), np.ones((points.size // 2, 1))]) @ by.T
    there: NDArray[Any] = flat[:, :2] / flat[:, 2:]
    return there.reshape(shape)


def cut(picture: Image.Image, box: NDArray[Any], size: tuple[int, int]) -> Image.Image:
    """What lies in a box of four corners of a picture, as an upright picture of this size (width, height)."""
    back = projection(corners_of(*size), box)
    return picture.transform(
        size, Image.Transform.PERSPECTIVE, tuple(back.ravel()[:8]), Image.Resampling.BICUBIC
    )
