from __future__ import annotations

import numpy as np
import pytest

from chalicelib.documents.reading.boxes import beginning_top_left, boxes, hull, regions, smallest_rectangle


def a_map(*lines: tuple[slice, slice], likely: float = 0.9) -> np.ndarray:
    page = np.zeros((60, 100), dtype=np.float32)
    for rows, columns in lines:
        page[rows, columns] = likely
    return page


def test_each_line_of_text_gets_a_box_larger_than_its_heart() -> None:
    found = boxes(a_map((slice(10, 18), slice(10, 60)), (slice(40, 48), slice(20, 90))))
    assert len(found) == 2
    first = found[0]
    assert (first[0] < (10, 10)).all()
    assert (first[2] > (60, 18)).all()


def test_what_is_hardly_text_gets_no_box() -> None:
    assert len(boxes(a_map((slice(10, 18), slice(10, 60)), likely=0.4))) == 0
    assert len(boxes(np.zeros((60, 100), dtype=np.float32))) == 0


def test_a_thin_break_does_not_divide_a_line() -> None:
    assert len(regions(a_map((slice(10, 18), slice(10, 40)), (slice(10, 18), slice(41, 60))))) == 1


def test_regions_that_meet_further_down_are_one() -> None:
    """A fork: two prongs that join only in the last row."""
    fork = a_map(
        (slice(10, 30), slice(10, 14)), (slice(10, 30), slice(40, 44)), (slice(28, 30), slice(10, 44))
    )
    assert len(regions(fork)) == 1


def test_the_smallest_rectangle_around_a_leaning_line_leans_with_it() -> None:
    angle = np.deg2rad(20)
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    corners = np.array([50 + a * along + b * across for a, b in ((-40, -5), (40, -5), (40, 5), (-40, 5))])
    rectangle = beginning_top_left(smallest_rectangle(hull(corners)))
    assert rectangle == pytest.approx(beginning_top_left(corners))


def test_points_on_one_line_and_a_single_point_have_a_rectangle_too() -> None:
    for points in (np.array([[3.0, 4.0]]), np.array([[0.0, 0.0], [5.0, 5.0]])):
        assert smallest_rectangle(hull(points)).shape == (4, 2)
