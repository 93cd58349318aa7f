"""What is said of documents in words: kinds, findings, and why an officer rejects one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.catalogue import both

if TYPE_CHECKING:
    from chalicelib.core.text import Text
    from chalicelib.documents.finding import Finding

#: Why an officer rejects a document; "words" is for what the list does not have.
REASONS = ("unreadable", "incomplete", "other-document", "other-person", "expired", "not-genuine", "words")


def name_of(kind: str) -> Text:
    """What a kind of document is called."""
    return both(f"document.{kind}")


def sentence_of(finding: Finding) -> Text:
    """What is wrong and what to do, for the citizen; a hint is worded for officers, who alone are shown it."""
    return both(f"finding.{finding.code}", **finding.facts)


def reason_of(code: str) -> Text:
    """Why an officer rejected a document, and what to do."""
    return both(f"reason.{code}")
