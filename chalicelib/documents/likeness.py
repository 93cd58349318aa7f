"""What a picture of a place looks like, in 64 bits that hardly change when it is packed anew, scaled, lit or trimmed.

A difference hash (D. Krawetz, "Kind of like that", 2013): the picture in grey, 9 wide and 8 high, and of each two
neighbours in a row whether it gets lighter. Of two pictures the number of bits that differ is how unlike they are. For
pictures of places only: cards of different people differ by as little as one bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

ROWS, COLUMNS = 8, 8
BITS = ROWS * COLUMNS
DIGITS = BITS // 4
# In bits: the same picture packed hard, lit otherwise or trimmed by a twentieth stays below, other pictures are beyond
# 16 (tests); between them lies another photo from the very same spot.
NEAR = 10
# A picture whose lightest and darkest spots differ by less, of 255, is a wall, a night or a finger: like any other.
LEAST_CONTRAST = 12
#: Two that differ in fewer bits than there are bands are alike in at least one whole band, by which they are found.
BANDS = 8


def likeness_of(page: Image) -> str | None:
    """What a picture looks like, as 16 hexadecimal digits; None where it shows hardly anything."""
    from PIL.Image import Resampling  # noqa: PLC0415 - heavy: Pillow

    small = page.convert("L").resize((COLUMNS + 1, ROWS), Resampling.BOX)
    grey = small.tobytes()
    if max(grey) - min(grey) < LEAST_CONTRAST:
        return None
    rows = [grey[start : start + COLUMNS + 1] for start in range(0, len(grey), COLUMNS + 1)]
    bits = "".join("1" if row[at + 1] > row[at] else "0" for row in rows for at in range(COLUMNS))
    return f"{int(bits, 2):0{DIGITS}x}"


def unlike(one: str, other: str) -> int:
    """In how many of BITS two likenesses differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def near(one: str | None, other: str | None) -> bool:
    """Whether two pictures are nearly the same one; False where one of them looks like nothing."""
    return one is not None and other is not None and unlike(one, other) <= NEAR


def bands(likeness: str) -> tuple[str, ...]:
    """A likeness cut into BANDS pieces, each with its place in front."""
    width = DIGITS // BANDS
    return tuple(f"{at}-{likeness[at * width : (at + 1) * width]}" for at in range(BANDS))
