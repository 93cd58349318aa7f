"""What citizens are told of a document: what is wrong, what to do, and nothing that is only theirs."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from chalicelib.core.catalogue import words
from chalicelib.core.text import LANGUAGES, Language
from chalicelib.documents.finding import FINDINGS, Finding, Weight
from chalicelib.documents.kinds import KINDS
from chalicelib.documents.sentences import REASONS, name_of, reason_of, sentence_of

#: Facts that may be filled into a sentence: limits, which are the same for everybody.
LIMITS = {"most_megabytes", "most"}
OFFICER = {"id": "etugas", "en": "officer"}
OF_WEIGHT = {weight: [code for code, its in FINDINGS.items() if its is weight] for weight in Weight}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_limits_are_filled_into_what_a_finding_says(language: Language) -> None:
    for code in FINDINGS:
        sentence = words(language)[f"finding.{code}"]
        assert {name for _, name, _, _ in Formatter().parse(sentence) if name} <= LIMITS
        assert not re.search(r"\d", sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_waits_for_an_officer_is_told_so(language: Language) -> None:
    assert [
        code
        for code in OF_WEIGHT[Weight.OFFICER]
        if OFFICER[language] not in words(language)[f"finding.{code}"]
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_mended_is_said_with_what_to_do(language: Language) -> None:
    for code in OF_WEIGHT[Weight.MEND]:
        sentence = words(language)[f"finding.{code}"]
        assert len(re.findall(r"[.;] |[.]$", sentence)) >= 2, code


def test_kinds_findings_and_reasons_are_said_in_both_languages() -> None:
    assert sentence_of(Finding("too-large", {"most_megabytes": 8})).en.count("8 MB") == 1
    assert {name_of(kind).id for kind in KINDS} >= {"KTP", "Paspor"}
    assert all(reason_of(code).en for code in REASONS)
