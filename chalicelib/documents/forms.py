"""What citizens and officers send about documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from chalicelib.core.errors import Fault, InvalidFields
from chalicelib.core.forms import Form, Wrong

LONGEST_ID = 64
LONGEST_TYPE = 100
LONGEST_WORDS = 300
LONGEST_VALUE = 200
FIELD_NAME = r"^[a-z][a-z_]{0,31}$"

Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Reason = Literal[
    "unreadable", "incomplete", "other-document", "other-person", "expired", "not-genuine", "words"
]


class UploadForm(Form):
    """A file to be sent for a booking or a case: ``size`` in bytes."""

    record: Annotated[Id, Field(alias="for")]
    kind: Id
    content_type: Annotated[str, Field(min_length=1, max_length=LONGEST_TYPE)]
    size: int


class AskForm(Form):
    """Nothing is needed to ask for an officer but the reference and the proof."""


class AcceptForm(Form):
    """The version of the document that was looked at."""

    version: int


def _once(reasons: list[Reason]) -> list[Reason]:
    return list(dict.fromkeys(reasons))


class RejectForm(Form):
    """Why a document goes back: reasons, and for ``words`` the officer's own."""

    version: int
    reasons: Annotated[list[Reason], Field(min_length=1, max_length=7), AfterValidator(_once)]
    words: Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)] | None = None

    def checked(self) -> RejectForm:
        """The form; InvalidFields when words are promised and missing."""
        if "words" in self.reasons and not self.words:
            raise InvalidFields(Fault("words", "missing"))
        return self


def _printable(typed: str) -> str:
    if not typed.isprintable():
        raise Wrong("not-printable")
    return typed


class CorrectForm(Form):
    """A field as it stands on the paper."""

    version: int
    field: Annotated[str, Field(pattern=FIELD_NAME)]
    value: Annotated[str, Field(min_length=1, max_length=LONGEST_VALUE), AfterValidator(_printable)]
