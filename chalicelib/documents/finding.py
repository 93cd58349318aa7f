"""Findings: what a check has to say about a document, as a code; the sentences stand in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Weight(StrEnum):
    """What a finding leads to.

    ``MEND``: the citizen is told and can mend it, the machine rejects. ``OFFICER``: a person must look, the citizen is
    told. ``HINT``: shown to the officer only, changes nothing by itself. ``FLAG``: shown to whoever is shown the
    picture, changes nothing by itself.
    """

    MEND = "mend"
    OFFICER = "officer"
    HINT = "hint"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found; ``facts`` fill the sentence and hold nothing personal.

    The sentence is ``finding.<code>`` of the catalogue, the weight is that of FINDINGS.
    """

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        """What it leads to."""
        return FINDINGS[self.code]


#: Every code that a check can give, with its weight. A finding that is not here does not exist.
FINDINGS: Mapping[str, Weight] = {
    # Of the file: documents/files
    "empty": Weight.MEND,
    "too-large": Weight.MEND,
    "type-unknown": Weight.MEND,
    "type-differs": Weight.MEND,
    "two-files-in-one": Weight.MEND,
    "damaged": Weight.MEND,
    "too-many-pixels": Weight.MEND,
    "too-many-pages": Weight.MEND,
    "too-few-pixels": Weight.MEND,
    "encrypted": Weight.MEND,
    "scripted": Weight.MEND,
    "not-received": Weight.MEND,
    "same-file-again": Weight.MEND,
    "used-by-another": Weight.OFFICER,
    "edited": Weight.HINT,
    # Of legibility and kind: documents/reading
    "blurred": Weight.MEND,
    "glare": Weight.MEND,
    "dark": Weight.MEND,
    "cut-edges": Weight.MEND,
    "far-away": Weight.MEND,
    "not-readable": Weight.MEND,
    "not-a-document": Weight.MEND,
    "other-kind": Weight.MEND,
    "kind-unsure": Weight.OFFICER,
    "reader-missing": Weight.OFFICER,
    "screenshot": Weight.HINT,
    "photocopy": Weight.OFFICER,
    # Of fields, by themselves and beside the booking: documents/rules
    "field-missing": Weight.OFFICER,
    "field-unsure": Weight.OFFICER,
    "nik-other": Weight.MEND,
    "nik-near": Weight.OFFICER,
    "nik-structure": Weight.OFFICER,
    "nik-region": Weight.HINT,
    # A KK from a photo on which the citizen's NIK was not found: a row may not have been read
    "not-in-family": Weight.OFFICER,
    # A document that bears no NIK (passport, NIB, old NPWP): nothing on it equals the booking's by itself
    "no-nik": Weight.OFFICER,
    # A record without a NIK or a name of its citizen: there is nothing to compare with
    "nothing-typed": Weight.OFFICER,
    "birth-date-differs": Weight.OFFICER,
    "sex-differs": Weight.OFFICER,
    "name-differs": Weight.OFFICER,
    "expired": Weight.MEND,
    "expires-before-visit": Weight.MEND,
    # The date on a KTP that may be valid for life all the same (law 24/2013): documents/rules/expiry
    "date-passed": Weight.OFFICER,
    "valid-for-life": Weight.HINT,
    "kk-structure": Weight.OFFICER,
    "npwp-structure": Weight.OFFICER,
    "nib-structure": Weight.OFFICER,
    "mrz-check-digit": Weight.OFFICER,
    "number-used-by-another": Weight.OFFICER,
    # A kind whose fields no machine reads
    "read-by-officer": Weight.OFFICER,
    # Of an officer's picture that says that a complaint is solved: complaints
    "proof-like-before": Weight.FLAG,
    "proof-elsewhere": Weight.FLAG,
    "proof-again": Weight.FLAG,
    "proof-without-time": Weight.FLAG,
    "proof-in-future": Weight.FLAG,
    "proof-too-early": Weight.FLAG,
}
