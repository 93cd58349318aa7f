"""Words in the two languages of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
FIRST: Language = "id"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in Bahasa Indonesia and in English."""

    id: str
    en: str

    def inn(self, language: Language) -> str:
        """The words in that language."""
        return self.en if language == "en" else self.id


def preferred(asked: str | None, accepted: str | None) -> Language:
    """The language to answer in: the one asked for, else the header Accept-Language, else Indonesian.

    Quality values are honoured for the two languages of the house; everything else falls back to the first.
    """
    if asked in LANGUAGES:
        return "en" if asked == "en" else "id"
    weights: dict[Language, float] = {}
    for part in (accepted or "").split(","):
        tag, _, rest = part.strip().partition(";")
        code = tag.strip().lower().partition("-")[0]
        if code in {"id", "in", "en"}:
            weights.setdefault("en" if code == "en" else "id", _quality(rest))
    if weights.get("en", 0) > weights.get("id", 0):
        return "en"
    return FIRST


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
