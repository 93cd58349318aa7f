"""What a picture of a place looks like: the same when it was only treated, another when it is another place."""

from __future__ import annotations

import io
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageEnhance

from chalicelib.documents.likeness import BANDS, NEAR, bands, likeness_of, near, unlike
from tests.builders.places import a_place, as_file

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = 12


@cache
def place(number: int) -> Image.Image:
    return a_place(number)


def known(image: Image.Image) -> str:
    found = likeness_of(image)
    assert found is not None
    return found


def packed(image: Image.Image, quality: int) -> Image.Image:
    return Image.open(io.BytesIO(as_file(image, quality=quality))).convert("RGB")


def trimmed(image: Image.Image, share: float) -> Image.Image:
    """Without half of that share at each side."""
    wide, high = image.size
    off = (int(wide * share / 2), int(high * share / 2))
    return image.crop((*off, wide - off[0], high - off[1]))


def lit(image: Image.Image, factor: float) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(factor)


TREATED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "packed anew": lambda image: packed(image, 30),
    "packed hard": lambda image: packed(image, 10),
    "a small one": lambda image: image.resize((120, 90)),
    "a large one": lambda image: image.resize((1200, 900)),
    "stretched": lambda image: image.resize((300, 300)),
    "in black and white": lambda image: image.convert("L").convert("RGB"),
    "lighter": lambda image: lit(image, 1.3),
    "darker": lambda image: lit(image, 0.6),
    "more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.5),
    "trimmed": lambda image: trimmed(image, 0.04),
    "all of it": lambda image: packed(lit(trimmed(image, 0.03), 1.15).resize((250, 188)), 50),
}


@pytest.mark.parametrize("how", TREATED)
def test_a_picture_that_was_only_treated_looks_the_same(how: str) -> None:
    for number in range(PLACES):
        before, after = known(place(number)), known(TREATED[how](place(number)))
        assert near(before, after), (number, unlike(before, after))


def test_other_places_look_otherwise() -> None:
    seen = [known(place(number)) for number in range(PLACES)]
    assert min(unlike(one, other) for one, other in combinations(seen, 2)) > NEAR + 5


def test_what_shows_nothing_looks_like_nothing() -> None:
    wall = Image.new("RGB", (320, 240), (90, 90, 90))
    assert likeness_of(wall) is None
    assert not near(likeness_of(wall), likeness_of(wall))
    assert not near(None, known(place(1)))


def test_a_likeness_is_sixteen_digits() -> None:
    assert all(len(known(place(number))) == 16 for number in range(PLACES))
    assert likeness_of(Image.linear_gradient("L").convert("RGB")) == "0" * 16


def test_two_that_differ_in_fewer_bits_than_there_are_bands_share_one() -> None:
    seen = int(known(place(1)), 16)
    for bits in combinations(range(0, 64, 5), BANDS - 1):
        other = seen
        for bit in bits:
            other ^= 1 << bit
        assert set(bands(f"{seen:016x}")) & set(bands(f"{other:016x}"))


def test_a_band_says_where_it_is() -> None:
    assert bands("00" * 8) == tuple(f"{at}-00" for at in range(8))
