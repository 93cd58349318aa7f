"""The queue's messages about uploads: each is done by itself, and only those that failed come again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.core import telemetry
from chalicelib.documents.storage import QUARANTINE, NotAnEvent, uploads_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.documents.storage import Uploaded


class Checks(Protocol):
    """Who checks a document."""

    def check(self, uploaded: Uploaded) -> None:
        """Check an object of the bucket; the same again, late or out of order must be harmless.

        Raises whatever it may to have it brought again.
        """


def done(checks: Checks, records: Iterable[Any]) -> dict[str, list[dict[str, str]]]:
    """Do every message; the answer names those to bring again (SQS partial batch response).

    A message that cannot be understood may be somebody's document: it is brought again too, until the queue's own
    count moves it to the dead letters, where somebody sees it.
    """
    failures = [record for record in records if not _done(checks, record.body)]
    return {"batchItemFailures": [{"itemIdentifier": record.to_dict()["messageId"]} for record in failures]}


def _done(checks: Checks, message: str) -> bool:
    try:
        uploads = uploads_in(message)
    except NotAnEvent as error:
        telemetry.trouble("message is no event of the bucket", error=error)
        telemetry.count("DocumentFailed")
        return False
    # S3 sends one a message, but may send more: those behind one that fails are checked too.
    left = [one for one in uploads if one.key.startswith(QUARANTINE) and not _checked(checks, one)]
    return not left


def _checked(checks: Checks, uploaded: Uploaded) -> bool:
    try:
        checks.check(uploaded)
    except Exception as error:  # noqa: BLE001 - the message comes again; the others still count
        telemetry.trouble("document not checked", error=error)
        telemetry.count("DocumentFailed")
        return False
    return True
