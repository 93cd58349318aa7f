"""Documents as items of the table, and back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.documents.document import Attempt, Document, State
from chalicelib.documents.finding import FINDINGS, Finding

if TYPE_CHECKING:
    from chalicelib.core.table import Item


def document_to_item(document: Document) -> Item:
    """A document's attributes."""
    return {
        "reference": document.reference,
        "owner": document.owner,
        "kind": document.kind,
        "office": document.office,
        "service": document.service,
        "person": document.person,
        "proof": document.proof,
        "language": document.language,
        "attempts": [_attempt_item(one) for one in document.attempts],
        "sweep": document.sweep.isoformat(),
        "day": document.day.isoformat() if document.day else None,
        "scores": dict(document.scores),
        "typed": dict(document.typed),
        "sealed": dict(document.sealed),
        "marks": list(document.marks),
        "expires_on": document.expires.isoformat() if document.expires else None,
        "asked": document.asked,
        "by": document.by,
        "version": document.version,
    }


def document_from_item(item: Item) -> Document:
    """A document from its item."""
    *history, attempt = map(_attempt, item["attempts"])
    return Document(
        reference=item["reference"],
        owner=item["owner"],
        kind=item["kind"],
        office=item["office"],
        service=item["service"],
        person=item["person"],
        proof=item["proof"],
        language=item["language"],
        attempt=attempt,
        history=tuple(history),
        sweep=date.fromisoformat(item["sweep"]),
        day=date.fromisoformat(item["day"]) if item["day"] else None,
        scores=item["scores"],
        typed=item["typed"],
        sealed=item["sealed"],
        marks=tuple(item["marks"]),
        expires=date.fromisoformat(item["expires_on"]) if item["expires_on"] else None,
        asked=item["asked"],
        by=item.get("by", ""),
        version=item["version"],
    )


def _attempt_item(attempt: Attempt) -> Item:
    return {
        "key": attempt.key,
        "content_type": attempt.content_type,
        "size": attempt.size,
        "begun": attempt.begun.isoformat(timespec="seconds"),
        "state": attempt.state.value,
        "object_version": attempt.object_version,
        "sequencer": attempt.sequencer,
        "sent": attempt.sent.isoformat(timespec="seconds") if attempt.sent else None,
        "judged": attempt.judged.isoformat(timespec="seconds") if attempt.judged else None,
        "findings": [{"code": one.code, "facts": dict(one.facts)} for one in attempt.findings],
        "sha256": attempt.sha256,
        "pixels": attempt.pixels,
        "likeness": attempt.likeness,
        "taken": attempt.taken.isoformat(timespec="seconds") if attempt.taken else None,
        "kept": attempt.kept,
        "kept_type": attempt.kept_type,
        "reasons": list(attempt.reasons),
        "decided": attempt.decided.isoformat(timespec="seconds") if attempt.decided else None,
    }


def _attempt(item: Item) -> Attempt:
    # A code that an earlier version gave and this one does not know has no weight and no sentence any more.
    told = [(one["code"], one["facts"]) for one in item["findings"]]
    return Attempt(
        key=item["key"],
        content_type=item["content_type"],
        size=item["size"],
        begun=datetime.fromisoformat(item["begun"]),
        state=State(item["state"]),
        object_version=item["object_version"],
        sequencer=item["sequencer"],
        sent=datetime.fromisoformat(item["sent"]) if item["sent"] else None,
        judged=datetime.fromisoformat(item["judged"]) if item["judged"] else None,
        findings=tuple(Finding(code, facts) for code, facts in told if code in FINDINGS),
        sha256=item["sha256"],
        pixels=item["pixels"],
        likeness=item.get("likeness"),
        taken=datetime.fromisoformat(item["taken"]) if item.get("taken") else None,
        kept=item["kept"],
        kept_type=item["kept_type"],
        reasons=tuple(item["reasons"]),
        decided=datetime.fromisoformat(item["decided"]) if item.get("decided") else None,
    )
