"""What officers fill in about complaints. Every act names the version of the complaint that was looked at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.complaints.reasons import WORDS
from chalicelib.complaints.states import Sort
from chalicelib.core.errors import Fault, InvalidFields
from chalicelib.core.forms import Form
from chalicelib.people.forms import Day

LONGEST_WORDS = 2000
LONGEST_TITLE = 80
LONGEST_CLASS_DAYS = 250
#: Each item is a handful of reads and a transaction; together they fit into the function's seconds.
MOST_TOGETHER = 25

Id = Annotated[str, Field(min_length=1, max_length=64)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]
Title = Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]
Days = Annotated[int, Field(ge=1, le=LONGEST_CLASS_DAYS)]


class ComplaintVersionForm(Form):
    """Nothing is needed but the version that was looked at."""

    version: Annotated[int, Field(ge=1)]


class VerifyComplaintForm(ComplaintVersionForm):
    """What everybody may read of it, in an officer's words; its category's name where they are left out."""

    title: Title | None = None


class ReclassifyForm(ComplaintVersionForm):
    """What is to change: the category (with its working days), the working days alone, the sort."""

    category: Id | None = None
    days: Days | None = None
    sort: Literal["complaint", "aspiration", "information"] | None = None

    @property
    def as_sort(self) -> Sort | None:
        """The sort, as the rules name it."""
        return Sort(self.sort) if self.sort else None


class AssignForm(ComplaintVersionForm):
    """Whose it is now: an officer's id, "me", or "" for nobody's; or another agency of the office."""

    officer: Annotated[str, Field(max_length=64)] = ""
    agency: Id | None = None


class ComplaintWordsForm(ComplaintVersionForm):
    """Words to the citizen, or inside the office."""

    text: Words


class ProposeForm(ComplaintWordsForm):
    """What was done; and why there is no photograph of it, where there is none."""

    without_photo: Words | None = None


class PassOnForm(ComplaintVersionForm):
    """To another office or agency of the city, or to somebody outside, named in words for the citizen."""

    office: Id | None = None
    agency: Id | None = None
    outside: Words | None = None

    def one_way(self) -> None:
        """InvalidFields unless it goes inside or outside, and not both."""
        if bool(self.outside) == bool(self.office or self.agency):
            raise InvalidFields(Fault("outside", "inside-or-outside"))


class ComplaintReasonForm(ComplaintVersionForm):
    """Why: a code, and words, which ``words`` as a code needs."""

    reason: str
    text: Words | None = None

    @property
    def words(self) -> str:
        """The words; InvalidFields where the reason is nothing without them."""
        if self.reason == WORDS and not self.text:
            raise InvalidFields(Fault("text", "missing"))
        return self.text or ""


class DismissForm(ComplaintReasonForm):
    """Why nothing can be done."""

    reason: Literal[
        "no-facts", "no-answer", "not-public", "in-court", "answered-before", "abuse", "spam", "words"
    ]


class CloseComplaintForm(ComplaintReasonForm):
    """Why a supervisor closes it without the citizen's word."""

    reason: Literal["silent", "unreachable", "words"]


class IdentityForm(ComplaintReasonForm):
    """Why a supervisor looks at who it is."""

    reason: Literal["danger", "court", "false-report", "contact", "words"]


class MergeForm(ComplaintVersionForm):
    """Of which complaint it is a duplicate: a reference or a public id; and words for its citizen."""

    into: Id
    text: Words | None = None


class ExportForm(Form):
    """A file of the complaints received from one day to another, both included; 90 days where they are left out."""

    format: Literal["csv", "xlsx"]
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None


class TogetherItemForm(ComplaintVersionForm):
    """One of many, and the version that was looked at."""

    reference: Id


class TogetherForm(Form):
    """One act on many complaints."""

    act: Literal["assign", "verify", "start", "merge"]
    items: Annotated[list[TogetherItemForm], Field(min_length=1, max_length=MOST_TOGETHER)]
    officer: Annotated[str, Field(max_length=64)] = ""
    into: Id | None = None

    @property
    def target(self) -> str:
        """What they are merged into; InvalidFields where that is missing."""
        if not self.into:
            raise InvalidFields(Fault("into", "missing"))
        return self.into


class ProofForm(Form):
    """A photograph of what was done, to be sent: ``size`` in bytes."""

    content_type: Annotated[str, Field(min_length=1, max_length=100)]
    size: int
