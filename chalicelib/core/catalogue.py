"""Everything the system says to a person, by key, in two languages (``core/words/*.json``)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.core.text import Text

if TYPE_CHECKING:
    from chalicelib.core.text import Language

WORDS = Path(__file__).parent / "words"


@cache
def words(language: Language) -> dict[str, str]:
    """The whole catalogue of one language: key → sentence with ``{placeholders}``."""
    catalogue: dict[str, str] = json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))
    return catalogue


def say(language: Language, key: str, **facts: object) -> str:
    """The sentence for a key with its placeholders filled; a missing key or fact raises KeyError."""
    return words(language)[key].format(**facts)


def both(key: str, **facts: object) -> Text:
    """The sentence for a key in both languages, for pages that are put into one of them later."""
    return Text(say("id", key, **facts), say("en", key, **facts))
