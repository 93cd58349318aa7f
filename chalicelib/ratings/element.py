"""The nine elements of the survey of satisfaction (SKM, Permenpan RB 14/2017), and how one of them is rated."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias


class Element(StrEnum):
    """What is asked about, in the order of the regulation."""

    REQUIREMENTS = "requirements"
    PROCEDURE = "procedure"
    TIME = "time"
    FEE = "fee"
    PRODUCT = "product"
    COMPETENCE = "competence"
    BEHAVIOUR = "behaviour"
    COMPLAINTS = "complaints"
    FACILITIES = "facilities"


ELEMENTS: tuple[Element, ...] = tuple(Element)
#: The scale: 1 is the worst, 4 the best.
LOWEST, HIGHEST = 1, 4
VALUES: tuple[int, ...] = tuple(range(LOWEST, HIGHEST + 1))

#: What one citizen said: element → value.
Answers: TypeAlias = Mapping[Element, int]
