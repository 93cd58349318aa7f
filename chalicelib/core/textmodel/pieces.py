"""What a text is cut into: words, pairs of words, and runs of letters inside words; each is hashed to a number.

Runs of letters let a word be recognised in another spelling ("tdk diangkut", "ngangkutt"), as people type.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

#: Signs of a text that are looked at. What a complaint is about is said before that.
LONGEST_TEXT = 4_000
#: Letters of a word that are looked at; longer ones are addresses and noise.
LONGEST_WORD = 24
#: Words whose runs of letters are remembered while the process lives.
REMEMBERED_WORDS = 20_000
#: What any number becomes: that there is one tells something, which one seldom does.
NUMBER = "0"
# The line below words is no letter here, and neither are signs and emoji.
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How texts are cut; kept with a model, since its weights mean nothing under another cut.

    ``bits`` is the size of the hash (2**bits buckets); ``shortest`` and ``longest`` are the lengths of runs of letters,
    a word's two ends counted as letters; ``pairs`` says whether pairs of words count.
    """

    bits: int
    shortest: int
    longest: int
    pairs: bool


def words(text: str) -> list[str]:
    """The words in one spelling: small letters without accents, ``bangeeet`` as ``banget``, numbers as ``0``."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST_TEXT]).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = _WORD.findall(_DRAWN_OUT.sub(r"\1", letters))
    return [NUMBER if word.isdecimal() else word[:LONGEST_WORD] for word in found]


def counted(text: str, cut: Cut) -> tuple[Counter[int], Counter[int]]:
    """How often each bucket is met: by words and pairs of words, and by runs of letters. Both empty without words."""
    found = words(text)
    whole = [f"w{word}" for word in found]
    if cut.pairs:
        whole += [f"p{one} {next_one}" for one, next_one in pairwise(found)]
    buckets = Counter(_bucket(piece, cut.bits) for piece in whole)
    runs: Counter[int] = Counter()
    for word in found:
        runs.update(_runs(word, cut))
    return buckets, runs


@lru_cache(maxsize=REMEMBERED_WORDS)
def _runs(word: str, cut: Cut) -> tuple[int, ...]:
    framed = f" {word} "
    return tuple(
        _bucket(framed[start : start + length], cut.bits)
        for length in range(cut.shortest, cut.longest + 1)
        for start in range(max(1, len(framed) - length + 1))
    )


def _bucket(piece: str, bits: int) -> int:
    return zlib.crc32(piece.encode()) & ((1 << bits) - 1)
