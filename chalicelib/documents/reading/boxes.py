"""From a map of how likely each pixel is text to the boxes around lines: regions, hulls, smallest rectangles.

What OpenCV, shapely and pyclipper do in the reference pipeline, in numpy; see docs/decisions/text-recognition.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# As the network was trained to be read (its published settings).
LIKELY = 0.3
LIKELY_ON_THE_WHOLE = 0.5
GROWN_BY = 1.6
#: The shorter side of a region of text, in pixels of the map, before growing.
SMALLEST = 3.0


def boxes(likely: NDArray[Any]) -> NDArray[Any]:
    """Boxes of lines in a map (height, width) of 0 to 1.

    Gives (n, 4, 2) float corners (x, y), clockwise, beginning where the text begins for upright pages.
    """
    found = []
    for xs, ys, score in regions(likely):
        if score < LIKELY_ON_THE_WHOLE:
            continue
        corners = smallest_rectangle(hull(np.stack([xs, ys], axis=1)))
        if _shorter(corners) < SMALLEST:
            continue
        found.append(beginning_top_left(grown(corners)))
    return np.array(found, dtype=np.float64).reshape(-1, 4, 2)


def regions(likely: NDArray[Any]) -> list[tuple[NDArray[Any], NDArray[Any], float]]:
    """Connected regions of text: x and y of the ends of each of its runs of pixels, and its mean likelihood."""
    rows, starts, ends = _runs(_thickened(likely > LIKELY))
    if not len(rows):
        return []
    region = _joined(rows, starts, ends, likely.shape[1])
    sums = np.zeros((likely.shape[0], likely.shape[1] + 1))
    np.cumsum(likely, axis=1, out=sums[:, 1:])
    weights = sums[rows, ends] - sums[rows, starts]
    order = np.argsort(region, kind="stable")
    cuts = np.flatnonzero(np.diff(region[order])) + 1
    return [
        (
            np.concatenate([starts[one], ends[one] - 1]).astype(np.float64),
            np.concatenate([rows[one], rows[one]]).astype(np.float64),
            float(weights[one].sum() / (ends[one] - starts[one]).sum()),
        )
        for one in np.split(order, cuts)
    ]


def _thickened(mask: NDArray[Any]) -> NDArray[Any]:
    """Each pixel of text also marks its neighbours to the right and below, so that thin breaks close."""
    thick = mask.copy()
    thick[:, 1:] |= mask[:, :-1]
    thick[1:] |= thick[:-1].copy()
    return thick


def _runs(mask: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Runs of set pixels, row by row: row, first column, column after the last."""
    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    return rows, starts, ends


def _joined(rows: NDArray[Any], starts: NDArray[Any], ends: NDArray[Any], width: int) -> NDArray[Any]:
    """A region's number for each run: runs of neighbouring rows that touch, also at a corner, are one region."""
    stride = width + 2
    by_start, by_end = rows * stride + starts, rows * stride + ends
    first = np.searchsorted(by_end, by_start + stride, side="left")
    after = np.searchsorted(by_start, by_end + stride, side="right")
    parents = list(range(len(rows)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    for above, (low, high) in enumerate(zip(first.tolist(), after.tolist(), strict=True)):
        for below in range(low, high):
            ours, theirs = root(above), root(below)
            parents[max(ours, theirs)] = min(ours, theirs)
    return np.array([root(one) for one in range(len(rows))])


def hull(points: NDArray[Any]) -> NDArray[Any]:
    """The convex hull (k, 2) of points (n, 2), in order around it (the monotone chain)."""
    ordered = sorted(set(map(tuple, points.tolist())))
    if len(ordered) < 3:  # noqa: PLR2004 - a hull has at least three corners
        return np.array(ordered)

    def half(way: list[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for x, y in way:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return np.array(half(ordered) + half(ordered[::-1]))


def smallest_rectangle(corners: NDArray[Any]) -> NDArray[Any]:
    """The rectangle (4, 2) of least area around a convex hull; one of its sides lies on a side of the hull."""
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    along = sides[lengths > 0] / lengths[lengths > 0, None] if lengths.any() else np.array([[1.0, 0.0]])
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    on_along, on_across = corners @ along.T, corners @ across.T
    left, right = on_along.min(axis=0), on_along.max(axis=0)
    top, bottom = on_across.min(axis=0), on_across.max(axis=0)
    best = int(np.argmin((right - left) * (bottom - top)))
    places = (
        (left[best], top[best]),
        (right[best], top[best]),
        (right[best], bottom[best]),
        (left[best], bottom[best]),
    )
    return np.array([a * along[best] + b * across[best] for a, b in places])


def grown(corners: NDArray[Any]) -> NDArray[Any]:
    """A rectangle moved outwards on every side: the network marks only the heart of a line.

    By area over perimeter, as in "Real-time Scene Text Detection with Differentiable Binarization" (Liao et al. 2020).
    """
    wide, high = corners[1] - corners[0], corners[3] - corners[0]
    width, height = float(np.hypot(*wide)), float(np.hypot(*high))
    if not width or not height:
        return corners
    by = width * height * GROWN_BY / (2 * (width + height))
    right, down = wide / width * by, high / height * by
    moved: NDArray[Any] = corners + np.array([-right - down, right - down, right + down, -right + down])
    return moved


def beginning_top_left(corners: NDArray[Any]) -> NDArray[Any]:
    """Corners clockwise from the one at the top left, for text leaning less than 45 degrees."""
    across = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = across[:2], across[2:]
    top_left, bottom_left = left[np.argsort(left[:, 1], kind="stable")]
    top_right, bottom_right = right[np.argsort(right[:, 1], kind="stable")]
    return np.array([top_left, top_right, bottom_right, bottom_left])


def _shorter(corners: NDArray[Any]) -> float:
    return float(min(np.hypot(*(corners[1] - corners[0])), np.hypot(*(corners[3] - corners[0]))))
