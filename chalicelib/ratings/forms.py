"""What citizens send to the survey."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from chalicelib.core.forms import Form, Wrong
from chalicelib.ratings.element import ELEMENTS, HIGHEST, LOWEST, Element

LONGEST_ID = 64
LONGEST_WORDS = 500
#: Line ends are words' own; other signs that do not print are nobody's.
LINE_ENDS = "\n\r\t"


def _element(typed: object) -> object:
    try:
        return Element(str(typed))
    except ValueError:
        raise Wrong("one-of", expected=", ".join(ELEMENTS)) from None


def _printable(typed: str) -> str:
    if not all(sign.isprintable() or sign in LINE_ENDS for sign in typed):
        raise Wrong("not-printable")
    return typed


Value = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
Asked = Annotated[Element, BeforeValidator(_element, json_schema_input_type=str)]
Words = Annotated[str, Field(max_length=LONGEST_WORDS), AfterValidator(_printable)]


class RatingForm(Form):
    """What was answered: element → value from 1 to 4, and the citizen's own words, which only the office reads."""

    record: Annotated[str, Field(alias="for", min_length=1, max_length=LONGEST_ID)]
    answers: Annotated[dict[Asked, Value], Field(min_length=1, max_length=len(ELEMENTS))]
    words: Words | None = None
