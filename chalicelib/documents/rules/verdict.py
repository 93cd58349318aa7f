"""From findings to a verdict, and which findings a citizen is told.

A machine never rejects finally (UU PDP 27/2022, article 10): a rejected document may be sent again or shown to an
officer, and whatever is in doubt goes to an officer.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.documents.finding import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.documents.finding import Finding


class Verdict(StrEnum):
    """What the machine says; it never rejects finally, as an officer can always be asked."""

    ACCEPTED = "accepted"
    NEEDS_OFFICER = "needs-officer"
    REJECTED = "rejected"


# About the picture, not about what it shows: nothing to mend when everything was read surely all the same.
OF_THE_LIGHT = frozenset({"blurred", "glare", "dark", "far-away"})
# About the picture or the kind of paper: while one of these stands, what was read means little.
OF_THE_PICTURE = OF_THE_LIGHT | {"cut-edges", "not-readable", "not-a-document", "other-kind"}
_ORDER = {Weight.MEND: 0, Weight.OFFICER: 1, Weight.HINT: 2, Weight.FLAG: 3}


def verdict_of(findings: Iterable[Finding], *, proved: bool) -> Verdict:
    """Rejected while the citizen can mend something, else accepted only if nothing is in doubt and it is proved."""
    weights = {finding.weight for finding in findings}
    if Weight.MEND in weights:
        return Verdict.REJECTED
    return Verdict.ACCEPTED if proved and Weight.OFFICER not in weights else Verdict.NEEDS_OFFICER


def told(seen: Iterable[Finding], read: Iterable[Finding], *, sure: bool) -> tuple[Finding, ...]:
    """The findings that stand, what can be mended first, each once.

    ``seen`` are those of file and picture, ``read`` those of the fields; ``sure`` is whether all fields were read
    surely and the NIK is the booking's: then the light did not matter. Otherwise, where the picture must be taken
    again, doubts about what was read from it are not passed on: they would only frighten the citizen.
    """
    stands = [finding for finding in seen if not (sure and finding.code in OF_THE_LIGHT)]
    if any(finding.code in OF_THE_PICTURE for finding in stands):
        read = [finding for finding in read if finding.weight is Weight.HINT]
    unique = {(finding.code, tuple(sorted(finding.facts.items()))): finding for finding in (*stands, *read)}
    return tuple(sorted(unique.values(), key=lambda finding: _ORDER[finding.weight]))
