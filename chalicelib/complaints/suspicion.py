"""What a new complaint gives reason to look at: by its text alone. Nothing here ever drops one."""

from __future__ import annotations

import re
from enum import StrEnum


class Flag(StrEnum):
    """What an officer should look at, as codes."""

    #: The category was suggested, and not surely.
    CATEGORY_UNSURE = "category-unsure"
    #: Questions of its category that need an answer have none.
    ANSWERS_MISSING = "answers-missing"
    #: Web addresses, as advertising has them.
    LINKS = "links"
    #: Words that insult.
    ABUSIVE = "abusive"
    #: No words to speak of.
    NO_WORDS = "no-words"
    #: The same text came before, more than once.
    SAME_TEXT = "same-text"
    #: Many came within the hour from one network, or by one phone.
    MANY_FROM_NETWORK = "many-from-network"
    MANY_FROM_PHONE = "many-from-phone"

    #: The citizen has written, and nobody has answered since.
    NEW_MESSAGE = "new-message"


#: Of these the citizen is told; of what is suspected of them nobody tells them, for it may be wrong.
TOLD = frozenset({Flag.CATEGORY_UNSURE, Flag.ANSWERS_MISSING, Flag.MANY_FROM_NETWORK, Flag.MANY_FROM_PHONE})

LINK = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|xyz|top|site|online|click|link|bet)\b", re.IGNORECASE
)
#: As whole words; anger about an office is no abuse, so the list is short.
SWEARING = "anjing anjg asu babi bajingan bangsat goblok kontol memek ngentot tolol bitch fuck fucking"
INSULTS = frozenset(SWEARING.split())
WORD = re.compile(r"[^\W\d_]+")
FEWEST_WORDS = 3


def suspicions(text: str) -> list[Flag]:
    """What a text by itself gives reason to look at."""
    words = [word.casefold() for word in WORD.findall(text)]
    found = {
        Flag.LINKS: LINK.search(text) is not None,
        Flag.ABUSIVE: not INSULTS.isdisjoint(words),
        Flag.NO_WORDS: len(set(words)) < FEWEST_WORDS,
    }
    return [flag for flag, there in found.items() if there]
