"""What officers fill in about cases. Every step names the version of the case that was looked at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.core.errors import Fault, InvalidFields
from chalicelib.core.forms import Form
from chalicelib.core.text import Language, Text
from chalicelib.people.forms import CitizenForm

LONGEST_WORDS = 400

Id = Annotated[str, Field(min_length=1, max_length=64)]
Version = Annotated[int, Field(ge=1)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]


class CaseForm(Form):
    """A file that somebody hands in at the counter."""

    service: Id
    citizen: CitizenForm
    language: Language = "id"


class CaseVersionForm(Form):
    """Nothing is needed but the version that was looked at."""

    version: Version


class CaseMilestoneForm(CaseVersionForm):
    """The milestone that was reached."""

    milestone: Id


class CaseWordsForm(Form):
    """An officer's words for the citizen; those of one language serve for both where the other's are left out."""

    id: Words | None = None
    en: Words | None = None


class CaseReasonForm(CaseVersionForm):
    """Why: a code, and words, which ``words`` as a code needs."""

    words: CaseWordsForm | None = None

    def said(self, why: str) -> Text | None:
        """The words, or None; InvalidFields where the reason is nothing without them."""
        told = self.words or CaseWordsForm()
        first = told.id or told.en
        if first is None:
            if why == "words":
                raise InvalidFields(Fault("words", "missing"))
            return None
        return Text(told.id or first, told.en or first)


class CaseWaitForm(CaseReasonForm):
    """What the office waits for: documents, a payment, the citizen's visit, or what the words say."""

    reason: Literal["documents", "payment", "visit", "words"]


class CaseRefusalForm(CaseReasonForm):
    """Why it says no: requirements not met, withdrawn by its citizen, no answer, another office's, or in words."""

    reason: Literal["requirements", "withdrawn", "no-answer", "elsewhere", "words"]
